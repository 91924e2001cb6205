"""Slides: a page to read and print, a show to work by keyboard, and always the site's own words."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from knowledge_bank.bank import load_bank

BANK = load_bank(Path(__file__).parents[2])[0]
SHOWN_ON = {
    call.arguments[0]: page.name.replace(".md", ".html")
    for page in BANK.pages.values()
    for call in page.calls
    if call.word == "slides"
}
NAME, SLIDES = next(
    (SHOWN_ON[name], located.record.slides) for name, located in BANK.trainings.items()
)
COUNT = len(SLIDES)
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie, history.length,
  (await indexedDB.databases()).length, (await caches.keys()).length, location.href]"""
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'"
)


@pytest.fixture
def page(page: Page, site_address: str) -> Page:
    """The page of slides."""
    page.goto(site_address + NAME)
    return page


def start(page: Page) -> None:
    page.get_by_role("button", name="Start the slides").press("Enter")
    expect(page.locator(".reveal.ready")).to_be_visible()
    at(page, 1)


def at(page: Page, number: int) -> None:
    expect(page.get_by_role("status").filter(has_text="Slide")).to_have_text(
        f"Slide {number} of {COUNT}"
    )
    shown = page.get_by_role("dialog").get_by_role("heading", level=2)
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("id", f"shown-{SLIDES[number - 1].id}")


def words(tree: Any) -> str:
    return " ".join(tree.text_content().split())


def test_nothing_is_fetched_before_the_button_is_pressed(page: Page, site_address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "reveal" in url] == []
    asked.clear()
    start(page)
    files = {"vendor/reveal/reveal.js", "vendor/reveal/reveal.css"}
    assert set(asked) == {f"{site_address}assets/{file}" for file in files}


def test_the_keyboard_leads_through_and_out_again(page: Page) -> None:
    start(page)
    for key, number in (
        ("ArrowRight", 2),
        ("Space", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("End", COUNT),
        ("ArrowRight", COUNT),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        page.keyboard.press(key)
        at(page, number)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Start the slides")).to_be_focused()


def test_buttons_keep_the_focus_and_their_keys(page: Page) -> None:
    start(page)
    following = page.get_by_role("button", name="Next", exact=True)
    following.focus()
    for number, key in ((2, "Enter"), (3, "Space")):
        page.keyboard.press(key)
        at(page, number)
        expect(following).to_be_focused()
    notes = page.get_by_role("button", name="What to say")
    expect(page.locator(".present aside.notes")).to_be_hidden()
    notes.press("Space")
    expect(notes).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".present aside.notes")).to_contain_text(SLIDES[2].say)
    page.get_by_role("button", name="End the slides").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_slide_is_announced_and_tab_stays_in_the_show(page: Page) -> None:
    start(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".aria-status")).to_contain_text(page.locator(".present h2").inner_text())
    inside = (
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    assert page.locator(".reveal[role=application]").count() == 0
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(names) == len(set(names))


def test_the_page_comes_back_exactly_and_nothing_is_kept(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    whole = """[document.querySelector('main').outerHTML, document.head.outerHTML,
      [...document.body.children].map((element) => element.cloneNode().outerHTML)]"""
    before, kept = page.evaluate(whole), page.evaluate(KEPT)
    for _ in range(2):
        start(page)
        page.keyboard.press("ArrowRight")
        at(page, 2)
        page.keyboard.press("Escape")
        expect(page.locator("dialog.kb-slides")).to_have_count(0)
        assert page.evaluate(whole) == before
        assert page.evaluate(KEPT) == kept


def test_an_address_cannot_change_the_settings(page: Page, site_address: str) -> None:
    settings = "history=true&hash=true&parallaxBackgroundImage=https://a.test/b.png&view=scroll"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_address}{NAME}?{settings}")
    start(page)
    page.keyboard.press("ArrowRight")
    at(page, 2)
    assert page.url == site_address + NAME
    assert [url for url in asked if not url.startswith(site_address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_show_follows_the_readers_scheme_and_never_moves(
    browser: Browser, site_address: str, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site_address + NAME)
    start(page)
    paper = page.get_by_role("dialog").evaluate("d => getComputedStyle(d).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 22)"}[scheme]
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.getAnimations().length") == 0
    wide = (
        "[...document.querySelectorAll('dialog *')].filter((e) => e.checkVisibility()"
        " && !e.closest('.aria-status') && e.getBoundingClientRect().right > innerWidth).length"
    )
    assert page.evaluate(wide) == 0
    context.close()


def test_a_long_slide_is_read_to_its_end_before_the_next(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 260})
    start(page)
    page.keyboard.press("ArrowDown")
    at(page, 1)
    assert page.locator(".slides").evaluate("slides => slides.scrollTop") > 0
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    assert not page.locator(".kb-slides__count").inner_text().startswith("Slide 1 ")


def test_the_show_needs_no_style_in_the_line(page: Page, site_address: str) -> None:
    mishaps: list[str] = []
    page.on("console", lambda message: mishaps.append(message.text))

    def guarded(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": POLICY}
        )

    page.route("**/*.html", guarded)
    page.goto(site_address + NAME)
    start(page)
    page.keyboard.press("ArrowRight")
    at(page, 2)
    assert mishaps == []


def test_where_the_library_cannot_be_had_the_page_says_so(page: Page) -> None:
    page.route("**/reveal.js", lambda route: route.abort())
    page.get_by_role("button", name="Start the slides").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be started")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_scripts_every_slide_is_there_to_read(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + NAME)
    expect(page.get_by_role("button", name="Start the slides")).to_have_count(0)
    expect(page.locator("h2.kb-slide")).to_have_count(COUNT)
    for slide in SLIDES:
        expect(page.locator(f"h2#{slide.id}")).to_be_visible()
        expect(page.get_by_text(slide.say)).to_be_visible()
    context.close()


def test_each_slide_prints_on_a_sheet_of_its_own(page: Page) -> None:
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in printed)
    assert len(printed) == COUNT + 2  # the title before them, the page's record after them
    for slide, sheet in zip(SLIDES, printed[1:], strict=False):
        assert "".join(slide.say.split()) in "".join(sheet.extract_text().split())
    page.emulate_media(media="print")
    size = "foot => parseFloat(getComputedStyle(foot).fontSize)"
    assert page.locator(".kb-sheet").evaluate(size) < 12  # what a slide says is set in 27


def links(element: Any, page: str) -> list[str]:
    links = (link for link in element.iter("a") if link.get("class") != "kb-cite")
    return [urljoin(f"/{page}", link.get("href")) for link in links]


@pytest.mark.parametrize("slide", SLIDES, ids=lambda slide: slide.id)
def test_a_slide_shows_what_its_page_shows(built_site: Path, slide: Any) -> None:
    deck = html.fromstring((built_site / NAME).read_bytes())
    shown = []
    for element in deck.get_element_by_id(slide.id).itersiblings():
        if "kb-slide__source" in element.get("class", ""):
            break
        shown.append(element)
    name, _, anchor = slide.passage.partition("#")
    name = name.replace(".md", ".html")
    page = html.fromstring((built_site / name).read_bytes())
    heading = page.get_element_by_id(anchor) if anchor else page.xpath("//article//h1")[0]
    wanted = []
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", "h3") and (not anchor or element.tag <= heading.tag):
            break
        wanted.append(element)
    if slide.shows != "whole":
        kinds = {"lead": ("p",), "list": ("ul", "ol")}[slide.shows]
        wanted = [next(element for element in wanted if element.tag in kinds)]
    assert [words(element) for element in shown] == [words(element) for element in wanted]
    assert [links(element, NAME) for element in shown] == [links(e, name) for e in wanted]
    title, heading_shown = words(page.xpath("//article//h1")[0]), words(heading)
    expected = title if heading_shown == title else f"{title}: {heading_shown}"
    assert words(deck.get_element_by_id(slide.id)) == expected
