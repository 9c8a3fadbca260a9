"""Chain rule, forward pass and backward pass, every slope by hand."""
