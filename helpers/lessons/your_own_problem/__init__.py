"""Your own problem: a table of your choice, split, scaled, learned, promised and tested."""
