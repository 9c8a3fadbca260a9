"""Guesses and challenges of notebook 00."""

from ...exercises.asking.guess import add_guess
from ...exercises.keeping.progress_file import CHALLENGES
from . import recalls  # noqa: F401  fills the list

CHALLENGES |= {"00.circles": "the ring in the ring", "00.xor": "four quarters", "00.spiral": "the spiral"}

add_guess("00.p", "The network goes three times through the digits. How many of 100 new digits will it then read "
          "right?", "number",
          "A few seconds of training were enough, and nobody wrote a rule for any digit.",
          unit="%", low=0, high=100, digits=2,
          unless=(lambda right: right < 80, "That is not reading yet. Was the training stopped early? Then run this "
                  "cell once more and let it finish."))
add_guess("00.q", "How many numbers of the network 784-64-10 can be chosen?", "number",
          "Each of the 64 neurons has 784 weights and a bias, each of the ten outputs 64 weights and a bias.",
          low=1, high=1e9, whole=True, log=True)
add_guess("00.r", "After how many updates, of 128 digits each, are half of the new digits right?", "number",
          "The first updates bring the most; the hundreds that follow are for the difficult digits.",
          low=1, high=469, whole=True, log=True)
add_guess("00.s", "Five hidden layers, no RBM, one epoch: what percentage of the new digits are right?", "number",
          "No RBM is needed. Yet not every deep network learns so soon: notebook 05d has one that waits.",
          unit="%", low=0, high=100, digits=2)
