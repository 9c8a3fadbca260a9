"""The backward pass for a whole batch in your own lines, and the first digits that they read."""
