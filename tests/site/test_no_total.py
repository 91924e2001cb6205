"""Nothing the scaling guide puts out adds up: no total, no average, no worked-out threshold."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
GUIDE = "toolkit/scaling-guide"
# What a text would say that put numbers together or drew a line through them.
SUMMED = re.compile(
    r"\b(?:sub)?totals?\b|\baverag\w*|\bmedian\w*|\bsum\b|\bscor(?:e|es|ed|ing)\b|\bthresholds?\b"
    r"|\b(?:the|a|its|their|group|overall) mean\b|\bmean (?:score|number|value|rating)\b"
    r"|\b(?:add|adds|added|adding)\b(?: \w+){0,2} (?:up|together|to the others)\b|\bcut-?off\b"
    r"|\bout of (?:1[1-9]|[2-9]\d|\d{3,})\b|\boverall (?:score|rating|grade)\b|\bper cent\b"
    r"|\d ?%(?![;}])",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:no|not|never|nobody|nothing|cannot|is theirs)\b", re.IGNORECASE)
# What names a threshold without one being worked out here: the partnership's own document.
OF_OTHERS = re.compile(r"threshold document", re.IGNORECASE)
NAMED = re.compile(
    r"total|average|median|score|subtotal|(?:^|[-_])(?:sum|mean|threshold)(?:[-_]|$)"
)
# What a script would do that put numbers together.
SUMMING = re.compile(
    r"\.reduce(?:Right)?\(|\b(?:total|subtotal|sum|average|avg|mean(?!s)|median|score|threshold)\w*\s*(?:=|\+=|\(|:)"
    r"|/\s*\w+(?:\.\w+)*\.(?:length|size)\b|number\s*\+=|\+=\s*\w*\.?number\b|\bnumber\s*\+\s",
)


def claims(text: str) -> list[str]:
    """The sentences of `text` that put numbers together and do not deny it."""
    sentences = re.split(r"(?<=[.!?:;])\s+|\n+", text)
    return [
        sentence
        for sentence in sentences
        if SUMMED.search(OF_OTHERS.sub("", sentence)) and not DENIED.search(sentence)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Total: 43",
        "Average for Home 6.5",
        "The mean of all voices is 6.",
        "Overall score 7",
        "Out of 90: 43",
        "Add the numbers up.",
        "Below the threshold of 4, refer.",
        "48 % of all areas",
        "Nobody knows. Subtotal 12.",
    ],
)
def test_a_total_would_be_found(words: str) -> None:
    assert claims(words)


@pytest.mark.parametrize(
    "words",
    [
        "What the numbers mean",
        "There is no total and no average.",
        "Is 10 good or bad? It is not added up, averaged or compared.",
        "What arguments mean for this child.",
        "Tired, the adults sum it up no better.",
        "Agree the number with the child, out of 10.",
    ],
)
def test_honest_words_are_left_alone(words: str) -> None:
    assert claims(words) == []


def pages(site: Path) -> list[Path]:
    found = sorted((site / GUIDE).glob("*.html"))
    assert len(found) > 20
    return found


def blocks(tree: html.HtmlElement) -> str:
    """The words of a page as readers meet them, each cell and paragraph on a line of its own."""
    for element in tree.iter("p", "li", "td", "th", "dt", "dd", "caption", "h1", "h2", "h3", "div"):
        element.tail = f"\n{element.tail or ''}"
        element.text = f"\n{element.text or ''}"
    for record in tree.xpath("//*[contains(@class, 'kb-record') or contains(@class, 'kb-query')]"):
        record.drop_tree()  # about the page, and about what the partnership has yet to say
    return re.sub(r"[ \t]+", " ", tree.text_content())


def test_no_page_of_the_guide_says_one_and_no_element_is_made_for_one(built_site: Path) -> None:
    for path in pages(built_site):
        article = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        article = article.xpath("//article")[0]
        named = [
            (name, value)
            for element in article.iter()
            if isinstance(element.tag, str)
            for name, value in element.items()
            if name in ("id", "class", "name", "for") or name.startswith("data-")
            if any(NAMED.search(word) for word in value.lower().split())
        ]
        assert named == [], path.name
        assert article.xpath(".//tfoot | .//meter | .//progress | .//output") == [], path.name
        assert claims(blocks(article)) == [], path.name


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a JSON document with its path; the places in lists are left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{at}[]")
    else:
        yield at, value


def test_the_only_numbers_in_the_files_are_those_the_data_says(built_site: Path) -> None:
    """A bound of a band, a number with its meaning, and how much room the form leaves."""
    files = [
        (built_site / "api/scaling-guide.json").read_text("utf-8"),
        (built_site / "api/scaling-guide.js").read_text("utf-8").partition(" = ")[2][:-2],
        *(path.read_text("utf-8") for path in (built_site / "api/scaling-guide").glob("*.json")),
    ]
    assert len(files) > 2
    for text in files:
        found = list(leaves(json.loads(text)))
        numbers = {at for at, value in found if isinstance(value, int | float)}
        room = {f".form.{where}[].{key}" for where in ("before", "after") for key in ROOM}
        assert numbers - room == {".bands[].from", ".bands[].to", ".numbers[].number"}
        assert [at for at, _ in found if NAMED.search(at.lower())] == []
        assert [c for _, value in found if isinstance(value, str) for c in claims(value)] == []


ROOM = ("prompts[].lines", "empty_rows")


def test_the_schema_has_no_field_for_one(built_site: Path) -> None:
    shape = json.loads((built_site / "api/scaling-guide.schema.json").read_text("utf-8"))
    for model in (shape, *shape["$defs"].values()):
        assert model["additionalProperties"] is False
        assert [name for name in model["properties"] if NAMED.search(name)] == []


@pytest.mark.parametrize("name", ["form", "large-print"])
def test_no_word_document_has_room_for_one(built_site: Path, name: str) -> None:
    document = Document(str(built_site / GUIDE / f"{name}.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert claims("\n".join([*(p.text for p in document.paragraphs), *cells])) == []
    assert "fldSimple" not in document.element.xml and "instrText" not in document.element.xml


def test_no_style_counts_and_none_is_made_for_one() -> None:
    styles = [
        *(ROOT / "overrides/assets").glob("scal*.css"),
        *(ROOT / "overrides/assets/scaling-tool").glob("*.css"),
    ]
    assert len(styles) > 3
    for path in styles:
        text = path.read_text("utf-8")
        assert "counter" not in text, path.name
        names = re.findall(r"[.#]([\w-]+)", text)
        assert [name for name in names if NAMED.search(name)] == [], path.name


@pytest.mark.parametrize(
    "program",
    [
        "const total = 0;",
        "numbers.reduce((a, b) => a + b)",
        "all += answer.number",
        "let meanOf = (n) => n",
        "x / numbers.length",
    ],
)
def test_a_script_that_adds_up_would_be_found(program: str) -> None:
    assert SUMMING.search(program)


def test_no_script_of_the_tool_adds_numbers_up() -> None:
    scripts = sorted((ROOT / "overrides/assets/scaling-tool").glob("*.js"))
    assert len(scripts) > 10
    for path in scripts:
        program = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert SUMMING.findall(program) == [], path.name
        said = re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", program)
        assert [c for pair in said for words in pair for c in claims(words)] == [], path.name


FILLED = """(numbers) => {
  const guide = new kbScaling.Guide(kbScalingGuide);
  let state = kbScaling.blank(guide, "2026-11-22");
  const places = [...guide.areas.map((area) => area.id), kbScaling.OVERALL];
  let at = 0;
  for (const area of places) for (const voice of ["v1", "v2", "v3"]) {
    const given = numbers[at];
    if (given !== null) state = kbScaling.choose(state, area, voice, given, guide.edition);
    at += 1;
  }
  const record = (of) => JSON.stringify(
    kbScaling.recordOf(of, guide, { earlier: [], address: "a.test", day: "2026-11-22" }));
  return { bare: record(kbScaling.blank(guide, "2026-11-22")), filled: record(state),
    file: kbScaling.plain(state, "2026-11-22") };
}"""
AS_WRITTEN = re.compile(r"\d+(?:[.,]\d+)?")
ANSWERS = st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=30, max_size=30)


@pytest.fixture(scope="module")
def tool(browser: Browser, site_address: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_address}{GUIDE}/tool.html")
    page.wait_for_function(
        "() => Boolean(globalThis.kbScalingGuide && globalThis.kbScaling?.recordOf)"
    )
    yield page
    context.close()


def said_of_numbers(site: Path) -> set[str]:
    """The numbers in the words that stand beside a number, such as whom to ring."""
    guide = json.loads((site / "api/scaling-guide.json").read_text("utf-8"))
    words = [*(each["means"] for each in guide["numbers"]), *guide["overall"].values()]
    words += [each["number"] or "" for each in guide["contacts"]]
    words += [band[key] for band in guide["bands"] for key in ("title", "next")]
    return set(AS_WRITTEN.findall(" ".join(words)))


def numbers_in(record: str) -> set[str]:
    """The numbers in the words of a record, whose blocks are JSON."""
    words = (str(value) for at, value in leaves(json.loads(record)) if not at.endswith(".level"))
    return set(AS_WRITTEN.findall(" ".join(words)))


@given(ANSWERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_answered_the_record_holds_no_number_that_nobody_gave(
    tool: Page, built_site: Path, answers: list[int | None]
) -> None:
    """A sum would be a new number, and so would a mean: nobody gave it, and it would be here."""
    written = tool.evaluate(FILLED, answers)
    known = numbers_in(written["bare"]) | said_of_numbers(built_site)
    given_here = {str(number) for number in answers if number is not None}
    assert numbers_in(written["filled"]) - known - given_here == set()


SHOWN = """() => {
  for (const details of document.querySelectorAll("article details")) details.open = true;
  return document.querySelector("[data-kb-scaling-tool]").innerText;
}"""


def test_the_screen_and_the_printed_record_show_no_number_that_nobody_gave(
    page: Page, site_address: str, built_site: Path, tmp_path: Path
) -> None:
    page.goto(f"{site_address}{GUIDE}/tool.html")
    page.wait_for_function("() => Boolean(globalThis.kbScaling?.plain)")
    before = page.evaluate(SHOWN)
    written = page.evaluate(FILLED, [9, 9, 8, *([9] * 21), 1, 1, 1, 9, 9, 9])
    kept = tmp_path / "review.json"
    kept.write_text(written["file"], "utf-8")
    page.locator("input[type=file]").set_input_files(kept)
    page.get_by_role("button", name="Go on with this review").click()
    shown = page.evaluate(SHOWN)
    assert shown != before and "1" in AS_WRITTEN.findall(shown)
    on_sheet = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = " ".join(sheet.extract_text() for sheet in on_sheet.pages)
    assert "Needs met, reliably" in " ".join(printed.split())
    guide = (built_site / "api/scaling-guide.json").read_text("utf-8")
    known = set(AS_WRITTEN.findall(f"{before} {guide} {kept.read_text('utf-8')} {site_address}"))
    for text in (shown, printed):
        assert set(AS_WRITTEN.findall(text)) - known == set()
        assert claims(text) == []
