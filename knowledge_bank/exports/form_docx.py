"""A form as a document for a word processor, because that is where teams fill forms in."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.table import Table

from knowledge_bank.models.form import Form, FormPart, Prompt

LANGUAGE = "en-GB"
LARGE_PRINT = {"Normal": 18, "Title": 28, "Heading 1": 24, "Heading 2": 20, "Footer": 18}
BLACK = RGBColor(0, 0, 0)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def form_docx(
    form: Form,
    *,
    page: str,
    site: str,
    day: date,
    key: Sequence[tuple[str, str]] = (),
    large: bool = False,
    apart: Collection[str] = (),
) -> bytes:
    """Return `form` as the bytes of a .docx file; the same form and day give the same bytes.

    `page` is the address of the form's page, `site` the name of the site, and `day` the day the
    file says it was made; `key` says what the form’s numbers mean, `large` asks for large print,
    and the parts whose ids are in `apart` begin a sheet. Headings are headings, tables repeat
    their header row, and edition, status and address stand at the foot of every sheet.
    """
    document = Document()
    _set_up(document, form, day, wide=large or any(_columns(part) > 4 for part in form.parts))
    if large:
        _enlarge(document)
    document.add_heading(form.title, level=0)
    if form.status == "draft":
        document.add_paragraph("Draft, awaiting the partnership’s approval.", style="Intense Quote")
    document.add_paragraph(form.introduction)
    if key:
        _add_key(document, key)
    for part in form.parts:
        heading = document.add_heading(part.title, level=1)
        heading.paragraph_format.page_break_before = part.id in apart
        if part.guidance:
            document.add_paragraph(part.guidance).paragraph_format.keep_with_next = True
        _add_part(document, part)
    if form.good_when:
        document.add_heading("It is well filled in when", level=1)
        for statement in form.good_when:
            document.add_paragraph(f"☐ {statement}")
    status = "draft" if form.status == "draft" else "approved"
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = f"{site}: {form.title}, edition {form.edition} ({status}). {page}"
    return _without_clock(document)


def _set_up(document: DocumentType, form: Form, day: date, *, wide: bool) -> None:
    made = datetime.combine(day, time(), UTC)
    properties = document.core_properties
    properties.title, properties.language = form.title, LANGUAGE
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = made
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].font.name = "Arial"
    section = document.sections[0]
    section.left_margin = section.right_margin = Pt(57)
    section.top_margin = section.bottom_margin = Pt(50)
    section.page_width, section.page_height = Pt(595), Pt(842)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width


def _columns(part: FormPart) -> int:
    return len(part.columns) + bool(part.rows)


def _enlarge(document: DocumentType) -> None:
    """Set everything in print that people with low vision can read: never below 18 points."""
    for style, size in LARGE_PRINT.items():
        document.styles[style].font.size = Pt(size)
        document.styles[style].font.color.rgb = BLACK


def _add_key(document: DocumentType, key: Sequence[tuple[str, str]]) -> None:
    document.add_heading("What the numbers mean", level=1)
    for numbers, meaning in key:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{numbers}.").bold = True
        paragraph.add_run(f" {meaning}")


def _add_part(document: DocumentType, part: FormPart) -> None:
    if part.shape == "prompts":
        for prompt in part.prompts:
            document.add_heading(prompt.label, level=2)
            if prompt.hint:
                document.add_paragraph(prompt.hint).paragraph_format.keep_with_next = True
            _leave_room(document, prompt)
    elif part.shape == "side by side":
        table = _table(document, [prompt.label for prompt in part.prompts])
        cells = table.add_row().cells
        for cell, prompt in zip(cells, part.prompts, strict=True):
            cell.text = prompt.hint or ""
        table.rows[-1].height = _room(max(prompt.lines for prompt in part.prompts))
    else:
        _add_table(document, part)


def _add_table(document: DocumentType, part: FormPart) -> None:
    table = _table(document, ["", *part.columns] if part.rows else part.columns)
    for heading in part.rows or ("",) * (part.empty_rows or 0):
        row = table.add_row()
        row.height = Pt(44)
        if heading:
            row.cells[0].text = heading
            row.cells[0].paragraphs[0].runs[0].bold = True


def _leave_room(document: DocumentType, prompt: Prompt) -> None:
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    table.rows[0].height = _room(prompt.lines)


def _room(lines: int) -> Length:
    return Pt(22 * lines)


def _table(document: DocumentType, headings: Sequence[str]) -> Table:
    """Add a table whose first row is a header that repeats on every sheet."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
        for run in cell.paragraphs[0].runs:
            run.bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def _without_clock(document: DocumentType) -> bytes:
    """Save `document` with the same file times whenever it is saved."""
    saved, clean = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as packed, ZipFile(clean, "w") as target:
        for item in packed.infolist():
            entry = ZipInfo(item.filename, ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, packed.read(item))
    return clean.getvalue()
