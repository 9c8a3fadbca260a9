"""The learner's files: `my_network.py`, the program that it becomes, and the file of their progress."""
