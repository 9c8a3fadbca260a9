"""IPython without a kernel: runs a notebook's cells in this process and keeps what they show."""

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

QUIET = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor", "xmode": "Minimal"})


class Hook(DisplayHook):
    """The value of a cell's last line, kept as a bundle."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.shown.append(format_dict)

    def finish_displayhook(self):
        pass


class Publisher(DisplayPublisher):
    """What `display` shows, kept; a later picture of one display id takes the place of the earlier."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {}

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        place = (transient or {}).get("display_id")
        if update and place in self.places:
            self.places[place].clear()
            self.places[place].update(data)
            return
        self.shell.shown.append(dict(data))
        if place:
            self.places[place] = self.shell.shown[-1]

    def clear_output(self, wait=False):
        self.shell.shown.clear()


class Shell(InteractiveShell):
    """`shown`: what a cell has shown so far, MIME bundles in order."""

    displayhook_class = Hook
    display_pub_class = Publisher

    def __init__(self):
        super().__init__(config=QUIET)
        self.shown = []

    def _showtraceback(self, etype, evalue, stb):
        pass  # the caller has the error
