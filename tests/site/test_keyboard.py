"""Menu and search by keyboard: real buttons, focus in order, nothing hidden takes it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

FOCUSED = """() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const shown = focused.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const inside = box.right > 0 && box.left < innerWidth && box.width > 0 && box.height > 0;
  return {
    name: (focused.getAttribute('aria-label') || focused.textContent || focused.id).trim(),
    lost: focused !== document.body && !(shown && inside),
    ring: focused === document.body || getComputedStyle(focused).outlineStyle === 'solid',
    end: focused === document.body,
  };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Tab through the page once; return every stop."""
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["end"]:
            return stops
        stops.append(stop)
    raise AssertionError("Tab never came to the end of the page.")


@pytest.fixture
def narrow(browser: Browser, site_address: str) -> Iterator[Page]:
    """A page on a phone, or on a desk at four times its size."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site_address + "strategy/compounding/adolescents.html")
    yield page
    context.close()


@pytest.mark.parametrize("width", [320, 800, 1280])
@pytest.mark.parametrize("name", ["index.html", "strategy/what-is-neglect.html", "404.html"])
def test_focus_is_always_seen(page: Page, site_address: str, width: int, name: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_address + name)
    stops = walk(page)
    assert len(stops) > 6
    assert [stop["name"] for stop in stops if stop["lost"] or not stop["ring"]] == []


def test_the_menu_opens_leads_on_and_closes_by_keyboard(narrow: Page) -> None:
    menu = narrow.get_by_role("button", name="Menu", exact=True)
    links = narrow.locator("#kb-site-nav")
    expect(links).to_be_hidden()
    menu.focus()
    narrow.keyboard.press("Enter")
    expect(links).to_be_visible()
    narrow.keyboard.press("Tab")
    expect(links.get_by_role("link", name="Home")).to_be_focused()
    narrow.keyboard.press("Escape")
    expect(links).to_be_hidden()
    expect(menu).to_be_focused()
    narrow.keyboard.press("Space")
    links.get_by_role("link", name="Toolkit").focus()
    narrow.keyboard.press("Enter")
    expect(narrow).to_have_url(re.compile(r"toolkit/index\.html$"))


def test_the_menu_works_without_scripts(browser: Browser, site_address: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(site_address)
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(page.get_by_role("link", name="Search this site").first).to_be_visible()
    page.get_by_role("button", name="Menu", exact=True).tap()
    page.locator("#kb-site-nav").get_by_role("link", name="Strategy").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("strategy/index.html")
    context.close()


def test_search_suggests_and_closes_by_keyboard_on_a_phone(narrow: Page) -> None:
    field = narrow.get_by_role("searchbox", name="Search this site")
    field.focus()
    narrow.keyboard.type("neglect")
    suggestion = narrow.locator("[data-kb-suggestions] a").first
    expect(suggestion).to_be_visible()
    narrow.keyboard.press("Escape")
    expect(suggestion).to_be_hidden()
    expect(field).to_be_focused()


def test_search_leads_to_a_page_about_neglect(page: Page, site_address: str) -> None:
    page.goto(site_address)
    page.get_by_role("searchbox", name="Search this site").fill("neglect")
    first = page.locator("[data-kb-suggestions] a").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator("article")).to_contain_text("neglect")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_first_stop_skips_to_the_page(narrow: Page) -> None:
    narrow.keyboard.press("Tab")
    assert "Skip to content" in narrow.evaluate(FOCUSED)["name"]
    narrow.keyboard.press("Enter")
    expect(narrow).to_have_url(re.compile("#"))
