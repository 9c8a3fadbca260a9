"""How Sphinx makes the reading site. tools/website.py prepares its pages and runs it, once for each language."""

import re
from urllib.parse import urlencode

from helpers.words import language as spoken
from helpers.words import later, say
from tools.contents import GITHUB, ROOT, lesson, paths
from tools.contents import about as about_notebook
from tools.languages import editions, file, own_name, tag

# of the theme's words those of which it has one Chinese for both
THEMES = [later("Back to top"), later("Skip to main content"), later("next page"), later("previous page")]
OWNER, REPO = GITHUB.split("/")[-2:]
SITE = f"https://{OWNER}.github.io/{REPO}/"

language = tag(spoken()).replace("-", "_")
project = html_title = say("Deep learning from its first lecture")
first = spoken() == "en"
extensions = ["myst_nb", "sphinx_copybutton", "sphinx.ext.mathjax"]  # MathJax itself is brought by tools/website.py
mathjax_path = f"{'' if first else '../../_static/'}mathjax/startup.js"
mathjax3_config = {
    "loader": {"load": ["input/tex", "output/chtml", "a11y/assistive-mml"]},
    "startup": {"typeset": False},  # site.js does, some at a time
}
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
    "repository_url": GITHUB,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_repository_button": False,  # its icon alone would bring a font of 110 kB; the foot of each page has links
}
up = "" if first else "../"
places = {other: "" if other == "en" else f"{other}/" for other in editions() if other != spoken()}
html_context = {
    "default_mode": "auto",
    "live": f"{up}live/",
    "first_pad": f"{up}recordings/first/pad.0.DigitPad.bin",
    "editions": [(own_name(other), tag(other), up + place) for other, place in places.items()],
}
html_sidebars = {"**": ["title.html", "search-button-field.html", "sbt-sidebar-nav.html"]}
html_favicon = "static/favicon.svg"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js", ("wake.js", {"type": "module"})]
html_copy_source = False
html_use_index = False
templates_path = ["templates"]  # the search there is Pagefind's


def complete(app, page, template, context, doctree):
    """Put a section's name on its heading, where Pagefind looks for it; say what a page is and where it comes from."""
    named = r'<section([^>]*) id="(.*?)">(\s*(?:<span id="[^"]*"></span>)*)<h(\d)>'
    context["body"] = re.sub(named, r'<section\1>\3<h\4 id="\2">', context.get("body", ""))
    path = next((path for path in paths() if path.stem == page), None)
    context["_"] = lambda text: say(text) if text in THEMES else app.translator.gettext(text)
    context["alternates"] = [(tag(other), f"{SITE}{folder_of(other)}{page}.html") for other in editions()]
    context["address"] = f"{SITE}{folder_of(spoken())}{page}.html"
    context["about"] = say("{about}.", about=say(about_notebook(path))) if path else say(
        "Draw a digit, and a small network reads it: a companion to two lectures on deep learning."
    )
    cover = re.search(r'tag_cover.*?src="(?:\.\./)?(pictures/\w+\.png)"', context["body"], re.S)
    own = f"course.{spoken()}.png"
    first_picture = f"pictures/{own if (ROOT / 'docs' / own).exists() else 'course.png'}"
    context["og_image"] = SITE + (cover[1] if cover else first_picture)
    if template == "page.html":
        context["body"] += page_links(page, path)


def folder_of(language):
    return "" if language == "en" else f"{language}/"


def page_links(page, path):
    """A fault is reported, and a sentence mended, from the page where it stands."""
    source = "docs/index.md" if path is None else (
        f"notebooks/{path.name}" if first else file(spoken(), lesson(path)).relative_to(ROOT).as_posix()
    )
    source = "docs/about.md" if page == "about" else source
    about = urlencode({"template": "text.yml", "title": f"{page}: "})
    sentence = say("Something wrong or hard to follow? <a {report}>Tell us</a>, or <a {edit}>mend it</a>.",
                   report=f'href="{GITHUB}/issues/new?{about}"', edit=f'href="{GITHUB}/edit/main/{source}"')
    credits = say("By the course authors, under the MIT licence. <a {about}>About, licences, how to cite</a>.",
                  about='href="about.html"')
    return f'<p class="run page-links">{sentence}<br>{credits}</p>'


def leave_search_out(app):
    """Sphinx's own index, which Pagefind's stands for, takes a tenth of its time."""
    app.builder.index_page = app.builder.dump_search_index = lambda *_: None


def setup(app):
    app.connect("html-page-context", complete)
    app.connect("builder-inited", leave_search_out)
