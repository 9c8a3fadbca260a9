"""Every slide of both lectures has its place in the course, and the start page says where."""

import re

import pytest

from tools import contents, slide_map

PATHS = contents.paths()


def whole(path):
    return "\n".join(cell.source for cell in slide_map.prose(path))


def test_the_slides_are_those_of_the_lectures():
    p13, p14 = [f"P13-{n}" for n in range(32)], [f"P14-{n}" for n in range(17)]
    assert list(slide_map.SLIDES) == p13 + p14
    assert len(set(slide_map.SLIDES.values())) == len(slide_map.SLIDES) - 1  # two are title pages


def test_each_slide_is_covered():
    without = [slide for slide, sections in slide_map.places().items() if not sections]
    assert not without, f"no section says *Slide …* of {', '.join(without)}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_section_names_a_slide_that_is_not_there(path):
    lines = re.findall(r"^\*Slides? .*\*$", whole(path), flags=re.M)
    assert lines
    assert set(re.findall(r"P\d+-\d+", " ".join(lines))) <= set(slide_map.SLIDES)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_headings_can_be_linked_to(path):
    text = re.sub(r"```.*?```", "", whole(path), flags=re.DOTALL)
    names = [re.sub("[*`]", "", heading) for heading in re.findall(r"^#+ (.+)$", text, flags=re.M)]
    assert len(set(names)) == len(names), "two headings of one name have one anchor"


def test_every_misconception_is_told_once():
    assert list(slide_map.misconceptions()) == list(range(1, 30))
    told = [int(n) for path in PATHS for n in re.findall(r"\*\*Misconception (\d+)\.\*\*", whole(path))]
    assert sorted(told) == list(range(1, 30))


def test_a_section_that_returns_to_a_slide_comes_after_the_one_that_covers_it():
    for sections in slide_map.places().values():
        assert [again for *_, again in sections] == sorted(again for *_, again in sections)
