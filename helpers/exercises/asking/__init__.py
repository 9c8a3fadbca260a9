"""What a notebook shows: check and hint, questions, guesses and what came out, challenges, progress."""
