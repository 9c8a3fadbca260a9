"""Three activation functions and what is left of a slope after ten layers; how large a random start has to be."""
