"""The same three steps write text: a network that expects the next character."""
