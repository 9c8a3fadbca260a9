# @title Run this cell first: it finds the course, or fetches it.
import os, sys; os.environ["COURSE_LANGUAGE"] = "en"
found = [place for place in (".", "..", "../..", "course") if os.path.isfile(place + "/helpers/network.py")]
sources = ["https://github.com/OWNER/REPO"]
if not found and all(os.system(f"git clone --quiet --depth 1 {source} course") for source in sources):
    raise ConnectionError("The course's files could not be fetched. Online? Then run this cell again.")
sys.path.insert(0, os.path.abspath(found[0] if found else "course"))
# Cells above may not have run since the kernel started: choose Run, Run All Above Selected Cell, then run this one.
from helpers.exercises.lent import ready; ready()
# The page was closed while this cell ran, so what it showed from then on is lost. Run it again.
