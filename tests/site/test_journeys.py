"""The main tasks from first key to last, by keyboard alone, on a phone’s width."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ACTIVE = (
    "document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''"
)
LEAVES = """(() => { const {href, pathname} = document.activeElement;
  return Boolean(href) && pathname !== location.pathname; })()"""


@pytest.fixture
def home(page: Page, site_address: str) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site_address}index.html")
    return page


def tab_to(page: Page, words: str, most: int = 150) -> None:
    """Press Tab until what has focus says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(ACTIVE):
            return
    pytest.fail(f"Tab never came to {words!r}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that a link leads to."""
    if page.evaluate(LEAVES):
        with page.expect_navigation():
            page.keyboard.press("Enter")
    else:
        page.keyboard.press("Enter")


def follow(page: Page, words: str) -> None:
    tab_to(page, words)
    enter(page)


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def is_it_neglect(page: Page) -> None:
    follow(page, "Is this neglect?")
    title(page, "[Nn]eglect")
    follow(page, "On this page")
    follow(page, "What to do")
    expect(page).to_have_url(re.compile("#"))
    expect(page.locator(".kb-contents")).to_be_hidden()


def who_to_ring(page: Page) -> None:
    follow(page, "I am worried about a teenager")
    title(page, ".")
    follow(page, "Others to ring")
    title(page, "ring")
    tab_to(page, "999")


def find_by_search(page: Page) -> None:
    page.keyboard.press("Tab")
    for _ in range(5):
        if page.evaluate("document.activeElement.matches('[type=search]')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("missed health appointments")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb-results] a").first).to_be_visible()
    page.locator("[data-kb-search-page] input[type=search]").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('[data-kb-results]'))"):
            break
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(r"search\.html"))


def plan_safety(page: Page) -> None:
    follow(page, "Menu")
    follow(page, "Toolkit")
    title(page, ".")
    follow(page, "Menu")
    follow(page, "Safety planning")
    title(page, "[Ss]afety")


def tick_a_checklist(page: Page) -> None:
    follow(page, "We keep going round in circles")
    box = page.get_by_role("checkbox").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if box.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def understand_a_word(page: Page) -> None:
    follow(page, "The family shuts the door")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.kb-term__word')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".kb-term__meaning:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".kb-term__meaning:popover-open")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.kb-term__word')")


def take_a_form(page: Page) -> None:
    follow(page, "I want the tools")
    follow(page, "Menu")
    follow(page, "Forms")
    title(page, "[Ff]orm")
    follow(page, "Safety plan")
    tab_to(page, "as a Word document")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert Path(taken.value.suggested_filename).suffix == ".docx"


def walk_a_route(page: Page) -> None:
    follow(page, "I am worried for the first time")
    page.keyboard.press("Tab")
    enter(page)
    expect(page.get_by_role("heading", name="Next on your route")).to_be_attached()


def prepare_supervision(page: Page) -> None:
    follow(page, "I am preparing supervision")
    title(page, "[Ss]upervision")
    tab_to(page, "One-to-one supervision")


def say_what_is_wrong(page: Page) -> None:
    follow(page, "What this site is")
    title(page, "About this site")
    follow(page, "On this page")
    follow(page, "Tell us")
    expect(page).to_have_url(re.compile("#tell-us"))


@pytest.mark.parametrize(
    "journey",
    [
        is_it_neglect,
        who_to_ring,
        find_by_search,
        plan_safety,
        tick_a_checklist,
        understand_a_word,
        take_a_form,
        walk_a_route,
        prepare_supervision,
        say_what_is_wrong,
    ],
)
def test_a_main_task_needs_no_pointer(home: Page, journey: Callable[[Page], None]) -> None:
    journey(home)
