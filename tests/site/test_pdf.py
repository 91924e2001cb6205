"""The PDFs, read back: whole, tagged, in their language, with their fonts, the same each time.

A checker of PDF/UA looks at them too. It knows a part of the rules; .ci/run has a second one, with
more of them, look at every PDF of the bank.
"""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pdfua import Severity, validate
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

from knowledge_bank.exports.pdf import LIBRARY_MISSING, PACKAGE_MISSING
from tests.pango import see_to_pango
from tests.site.conftest import FIRST_DAY, built

STRATEGY, TOOLKIT = "downloads/strategy.pdf", "downloads/toolkit.pdf"
FORM = "toolkit/forms/every-shape.pdf"
EVERY = pytest.mark.parametrize("name", [STRATEGY, TOOLKIT, FORM])


@pytest.fixture(scope="module")
def project(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a page of strategy, which the specimen does without."""
    if lacking := see_to_pango():
        pytest.fail(lacking, pytrace=False)
    root = tmp_path_factory.mktemp("pdf") / "complete"
    shutil.copytree(small_project, root)
    page = (root / "docs" / "toolkit" / "index.md").read_text("utf-8")
    head = page.split("---")[1]
    (root / "docs" / "strategy").mkdir()
    (root / "docs" / "strategy" / "index.md").write_text(
        f"---{head.replace(title_of(head), 'The strategy & us')}---\n# The strategy & us\n\n"
        "Words of the strategy. See [whom to ring](../resources/who-to-ring.md) and "
        "[the second part](#second).\n\n## A part { #first }\n\nMore.\n\n"
        "## The second part { #second }\n\nEven more.\n",
        "utf-8",
    )
    configuration = root / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    configuration.write_text(
        text.replace("  - Toolkit:\n", "  - Strategy: strategy/index.md\n  - Toolkit:\n", 1),
        "utf-8",
    )
    return root


def title_of(head: str) -> str:
    return next(line for line in head.split("\n") if line.startswith("title: "))[7:]


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with its PDFs."""
    return built(project, tmp_path_factory.mktemp("pdf") / "site", FIRST_DAY, "pdf")


def structure(node: Any) -> Iterator[str]:
    """The kinds of the tags below `node`, in order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from structure(node["/K"])


def figures(node: Any) -> Iterator[DictionaryObject]:
    """The pictures among the tags below `node`, in order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from figures(child)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == "/Figure":
            yield node
        if "/K" in node:
            yield from figures(node["/K"])


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@EVERY
def test_it_is_tagged_and_says_its_title_and_its_language(site: Path, name: str) -> None:
    reader = PdfReader(site / name)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.endswith(" – Every word once")
    packet = catalogue["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in packet or "<pdfuaid:part>1</pdfuaid:part>" in packet
    kinds = list(structure(catalogue["/StructTreeRoot"]))
    for kind in ("/H1", "/P", "/L", "/LI"):
        assert kind in kinds, kind
    levels = [int(kind[2:]) for kind in kinds if kind.startswith("/H") and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_drawing_with_a_name_stays_and_is_tagged_with_it(site: Path) -> None:
    reader = PdfReader(site / TOOLKIT)
    names = [str(figure["/Alt"]) for figure in figures(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert any(name.startswith('A "ring" & *more*: Q&A *one*, Second, Third') for name in names)
    line = [name for name in names if name.startswith("On the line: ")]
    assert line[0].startswith("On the line: 10")
    assert line[-1].endswith("0")
    assert names.count("Not on the line") == 2


@EVERY
def test_a_checker_of_pdf_ua_finds_nothing(site: Path, name: str) -> None:
    report = validate(str(site / name))
    assert [(one.rule_id, one.message) for one in report.findings] == []


def test_the_checker_does_find_what_is_wrong(site: Path, tmp_path: Path) -> None:
    broken = PdfWriter(clone_from=site / STRATEGY)
    del broken.root_object["/Lang"]
    broken.write(tmp_path / "broken.pdf")
    assert validate(str(tmp_path / "broken.pdf")).worst_severity() is Severity.ERROR


@EVERY
def test_every_font_is_ours_and_embedded(site: Path, name: str) -> None:
    fonts = {}
    for page in PdfReader(site / name).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            fonts[font.get_object()["/BaseFont"].split("+")[1]] = below.get_object()
    assert set(fonts) <= {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic"}
    assert all("/FontFile2" in font for font in fonts.values())


def test_the_same_facts_give_the_same_bytes(project: Path, site: Path, tmp_path: Path) -> None:
    again = built(project, tmp_path / "site", FIRST_DAY, "pdf")
    written = sorted(path.relative_to(site) for path in site.rglob("*.pdf"))
    assert len(written) == 4
    for name in written:
        assert (site / name).read_bytes() == (again / name).read_bytes(), name


def test_the_strategy_is_whole_with_contents_bookmarks_and_links_within(site: Path) -> None:
    reader = PdfReader(site / STRATEGY)
    said = words(reader)
    for expected in (
        "The strategy & us",
        "Words of the strategy.",
        "Even more.",
        "as it stood on 22 November 2026",
        "Check again after",
        "Child in danger? Ring",
        "It does not replace an assessment",
    ):
        assert expected in said, expected
    bookmarks = reader.outline
    assert bookmarks[0].title == "The strategy & us"
    assert [entry.title for entry in bookmarks[1]] == ["A part", "The second part"]
    assert "Contents The strategy & us" in said
    links = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    # The contents and the passage. Where no address is known, what is elsewhere is no link.
    within = {"strategy-index", "strategy-index--second", "records"}
    assert {link.get("/Dest") for link in links if "/Dest" in link} == within
    outside = {link["/A"]["/URI"] for link in links if "/A" in link}
    assert all(address.startswith("https://") for address in outside), outside
    assert {link["/Contents"] for link in links} >= {"The strategy & us", "the second part"}


def test_every_sheet_but_the_cover_says_its_document_its_version_its_day_and_its_number(
    site: Path,
) -> None:
    pages = PdfReader(site / TOOLKIT).pages
    assert len(pages) > 5
    for number, page in enumerate(pages[2:], 3):
        text = " ".join(page.extract_text().split())
        version = "all its pages" if "About these pages" in text else "version 0.1, draft"
        for expected in (f"The toolkit, {version}.", "Check", f"{number} of {len(pages)}"):
            assert expected in text, (number, expected)


def test_a_form_comes_first_with_all_it_asks_and_nothing_of_the_screen(site: Path) -> None:
    reader = PdfReader(site / FORM)
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Edition" in first
    assert "as a Word document" not in words(reader)
    assert "as a PDF" not in words(reader)
    page = (site / "toolkit/forms/every-shape.html").read_text("utf-8")
    assert 'href="every-shape.pdf"' in page
    offered = (site / "resources/offline.html").read_text("utf-8")
    assert "../downloads/strategy.pdf" in offered and "../downloads/toolkit.pdf" in offered


@pytest.mark.parametrize(
    ("stands_in", "sentence"),
    [
        ("raise ModuleNotFoundError(\"No module named 'weasyprint'\")", PACKAGE_MISSING),
        ("raise OSError('cannot load library libpango')", LIBRARY_MISSING),
    ],
)
def test_where_something_is_missing_one_sentence_says_so_and_nothing_is_built(
    stands_in: str, sentence: str, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text(stands_in)
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-m", "knowledge_bank", "--root", project, "build", "--pdf"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == f"{sentence}\nNothing was built.\n"
    assert not (project / "site").exists()
