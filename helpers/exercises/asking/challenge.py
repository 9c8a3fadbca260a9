"""`challenge`: the Playground with a goal; that it is reached goes into the learner's progress."""

from ...widgets.playground import Playground
from ..keeping.progress_file import CHALLENGES, note
from .check import find


def challenge(id, **settings):
    """The Playground with the challenge `id`, such as "00.xor"; settings as `Playground` takes them."""
    find(id, CHALLENGES)
    return Playground(challenge=id.split(".")[1], on_reached=lambda best: note(id), **settings)
