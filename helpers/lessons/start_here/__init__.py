"""Three lines that read your digit, the three steps of deep learning, the road; a spiral, ups and downs since 1958."""
