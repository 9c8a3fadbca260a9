"""How many layers? Can the structure be found by itself? Convolution."""
