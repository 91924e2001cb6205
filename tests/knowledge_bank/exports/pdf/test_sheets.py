"""Where a document goes on to the next sheet: never between what belongs together."""

import importlib
from io import BytesIO
from typing import Any

import pytest
from lxml.html import document_fromstring
from pypdf import PdfReader

from tests.pango import see_to_pango

# As many lines as it takes for what follows to come near the foot of the first sheet.
NEAR_THE_FOOT = range(32, 46)


@pytest.fixture(scope="module")
def printing() -> Any:
    if lacking := see_to_pango():
        pytest.fail(lacking, pytrace=False)
    return importlib.import_module("knowledge_bank.exports.pdf.printing")


def sheets(printing: Any, lines: int, after: str) -> list[str]:
    """The words on each sheet when `after` follows on so many lines."""
    body = "<p>line</p>" * lines + after
    page = f'<section class="page deeper-1"><div>{body}</div></section>'
    document = document_fromstring(
        f'<html lang="en-GB"><head><title>Words</title></head><body>{page}</body></html>'
    )
    return [page.extract_text() for page in PdfReader(BytesIO(printing.as_pdf(document))).pages]


def test_a_heading_stays_with_what_stands_under_it(printing: Any) -> None:
    ends = []
    for lines in NEAR_THE_FOOT:
        made = sheets(printing, lines, "<h3>Heading</h3><p>beneath</p>")
        at = [("Heading" in sheet, "beneath" in sheet) for sheet in made]
        assert (True, False) not in at, lines
        ends.append(at[0])
    assert {(True, True), (False, False)} == set(ends)  # both happened: the foot was among them


def test_a_band_of_the_scale_stays_in_one_piece(printing: Any) -> None:
    rows = "".join(
        f'<tbody><tr><th scope="row" rowspan="2" class="band">band{at}</th><td>Child</td>'
        f"<td>first{at}</td></tr><tr><td>Carers</td><td>second{at}</td></tr></tbody>"
        for at in range(3)
    )
    head = "<thead><tr><th>Numbers</th><th>Who</th><th>What</th></tr></thead>"
    table = f'<table class="kb-scale"><caption>Scale</caption>{head}{rows}</table>'
    parted = set()
    for lines in NEAR_THE_FOOT:
        made = sheets(printing, lines, table)
        for sheet in made:
            for at in range(3):
                assert (f"first{at}" in sheet) == (f"second{at}" in sheet), (lines, at)
            assert ("Scale" not in sheet) or "first0" in sheet, lines
        parted.add(sum("band" in sheet for sheet in made))
    assert parted == {1, 2}
