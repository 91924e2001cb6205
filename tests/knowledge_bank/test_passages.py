"""A slide's passage: found by its heading, known by its words, and missed when it changes."""

import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.checks import run_checks
from knowledge_bank.findings import Finding
from knowledge_bank.models.training import Slide
from knowledge_bank.passages import fingerprint, section_of, shown_on
from knowledge_bank.reading.pages import Page, read_page

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
HEAD = """---
title: Page
description: A page.
owner: practice-lead
status: draft
version: "0.1"
written: 2026-11-22
risk: practice
sources: []
---
"""
seldom = settings(deadline=None, derandomize=True)
word = st.text("abcdefghij’é-", min_size=1, max_size=9).filter(lambda text: text.strip("-"))
words = st.lists(word, min_size=1, max_size=20)
space = st.sampled_from([" ", "  ", "\n", "\n    ", " \n"])


def page_of(body: str) -> Page:
    findings: list[Finding] = []
    page = read_page(HEAD + body, "docs/page.md", findings)
    assert page is not None, findings
    return page


def shown(body: str, anchor: str, shows: str) -> str | None:
    bank: Any = SimpleNamespace(pages={"page.md": page_of(body)})
    slide: Any = SimpleNamespace(passage=f"page.md#{anchor}", shows=shows)
    return shown_on(bank, slide)


@seldom
@given(words, st.data())
def test_wrapping_lines_elsewhere_changes_nothing(passage: list[str], data: st.DataObject) -> None:
    spaces = [data.draw(space) for _ in passage]
    rewrapped = "".join(text + gap for text, gap in zip(passage, spaces, strict=True))
    assert fingerprint(rewrapped) == fingerprint(" ".join(passage))


@seldom
@given(words, word, st.data())
def test_any_other_word_changes_the_fingerprint(
    passage: list[str], other: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(passage) - 1))
    assume(passage[at] != other)
    before = fingerprint(" ".join(passage))
    assert fingerprint(" ".join([*passage[:at], other, *passage[at + 1 :]])) != before
    assert fingerprint(" ".join([*passage[:at], other, *passage[at:]])) != before
    assert fingerprint(" ".join([*passage[:at], *passage[at + 1 :]])) != before


@seldom
@given(st.lists(words, min_size=1, max_size=6))
def test_each_section_is_what_stands_between_its_heading_and_the_next(
    bodies: list[list[str]],
) -> None:
    texts = [" ".join(body) for body in bodies]
    sections = "".join(f"\n## Part {i} {{ #part-{i} }}\n\n{t}\n" for i, t in enumerate(texts))
    page = page_of(f"# Page\n\nThe lead.\n{sections}")
    assert [section_of(page, f"part-{i}") for i in range(len(texts))] == texts
    assert section_of(page, "") == "The lead."
    assert section_of(page, "nowhere") is None


def test_a_section_holds_its_own_smaller_headings_and_no_others() -> None:
    inside = "One.\n\n### B { #b }\n\nTwo."
    page = page_of(f"# Page\n\n## A {{ #a }}\n\n{inside}\n\n## C {{ #c }}\n\nThree.\n")
    assert section_of(page, "a") == inside
    assert section_of(page, "b") == "Two."
    assert section_of(page, "c") == "Three."


@pytest.mark.parametrize(
    ("shows", "expected"),
    [
        ("lead", "First words\nof a paragraph."),
        ("list", "- one\n- two\n    - inside"),
        ("whole", "First words\nof a paragraph.\n\n- one\n- two\n    - inside\n\nLast."),
    ],
)
def test_a_slide_shows_the_first_paragraph_the_first_list_or_all(shows: str, expected: str) -> None:
    whole = "First words\nof a paragraph.\n\n- one\n- two\n    - inside\n\nLast."
    body = f"# Page\n\n## A {{ #a }}\n\n{whole}\n"
    assert shown(body, "a", shows) == expected


@pytest.mark.parametrize("shows", ["lead", "list"])
def test_a_slide_of_what_is_not_there_shows_nothing(shows: str) -> None:
    body = {"lead": "- one\n", "list": "A paragraph.\n"}[shows]
    assert shown(f"# Page\n\n## A {{ #a }}\n\n{body}", "a", shows) is None
    assert shown(f"# Page\n\n## A {{ #a }}\n\n{body}", "b", shows) is None


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The facts of the real bank, to spoil."""
    for folder in ("docs", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def stale(root: Path) -> set[tuple[str, int]]:
    bank, unreadable = load_bank(root)
    found = run_checks(bank, unreadable, TODAY)
    return {(finding.path, finding.line) for finding in found if finding.code == "KB401"}


def slides_of(bank: Bank) -> dict[tuple[str, int], Slide]:
    """Every slide of `bank`, by the place that tells when it was confirmed."""
    return {
        (training.path, training.line("slides", index, "confirmed", "fingerprint")): slide
        for training in bank.trainings.values()
        for index, slide in enumerate(training.record.slides)
    }


def change(root: Path, name: str, passage: str) -> None:
    page = root / "docs" / name
    page.write_text(page.read_text("utf-8").replace(passage, f"{passage} Changed."), "utf-8")


def test_every_slide_whose_passage_has_changed_is_told(copy: Path) -> None:
    bank, _ = load_bank(copy)
    assert stale(copy) == set()
    slides = slides_of(bank)
    # The shortest last, so that no passage is changed before the one that it stands in.
    for slide in sorted(slides.values(), key=lambda s: -len(shown_on(bank, s) or "")):
        change(copy, slide.passage.partition("#")[0], shown_on(bank, slide) or "")
    assert stale(copy) == set(slides)


@pytest.mark.parametrize("shows", ["lead", "list"])
def test_a_slide_whose_passage_has_changed_is_told_and_no_other(copy: Path, shows: str) -> None:
    bank, _ = load_bank(copy)
    slides = slides_of(bank)
    changed = next(slide for slide in slides.values() if slide.shows == shows)
    name, passage = changed.passage.partition("#")[0], shown_on(bank, changed)
    assert passage
    change(copy, name, passage)
    assert stale(copy) == {
        place
        for place, slide in slides.items()
        if slide.passage.startswith(name) and passage in (shown_on(bank, slide) or "")
    }


def test_a_passage_wrapped_anew_is_the_passage_that_was_confirmed(copy: Path) -> None:
    bank, _ = load_bank(copy)
    training = next(iter(bank.trainings.values())).record
    slide = next(slide for slide in training.slides if slide.shows == "lead")
    page = copy / "docs" / slide.passage.partition("#")[0]
    text, passage = page.read_text("utf-8"), shown_on(bank, slide)
    assert passage
    first, second, rest = passage.split(" ", 2)
    page.write_text(text.replace(passage, f"{first} {second}\n{rest}"), "utf-8")
    assert stale(copy) == set()
