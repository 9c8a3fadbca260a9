"""How many layers, how many neurons? Can the structure be found by itself?"""

from ..convolution import filters  # noqa: F401  an older notebook 07 looks for it here
