"""On paper: the page whole and alone, with what it says about itself."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

A4_WIDTH = 680  # what is left of a sheet between its margins, in pixels
CUT = """(width) => [...document.querySelectorAll('article *:not(.kb-hidden)')]
  .filter((element) => element.checkVisibility())
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const scrolls = style.display === 'block' && style.overflowX !== 'visible';
    return box.right > width - 1 || box.left < -2
      || (scrolls && element.scrollWidth > element.clientWidth + 1);
  })
  .map((element) => `${element.tagName} ${element.className}`)"""


HEADINGS = """() => [...document.querySelectorAll('article :is(h1, h2, h3, dt, summary)')]
  .filter((heading) => heading.checkVisibility()
    && !heading.closest('.kb-record, .kb-register__cited'))
  .map((heading) => heading.textContent)"""


def squeezed(text: str) -> str:
    """`text` without the spaces, which a PDF keeps as it likes."""
    return re.sub(r"\s+", "", text)


def _from_the_top(sheet: PageObject) -> list[str]:
    """The lines of a sheet as they stand on it, whatever order they were printed in."""
    return sheet.extract_text(extraction_mode="layout").split("\n")


def sheets(page: Page, address: str) -> list[list[str]]:
    """The lines on each printed sheet, without spaces."""
    page.goto(address)
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [
        [squeezed(line) for line in _from_the_top(sheet) if line.strip()] for sheet in printed.pages
    ]


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
    dates = ("Version", "Review due", "Check again after")
    said = ("Status", *dates, "your judgement", site_address + name)
    for words in said:
        expect(record).to_contain_text(words)
    expect(page.locator(".kb-danger-line")).to_be_visible()
    expect(page.locator(".kb-record__paper").last).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_history_says_on_paper_of_which_day_and_address_it_is(
    page: Page, site_address: str
) -> None:
    address = site_address + "history/strategy/what-is-neglect.html"
    for sheet in sheets(page, address):
        assert squeezed(f"as it stood on 22 November 2026: {address}") in "".join(sheet)


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


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("strategy/what-is-neglect.html", "Review was due on 3 June 2024"),
        ("resources/statutory-guidance.html", "Check again after 22 May 2027"),
    ],
)
def test_every_sheet_says_what_it_is_when_to_check_it_and_where(
    page: Page, site_address: str, name: str, day: str
) -> None:
    printed = sheets(page, site_address + name)
    assert len(printed) > 2
    version = "version 0.1 (draft)"
    for number, sheet in enumerate(printed, 1):
        for words in (version, day, site_address + name, f"{number} of {len(printed)}"):
            assert squeezed(words) in "".join(sheet), (number, words)


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "strategy/what-is-neglect.html",
        "toolkit/conversation-guide/home.html",
        "toolkit/checklists/challenges.html",
        "resources/glossary.html",
        "resources/sources.html",
    ],
)
def test_no_heading_is_left_behind_at_the_foot_of_a_sheet(
    page: Page, site_address: str, name: str
) -> None:
    printed = sheets(page, site_address + name)
    headings = {squeezed(text) for text in page.evaluate(HEADINGS)}
    assert len(headings) > 3 and len(printed) > 2
    left = []
    for sheet in printed:
        foot = next(i for i, line in enumerate(sheet) if "version0.1(draft)." in line)
        own = [line for line in sheet[:foot] if not re.fullmatch(r"\d+of\d+", line)]
        left += [own[-1]] if own and own[-1] in headings else []
    assert left == []


def test_a_table_says_its_columns_again_on_every_sheet(page: Page, site_address: str) -> None:
    printed = sheets(page, site_address + "resources/page-reviews.html")
    rows = [sheet for sheet in printed if "".join(sheet).count("Notyet") > 3]
    assert len(rows) > 3
    for sheet in rows:
        assert "ReviewdueReviewedUpdated" in "".join(sheet)


def test_what_is_folded_away_on_screen_is_open_on_paper_and_folded_again_after(
    page: Page, site_address: str
) -> None:
    page.goto(site_address + "index.html")
    folded = page.locator("article details")
    assert folded.count() > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.evaluate_all("all => all.every((one) => one.open)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not folded.evaluate_all("all => all.some((one) => one.open)")
    words = squeezed(folded.last.locator("li").last.text_content() or "")
    assert words in "".join(line for sheet in sheets(page, page.url) for line in sheet)
