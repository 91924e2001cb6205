"""What rests on what: every citing is found, and so is the page on which readers meet it."""

import json
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.citing import pages_of, uses
from knowledge_bank.cli import main

MARK = "as *history* & [sic] no more"


def test_a_source_is_found_in_text_at_heads_and_in_records(complete: Path) -> None:
    every = uses(load_bank(complete)[0])["sources", "oldest"]
    found = [use for use in every if not use.mentions]
    told = {(use.place.path, use.heads): use for use in found}
    assert {path for path, _ in told} == {
        "docs/index.md",
        "data/changes/2026/the-hub-answers.yaml",
        "data/queries.yaml",
        "data/toolkit/areas.yaml",
        "data/toolkit/checklists/all-fields.yaml",
        "data/toolkit/forms/every-shape.yaml",
        "data/toolkit/prompt-cards/one-page.yaml",
        "data/toolkit/scaling-guide.yaml",
        "data/toolkit/training/half-day.yaml",
    }
    assert all(use.on_purpose == MARK for use in found)
    text, head = told["docs/index.md", False], told["docs/index.md", True]
    assert (text.place.title, text.place.passage) == ("Q&A *starred* _lined_ [sic]", "What to do")
    assert text.met_at == (text.place,)
    assert head.place.passage == ""
    item = told["data/toolkit/checklists/all-fields.yaml", False]
    assert item.place.passage == "Do we know?"
    assert [place.path for place in item.met_at] == ["docs/toolkit/checklists/all-fields.md"]
    asked = told["data/queries.yaml", False]
    assert {place.path for place in asked.met_at} == {
        "docs/index.md",
        "docs/resources/questions.md",
    }


def test_what_a_document_supersedes_it_does_not_cite(complete: Path) -> None:
    found = uses(load_bank(complete)[0])
    assert ("sources", "older") not in found
    said = [use for use in found["sources", "odd-title"] if use.mentions]
    assert {use.place.path for use in said} == {
        "data/events.yaml",
        "data/resources/sources.yaml",
        "data/resources/coverage/odd-title.yaml",
        "data/reviews/index/2026-11-12.yaml",
        "data/reviews/index/2026-11-19.yaml",
    }


def test_a_question_touches_the_pages_that_show_it_or_wait_for_it(complete: Path) -> None:
    found = uses(load_bank(complete)[0])
    assert [path for path, _ in pages_of(found["queries", "blocking-question"])] == [
        "docs/resources/who-to-ring.md"
    ]
    assert {path for path, _ in pages_of(found["queries", "open-question"])} == {
        "docs/index.md",
        "docs/toolkit/forms/every-shape.md",
    }


def run(complete: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["--root", str(complete), *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_says_what_falls_if_a_source_goes(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = run(complete, capsys, "sources", "oldest")
    assert code == 0
    lines = said.splitlines()
    assert lines[0] == "The oldest edition"
    assert "  [oldest] → newest" in lines
    assert any(
        line.startswith("  docs/index.md:") and "under “What to do”" in line for line in lines
    )
    assert any(
        line.startswith("    met at docs/toolkit/checklists/all-fields.md:") for line in lines
    )
    assert run(complete, capsys, "sources", "older")[1].endswith("Nothing cites it.\n")


def test_the_command_lists_the_register_and_what_is_superseded_in_it(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = run(complete, capsys, "sources")
    assert code == 0
    assert "Law (2)" in said
    assert "  gone: A guide that is gone. Cited in 1 place, met on 1 page.\n" in said
    assert "met on 12 pages; superseded.\n" in said
    code, said, _ = run(complete, capsys, "sources", "--superseded")
    assert (code, said.count("The newest we know of is The newest edition (newest).")) == (0, 1)
    assert f"on purpose: {MARK}" in said


def test_programs_read_the_same(complete: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = json.loads(run(complete, capsys, "sources", "--format", "json")[1])
    assert {each["id"] for each in every} == set(load_bank(complete)[0].sources)
    (old,) = json.loads(run(complete, capsys, "sources", "oldest", "--format", "json")[1])
    assert (old["newest"], old["chain"]) == ("newest", ["oldest", "newest"])
    assert len(old["uses"]) == 12
    assert {use["place"]["path"] for use in old["uses"]} >= {"docs/index.md"}
    still = json.loads(run(complete, capsys, "sources", "--superseded", "--format", "json")[1])
    assert [each["id"] for each in still] == ["oldest"]


def test_a_name_that_is_not_in_the_register_is_told(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, complaint = run(complete, capsys, "sources", "oldes")
    assert (code, said) == (2, "")
    assert complaint.startswith("There is no source oldes in the register. Did you mean oldest")


def test_a_bank_that_cannot_all_be_read_says_so(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(complete, capsys, "sources", "oldest")[2] == ""
    (complete / "data" / "queries.yaml").write_text("- id: [", "utf-8")
    for command in ("sources", "placeholders"):
        code, said, complaint = run(complete, capsys, command)
        assert (code, bool(said)) == (0, True)
        assert complaint == "Not everything could be read, so this is not all: see `kb check`.\n"
