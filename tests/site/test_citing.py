"""Citing a passage: quiet until asked for, by keyboard and by mouse, and of use without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "strategy/impact.html"


def test_no_link_to_cite_is_in_the_way_until_the_reader_asks(page: Page, site_address: str) -> None:
    page.goto(site_address + PAGE)
    assert page.locator("a.kb-cite").count() > 10
    assert page.locator("a.kb-cite:visible").count() == 0


def test_a_citation_is_made_by_keyboard_and_copied(page: Page, site_address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_address + PAGE)
    page.get_by_role("link", name="Cite a passage of this page").press("Enter")
    expect(page.locator("a.kb-cite").first).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite this passage")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Copy").press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    cited = re.fullmatch(
        r"“(.+)”, (.+), version [\d.]+, draft, passage (p-[a-z2-7]{8}), words ([0-9a-f]{8})\. "
        r"Read on \d+ \w+ \d{4}\. (\S+)",
        copied,
    )
    assert cited, copied
    assert cited.group(5) == f"{site_address}{PAGE}#{cited.group(3)}"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("a.kb-cite").first).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_of_a_passage_leads_to_it(
    scripts: bool, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site_address + PAGE)
    name = page.locator("article [id^='p-']").last.get_attribute("id")
    page.goto(f"{site_address}{PAGE}#{name}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    expect(page.locator(f"#{name} a.kb-cite")).to_be_visible()
    assert page.locator("a.kb-cite:visible").count() == 1
    context.close()


def test_without_scripts_the_links_are_shown_when_asked_for(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + PAGE)
    page.get_by_role("link", name="Cite a passage of this page").click()
    assert page.locator("a.kb-cite:visible").count() == page.locator("a.kb-cite").count()
    context.close()


def test_on_paper_no_link_to_cite_but_the_day_of_printing(page: Page, site_address: str) -> None:
    page.goto(site_address + PAGE)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("a.kb-cite:visible").count() == 0
    expect(page.locator("[data-kb-printed]")).to_have_text(re.compile(r"^\d+ \w+ \d{4}$"))
    expect(page.locator("dt", has_text="Check again after")).to_be_visible()


@pytest.mark.parametrize("name", ["index.html", "toolkit/index.html", "resources/questions.html"])
def test_no_link_to_cite_is_seen_before_it_is_wanted(
    page: Page, site_address: str, name: str
) -> None:
    page.goto(site_address + name)
    assert page.locator(".kb-cite").count() > 0
    assert page.locator(".kb-cite:visible").count() == 0
