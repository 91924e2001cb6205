"""The tags of a PDF as another program reads them: what a screen reader is told, and what not."""

import importlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from lxml.html import document_fromstring
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.pango import see_to_pango

WORDS = """<!doctype html><html lang="en-GB"><head><title>Words</title></head><body>
<section class="page deeper-1" data-version="version 1, draft"><div><h2 id="top">A part</h2>
<p>See <a href="#end">the end</a> and <a href="https://bank.test/">the site</a>.</p>
<ul><li><span class="box"></span> one</li><li>two <strong>strong</strong></li></ul>
<table><thead><tr><th>Numbers</th><th colspan="2">What there is</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">10</th><td>Child</td><td>warm</td></tr>
<tr><td>Carers</td><td></td></tr></tbody></table>
<h3 id="end">The end</h3></div></section></body></html>"""


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    if lacking := see_to_pango():
        pytest.fail(lacking, pytrace=False)
    printing = importlib.import_module("knowledge_bank.exports.pdf.printing")
    return PdfReader(BytesIO(printing.as_pdf(document_fromstring(WORDS))))


def elements(node: Any) -> Iterator[DictionaryObject]:
    """The elements of structure below `node`, in order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(reader: PdfReader, *kinds: str) -> list[DictionaryObject]:
    tree = elements(reader.trailer["/Root"]["/StructTreeRoot"])
    return [one for one in tree if one["/S"] in kinds]


def test_head_and_foot_of_a_sheet_are_furniture_and_all_else_is_content(reader: PdfReader) -> None:
    content = reader.pages[0].get_contents().get_data()
    assert content.count(b"/Pagination") >= 3  # the part, the foot, the number
    tree = elements(reader.trailer["/Root"]["/StructTreeRoot"])
    owned = [kid for one in tree for kid in one["/K"] if isinstance(kid, int)]
    assert content.count(b"/MCID") == len(owned) > 5


def test_a_link_is_printed_too_and_is_called_by_its_words(reader: PdfReader) -> None:
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert {note["/Contents"] for note in notes} == {"the end", "the site"}
    assert {note["/F"] for note in notes} == {4}


def test_every_item_of_a_list_has_a_body_and_nothing_empty_is_read_out(reader: PdfReader) -> None:
    items = tags(reader, "/LI")
    assert len(items) == 2
    for item in items:
        assert [str(kid.get_object()["/S"]) for kid in item["/K"]] == ["/Lbl", "/LBody"]
    assert all(one["/K"] for one in tags(reader, "/Span", "/P", "/LBody", "/Lbl"))


def test_each_heading_of_a_table_says_whose_it_is_and_each_cell_its_headings(
    reader: PdfReader,
) -> None:
    heads = {str(one["/ID"]): one for one in tags(reader, "/TH")}
    assert sorted(one["/A"]["/Scope"] for one in heads.values()) == ["/Column", "/Column", "/Row"]
    row = next(name for name, one in heads.items() if one["/A"]["/Scope"] == "/Row")
    wide = next(name for name, one in heads.items() if "/ColSpan" in one["/A"])
    cells = tags(reader, "/TD")
    assert len(cells) == 4
    # The heading of two rows is one of both, and the heading of two columns one of either.
    for cell in cells:
        assert [str(name) for name in cell["/A"]["/Headers"]] == [row, wide]
