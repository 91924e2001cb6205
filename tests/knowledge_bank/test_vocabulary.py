"""A vocabulary that would confuse search is found out; letters with two meanings are in order."""

from datetime import date
from pathlib import Path

from knowledge_bank.bank import load_bank
from knowledge_bank.checks.vocabulary import vocabulary_mistakes

DAY = date(2026, 11, 22)
CONFIGURATION = "site_name: Small\nnav: []\n"


def mistakes(root: Path, glossary: str) -> list[tuple[str, int]]:
    (root / "docs").mkdir()
    (root / "data" / "resources").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (root / "data" / "resources" / "glossary.yaml").write_text(glossary, encoding="utf-8")
    bank, _ = load_bank(root)
    assert bank.terms
    return sorted((finding.code, finding.line) for finding in vocabulary_mistakes(bank, DAY))


def entry(name: str, *lines: str) -> str:
    return "\n".join((f"- id: {name}", f"  term: {name}", "  meaning: A word.", *lines, ""))


def test_each_name_once_is_in_order(tmp_path: Path) -> None:
    glossary = entry("hoarding", "  also: [clutter]") + entry("damp", "  also: [mould]")
    assert mistakes(tmp_path, glossary) == []


def test_a_word_that_leads_to_two_entries_is_found_at_the_second(tmp_path: Path) -> None:
    glossary = entry("hoarding", "  also: [Clutter]") + entry("home", "  also:", "    - clutter")
    assert mistakes(tmp_path, glossary) == [("KB411", 9)]


def test_letters_may_stand_for_two_things(tmp_path: Path) -> None:
    glossary = entry("protection", "  also: [PP]") + entry("perplexing", "  also: [PP]")
    assert mistakes(tmp_path, glossary) == []


def test_entries_that_name_each_other_are_a_circle(tmp_path: Path) -> None:
    glossary = entry("sleep", "  also: [slumber]") + entry("slumber", "  also: [sleep]")
    assert mistakes(tmp_path, glossary) == [("KB412", 4)]


def test_a_longer_circle_is_told_once(tmp_path: Path) -> None:
    glossary = (
        entry("one", "  also: [two]")
        + entry("two", "  also: [three]")
        + entry("three", "  also: [one]")
    )
    found = mistakes(tmp_path, glossary)
    assert [code for code, _ in found].count("KB412") == 1


def test_a_name_without_words_and_a_name_said_twice_are_names_of_nothing(tmp_path: Path) -> None:
    glossary = entry("hoarding", '  also: ["…", hoarding, clutter]', "  family_words: [Clutter]")
    assert mistakes(tmp_path, glossary) == [("KB413", 4), ("KB413", 4), ("KB413", 5)]
