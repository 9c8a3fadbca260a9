"""How many layers, how many neurons? Can the structure be found by itself?"""
