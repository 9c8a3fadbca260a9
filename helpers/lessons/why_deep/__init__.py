"""Why deep rather than wide; what one hidden layer can do; toolkits."""
