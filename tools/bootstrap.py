import os, sys; os.environ["COURSE_LANGUAGE"] = "en"  # Run this cell first: it finds the course, or fetches it.
found = [place for place in (".", "..", "../..", "course") if os.path.isfile(place + "/helpers/network.py")]
if not found and os.system("git clone --quiet --depth 1 https://github.com/OWNER/REPO course") != 0:
    raise ConnectionError("The course's files could not be fetched. Online? Then run this cell again.")
sys.path.insert(0, os.path.abspath(found[0] if found else "course"))
