"""The reading site as it is published: links, folds and descriptions; then search, reach and a phone in Chromium."""

import http.server
import json
import re
import threading
from functools import partial

import nbformat
import pytest
from bs4 import BeautifulSoup

from helpers.exercises.exercise import EXERCISES
from tools import contents, slide_map
from tools.languages import editions, tag

pytest.importorskip("myst_nb", reason="the reading site: pip install -r requirements-site.txt")
from tools import website  # noqa: E402

pytestmark = pytest.mark.browser  # also those that only read the pages: they share the site with the others
OTHERS = editions()[1:]


class Site:
    def __init__(self, folder):
        self.folder = folder
        paths = [path for place in ("", *OTHERS) for path in sorted((folder / place).glob("*.html"))]
        self.pages = {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in paths}
        self.ids = {path: {tag["id"]: tag for tag in page.find_all(id=True)} for path, page in self.pages.items()}

    def page(self, notebook):
        return self.pages[self.folder / f"{notebook.stem}.html"]

    def follow(self, page, link):
        """The element that this page's link leads to, or None."""
        file, _, id = link.partition("#")
        path = (page.parent / file.partition("?")[0]).resolve() if file else page
        return self.ids[path].get(id) if id else self.pages.get(path) or path.is_file() or None


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site").resolve()
    website.build(folder)
    return Site(folder / "html")


def test_every_link_inside_leads_somewhere(site):
    links = [(page, element.get(name)) for page, soup in site.pages.items()
             for tag, name in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")]
             for element in soup.find_all(tag)]
    inside = [(page, link) for page, link in links if link and not re.match("https?:|data:", link)]
    lost = [(page.name, link) for page, link in inside if link != "#" and site.follow(page, link) is None]
    assert len(inside) > 1000 and not lost


def test_the_slide_map_leads_to_the_headings_it_names(site):
    start = contents.paths()[0]
    links = {link.text: link["href"] for link in site.page(start).select("article td a")}
    for sections in slide_map.places().values():
        for path, _, heading, _ in sections:
            target = site.follow(site.folder / "00_start_here.html", links[f"{contents.number_of(path)}: {heading}"])
            assert re.match("h[1-6]$", target.name) and target.text.removesuffix("#") == heading


def test_answers_and_solutions_are_folded_and_pictures_described(site):
    for path in contents.paths():
        cells, page = nbformat.read(path, as_version=4).cells, site.page(path)
        answers = [cell for cell in cells if "answers" in cell.metadata.get("tags", []) and cell.outputs]
        assert len(page.select("details.hide:not([open])")) == len(answers)
        solutions = [cell for cell in cells if cell.id.startswith("solution-")]
        folded = page.select("article details[data-pagefind-ignore]:not([open]) > summary")
        assert sum("Solution" in summary.text for summary in folded) == len(solutions)
        assert all(len(image["alt"]) > 10 for image in page.select("article img"))


def test_each_page_says_where_it_runs(site):
    for path in contents.paths():
        links = [link["href"] for link in site.page(path).select("p.run a")]
        assert [f"notebooks/{path.name}" in link for link in links] == [True, True, False]


@pytest.fixture(scope="session")
def address(site):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site.folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, address):
    """A page that may ask for nothing outside and leave no error."""
    wrong = []
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    page.on("request", lambda asked: asked.url.startswith((address, "data:")) or wrong.append(asked.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    yield page
    page.close()
    assert wrong == []


def test_on_a_phone_no_page_is_wider_than_the_screen(site, page):
    page.set_viewport_size({"width": 360, "height": 800})
    for path in [path for path in site.pages if path.parent == site.folder]:
        page.goto(f"/{path.relative_to(site.folder).as_posix()}")
        page.wait_for_function("!document.querySelector('.math') || document.querySelector('mjx-container')")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(page, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours do not fade in
    for name, part in {"index": "body", "03_matrix_form": "section > section:nth-of-type(1)", "search": "body"}.items():
        page.goto(f"/{name}.html")
        found = axe.Axe().run(page, part, {"preload": False}).response["violations"]
        lines = [f"{name}: {rule['id']}: {node['html']}\n    {node['failureSummary']}"
                 for rule in found if rule["impact"] in ("serious", "critical") for node in rule["nodes"]]
        assert not lines, "\n".join(lines)


def search(page, words):
    """Search from the first page, as a reader does; returns the results' links."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    results = page.locator(".pagefind-ui__result-link")
    results.first.wait_for()
    return results


def test_search_leads_to_the_section(page):
    page.goto("/index.html")
    search(page, "the loss of one example").filter(has_text="3. The loss of one example").click()
    page.wait_for_url("**/04_loss.html#cell-04-3-the-loss-of-one-example-h0")


def test_search_tells_no_solution(page):
    words = "to 34 places"
    assert words in EXERCISES["01.2"].solution
    page.goto(f'/search.html?q="{words}"')
    page.locator("#search", has_text="No results").wait_for()


def switch(page, language):
    return page.locator(f".switch-language[hreflang={tag(language)}]")


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_found_and_the_switch_keeps_the_place(page, language):
    page.goto(f"/{language}/index.html")
    search(page, page.locator("article a", has_text=re.compile(r"^5\. ")).first.inner_text()[3:]).first.click()
    page.wait_for_url(f"**/{language}/0*")
    page.goto("/04b_gradient_descent.html#cell-04b-8-the-learning-rate-h0")
    page.wait_for_load_state()
    switch(page, language).evaluate("link => link.click()")  # Playwright's own click scrolls first
    page.wait_for_url(f"**/{language}/04b_gradient_descent.html#cell-04b-8-the-learning-rate-h0")


@pytest.mark.parametrize("language", OTHERS)
def test_the_switch_keeps_what_is_searched_for(page, language):
    page.goto("/search.html?q=softmax")
    page.locator("#search input").fill("sigmoid & softmax")
    switch(page, language).click()
    page.wait_for_url(f"**/{language}/search.html?q=*")
    assert page.locator("#search input").input_value() == "sigmoid & softmax"


def test_paper_is_white_whatever_the_screen_is(page):
    page.emulate_media(color_scheme="dark")
    page.goto("/03_matrix_form.html")
    shown = []
    for event in ("beforeprint", "afterprint"):
        page.evaluate("event => dispatchEvent(new Event(event))", event)
        shown.append(page.evaluate("document.documentElement.dataset.theme"))
    assert shown == ["light", "dark"]


@pytest.mark.slow
def test_jupyterlite_has_the_course(tmp_path):
    website.build_lite(tmp_path)
    lite = tmp_path / "html/lite"
    assert (lite / "lab/index.html").exists()
    assert list(lite.glob("extensions/@jupyterlite/pyodide-kernel-extension/package.json"))
    for path in [*contents.paths(), website.ROOT / "helpers/network.py", *website.ROOT.glob("data/mnist/*.gz")]:
        assert (lite / "files" / path.relative_to(website.ROOT)).read_bytes() == path.read_bytes()
    assert json.dumps(website.LITE_PACKAGES) in json.dumps(json.loads((lite / "jupyter-lite.json").read_text()))
    listed = json.loads((lite / "api/contents/notebooks/all.json").read_text())["content"]
    assert {path.name for path in contents.paths()} <= {file["name"] for file in listed}
