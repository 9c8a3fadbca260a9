"""Every slide of both lectures has its place in the course, and the start page says where."""

import re

import pytest

from tools import contents, slide_map


def whole(path):
    return "\n".join(cell.source for cell in slide_map.prose(path))


def test_each_slide_of_the_lectures_is_covered_before_a_section_returns_to_it():
    assert list(slide_map.SLIDES) == [f"P13-{n}" for n in range(32)] + [f"P14-{n}" for n in range(17)]
    for slide, sections in slide_map.places().items():
        assert sections, f"no section says *Slide …* of {slide}"
        assert [again for *_, again in sections] == sorted(again for *_, again in sections)


@pytest.mark.parametrize("path", contents.paths(), ids=lambda path: path.stem)
def test_no_section_names_a_slide_that_is_not_there_and_headings_can_be_linked_to(path):
    lines = re.findall(r"^\*Slides? .*\*$", whole(path), flags=re.M)
    assert lines
    assert set(re.findall(r"P\d+-\d+", " ".join(lines))) <= set(slide_map.SLIDES)
    text = re.sub(r"```.*?```", "", whole(path), flags=re.DOTALL)
    names = [re.sub("[*`]", "", heading) for heading in re.findall(r"^#+ (.+)$", text, flags=re.M)]
    assert len(set(names)) == len(names), "two headings of one name have one anchor"


def test_every_misconception_is_told_once():
    assert list(slide_map.misconceptions()) == list(range(1, 30))
    told = [int(n) for path in contents.paths() for n in re.findall(r"\*\*Misconception (\d+)\.\*\*", whole(path))]
    assert sorted(told) == list(range(1, 30))
