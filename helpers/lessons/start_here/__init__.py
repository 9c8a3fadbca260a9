"""Three lines that read your digit, a spiral to untangle, three steps of deep learning, ups and downs since 1958."""
