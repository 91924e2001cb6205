"""Words explained in place: by keyboard, by finger, without scripts; on paper, plain words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def page_with_term(built_site: Path) -> str:
    """The first page that explains a word in place."""
    for path in sorted(built_site.glob("strategy/**/*.html")):
        if html.fromstring(path.read_bytes()).find_class("kb-term__word"):
            return path.relative_to(built_site).as_posix()
    pytest.fail("No page of the strategy explains a word in place.")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(
    browser: Browser, site_address: str, page_with_term: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page with an explained word, on a phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=request.param
    )
    page = context.new_page()
    page.goto(site_address + page_with_term)
    yield page
    context.close()


def test_the_keyboard_opens_a_meaning_and_escape_closes_it(phone: Page) -> None:
    word, meaning = phone.locator(".kb-term__word").first, phone.locator(".kb-term__meaning").first
    expect(meaning).to_be_hidden()
    word.focus()
    phone.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    phone.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    phone.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_a_finger_opens_a_meaning_and_closes_it_beside(phone: Page) -> None:
    word, meaning = phone.locator(".kb-term__word").first, phone.locator(".kb-term__meaning").first
    word.tap()
    expect(meaning).to_be_visible()
    box = meaning.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert box["y"] >= 0 and box["y"] + box["height"] <= 740
    phone.get_by_role("heading", level=1).tap(force=True)
    expect(meaning).to_be_hidden()


def test_on_a_desk_the_meaning_stands_beside_its_word(
    page: Page, site_address: str, page_with_term: str
) -> None:
    page.goto(site_address + page_with_term)
    word, meaning = page.locator(".kb-term__word").first, page.locator(".kb-term__meaning").first
    word.click()
    at, shown = word.bounding_box(), meaning.bounding_box()
    below, above = shown["y"] - at["y"] - at["height"], at["y"] - shown["y"] - shown["height"]
    gap = min(abs(below), abs(above))
    assert gap < 30


def test_on_paper_a_word_is_a_plain_word(
    page: Page, site_address: str, page_with_term: str
) -> None:
    page.goto(site_address + page_with_term)
    word, meaning = page.locator(".kb-term__word").first, page.locator(".kb-term__meaning").first
    word.click()
    page.emulate_media(media="print")
    expect(meaning).to_be_hidden()
    assert word.evaluate("word => getComputedStyle(word).textDecorationLine") == "none"
