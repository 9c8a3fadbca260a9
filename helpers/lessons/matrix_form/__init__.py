"""A layer is a matrix operation, a network a chain of them; why a GPU helps."""
