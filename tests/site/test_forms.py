"""Forms: whole on A4 with room to write, and whole in a word processor, from the same data."""

import functools
import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from knowledge_bank.bank import load_bank
from knowledge_bank.clock import today
from knowledge_bank.exports import write_for_pages
from knowledge_bank.models.form import Count, Form

ROOT = Path(__file__).parents[2]
FORMS = {name: located.record for name, located in load_bank(ROOT)[0].forms.items()}
every_form = pytest.mark.parametrize("name", FORMS)
A4 = (595, 842)
A_LINE = 30  # pixels: 8 mm
LONG_TABLE = 9  # rows: a part with as many may go on over the foot of a sheet
Sheets = Callable[[str], list[str]]


def squeezed(text: str) -> str:
    """`text` without the spaces, which a PDF keeps as it likes."""
    return re.sub(r"\s+", "", text)


def words_of(form: Form) -> list[str]:
    """Everything a form asks, in order."""
    found = []
    for part in form.parts:
        found += [part.title, part.guidance, *part.columns, *part.rows]
        for prompt in part.prompts:
            found += [prompt.label, prompt.hint]
    return [text for text in (*found, *form.good_when) if text]


@pytest.fixture(scope="module")
def sheets_of(browser: Browser, site_address: str) -> Iterator[Sheets]:
    """Print a form, once; say what stands on each sheet, without spaces. Each sheet is A4."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()

    @functools.cache
    def sheets(name: str) -> list[str]:
        page.goto(f"{site_address}toolkit/forms/{name}.html")
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        for sheet in printed.pages:
            size = sorted((round(sheet.mediabox.width), round(sheet.mediabox.height)))
            assert size == pytest.approx(A4, abs=2)
        return [squeezed(sheet.extract_text()) for sheet in printed.pages]

    yield sheets
    context.close()


@every_form
def test_a_printed_form_asks_everything_and_says_its_edition_on_every_sheet(
    sheets_of: Sheets, name: str
) -> None:
    form = FORMS[name]
    printed = sheets_of(name)
    assert [text for text in words_of(form) if squeezed(text) not in "".join(printed)] == []
    status = "Draft form" if form.status == "draft" else ""
    for sheet in printed:
        assert squeezed(f"Edition {form.edition}") in sheet
        assert squeezed(status) in sheet


@every_form
def test_a_part_that_fits_on_a_sheet_is_not_cut(sheets_of: Sheets, name: str) -> None:
    printed = sheets_of(name)
    for part in FORMS[name].parts:
        if len(part.rows) + (part.empty_rows or 0) < LONG_TABLE:
            asked = [part.title, *part.columns, *part.rows, *(p.label for p in part.prompts)]
            whole = [s for s in printed if all(squeezed(text) in s for text in asked)]
            assert whole, f"{part.id} is cut"


@every_form
def test_the_form_comes_first_and_its_sheets_can_be_handed_round_without_the_guidance(
    page: Page, site_address: str, sheets_of: Sheets, name: str
) -> None:
    form = FORMS[name]
    printed = sheets_of(name)
    page.goto(f"{site_address}toolkit/forms/{name}.html")
    page.emulate_media(media="print")
    guidance = page.locator("h1 + p").inner_text()[:40]
    last_of_form = squeezed(form.good_when[-1] if form.good_when else form.parts[-1].title)
    last = next(i for i, sheet in enumerate(printed) if last_of_form in sheet)
    first_after = next(i for i, sheet in enumerate(printed) if squeezed(guidance) in sheet)
    assert squeezed(form.title) in printed[0] and squeezed(form.parts[0].title) in printed[0]
    assert first_after == last + 1
    assert squeezed(f"{form.title}: how to use the form") in printed[first_after]
    assert len(printed) - first_after <= 2
    for part in (
        ".kb-header__inner",
        ".kb-nav",
        ".kb-footer",
        ".kb-contents",
        ".kb-form__download",
    ):
        assert page.locator(f"{part}:visible").count() == 0, part


@every_form
def test_there_is_as_much_room_on_paper_as_the_data_says(
    page: Page, site_address: str, name: str
) -> None:
    page.goto(f"{site_address}toolkit/forms/{name}.html")
    page.emulate_media(media="print")
    for part in FORMS[name].parts:
        for prompt in part.prompts:
            room = page.locator(f"#{prompt.id} .kb-form__room").bounding_box()
            assert room is not None
            assert room["height"] == pytest.approx(prompt.lines * A_LINE, rel=0.02), prompt.id
        if part.shape == "side by side":
            boxes = [page.locator(f"#{prompt.id}").bounding_box() for prompt in part.prompts]
            assert len({round(box["y"]) for box in boxes if box}) == 1
    for row in page.locator(".kb-form__table tbody tr").all():
        box = row.bounding_box()
        assert box and box["height"] >= 60


def test_every_number_of_lines_that_data_may_ask_for_has_its_rule() -> None:
    rules = [rule for field in Count.__metadata__ for rule in getattr(field, "metadata", ())]
    most = next(rule.le for rule in rules if hasattr(rule, "le"))
    css = (ROOT / "overrides/assets/form-room.css").read_text("utf-8")
    asked = [int(lines) for lines in re.findall(r"room--(\d+) \{ --kb-lines: \1; \}", css)]
    assert asked == list(range(1, most + 1))


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (768, 2), (1280, 2)])
def test_what_belongs_together_stands_together_where_there_is_room(
    page: Page, site_address: str, width: int, columns: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_address}toolkit/forms/danger-statement-and-safety-goal.html")
    boxes = page.locator(".kb-form__prompts--side-by-side > *").all()
    assert len({round(box.bounding_box()["x"]) for box in boxes}) == columns


def test_on_screen_a_form_does_not_look_like_fields_to_type_in(
    page: Page, site_address: str
) -> None:
    page.goto(f"{site_address}toolkit/forms/three-columns.html")
    boxed = """() => [...document.querySelectorAll('.kb-form__prompt')]
      .filter((one) => parseFloat(getComputedStyle(one).borderLeftWidth) > 0).length"""
    assert page.evaluate(boxed) == 0
    page.emulate_media(media="print")
    assert page.evaluate(boxed) > 0


def test_the_three_columns_stand_whole_on_the_first_of_two_sheets(sheets_of: Sheets) -> None:
    printed = sheets_of("three-columns")
    columns = FORMS["three-columns"].parts[1]
    assert all(squeezed(column.label) in printed[0] for column in columns.prompts)
    assert len(printed) == 3  # the last says how to use it


def test_a_form_is_one_step_from_the_first_words_of_its_page(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site_address}toolkit/forms/chronology.html")
    link = page.get_by_role("link", name="Straight to the form")
    assert link.bounding_box()["height"] >= 44
    link.click()
    expect(page.locator(".kb-form__download").first).to_be_in_viewport()


def test_a_table_of_three_columns_fits_a_phone(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site_address}toolkit/forms/three-columns.html")
    region = page.get_by_role("region", name="What we still need to know")
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") <= 0


def test_a_wide_table_scrolls_by_keyboard_on_a_phone(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site_address}toolkit/forms/harm-analysis-matrix.html")
    region = page.get_by_role("region", name="The harm over time")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    expect(region).not_to_have_js_property("scrollLeft", 0)


@every_form
def test_the_document_for_a_word_processor_is_whole(built_site: Path, name: str) -> None:
    form = FORMS[name]
    document = Document(str(built_site / f"toolkit/forms/{name}.docx"))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles[form.title] == "Title"
    for part in form.parts:
        assert styles[part.title] == "Heading 1"
        if part.shape == "prompts":
            assert {styles[prompt.label] for prompt in part.prompts} == {"Heading 2"}
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*styles, *cells])
    assert [words for words in words_of(form) if words not in text] == []
    assert ("Draft" in text) == (form.status == "draft")


@every_form
def test_the_document_has_header_rows_a_language_and_a_foot(built_site: Path, name: str) -> None:
    form = FORMS[name]
    document = Document(str(built_site / f"toolkit/forms/{name}.docx"))
    headed = [table for table in document.tables if len(table.columns) > 1]
    assert len(headed) == sum(part.shape != "prompts" for part in form.parts)
    for table in headed:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == form.title
    foot = document.sections[0].footer.paragraphs[0].text
    for words in (f"edition {form.edition}", form.status, f"toolkit/forms/{name}.html"):
        assert words in foot


@every_form
def test_the_page_leads_to_the_document(page: Page, site_address: str, name: str) -> None:
    page.goto(f"{site_address}toolkit/forms/{name}.html")
    link = page.get_by_role("link", name=f"{FORMS[name].title} as a Word document")
    assert link.evaluate("link => link.href") == f"{site_address}toolkit/forms/{name}.docx"


def test_the_same_records_make_the_same_documents_again(built_site: Path, tmp_path: Path) -> None:
    """Read and written anew, in another process: the build's own were made in one of its own."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    bank, _ = load_bank(ROOT)
    write_for_pages(
        bank, tmp_path, settings["site_name"], os.environ.get("KB_SITE_URL", ""), today()
    )
    for name in FORMS:
        place = f"toolkit/forms/{name}.docx"
        assert (built_site / place).read_bytes() == (tmp_path / place).read_bytes()
