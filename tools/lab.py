"""Open a notebook in JupyterLab, in a browser where there is one; `course.py lab` is this.

    python tools/lab.py                            # the first notebook
    python tools/lab.py 04                         # another one: also 04_loss, loss, notebooks/04_loss.ipynb
    python tools/lab.py LANGUAGE                   # in another language, a folder in locales; LANGUAGE 04, too
    python tools/lab.py --no-browser --port=9000   # options are JupyterLab's
"""

import atexit
import contextlib
import importlib.util
import json
import os
import sys
import tempfile
import webbrowser
from pathlib import Path
from urllib.parse import quote

import zmq
from jupyter_server.serverapp import list_running_servers

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from course import alone, unknown  # noqa: E402
from helpers.words import later, meant, say, speak  # noqa: E402
from tools.contents import lesson, number_of, paths  # noqa: E402
from tools.languages import folder, tag  # noqa: E402

SETTINGS = [
    "--Application.log_level=ERROR",  # and the address, which is told in any case
    "--allow-root",  # as in a container
    "--ServerApp.answer_yes=True",  # Ctrl-C ends it at once
    f"--ServerApp.root_dir={ROOT}",
]
if zmq.has("curve"):  # or each kernel warns the learner that its messages, within this computer, are not encrypted
    SETTINGS.append("--MappingKernelManager.transport_encryption=auto")


def running():
    """The Jupyter that runs for the course's folder already, or None."""
    return next((server for server in list_running_servers() if Path(server["root_dir"]).resolve() == ROOT), None)


def only_name(model, **_):
    """As Lab opens a notebook it writes Python's version into it: without that, a notebook only opened is unchanged."""
    if model["type"] == "notebook" and "language_info" in model["content"]["metadata"]:
        model["content"]["metadata"]["language_info"] = {"name": "python"}


def menus_in(language):
    """JupyterLab's menus in this language, too, where its language pack is installed."""
    name = tag(language)
    if not importlib.util.find_spec(f"jupyterlab_language_pack_{name.replace('-', '_')}"):
        words = later("JupyterLab's menus can speak this language, too: install {pack} with .venv's pip.")
        print(say(words, pack=f"jupyterlab-language-pack-{name}"), flush=True)
        return
    folder = tempfile.TemporaryDirectory(prefix="course-lab-")
    atexit.register(folder.cleanup)
    settings = Path(folder.name, "labconfig/default_setting_overrides.json")
    settings.parent.mkdir()
    settings.write_text(json.dumps({"@jupyterlab/translation-extension:plugin": {"locale": name.replace("-", "_")}}))
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([folder.name, os.environ.get("JUPYTER_CONFIG_PATH", "")])


def main(*arguments):
    if {"-h", "--help", "--help-all", "--version"} & set(arguments):
        from jupyterlab.labapp import LabApp

        return LabApp.launch_instance([*arguments])
    place, name = folder("en"), paths()[0].name
    if language := arguments and meant(arguments[0]):
        place, arguments = folder(language), arguments[1:]
        speak(language)
        sys.stdout.reconfigure(errors="replace")  # where it is no console
        menus_in(language)
    if arguments and not arguments[0].startswith("-"):
        name, *arguments = arguments
    if not (notebook := named(name, place)):
        return unknown(name)
    with contextlib.ExitStack() as starting:
        starting.enter_context(alone())
        return open_page("lab/tree/" + quote(notebook.relative_to(ROOT).as_posix()), arguments, starting.close)


def named(name, place):
    """The path of the notebook that somebody calls so: a path, or its name, number or lesson; None if there is none."""
    found = [Path(name).resolve(), place / name, place / f"{name}.ipynb"]
    found += [place / path.name for path in paths() if name in (number_of(path), lesson(path))]
    return next((path for path in found if path.is_file() and path.suffix == ".ipynb" and ROOT in path.parents), None)


def open_page(page, arguments, started):
    """Open a page in the JupyterLab that runs for this folder; where there is none, start one and call `started()`."""
    if server := running():
        address = f"{server['url']}{page}?token={server['token']}"
        print(say("JupyterLab is already running for this folder. The notebook is at"), f"    {address}", sep="\n")
        sys.stdout.flush()
        webbrowser.open(address)
        return None
    starts = say("JupyterLab is starting, which takes a few seconds. Ctrl-C in this window ends it; save your "
                 "notebooks first.")
    print(starts, flush=True)
    from jupyterlab.labapp import LabApp  # after the line above, since it takes its time

    for places in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):  # for labconfig and for labextensions
        own = os.environ.get(places, "")
        os.environ[places] = f"{ROOT / 'tools/jupyter'}{os.pathsep}{own}".strip(os.pathsep)
    lab = LabApp.initialize_server([*SETTINGS, f"--LabApp.default_url=/{page}", *arguments])
    lab.contents_manager.register_pre_save_hook(only_name)
    lab.io_loop.add_callback(started)  # called once it runs and can be found
    return lab.start()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
