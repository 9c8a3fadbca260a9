"""Your network as a program: it starts, trains, keeps what it has learned, and reads photos."""
