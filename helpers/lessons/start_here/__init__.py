"""A spiral to untangle, three steps of deep learning, ups and downs since 1958, how to use the course."""
