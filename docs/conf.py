"""How Sphinx makes the reading site. tools/website.py prepares its pages and calls it, once for each language."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.modules["rfc3987_syntax"] = None  # jsonschema builds its grammars at import: a third of the time, for nothing here

from helpers.words import language as spoken  # noqa: E402
from helpers.words import say  # noqa: E402
from tools.languages import editions, own_name, tag  # noqa: E402

language = tag(spoken()).replace("-", "_")
project = html_title = say("Deep learning from its first lecture")
extensions = ["myst_nb", "sphinx_copybutton", "sphinx-mathjax-offline"]  # the last one brings MathJax along
nb_execution_mode = "off"
nb_code_prompt_show = say("Guess first, then open")
nb_code_prompt_hide = say("Close")
myst_enable_extensions = ["amsmath", "dollarmath"]
smartquotes = False
html_theme = "sphinx_book_theme"
html_theme_options = {
    "article_header_end": ["language.html", "article-header-buttons.html"],
    "footer_content_items": [],
    "navbar_persistent": [],
    "show_toc_level": 2,
    "use_download_button": False,
    "use_repository_button": True,
}
up = "" if spoken() == "en" else "../"
places = {other: "" if other == "en" else f"{other}/" for other in editions() if other != spoken()}
html_context = {
    "default_mode": "auto",
    "editions": [(own_name(other), tag(other), up + place) for other, place in places.items()],
}
html_favicon = "static/favicon.svg"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_use_index = False
templates_path = ["templates"]  # the search there is Pagefind's


def name_headings(app, page, template, context, doctree):
    """Put a section's name on its heading, where Pagefind looks for it."""
    named = r'<section([^>]*) id="(.*?)">(\s*(?:<span id="[^"]*"></span>)*)<h(\d)>'
    context["body"] = re.sub(named, r'<section\1>\3<h\4 id="\2">', context.get("body", ""))


def setup(app):
    app.connect("html-page-context", name_headings)
