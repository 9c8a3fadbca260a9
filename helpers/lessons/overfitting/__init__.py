"""Learned by heart or learned to read: overfitting, what helps against it, and what a result is worth."""
