"""What is wrong with an answer: `judge.py` runs it beside the reference, the other files find the words."""
