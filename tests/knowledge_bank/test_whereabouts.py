"""What people call a line: a page and the heading above it, a record and the part it is in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.findings import Finding
from knowledge_bank.reports import as_text
from knowledge_bank.whereabouts import headings_around, named, place_on, with_names


@pytest.mark.parametrize(
    ("path", "needle", "title", "passage"),
    [
        ("docs/index.md", "owner: editor", "Q&A *starred* _lined_ [sic]", ""),
        ("docs/index.md", "We are", "Q&A *starred* _lined_ [sic]", ""),
        ("docs/index.md", "## What to do", "Q&A *starred* _lined_ [sic]", "What to do"),
        ("docs/index.md", "It was replaced", "Q&A *starred* _lined_ [sic]", "What to do"),
        (
            "data/queries.yaml",
            "No number is shown",
            "Which number is *the* number for A&E [sic]?",
            "",
        ),
        ("data/resources/sources.yaml", "title: The oldest", "The oldest edition", ""),
        ("data/resources/sources.yaml", "- id: gone", "A guide that is gone", ""),
        (
            "data/toolkit/checklists/all-fields.yaml",
            "It counts.",
            'Everything & *all* [sic] "at once"',
            "Do we know?",
        ),
        ("data/toolkit/conversations/home.yaml", "opening:", "home", ""),
        ("data/partnership.yaml", "Approves the pages.", "the “North & South” *partnership*", ""),
        ("mkdocs.yml", "nav:", "", ""),
        ("data/nowhere.yaml", "", "", ""),
    ],
)
def test_a_finding_is_named_for_its_page_or_its_record(
    path: str, needle: str, title: str, passage: str, complete: Path
) -> None:
    bank, _ = load_bank(complete)
    file = complete / path
    lines = file.read_text("utf-8").split("\n") if file.is_file() else [""]
    line = next(number for number, words in enumerate(lines, 1) if needle in words)
    finding = Finding(path, line, "KB001", "It is so.", "Mend it.")
    (found,) = with_names(bank, [finding])
    assert found == finding
    assert found.title == title
    if path != "data/partnership.yaml":
        assert found.passage == passage


def test_a_line_stands_under_each_heading_of_a_higher_level(
    complete: Path, found: Callable[..., list[Finding]]
) -> None:
    page = complete / "docs" / "toolkit" / "index.md"
    words = "\n## A { #a }\n\n### B { #b }\n\nText.\n\n## C { #c }\n\nMore.\n"
    found("docs/toolkit/index.md", page.read_text("utf-8").split("\n## ")[0] + words)
    bank, _ = load_bank(complete)
    read = bank.pages["toolkit/index.md"]
    lines = page.read_text("utf-8").split("\n")
    around = {
        text: [heading.id for heading in headings_around(read, lines.index(text) + 1)][1:]
        for text in ("Text.", "More.")
    }
    assert around == {"Text.": ["a", "b"], "More.": ["c"]}
    assert place_on(read, lines.index("Text.") + 1).words.endswith("under “B”")
    assert headings_around(read, 1) == ()


def test_names_stand_in_quotation_marks_on_one_line() -> None:
    assert named("A\npage", "A  heading") == "“A page”, under “A heading”"
    assert named("A page", "") == "“A page”"
    assert named("", "") == ""


def test_findings_of_one_passage_stand_under_its_name_once() -> None:
    one = Finding("docs/a.md", 3, "KB301", "It is.", "Mend.", True, "A page", "A heading")
    two = Finding("docs/a.md", 5, "KB301", "It is.", "Mend.", True, "A page", "A heading")
    bare = Finding("mkdocs.yml", 1, "KB122", "It is.", "Mend.")
    assert as_text([one, two, bare]).split("\n") == [
        "In “A page”, under “A heading”:",
        "docs/a.md:3: KB301 It is. Mend.",
        "docs/a.md:5: KB301 It is. Mend.",
        "",
        "mkdocs.yml:1: KB122 It is. Mend.",
        "",
        "3 mistakes to mend, 0 reminders.",
        "",
    ]


def test_two_findings_that_differ_only_in_their_names_are_one() -> None:
    bare = Finding("docs/a.md", 3, "KB301", "It is.", "Mend.")
    assert {bare, Finding("docs/a.md", 3, "KB301", "It is.", "Mend.", True, "A page")} == {bare}
