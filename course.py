"""Set up and start the course with nothing but Python 3.11 or newer.

    python3 course.py lab                   open the first notebook in JupyterLab
    python3 course.py lab 04_loss           another one; its number is enough
    python3 course.py lab LANGUAGE          the same in another language, a folder in locales; lab LANGUAGE 04, too
    python3 course.py update                bring the newest course and keep what you have written
    python3 course.py test                  run every test and every notebook; course.py test 03 what reads notebook 03
    python3 course.py doctor                something does not work? what to send with your question
    python3 course.py refresh               for authors: run the notebooks and save their outputs
    python3 course.py translate             for authors: bring the other languages up to date with the English
    python3 course.py new                   for authors: begin an exercise, a notebook, a picture, a language
    python3 course.py exercises             for authors: put exercises, questions and guesses into the notebooks
    python3 course.py tables                for authors: write the lists of the notebooks anew
    python3 course.py minutes               for authors: how long each notebook is, and the core road to its end
    python3 course.py evidence              for authors: what holds each cause that the notebooks give
    python3 course.py bench                 measure the speed of the network
    python3 course.py grade FOLDER          for teachers: judge a class's notebooks, write who passed what
    python3 course.py class FOLDER          for teachers: make a copy of the course without solutions
    python3 course.py site                  for authors: make pages to read in a browser from the saved notebooks
    python3 course.py address OWNER/REPO    for authors: say where on GitHub the course lives; gitee.com/OWNER/REPO
                                            behind it is a second source, for those whom GitHub does not reach

On Windows write `py` for `python3`. What follows the command is passed on: course.py test -k loss
"""

# This file is also read by old Pythons, which are told what to do: no syntax newer than Python 3.6 here.
import contextlib
import difflib
import errno
import importlib.util
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
EXTENSIONS = ROOT / "tools/jupyter/labextensions"
UNFINISHED = ENVIRONMENT / "unfinished"  # there until the first installation is complete
REQUIREMENTS = ["requirements.txt"]  # a copy of each file in .venv says what is installed
LOCK = "requirements.lock"  # of the versions that these files allow, those that were tested
# some need more
MORE = {name: ["requirements-test.txt"] for name in ("test", "translate", "tables", "new", "evidence")}
MORE["site"] = ["requirements-site.txt"]
TOOLS = {
    "lab": ["tools/lab.py"],
    "update": ["tools/update.py"],
    "doctor": ["tools/doctor.py"],
    "test": ["-m", "pytest", "-n", "auto", "--maxprocesses=4", "--dist=loadfile"],
    "refresh": ["-m", "tools.refresh"],
    "bench": ["-m", "tools.bench"],
    "translate": ["-m", "tools.translate"],
    "new": ["-m", "tools.new"],
    "exercises": ["-m", "tools.exercises"],
    "tables": ["-m", "tools.tables"],
    "minutes": ["-m", "tools.minutes"],
    "grade": ["-m", "tools.grade", "--from", str(Path.cwd())],
    "class": ["-m", "tools.class_copy", "--from", str(Path.cwd())],
    "site": ["-m", "tools.website"],
    "evidence": ["-m", "tools.evidence"],
}
FOR_LEARNERS = "lab", "update", "doctor"
TEST = """Every test and every notebook, on all cores up to four: about seven minutes on two idle ones. A dot is a
test that passed, the percentage says how far it is. Ctrl-C ends it."""


def main(command="", *arguments):
    if sys.version_info < (3, 11):
        sys.exit(
            "The course needs Python 3.11 or newer, and this is Python {}.{}.\n".format(*sys.version_info)
            + "Get a new one from https://www.python.org/downloads and start the course with that."
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: nothing that was started is left behind
    if command in ("help", "-h", "--help"):
        print(__doc__)
    elif command in TOOLS and command not in FOR_LEARNERS and not (ROOT / "tools/class_copy.py").exists():
        sys.exit("This copy of the course, made for learners, has lab, update and doctor, and no {}.".format(command))
    elif command == "address":
        set_address(*arguments)
    elif command in ("update", "doctor"):  # need nothing but Python
        sys.exit(run([sys.executable, *TOOLS[command], *arguments]))
    elif command == "lab" and unknown(*arguments):  # before anything is fetched for it
        sys.exit(unknown(*arguments))
    elif command in TOOLS:
        prepare(REQUIREMENTS + MORE.get(command, []))
        if command == "test" and not arguments:
            print(TEST, flush=True)
        if command == "test" and arguments and re.fullmatch(r"\d\d[a-z]?", arguments[0]):
            arguments = ["--notebook", *arguments]
        sys.exit(run([str(PYTHON), *TOOLS[command], *arguments]))
    else:
        near = " or ".join(map(repr, difflib.get_close_matches(command.lower(), [*TOOLS, "address"], n=2)))
        words = "There is no command {!r}.".format(command) if command else "What shall be done?"
        misuse(words + (" Did you mean {}?".format(near) if near else "") + "\n\n" + __doc__)


def module_of_words():
    """helpers/words.py, which needs nothing but Python, though not an old one; helpers itself needs NumPy."""
    found = importlib.util.spec_from_file_location("words", str(ROOT / "helpers/words.py"))
    words = importlib.util.module_from_spec(found)
    found.loader.exec_module(words)
    return words


def unknown(*arguments):
    """What to say if `lab` is asked for a notebook or a language that is none, and which there are; "" otherwise."""
    words, stems = module_of_words(), sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*_*.ipynb"))
    name = next(iter(arguments[1:] if arguments and words.meant(arguments[0]) else arguments), "-")
    stem = name[: -len(".ipynb")] if name.endswith(".ipynb") else name
    if name.startswith("-") or Path(name).is_file() or any(stem in (one, *one.split("_", 1)) for one in stems):
        return ""
    numbers = ", ".join(one.split("_")[0] for one in stems if "_mine" not in one)
    sentences = [say("There is no notebook {name} in the course's folder, {folder}.", name=name, folder=ROOT),
                 say("Notebooks: {names}.", names=numbers),
                 say("Languages beside English: {names}.", names=", ".join(words.languages()))]
    return "\n".join(sentences)


def say(text, **values):
    """`text` in the language that `lab` is asked for."""
    words = module_of_words()
    if sys.argv[1:2] == ["lab"] and any(map(words.meant, sys.argv[2:3])):
        words.speak(words.meant(sys.argv[2]))
        sys.stdout.reconfigure(errors="replace")  # where it is no console
    return words.say(text, **values)


def misuse(words):
    print(words, file=sys.stderr)
    sys.exit(2)


def run(tool):
    """Returns the tool's exit status. Ctrl-C is the tool's to answer, and what ends this process ends the tool."""
    signal.signal(signal.SIGINT, lambda *_: None)
    process = subprocess.Popen(tool, cwd=str(ROOT))
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    return process.wait()


def prepare(files):
    """Make or mend .venv and install into it what these files require, as far as that is not done."""
    try:
        if not ready(files):
            with alone():
                if not ready(files):  # another window may have done it meanwhile
                    bring(files)
    except OSError as error:
        words = say(
            "The course cannot write in its folder, {folder}: copy it to a folder of your own (with about 1 GB free), "
            "and close a JupyterLab that still runs from it.", folder=ROOT,
        )
        sys.exit("{}\n{}".format(error, words))
    except KeyboardInterrupt:
        sys.exit("\n" + say("Stopped. The same command starts again."))


def ready(files):
    pairs = [(ROOT / name, ENVIRONMENT / name) for name in files]
    return works() and all(copy.exists() and copy.read_text() == own.read_text() for own, copy in pairs)


def works():
    return not UNFINISHED.exists() and probe()


def bring(files):
    if not works():
        make_environment()
    install(files)
    # for a JupyterLab or Notebook 7 that is started by hand
    shutil.copytree(str(EXTENSIONS), str(ENVIRONMENT / "share/jupyter/labextensions"), dirs_exist_ok=True)
    for name in files:
        shutil.copy(str(ROOT / name), str(ENVIRONMENT))
    if UNFINISHED.exists():
        UNFINISHED.unlink()


@contextlib.contextmanager
def alone():
    """In this block is one process at a time. Another one says so and waits."""
    try:
        file = (ROOT / ".course.lock").open("a")
    except OSError:  # nobody installs anything in a folder that cannot be written
        yield
        return
    with file:
        if not taken(file):
            print(say("Another window is installing or starting the course: this one waits until it has finished."),
                  flush=True)
            while not taken(file):
                time.sleep(0.2)
        yield


def taken(file):
    """Take the lock, if it is free. The system gives it back when the file is closed or the process ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB) if fcntl else msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)  # some folders know no locks
    return True


def probe():
    """Does the environment's Python run? Not when the Python it was made from has gone."""
    check = "import pip, sys; assert sys.version_info >= (3, 11)"
    try:
        return subprocess.run([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def make_environment():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(say("This Python lacks its venv module. On Debian or Ubuntu: sudo apt install python3-venv"))
    if ENVIRONMENT.exists():
        print(say("The environment in .venv is broken or incomplete: it is made anew."), flush=True)
        shutil.rmtree(str(ENVIRONMENT))
    if full():
        sys.exit(full())
    ENVIRONMENT.mkdir()
    UNFINISHED.touch()
    if subprocess.call([sys.executable, "-m", "venv", str(ENVIRONMENT)]):
        sys.exit(say("The environment in .venv could not be made: the lines above say why."))


def full():
    """Which disk has too little room for the packages, "" if each has enough. pip fetches them into the folder for what
    is temporary; where its cache has no room, it goes without."""
    needed = {}
    for folder, megabytes in ((ROOT, 800), (Path(tempfile.gettempdir()), 200)):
        needed.setdefault(folder.stat().st_dev, [folder, 0])[1] += megabytes
    return "\n".join(
        say("The disk is full: make room, {megabytes} MB for {folder}, then give the same command again.",
            megabytes=room, folder=folder)
        for folder, room in needed.values() if shutil.disk_usage(str(folder)).free < room * 10 ** 6
    )


def install(files):
    print(say("Installing the course's packages into .venv: about 600 MB and a minute, once."), flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    for name in files:
        pip += ["-r", name]
    if sys.version_info < (3, 15):  # for a newer Python there may be newer ones alone
        pip += ["-c", LOCK]
    status, lines = told_briefly(pip)
    if status:
        why = full() or say(
            "Most often the internet cannot be reached: connect, then give the same command again.\n"
            "Is it slow? Name a mirror first, in a line for your shell (sh, PowerShell, cmd):\n"
            "    export PIP_INDEX_URL=ADDRESS\n    $env:PIP_INDEX_URL = 'ADDRESS'\n    set PIP_INDEX_URL=ADDRESS"
        )
        versions = say(
            "(The course is tested with Python 3.11 to 3.14, and this is Python {version}.)",
            version="{}.{}".format(*sys.version_info),
        )
        failed = say("The packages could not be installed: the lines above say why.")
        sys.exit("\n".join([*lines[-20:], "", failed, why, versions]))


def told_briefly(pip):
    """Run pip with one line for all that it says; returns its exit status and its lines."""
    process = subprocess.Popen(pip, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines, packages = [""], 0
    fetched, placed = say("{packages} packages, fetched"), say("{packages} packages, putting them into place")
    for line in process.stdout:
        lines.append(line.decode(errors="replace").rstrip())
        packages += lines[-1].startswith("Collecting ")
        if sys.stdout.isatty():
            words = placed if lines[-1].startswith("Installing ") else fetched
            print("\r" + words.format(packages=packages).ljust(60), end="", flush=True)
    if sys.stdout.isatty():
        print()
    return process.wait(), lines


def set_address(new="", second="", *more):
    """Put the course's address on GitHub where it stands: badges, each notebook's first cell, the citation. With a
    second one, gitee.com/OWNER/REPO, first cells and `update` go there where GitHub is out of reach, and what a README
    says of it is shown."""
    name = r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+"
    if more or not re.fullmatch(name, new) or not re.fullmatch("(gitee.com/[A-Za-z0-9_-]+/[A-Za-z0-9._-]+)?", second):
        given = " ".join([new, second, *more]).strip()
        misuse("An address on GitHub has the form OWNER/REPO, one on Gitee behind it gitee.com/OWNER/REPO, and this is "
               "{!r}".format(given))
    bootstrap = ROOT / "tools/bootstrap.py"
    sources = re.search(r"sources = (\[.*\])", bootstrap.read_text(encoding="utf-8")).group(1)
    old = re.search(r"https://github\.com/([^\"]+)", sources).group(1)
    old_second = (re.findall(r"https://(gitee\.com/[^\"]+)", sources) or ["gitee.com/" + old])[0]
    hosts = r"((?:github\.com|colab\.research\.google\.com/github|mybinder\.org/v2/gh|codespaces\.new)/)"
    link = re.compile(hosts + re.escape(old) + r"(?![\w-])")
    second_link = re.compile("https://" + re.escape(old_second) + r"(?![\w-])")
    listed = json.dumps(["https://github.com/" + new] + ["https://" + second] * bool(second))
    pages = "https://{0[0]}.github.io/{0[1]}/".format  # of a list: its owner and its name
    gitee = re.compile(r"<!-- gitee(?: -->)?\n(.*?)(?:<!-- )?/gitee -->\n", re.S)
    block = "<!-- gitee -->\n{}<!-- /gitee -->\n" if second else "<!-- gitee\n{}/gitee -->\n"
    texts = [bootstrap, *sorted(ROOT.glob("*.md")), ROOT / "CITATION.cff"]
    for path in [*texts, *sorted((ROOT / "notebooks").glob("**/*.ipynb"))]:
        text = path.read_text(encoding="utf-8")
        for quoted in (str, lambda part: json.dumps(part)[1:-1]):  # in a notebook's JSON each quote has a backslash
            text = text.replace("sources = " + quoted(sources), "sources = " + quoted(listed))
        changed, count = link.subn(r"\g<1>" + new, text)
        changed = second_link.sub("https://" + (second or "gitee.com/" + new), changed)
        changed = gitee.sub(lambda found: block.format(found.group(1)), changed)
        changed = changed.replace(pages(old.split("/")), pages(new.split("/")))
        path.write_text(changed, encoding="utf-8", newline="\n")
        print("{}: {} links".format(path.relative_to(ROOT), count))


if __name__ == "__main__":
    main(*sys.argv[1:])
