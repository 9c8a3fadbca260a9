import os, sys; os.environ["COURSE_LANGUAGE"] = "en"  # Run this cell first: it finds the course, or fetches it.
found = [place for place in (".", "..", "../..", "course") if os.path.isfile(place + "/helpers/network.py")]
sources = ["https://github.com/OWNER/REPO"]
if not found and all(os.system(f"git clone --quiet --depth 1 {source} course") for source in sources):
    raise ConnectionError("The course's files could not be fetched. Online? Then run this cell again.")
sys.path.insert(0, os.path.abspath(found[0] if found else "course"))
from helpers.exercises.lent import offer; offer()  # where this machine is lent, as by Colab: how to keep your work
