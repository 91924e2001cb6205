"""The scaling guide: readable on a phone, whole on paper, and a draft wherever it stands."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from playwright.sync_api import Page
from pypdf import PdfReader

from knowledge_bank.bank import load_bank
from knowledge_bank.models.form import FormPart
from knowledge_bank.published_scale import published_guide
from knowledge_bank.scaling_form import begins_a_sheet, scaling_form

ROOT = Path(__file__).parents[2]
BANK, _ = load_bank(ROOT)
GUIDE = published_guide(BANK)
assert GUIDE
FORM = scaling_form(GUIDE)
AREAS = [area.id for area in GUIDE.areas]
AGES = [f"age-{age.id}" for age in GUIDE.ages]
TABLES = ["index", *AREAS, *AGES]
WHERE = "toolkit/scaling-guide"
PHONE = {"width": 360, "height": 780}
A4 = (595, 842)
LEAST = 14  # pixels
LARGE = 24  # pixels: 18 points
# What does not fit the screen, is too narrow or too small to read, or cannot be seen at all.
UNREADABLE = """(least) => [...document.querySelectorAll('.kb-scale :is(caption, th, td)')]
  .filter((cell) => {
    const box = cell.getBoundingClientRect();
    const style = getComputedStyle(cell);
    return !cell.checkVisibility() || box.left < 0 || box.right > innerWidth
      || cell.scrollWidth > cell.clientWidth + 1 || parseFloat(style.fontSize) < least
      || (cell.localName === 'td' && box.width < 200)
      || (cell.colSpan > 1 && parseInt(style.fontWeight) < 600);
  })
  .map((cell) => cell.textContent)"""
SMALL = """(least) => [...document.querySelectorAll('.kb-form, .kb-form *')]
  .filter((element) => element.checkVisibility())
  .filter((element) => [...element.childNodes].some(
    (node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((element) => parseFloat(getComputedStyle(element).fontSize) < least - 0.1)
  .map((element) => element.className || element.localName)"""


def squeezed(text: str) -> str:
    """`text` without the spaces, which a PDF keeps as it likes."""
    return re.sub(r"\s+", "", text)


def sheets(page: Page, address: str) -> list[str]:
    """What stands on each printed sheet, without spaces; each sheet is A4."""
    page.goto(address)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    for sheet in printed.pages:
        size = sorted((round(sheet.mediabox.width), round(sheet.mediabox.height)))
        assert size == pytest.approx(A4, abs=2)
    return [squeezed(sheet.extract_text()) for sheet in printed.pages]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_readable_on_a_phone(page: Page, site_address: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_address}{WHERE}/{name}.html")
    assert page.locator(".kb-scale td").count() >= 10
    assert page.evaluate(UNREADABLE, LEAST) == []


@pytest.mark.parametrize(("width", "under"), [(320, True), (768, False)])
def test_on_a_phone_the_words_stand_under_whom_they_are_about(
    page: Page, site_address: str, width: int, under: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{site_address}{WHERE}/home.html")
    row = page.locator(".kb-scale--bands tr:not(.kb-scale__band)").first
    head, words = row.locator("th").bounding_box(), row.locator("td").bounding_box()
    assert (words["x"] == head["x"]) is under
    assert (words["y"] >= head["y"] + head["height"]) is under
    assert page.get_by_role("row").filter(has=page.get_by_role("cell")).count() > 10


def test_the_ages_are_targets_for_a_finger_and_not_on_paper(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}{WHERE}/home.html")
    links = page.locator(".kb-jump a").all()
    assert len(links) == len(GUIDE.ages) + 1
    assert all(link.bounding_box()["height"] >= 44 for link in links)
    page.emulate_media(media="print")
    assert not page.locator(".kb-jump").is_visible()


@pytest.mark.parametrize("name", ["home", "parents-and-network", "age-1-4", "age-before-birth"])
def test_on_paper_every_band_is_there_and_none_is_cut(
    page: Page, site_address: str, built_site: Path, name: str
) -> None:
    tree = html.fromstring((built_site / WHERE / f"{name}.html").read_bytes().decode())
    groups = tree.xpath("//table[contains(@class, 'kb-scale')]/tbody")
    assert len(groups) >= len(GUIDE.bands)
    printed = sheets(page, f"{site_address}{WHERE}/{name}.html")
    for group in groups:
        cells = [squeezed(cell.text_content()) for cell in group.xpath(".//th | .//td")]
        whole = [sheet for sheet in printed if all(cell in sheet for cell in cells)]
        assert whole, cells


def test_a_table_stands_whole_on_a_sheet_under_its_heading(page: Page, site_address: str) -> None:
    printed = sheets(page, f"{site_address}{WHERE}/home.html")
    home = GUIDE.area("home")
    for at in home.by_age:
        title = GUIDE.age(at.age_band).title
        words = [title, f"{home.title}: {title}", *(band.child for band in at.bands)]
        assert any(all(squeezed(each) in sheet for each in words) for sheet in printed), title


def words_of(parts: tuple[FormPart, ...]) -> list[str]:
    found: list[str | None] = []
    for part in parts:
        found += [part.title, part.guidance, *part.columns, *part.rows]
        for prompt in part.prompts:
            found += [prompt.label, prompt.hint]
    return [words for words in found if words]


@pytest.mark.parametrize("name", ["form", "large-print"])
def test_the_printed_form_asks_everything_and_says_draft_and_edition_on_every_sheet(
    page: Page, site_address: str, name: str
) -> None:
    printed = sheets(page, f"{site_address}{WHERE}/{name}.html")
    everything = "".join(printed)
    asked = [*words_of(FORM.parts), *(band.days for band in GUIDE.bands)]
    assert [words for words in asked if squeezed(words) not in everything] == []
    for sheet in printed:
        assert squeezed("Draft form, awaiting the partnership’s approval.") in sheet
        assert squeezed(f"Edition {GUIDE.edition}.") in sheet
    for part in FORM.parts:
        if begins_a_sheet(part):
            asked = [part.title, *part.columns, *part.rows]
            whole = [s for s in printed if all(squeezed(words) in s for words in asked)]
            begins = [re.sub(r"^\d+of\d+", "", sheet) for sheet in whole]
            assert any(sheet.startswith(squeezed(part.title)) for sheet in begins), part.id


def test_an_area_and_what_follows_it_share_one_sheet_of_the_ordinary_form(
    page: Page, site_address: str
) -> None:
    printed = sheets(page, f"{site_address}{WHERE}/form.html")
    for area in GUIDE.areas:
        words = [area.asks, *GUIDE.form.voices, *(each.asks for each in GUIDE.follow_ups)]
        assert any(all(squeezed(each) in sheet for each in words) for sheet in printed), area.id


def test_large_print_is_large_throughout(page: Page, site_address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site_address}{WHERE}/large-print.html")
    assert page.evaluate(SMALL, LARGE) == []
    page.goto(f"{site_address}{WHERE}/form.html")
    assert page.evaluate(SMALL, LARGE) != []


@pytest.mark.parametrize("name", ["form", "large-print"])
def test_the_page_hands_over_the_form_for_a_word_processor(
    page: Page, site_address: str, built_site: Path, name: str
) -> None:
    page.goto(f"{site_address}{WHERE}/{name}.html")
    link = page.get_by_role("link", name=f"{FORM.title} as a Word document")
    assert link.evaluate("link => link.href") == f"{site_address}{WHERE}/{name}.docx"
    document = Document(str(built_site / WHERE / f"{name}.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert [words for words in words_of(FORM.parts) if words not in said] == []
    assert "Draft, awaiting the partnership’s approval." in said
    apart = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert apart == [part.title for part in FORM.parts if begins_a_sheet(part)]


def test_every_output_is_called_a_draft(built_site: Path) -> None:
    pages = sorted((built_site / WHERE).glob("*.html"))
    assert len(pages) > 20
    for path in pages:
        tree = html.fromstring(path.read_bytes().decode())
        article = " ".join(tree.xpath("//article")[0].text_content().split())
        assert re.search(r"Draft( form)?, awaiting|a draft, awaiting|Draft, awaiting", article), (
            path
        )
    for path in (built_site / "api").rglob("*.js*"):
        if "schema" not in path.name:
            assert '"Draft, awaiting approval"' in path.read_text("utf-8")
