"""The backward pass for a whole batch, a check of every gradient, and a network that learns with your lines."""
