# Run this cell first: it finds the course's files. Alone, as on Colab, it fetches them.
import subprocess
import sys
from pathlib import Path

COURSE = "https://github.com/OWNER/REPO"
here, copy = Path.cwd(), Path.cwd() / COURSE.split("/")[-1]
places = [here, *here.parents, copy]
folder = next((p for p in places if (p / "helpers" / "network.py").is_file()), None)
if folder is None:
    folder = copy
    if subprocess.run(["git", "clone", "--quiet", "--depth", "1", COURSE, str(copy)]).returncode:
        raise ConnectionError(f"Could not fetch {COURSE}. Online? Then run this cell again.")
if str(folder) not in sys.path:
    sys.path.insert(0, str(folder))
