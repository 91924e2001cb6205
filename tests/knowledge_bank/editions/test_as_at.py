"""Which edition stood on a given day, asked on a page opened from a folder."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2026-11-21", "preceded this bank"),
        ("2026-11-22", "Edition first. Read edition first"),
        ("2026-12-02", "Edition second. Read edition second"),
        ("2030-01-01", "Edition third. Read edition third"),
        ("1989-11-20", "We know of nothing that stood on that day."),
    ],
)
def test_a_day_is_answered_with_the_edition_that_stood_then(
    day: str, answer: str, chain: Path, page: Page
) -> None:
    page.goto((chain / "site" / "resources" / "editions.html").as_uri())
    page.get_by_label("Which edition stood on this day?").fill(day)
    expect(page.locator(".kb-editions__answer")).to_contain_text(answer)


def test_without_scripts_the_list_says_from_when_until_when(chain: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((chain / "site" / "resources" / "editions.html").as_uri())
    expect(page.get_by_label("Which edition stood on this day?")).to_be_hidden()
    expect(page.locator("#edition-second")).to_contain_text(
        "Stood from 26 November 2026 until 3 December 2026"
    )
    page.get_by_role("link", name="Read edition second").click()
    expect(page.get_by_text("Superseded", exact=True)).to_be_visible()
    context.close()


def test_a_passage_of_an_edition_leads_to_where_it_stands_today(chain: Path, page: Page) -> None:
    page.goto((chain / "site" / "editions" / "first" / "toolkit" / "index.html").as_uri())
    page.get_by_role("link", name="Cite a passage of this page").press("Enter")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite this passage")
    expect(dialog).to_contain_text("edition first, version 0.1, passage p-")
    dialog.get_by_role("link", name="Where this passage stands today").click()
    expect(page.locator(":target")).to_contain_text("It is of great age.")
    assert "/editions/" not in page.url
