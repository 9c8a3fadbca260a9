"""Each rule names what breaks it: those of all languages, and those that a language brings along."""

import pytest

from helpers.words import languages
from tools.translate_rules import RULES, faults, rules

OURS = {"glossary": {"weights?": "kilos?"}, "digits": {"case one": "1"}, "forbidden": {"pounds": "kilos"},
        "letters": "[a-zà-ÿ]", "charset": "ascii", "quoted": ["à la"]}  # of a language of the test's own
BROKEN = [  # rule, English, a translation that breaks it, one that does not
    ("code", "use `W @ x`", "so `W@x`", "so `W @ x`"),
    ("maths", "the $x$", "so $y$", "so $x$"),
    ("maths", "$$x \\text{ of it}$$", "$$y \\text{ so}$$", "$$x \\text{ so}$$"),
    ("links", "[a](b.ipynb)", "[so](c.ipynb)", "[so](b.ipynb)"),
    ("tags", "<b>so</b>", "<b>so", "<b>so</b>"),
    ("numbers: 60,000 is missing, 60000 is too much", "60,000 of 3", "60000 so 3", "3 so 60,000"),
    ("numbers: 3 is too much", "many", "so 3", "so"),
    ("numbers: 1 is missing", "case 1", "case two", "case one"),
    ("glossary: weights → kilos?", "the weights", "the pounds of", "kilo"),
    ("emphasis", "**Guess.** five", "**so:**five", "**so**: five"),
    ("emphasis", 'no *"a"* is', 'so*"so"*so', 'so *"so"* so'),
    ("forbidden word: pounds → kilos", "so", "pounds", "kilos"),
    ("foreign character", "so", "ça", "à la so"),
    ("more than one line", "one", "so\nso", "so so"),
    ("untranslated", "some words", "42", "so"),
    ("places", "{x} of {y:.0%}", "{x} / {y}", "{y:.0%}/{x}, so"),
]


def test_a_rule_names_what_breaks_it():
    for rule, english, bad, good in BROKEN:
        places, name = rule == "places", rule.split(":")[0]
        assert rule in faults(english, bad, places, OURS), (rule, bad)
        assert rule not in faults(english, bad, places, OURS, without=[name])
        assert faults(english, good, places, OURS) == [] or rule == "untranslated", (rule, good)
    assert {rule.split(":")[0] for rule, *_ in BROKEN} == set(RULES) | {"places", "untranslated"}


@pytest.mark.parametrize("language", languages())
def test_a_language_s_rules_do_what_they_say(language):
    ours = rules(language)
    known = {"letters", "font", "charset", "quoted", "digits", "forbidden", "glossary", "patterns", "from", "opencc"}
    assert set(ours) <= known
    for word, better in ours.get("forbidden", {}).items():
        assert f"{word} → {better}" in " ".join(faults("so", word, True, ours))
    for word, digit in ours.get("digits", {}).items():
        assert f"numbers: {digit} is missing" not in faults(digit, word, True, ours)
        assert f"numbers: {digit} is missing" in faults(digit, "?", True, ours)
    for one in ours.get("patterns", ()):
        named = lambda text, one=one: one["name"] in faults(text, text, True, ours)  # noqa: E731
        assert one["wrong"] and all(map(named, one["wrong"])), one
        assert one["right"] and not any(map(named, one["right"])), one
