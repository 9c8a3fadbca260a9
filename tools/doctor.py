"""What to send when something does not work: one block of text about this computer and this copy of the course.

    python3 course.py doctor

Needs nothing but Python; what is missing is told. No user name, no computer's name, nothing of what you have written
but the names of your functions. Nothing is sent anywhere: you copy the block and paste it.
"""

import ast
import contextlib
import getpass
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
FRONT_ENDS = {"anywidget": "anywidget", "jupyterlab_widgets": "@jupyter-widgets/jupyterlab-manager"}
SHOWN = ("OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # variables with values
NAMED = ("PYTHONPATH", "PYTHONHOME", "JUPYTER_PATH", "JUPYTER_CONFIG_DIR", "HTTPS_PROXY", "PIP_INDEX_URL",
         "COURSE_PROGRESS", "COURSE_NETWORK")  # variables that may be private: only that they are set

# Asked of the Python that runs the course, each in a process of its own: a broken package may take it down.
PACKAGES = """
import json, sys
from importlib.metadata import version, PackageNotFoundError
found = {}
for name in sys.argv[1:]:
    try: found[name] = version(name)
    except PackageNotFoundError: pass
try: from jupyter_core.paths import jupyter_path; places = jupyter_path("labextensions")
except ImportError: places = [sys.prefix + "/share/jupyter/labextensions"]
print(json.dumps([sys.version.split()[0], found, places]))
"""
BLAS = """
import json, numpy, threadpoolctl
built = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
print(json.dumps([[pool for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"], built]))
"""
WORKS = """
import json, helpers, helpers.exercises, helpers.widgets
print(json.dumps([len(part) for part in helpers.load_mnist()]))
"""


class Failed(Exception):
    """What was asked could not be found out; says why."""


def ask(code, *arguments):
    """What `code` prints as JSON in the course's Python, or this one where there is none."""
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    try:
        done = subprocess.run([python, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(f"{type(error).__name__}: {error}") from error
    if done.returncode:
        raise Failed((done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1])
    return json.loads(done.stdout.splitlines()[-1])


def run(*command):
    """What a command says, "" if it fails or is not there."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout.rstrip()
    except (OSError, subprocess.SubprocessError):
        return ""


def requirements():
    """{package: (lowest version, version that is too new, or "")} of requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {m[1]: (m[2], m[3] or "") for line in lines if (m := re.match(r"([\w-]+)>=([\d.]+)(?:,<([\d.]+))?", line))}


def version_parts(version):
    return [int(part) for part in re.findall(r"\d+", version)][:3]


# ---- the lines: each is a function (list of what looks wrong) -> text ----


def course(wrong):
    commit = run("git", "log", "-1", "--format=%h of %cs")
    if not commit:
        return f"in {ROOT}, without git"
    changed = [line.split()[-1] for line in run("git", "status", "--porcelain", "-uno").splitlines()]
    return f"{commit} in {ROOT}; changed: {', '.join(changed) or 'nothing'}"


def system(wrong):
    cpu = run("sysctl", "-n", "machdep.cpu.brand_string") if sys.platform == "darwin" else platform.processor()
    if os.path.exists("/proc/cpuinfo"):
        models = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
        cpu = models[0] if models else cpu
    name = platform.freedesktop_os_release()["PRETTY_NAME"] + ", " if os.path.exists("/etc/os-release") else ""
    return f"{name}{platform.system()} {platform.release()} on {platform.machine()}; {cpu}, {os.cpu_count()} cores"


def packages(wrong):
    wanted = requirements()
    version, found, _ = ask(PACKAGES, *wanted)
    if not PYTHON.exists():
        wrong.append("the course's environment .venv is not there: `python3 course.py lab` makes it")
    elif (ENVIRONMENT / "unfinished").exists():
        wrong.append("the installation was not finished: `python3 course.py lab` goes on")
    if missing := [name for name in wanted if name not in found]:
        wrong.append(f"packages are missing: {', '.join(missing)}; `python3 course.py lab` installs them")
    for name, (low, high) in wanted.items():
        there = found.get(name, low)
        if version_parts(there) < version_parts(low) or (high and version_parts(there) >= version_parts(high)):
            wrong.append(f"{name} is {there}; expected {low} or newer" + (f", below {high}" if high else ""))
    where = ".venv" if PYTHON.exists() else "not the course's own"
    return f"Python {version} ({where}), " + ", ".join(f"{name} {there}" for name, there in found.items())


def blas(wrong):
    pools, built = ask(BLAS)
    if not pools:
        return f"{built} (its threads cannot be seen)"
    return "; ".join(f"{pool['internal_api']} {pool['version']}, kernel {pool.get('architecture', '?')}, "
                     f"{pool['num_threads']} threads" for pool in pools)


def widgets(wrong):
    _, found, places = ask(PACKAGES, *FRONT_ENDS)
    said = []
    for package, extension in FRONT_ENDS.items():
        files = [file for place in places if (file := Path(place, extension, "package.json")).is_file()]
        there = [json.loads(file.read_text(encoding="utf-8"))["version"] for file in files]
        said.append(f"{package} {found.get(package, 'missing')}, in JupyterLab {' and '.join(there) or 'missing'}")
        if package in found and not there:
            wrong.append(f"JupyterLab does not have {package}'s half of the widgets: delete .venv, `course.py lab`")
        if len(set(there)) > 1:
            wrong.append(f"{extension} is there twice, and JupyterLab takes the first: {files[0]}, {files[1]}")
        if package == "anywidget" and there and there[0] != found.get(package):
            wrong.append(f"anywidget is {found.get(package)} in Python and {there[0]} in JupyterLab")
    return "; ".join(said)


def helpers(wrong):
    try:
        counts = ask(WORKS)
    except Failed as failed:
        wrong.append(f"the course's code cannot be loaded: {failed}")
        return "cannot be loaded"
    return f"loads, with {counts[0]:,} digits to learn from and {counts[2]:,} to test"


def space(wrong):
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < 1:
        wrong.append("less than 1 GB of the disk is free")
    if not os.access(ROOT, os.W_OK):
        wrong.append("the course's folder cannot be written")
    return f"{free:.1f} GB"


def environment(wrong):
    shown = [f"{name}={os.environ[name]}" for name in SHOWN if name in os.environ]
    return ", ".join(shown + [f"{name} is set" for name in NAMED if name in os.environ]) or "none that matters"


def progress(wrong):
    path = Path(os.environ.get("COURSE_PROGRESS") or ROOT / ".course_progress.json")
    try:
        saved = json.loads(path.read_text(encoding="utf-8-sig"))
        return f"{len(saved) - ('guesses' in saved)} done, {len(saved.get('guesses', []))} guesses"
    except FileNotFoundError:
        return "nothing done yet"
    except (OSError, ValueError, RecursionError, AttributeError, TypeError) as error:
        wrong.append(f"the progress file cannot be read ({type(error).__name__})")
        return "unreadable"


def my_network(wrong):
    path = Path(os.environ.get("COURSE_NETWORK") or ROOT / "my_network.py")
    try:
        text = path.read_text(encoding="utf-8-sig")
        names = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
        course = len(re.findall(r"^# .* · the course's, until mine is right", text, re.MULTILINE))
        return f"{', '.join(names) or 'no function'}" + (f"; {course} of them the course's" if course else "")
    except FileNotFoundError:
        return "not there yet"
    except (OSError, ValueError, SyntaxError, RecursionError) as error:
        wrong.append(f"my_network.py cannot be read ({type(error).__name__}, line {getattr(error, 'lineno', '?')})")
        return "unreadable"


LINES = {"course": course, "system": system, "packages": packages, "BLAS": blas, "widgets": widgets,
         "helpers": helpers, "free": space, "variables": environment, "progress": progress,
         "my_network": my_network}


def report():
    """The whole block."""
    wrong, lines = [], []
    for label, line in LINES.items():
        try:
            said = line(wrong)
        except Exception as error:  # whatever is broken, the other lines are told
            said = f"could not be found out ({type(error).__name__}: {error})"
        lines.append(f"{label + ':':<12}{said}")
    lines += ["", "Looks wrong:" if wrong else "Nothing looks wrong from here.", *(f"- {what}" for what in wrong)]
    return private("\n".join(lines))


def private(text):
    """Without the home folder, and without the user's name in any other path."""
    text = text.replace(str(Path.home()), "~")
    with contextlib.suppress(OSError, KeyError, ImportError):
        text = re.sub(rf"(?<=[/\\]){re.escape(getpass.getuser())}(?![\w.-])", "<user>", text)
    return text


def main():
    print("Copy what stands between the lines into your question, with what you did and what you saw.\n")
    print(f"```\n{report()}\n```")


if __name__ == "__main__":
    main()
