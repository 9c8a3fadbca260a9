"""A machine that is lent, as Colab's or Binder's, forgets all that was written on it when it goes back.

What a learner has, `my_network.py` and all beside it, can live in their Google Drive, or leave as one file and come
back.
"""

import base64
import io
import os
import sys
import zipfile
from pathlib import Path

import ipywidgets as widgets
from IPython.display import display

from ...progress import say_where_stopped
from ...words import say
from ..keeping import network_file, progress_file

# what is the learner's, as it is called in the one file: my_network.py, what stands beside it, and their progress
NAMES = "my_network.py", "my_exercises.py", "my_network.npz", "my_digits.npz", "my_network.png"
PROGRESS = "course_progress.json"
DRIVE = "/content/drive"  # where Colab shows it
FILE = "my_course.zip"
LARGEST = 50_000_000  # bytes that a file of somebody's work may have, unpacked


def lender():
    """Who lends this machine: "Colab", "Binder", "Kaggle", or "" where it is the learner's own."""
    if "google.colab" in sys.modules:
        return "Colab"
    if "BINDER_SERVICE_HOST" in os.environ:
        return "Binder"
    return "Kaggle" if "KAGGLE_KERNEL_RUN_TYPE" in os.environ else ""


def ready():
    """Say, in a notebook's first cell, that the course is there; where the machine forgets, also what to do. A cell
    that is stopped says so from then on."""
    say_where_stopped()
    if lender() == "Colab" and Path(DRIVE, "MyDrive").is_dir():
        drive()
    elif lender():
        print(say("{lender} lends you this machine, and it forgets all that you write here when it goes back.",
                  lender=lender()))
        if lender() == "Colab":
            print(say("To keep it in your Google Drive, write in a cell of its own: {line}",
                      line="from helpers import mine; mine.drive()"))
        print(say("To take it with you as one file: {out}, and to bring it back: {back}",
                  out="from helpers import mine; mine.download()", back="from helpers import mine; mine.upload()"))
    print(say("The course is ready: go on with the next cell."))


def reminder():
    """What a ✓ adds where the machine forgets; "" where the work is kept."""
    if not lender() or network_file.network_path().is_relative_to(DRIVE):
        return ""
    return say("This machine forgets it: `mine.download()` hands you your work as one file.")


def drive():
    """Keep my_network.py, digits and progress in the learner's Google Drive, on Colab. What is there already counts."""
    if lender() != "Colab":
        print(say("Google Drive can be reached from Colab only. Here, {line} hands you your work as one file.",
                  line="mine.download()"))
        return
    if not Path(DRIVE, "MyDrive").is_dir():
        from google.colab import drive as of_colab

        of_colab.mount(DRIVE)  # Google asks for leave in a window of its own
    folder = Path(DRIVE, "MyDrive", "deep_learning_course")
    folder.mkdir(exist_ok=True)
    here = contents()
    os.environ["COURSE_NETWORK"], os.environ["COURSE_PROGRESS"] = str(folder / NAMES[0]), str(folder / PROGRESS)
    there = contents()
    write_files({name: content for name, content in here.items() if name not in there})
    told = put_beside({name: content for name, content in here.items() if there.get(name, content) != content})
    print(say("What you write is kept in your Google Drive, in the folder {folder}.", folder=folder.name), *told)


def where(name):
    """The path of what is called so in the one file."""
    if name == PROGRESS:
        return progress_file.progress_path()
    return network_file.network_path() if name == NAMES[0] else network_file.network_path().with_name(name)


def contents():
    """{name: bytes} of what is there of the learner's."""
    return {name: path.read_bytes() for name in (*NAMES, PROGRESS) if (path := where(name)).is_file()}


def write_files(files):
    """Write {name: bytes}, each file whole or not at all."""
    for name, content in files.items():
        progress_file.write(where(name), content)


def put_beside(files):
    """Write {name: bytes} under other names, such as my_network_before.py; returns what to say of it."""
    names = ", ".join(beside(where(name), content) for name, content in files.items())
    return [say("Your other files are beside it: {names}.", names=names)] if names else []


def beside(path, content):
    """Write it under the first name that is free or has this content already: one copy, however often one begins."""
    copies = (path.with_stem(f"{path.stem}_before{number}") for number in ["", *range(2, 1000)])
    copy = next(copy for copy in copies if not copy.exists() or copy.read_bytes() == content)
    progress_file.write(copy, content)
    return copy.name


def download():
    """Show a link by which the browser saves all that is the learner's as one file, my_course.zip."""
    there = contents()
    if not there:
        print(say("There is nothing of yours yet: a function is kept when its check says ✓."))
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in there.items():
            archive.writestr(name, content)
    data = base64.b64encode(packed.getvalue()).decode()
    words = say("Save {file}", file=FILE)
    listed = say("It holds {names}. Elsewhere, {line} brings it back.", names=", ".join(there), line="mine.upload()")
    link = f'<a download="{FILE}" href="data:application/zip;base64,{data}"><b>{words}</b></a> {listed}'
    display({"text/plain": f"{words}. {listed}", "text/html": link}, raw=True)


def upload():
    """Show a button that takes my_course.zip, or a my_network.py alone, from the learner's computer."""
    button = widgets.FileUpload(accept=".zip,.py", multiple=False, description=say("Choose {file}", file=FILE))
    button.layout.width, told = "auto", widgets.Output()

    def take(change):
        with told:
            told.clear_output()
            for name, content in chosen(change["new"]):
                print(bring(name, content))

    button.observe(take, "value")
    display(widgets.VBox([button, told]))


def chosen(value):
    """(name, bytes) of what a FileUpload has: a tuple of dictionaries, or in ipywidgets 7 a dictionary by name."""
    if isinstance(value, dict):
        return [(name, bytes(one["content"])) for name, one in value.items()]
    return [(one["name"], bytes(one["content"])) for one in value]


def bring(name, content):
    """Put back what `download` gave; returns what was done, in words. What is there already is kept beside it."""
    try:
        files = {NAMES[0]: content} if name.endswith(".py") else unpacked(content)
    except (zipfile.BadZipFile, ValueError, OSError):
        return say("{file} is not what {line} gives: nothing has changed.", file=name, line="mine.download()")
    there = contents()
    try:
        told = put_beside({name: there[name] for name in files if there.get(name, files[name]) != files[name]})
        write_files(files)
    except OSError as error:
        return say("This could not be saved: {error}", error=error)
    return " ".join([say("Back again: {names}.", names=", ".join(files)), *told])


def unpacked(content):
    """{name: bytes} of a file of `download`; a ValueError for anything else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        known = {info.filename for info in infos} <= {*NAMES, PROGRESS}
        if not infos or not known or sum(info.file_size for info in infos) > LARGEST:
            raise ValueError("no work of a learner")
        return {info.filename: archive.read(info) for info in infos}
