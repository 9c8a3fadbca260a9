"""The site as it is published: links, folds and descriptions; then widgets, search, reach and a phone in Chromium."""

import re
from gzip import compress
from itertools import pairwise
from unittest import mock

import nbformat
import pytest
from bs4 import BeautifulSoup

from helpers.exercises.exercise import EXERCISES
from tests.browser_lab import barriers, serving
from tests.notebook_run import unpainted
from tools import contents
from tools.bench_site import PHONE, SHIFTS
from tools.languages import editions, tag, translated
from tools.reader import digits_to_learn

pytest.importorskip("myst_nb", reason="the reading site: pip install -r requirements-site.txt")
from tools import recording, website  # noqa: E402

pytestmark = pytest.mark.browser  # also those that only read the pages: they share the site with the others
OTHER = translated()[0]  # beside English it is built in this language; what is made of it is built in the same way
MOVING = ("02", "05")  # the notebooks that are run: a panel, a stepper, motions, guesses, questions
PAGE = "05_backpropagation.html"


class Site:
    def __init__(self, folder):
        self.folder = folder
        paths = [path for place in ("", OTHER) for path in sorted((folder / place).glob("*.html"))]
        self.pages = {path: BeautifulSoup(colourless(path), "html.parser") for path in paths}
        self.ids = {path: {tag["id"]: tag for tag in page.find_all(id=True)} for path, page in self.pages.items()}

    def page(self, notebook):
        return self.pages[self.folder / f"{notebook.stem}.html"]

    def follow(self, page, link):
        """The element that this page's link leads to, or None."""
        file, _, id = link.partition("#")
        path = (page.parent / file.partition("?")[0]).resolve() if file else page
        return self.ids[path].get(id) if id else self.pages.get(path) or path.is_file() or None


def colourless(path):
    """A page whose code has no colours: they are a third of all elements."""
    code = re.compile("<pre>.*?</pre>", re.S)
    return code.sub(lambda found: re.sub("</?span[^>]*>", "", found[0]), path.read_text(encoding="utf-8"))


def record_little(moving, recordings):
    """In this process, few steps of the stepper and few pictures."""
    with mock.patch.multiple(recording, STEPS=2, FEW=1, WHOLE=12, MOST=12, LINE=4), unpainted():
        for path in moving:
            recording.record(path, recordings)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder, built = tmp_path_factory.mktemp("site").resolve(), lambda: ["en", OTHER]
    with mock.patch.object(recording, "editions", built), mock.patch.multiple(
            website, editions=built, record_all=record_little):
        website.build(folder, [path for path in contents.paths() if contents.number_of(path) in MOVING])
    return Site(folder / "html")


def test_every_link_inside_leads_somewhere(site):
    links = [(page, element.get(name)) for page, soup in site.pages.items()
             for tag, name in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")]
             for element in soup.find_all(tag)]
    not_built = "|".join({*editions()} - {"en", OTHER})
    outside = re.compile(rf"https?:|data:|(\.\./)?({not_built})/")
    inside = [(page, link) for page, link in links if link and not outside.match(link)]
    lost = [(page.name, link) for page, link in inside if link != "#" and site.follow(page, link) is None]
    assert len(inside) > 1000 and not lost
    assert (site.folder / "_static/mathjax/LICENSE").is_file()


def test_answers_are_folded_guesses_told_and_each_page_says_where_it_runs(site):
    for path in contents.paths():
        cells, page = nbformat.read(path, as_version=4).cells, site.page(path)
        answers = [cell for cell in cells if "answers" in cell.metadata.get("tags", []) and cell.outputs]
        assert len(page.select("details.hide:not([open])")) == len(answers)
        solutions = [cell for cell in cells if cell.id.startswith("solution-")]
        folded = page.select("article details[data-pagefind-ignore]:not([open]) > summary")
        assert sum("Solution" in summary.text for summary in folded) == len(solutions)
        asked = [re.sub(r"guess-(\d\w+)-(\w)", r"\1.\2", cell.id) for cell in cells if cell.id.startswith("guess-")]
        told = [place["data-guess"] for place in page.select("details.hide .you-guessed")]
        assert sorted(told) == sorted(asked) and len(told) >= 2, path
        links = [link["href"] for link in page.select("p.run:not(.page-links) a")][:3]
        assert [f"notebooks/{path.name}" in link for link in links] == [True, True, False]
        assert "/blob/unanswered/" in links[1]  # Colab folds no answer


def test_each_page_can_be_read_by_a_screen_reader_found_and_mended(site):
    chinese = re.compile("[\u4e00-\u9fff]")
    for path, page in site.pages.items():
        article = page.select_one("article")
        levels = [int(heading.name[1]) for heading in article.select("h1, h2, h3, h4, h5, h6")]
        assert all(after <= before + 1 for before, after in pairwise([0, *levels])), path
        assert all(column.text.strip() for column in article.select("th")), path
        assert all(len(image["alt"]) > 10 for image in article.select("img:not(.course-cards *)")), path
        assert page.select_one("nav .navbar-brand"), path
        shown = page.title.text + page.select_one("nav.bd-links").text
        assert path.parent != site.folder or not chinese.search(shown), path  # in its own language alone
        assert not [pre.text for pre in page.select("pre") if re.fullmatch(r"<.*>\s*", pre.text)]  # an object's name
        apart = {id(part) for part in article.select("pre, code, .live")}
        text = " ".join(words for words in article.strings if apart.isdisjoint(map(id, words.parents)))
        assert "**" not in text, path  # bold that stayed a sign
        if path.stem == "search":
            continue
        said = {name: page.select_one(f'meta[{name}]')["content"] for name in (
            'name="description"', 'property="og:image"', 'property="og:url"')}
        assert len(said['name="description"']) > 12 and said['property="og:url"'].endswith(path.name)
        picture = said['property="og:image"'].partition(f"/{website.GITHUB.split('/')[-1]}/")[2]
        assert (site.folder / picture).is_file(), picture
        assert page.select_one(f'details.hide img[src$="{picture}"]') is None, path  # an answer to a guess
        others = [link["hreflang"] for link in page.select("link[rel=alternate][hreflang]")]
        assert others == [tag(language) for language in editions()]
        report, mend, _ = (link["href"] for link in page.select("p.page-links a"))
        assert "/issues/new?" in report and (website.ROOT / mend.split("/edit/main/")[1]).is_file()


def test_what_is_published_is_small_and_the_first_page_leads_to_each_notebook(site):
    assert not [file for file in site.folder.rglob("*") if file.suffix in (".ipynb", ".map")]
    hasty = re.compile(r'<script (?!type="text/later")[^>]*_static/scripts/')  # the theme's, before the page is there
    assert not [page for page in site.folder.rglob("*.html") if hasty.search(page.read_text(encoding="utf-8"))]
    for language in ("", OTHER):
        cards = site.pages[site.folder / language / "index.html"].select(".course-cards a")
        assert {card["href"] for card in cards} == {f"{path.stem}.html" for path in contents.paths()}
        assert all(card.b.text and card.i.text and len(card.text) > 20 for card in cards)


@pytest.fixture(scope="session")
def address(site):
    with serving(site.folder) as address:
        yield address


@pytest.fixture
def visit(browser, address):
    """visit(language, **context) is a page there that may ask for nothing outside and leave no error."""
    wrong, contexts = [], []

    def visit(language="en", **context):
        folder = "/" if language == "en" else f"/{language}/"
        context = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | context
        contexts.append(browser.new_context(base_url=address + folder, **context))
        page = contexts[-1].new_page()
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or wrong.append(asked.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: message.type in ("error", "warning") and wrong.append(message.text))
        page.touch = (lambda target: target.tap()) if context.get("has_touch") else (lambda target: target.click())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(params=["en", pytest.param(OTHER, marks=pytest.mark.weekly)])
def anywhere(request, visit):
    """A page in each language, one of them on a phone in the dark."""
    phone = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark", "has_touch": True}
    return visit(request.param, **{} if request.param == "en" else phone)


def woken(page, kind, place=0):
    """The widget of this class, awake."""
    widget = page.locator(f".live[data-type={kind}]").nth(place)
    widget.scroll_into_view_if_needed()
    page.wait_for_function("widget => widget.dataset.awake", arg=widget.element_handle())
    return widget


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def test_the_first_page_reads_a_hand_and_a_network_learns_to(anywhere):
    page = anywhere
    page.route("**/digits.bin", lambda asked: asked.fulfill(body=digits_to_learn(seen=400)))
    page.goto("index.html")
    pad = woken(page, "DigitPad")
    page.touch(pad.locator(".pg-run button").nth(1))  # clear
    canvas = pad.locator(".dp-pad")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for number, share in enumerate((0.2, 0.35, 0.5, 0.65, 0.8)):  # a 1
        page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + share * box["height"])
        if number == 0:
            page.mouse.down()
    page.mouse.up()
    pad.locator("li:has(i.dp-best) b").filter(has_text="1").wait_for()  # while it is drawn, another may be the best
    page.locator(".th-train").press("Enter")
    page.wait_for_selector(".train-here[data-state=trained]")
    assert page.locator(".th-train").evaluate("button => button === document.activeElement")
    assert len(page.locator(".th-curve").get_attribute("points").split()) > 1
    page.locator(".th-mine .th-best").wait_for()  # it reads the digit that stands on the pad
    page.touch(page.locator(".course-pad .pg-run button").nth(1))  # clear
    page.locator(".th-mine .th-best").wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_page_is_light_and_stands_still(visit):
    page, come = visit(viewport=PHONE["viewport"], is_mobile=True, has_touch=True), []
    page.add_init_script(SHIFTS)
    page.on("response", lambda answer: come.append(answer))
    page.goto("index.html")
    woken(page, "DigitPad")
    page.wait_for_load_state("networkidle")
    assert sum(len(compress(answer.body())) for answer in come) < 250_000
    assert page.evaluate("shift") <= 0.05


def test_widgets_move_without_python(anywhere):
    page = anywhere
    page.goto("02_feedforward_network.html")
    unfold(page)  # the panel is an answer
    panel = woken(page, "Panel")
    inputs = panel.locator("input[type=range]").first
    value, before = inputs.input_value(), panel.locator("svg").first.inner_html()
    inputs.press("ArrowRight")
    page.wait_for_function("([panel, before]) => panel.querySelector('svg').innerHTML !== before",
                           arg=[panel.element_handle(), before])
    assert float(inputs.input_value()) > float(value)
    playground = woken(page, "Playground")
    page.touch(playground.locator(".pg-play").first)  # train
    page.wait_for_function("parseInt(document.querySelector('.pg-status').textContent.match(/\\d+/)) > 5")
    assert set(playground.locator(".pg-note").all_inner_texts()) == {""}

    page.goto(PAGE)
    stepper = woken(page, "BackpropStepper")
    page.touch(stepper.locator(".pg-run:has(.bs-history) button"))  # a step down the slope
    page.wait_for_function("all => all.querySelector('.bs-history').textContent.includes('→')",
                           arg=stepper.element_handle())
    assert "0.4168 → 0.3679" in stepper.locator(".bs-history").inner_text()
    wires = woken(page, "SlopeWires")
    before = wires.inner_html()
    page.touch(wires.get_by_role("button").first)
    page.wait_for_function("([wires, before]) => wires.innerHTML !== before", arg=[wires.element_handle(), before])
    chain = woken(page, "ChainNudge")
    chain.locator("input[type=range]").press("ArrowRight")
    chain.locator(".pg-controls b", has_text="1.1").wait_for()  # the rest of its recording may have to come first
    question = woken(page, "Choices")
    page.touch(question.locator("label").first)
    page.touch(question.locator("button").first)
    page.wait_for_function("asked => /[✓✗]/.test(asked.textContent)", arg=question.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_guess_is_kept_and_stands_above_its_answer(anywhere):
    page = anywhere
    page.goto(PAGE)
    guess = woken(page, "Guessing", 1)
    id = re.search(r"guess-(\d\w+)-(\w)", guess.get_attribute("data-recording"))
    told = page.locator(f'.you-guessed[data-guess="{id[1]}.{id[2]}"]')
    for number, place, said in (("0", "[role=alert]", "10,000"), ("7", ".reply", "7")):  # the first is out of range
        assert not told.text_content()
        guess.locator("input[type=number]").fill(number)
        page.touch(guess.locator("button").first)
        guess.locator(place, has_text=said).wait_for()
    page.reload()
    assert "7" in told.text_content()


# all but the neurons of a drawn network, as many as a layer has
SMALL = """[...document.querySelectorAll(`button:not(.pg-neuron), .btn, summary, select,
    input:not([type=checkbox], [type=radio]), label:has(> [type=checkbox], > [type=radio])`)]
    .filter(one => one.checkVisibility({ visibilityProperty: true })
        && Math.min(one.offsetHeight, one.offsetWidth) < 40)
    .map(one => one.outerHTML)"""
TOUCHED = """async (widget, needs) => {
    const found = new Set(), bubbles = true;
    const shown = names => [...widget.querySelectorAll(names)].filter(part => part.checkVisibility());
    const changes = field => field.matches("select")
        ? [...field.options].map((_, i) => () => { field.selectedIndex = i; })
        : field.matches("[type=checkbox], [type=radio]") ? [() => field.click()]
        : (field.focus(), field.readOnly) ? [] : [() => { field.value = String(Number(field.value) + 1); }];
    async function act(control, change, ...events) {
        if (!control.isConnected) return;
        change();
        events.forEach(event => control.dispatchEvent(event));
        for (let turn = 0; turn < 9; turn++) await null;  // until the answer is here
        if (widget.textContent.includes(needs)) found.add(control.outerHTML.slice(0, 120));
    }
    async function press(times) {
        for (const button of shown("button, [role=button]").reverse())  // what begins anew stands before what leads on
            for (let time = 0; time < (button.matches("button") ? times : 1); time++)
                await act(button, () => {}, new MouseEvent("click", { bubbles }));
    }
    await press(13);
    for (const knob of shown("[role=slider]"))
        await act(knob, () => {}, new KeyboardEvent("keydown", { key: "ArrowRight", bubbles }));
    for (const field of shown("input, select"))
        for (const change of changes(field)) {
            await act(field, change, ...["input", "change"].map(name => new Event(name, { bubbles })));
            await press(5);
        }
    return [...found];
}"""


def test_a_finger_hits_every_control_and_none_answers_that_it_needs_python(visit):
    page = visit(viewport=PHONE["viewport"], is_mobile=True, has_touch=True)
    for name in ("index", "02_feedforward_network", "05_backpropagation"):
        page.goto(f"{name}.html")
        unfold(page)
        for widget in page.locator(".live").all():
            widget.scroll_into_view_if_needed()
            page.wait_for_function("widget => widget.dataset.awake", arg=widget.element_handle())
        assert page.evaluate(SMALL) == [], name
        for widget in page.locator(".live").all() if name[:2] != "02" else []:
            assert widget.evaluate(TOUCHED, recording.NEEDS) == []


FORMULAS_SET = "!document.querySelector('.math:not(:has(mjx-container))')"
OUT_OF_REACH = """[...document.querySelectorAll("article *")].filter(part => part.checkVisibility()
    && (/auto|scroll/.test(getComputedStyle(part).overflow) && part.scrollWidth > part.clientWidth
        || part.matches("span.math") && part.firstElementChild?.offsetWidth > part.clientWidth)
    && part.tabIndex < 0 && !part.querySelector("a, button, input, select")).map(part => part.outerHTML.slice(0, 99))"""


def test_on_a_phone_no_page_is_wider_than_the_screen(site, visit):
    page = visit(viewport={"width": 360, "height": 800})
    for path in [path for path in site.pages if path.parent == site.folder]:
        page.goto(path.name)
        page.wait_for_function(f"{FORMULAS_SET} && !{OUT_OF_REACH}.length")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(visit, scheme):
    page = visit(color_scheme=scheme)  # without motion: colours do not fade in
    more = {} if scheme == "dark" else {"03_matrix_form": "section > section:nth-of-type(1)", "search": "body"}
    for name, part in {"index": "body", "05_backpropagation": ".live", **more}.items():
        page.goto(f"{name}.html")
        if name == "index":
            woken(page, "DigitPad")
        if name == "05_backpropagation":
            for kind in ("ChainNudge", "SlopeWires", "BackpropStepper"):
                woken(page, kind)
            assert page.locator(".live :is(h1, h2, h3, h4, h5, h6)").count() == 0  # they would skip levels
        assert barriers(page, part) == [], name
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"  # paper is white
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


def search(page, words):
    """Search from the first page, as a reader does; returns the results' links."""
    page.goto("index.html")
    page.wait_for_load_state("networkidle")  # the theme's scripts come when the page is there
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    results = page.locator(".pagefind-ui__result-link")
    results.first.wait_for()
    return results


def test_search_leads_to_the_section_and_tells_no_solution(visit):
    page, words = visit(), "to 34 places"
    search(page, "the loss of one example").filter(has_text="3. The loss of one example").click()
    page.wait_for_url("**/04_loss.html#cell-04-3-the-loss-of-one-example-h0")
    assert words in EXERCISES["01.2"].solution
    page.goto(f'search.html?q="{words}"')
    page.locator("#search", has_text="No results").wait_for()


# the cells above the place that a link has led to, and those of it, as docs/static/site.js finds them
PASSED = "[...document.querySelectorAll('[id^=cell-]')].filter(cell => cell.getBoundingClientRect().top < 150)"


def test_another_language_is_found_and_the_switch_keeps_the_place(visit):
    page = visit(OTHER)
    page.goto("index.html")
    card = page.locator(".course-cards b", has_text=re.compile("^05 · "))
    search(page, card.inner_text().partition(" · ")[2]).first.click()
    page.wait_for_url(f"**/{OTHER}/0*")
    page.goto("/04b_gradient_descent.html#cell-04b-8-the-learning-rate-h0")
    page.wait_for_function(f"{FORMULAS_SET} && {PASSED}.at(-1)?.id === location.hash.slice(1)")
    # Playwright's own click scrolls first
    page.locator(f".switch-language[hreflang={tag(OTHER)}]").evaluate("link => link.click()")
    page.wait_for_url(f"**/{OTHER}/04b_gradient_descent.html#cell-04b-8-the-learning-rate-h0")
