"""What the tests of widgets share: they play the page."""

import pytest


@pytest.fixture
def play():
    """play(widget) is the page: say({"do": …}) returns the last answer, say.heard and say.buffers all."""

    def play(widget):
        heard, every = [], []

        def send(content, buffers=None):
            heard.append(content)
            every.append(buffers or [])

        def say(message):
            widget._receive(widget, message, [])
            return heard[-1]

        widget.send, say.heard, say.buffers, say.widget = send, heard, every, widget
        return say

    return play
