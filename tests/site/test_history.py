"""The history of a page: reached from its page, whole on every screen, and of this host alone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site.test_every_page import MARKUP, TOO_WIDE, Watch

PAGE = "strategy/impact.html"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_leads_to_its_history_and_back(
    width: int, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    watch = Watch(page, site_address)
    page.goto(site_address + PAGE)
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="What changed on this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"What changed on “{title}”")
    assert page.url == f"{site_address}history/{PAGE}"
    assert page.evaluate(MARKUP) == []
    assert page.evaluate(TOO_WIDE) == []
    page.get_by_role("link", name="Read the page as it is now").click()
    assert page.url == site_address + PAGE
    assert watch.mishaps == []
    context.close()


def test_what_changed_and_the_briefing_lead_to_each_other(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_address}resources/what-changed.html")
    expect(page.get_by_role("heading", name="By month")).to_be_visible()
    expect(page.locator("#before-bexley-strategy-2021")).to_have_text("June 2021")
    expect(page.get_by_text("It set its own review for 3 June 2024.")).to_be_visible()
    page.get_by_role("link", name="one sheet with the last three months").click()
    expect(page.get_by_role("heading", name="To talk about")).to_be_visible()
    context.close()
