"""On paper: the page whole and alone, with what it says about itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

A4_WIDTH = 680  # what is left of a sheet between its margins, in pixels
CUT = """(width) => [...document.querySelectorAll('article *:not(.kb-hidden)')]
  .filter((element) => element.checkVisibility())
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const scrolls = style.display === 'block' && style.overflowX !== 'visible';
    return box.right > width + 2 || box.left < -2
      || (scrolls && element.scrollWidth > element.clientWidth + 1);
  })
  .map((element) => `${element.tagName} ${element.className}`)"""


def on_paper(page: Page, address: str) -> None:
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address)


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "strategy/what-is-neglect.html",
        "toolkit/checklists/challenges.html",
        "resources/page-reviews.html",
        "resources/sources.html",
        "resources/statutory-guidance.html",
        "resources/2021-document.html",
    ],
)
def test_a_page_prints_whole_and_alone(page: Page, site_address: str, name: str) -> None:
    on_paper(page, site_address + name)
    assert page.evaluate(CUT, A4_WIDTH) == []
    for part in (".kb-header__inner", ".kb-footer", ".kb-nav", ".kb-contents", ".md-skip"):
        assert page.locator(f"{part}:visible").count() == 0, part
    record = page.locator(".kb-record")
    for words in ("Status", "Version", "Review due", "your judgement", site_address + name):
        expect(record).to_contain_text(words)
    expect(page.locator(".kb-record__paper").last).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_every_column_of_the_reviews_is_on_the_sheet(page: Page, site_address: str) -> None:
    on_paper(page, site_address + "resources/page-reviews.html")
    headings = page.locator("thead th").all()
    assert [heading.inner_text() for heading in headings] == [
        "Page",
        "Review due",
        "Reviewed",
        "Updated",
        "Status",
    ]
    for heading in headings:
        box = heading.bounding_box()
        assert box["width"] > 60 and box["x"] + box["width"] <= A4_WIDTH


def test_a_checklist_becomes_a_document_of_several_sheets(
    page: Page, site_address: str, tmp_path: Path
) -> None:
    page.goto(site_address + "toolkit/checklists/challenges.html")
    printed = page.pdf(path=tmp_path / "checklist.pdf", format="A4")
    assert printed.count(b"/Type /Page\n") > 1
