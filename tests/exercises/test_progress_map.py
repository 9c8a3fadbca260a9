"""The map of the course: what is done on it, and that nothing of the course is missing."""

from bs4 import BeautifulSoup

from helpers.exercises.asking.guess import GUESSES
from helpers.exercises.asking.progress_map import html
from helpers.exercises.asking.question import QUESTIONS
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import CHALLENGES
from helpers.words import speaking
from tools.contents import paths
from tools.road import stations

STATION = {"name": "01_one", "title": {"en": "one", "zh": "一"}, "core": True, "minutes": 50, "side": [],
           "asked": ["01.2", "01.p", "01.3", "01.a"]}
MORE = {"letter": "A", "cell": "more", "title": {"en": "More & more"}, "minutes": 5, "asked": ["01.1"]}
ROAD = [STATION | {"side": [MORE]}, STATION | {"name": "01b_beside", "core": False, "title": {"en": "beside"}},
        STATION | {"name": "02_two", "minutes": 75}]


def drawn(road, got=frozenset()):
    return BeautifulSoup(html(road, got), "html.parser")


def test_the_map_has_the_road_and_what_branches_off():
    stops = drawn(ROAD, {"01.3", "01.p", "01.a"}).select("ol > li")
    assert [stop.time.text for stop in stops] == ["0:50", "2:05"]
    first, sides = stops[0], stops[0].select("ul > li")
    assert first.i["style"] == "--done:75%" and first.em.text == "○●"
    assert first.em["aria-label"] == "3 of 4"
    assert [side.a["href"] for side in sides] == ["01_one.ipynb#cell-id=more", "01b_beside.ipynb"]
    assert sides[0].a.text == "A More & more" and sides[1].a.text == "01b beside"
    with speaking("zh"):
        assert drawn(ROAD).a.text == "01 一"


def test_all_that_the_course_asks_stands_on_the_map_once_and_each_part_is_named_in_every_language():
    road = list(stations())
    assert [one["name"] for one in road] == [path.stem for path in paths()]
    assert [side["title"] for one in road for side in one["side"] if {*side["title"]} != {*one["title"]}] == []
    asked = [id for one in road for part in [one, *one["side"]] for id in part["asked"]]
    assert sorted(asked) == sorted([*EXERCISES, *QUESTIONS, *GUESSES, *CHALLENGES])
