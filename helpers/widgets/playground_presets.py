"""Playgrounds of the notebooks by name: what they start with, and the few controls that each needs."""

SPIRAL = {"data": "spiral", "noise": 0.05, "optimizer": "adam", "learning_rate": 0.01}
STRUCTURE = ["depth", "width", "activation"]

PRESETS = {
    "spiral": SPIRAL | {"widths": [8], "show": STRUCTURE},  # one sees it learn, and get stuck for long
    # the second hidden layer has two neurons, so that its space can be drawn
    "hidden_space": {"data": "xor", "widths": [4, 2], "speed": "single_steps", "show": ["data", *STRUCTURE]},
    "rate_and_batch": {"data": "circles", "widths": [4], "learning_rate": 0.01,
                       "show": ["learning_rate", "batch_size", "optimizer"]},
    # almost no slope comes through six sigmoids; tanh or relu lets it through
    "deep_sigmoids": {"data": "circles", "widths": [4] * 6, "activation": "sigmoid",
                      "show": ["depth", "activation", "learning_rate", "maps"]},
    # all neurons of a layer start alike and stay so
    "bad_start": {"data": "circles", "widths": [4, 4], "initialization": "zeros",
                  "show": ["initialization", "activation", "seed"]},
}
