"""The ledger: a placeholder may wait on a draft page if a question declares it, not elsewhere."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.built import built_mistakes, left_in_site
from knowledge_bank.cli import main
from knowledge_bank.findings import Finding
from knowledge_bank.ledger import entries

PAGE = "docs/toolkit/index.md"
QUERIES = "data/queries.yaml"
BUILT = "<!doctype html><html><body><article><h1>T</h1>{}</article></body></html>"
Found = Callable[..., list[Finding]]


@pytest.fixture
def waiting(complete: Path, found: Found) -> Callable[..., list[str]]:
    """Put a placeholder on a page and its declaration in a question; say which codes are found."""

    def wait(
        *,
        text: str = "The lead nurse is TBC.",
        says: str = "TBC",
        on: str = "#nurse",
        more: str = "",
    ) -> list[str]:
        page = complete / PAGE
        words = page.read_text("utf-8").split("\n## Nurse")[0]
        page.write_text(f"{words}\n## Nurse {{ #nurse }}\n\n{text}\n", "utf-8")
        questions = (complete / QUERIES).read_text("utf-8").split("- id: nurse")[0]
        declared = (
            "- id: nurse\n  question: Who is it?\n  missing: The role.\n  meanwhile: We say so.\n"
            "  answer_from: board\n  since: 2026-11-02\n  blocking: true\n"
            f"  stands:\n    - on: toolkit/index.md{on}\n      found: {says}\n{more}"
        )
        findings = found(QUERIES, questions + declared)
        return [f"{each.code}{'' if each.blocking else ' reminder'}" for each in findings]

    return wait


def approve(complete: Path) -> None:
    page = complete / PAGE
    approval = "status: approved\nwritten_by: editor\napproved:\n  by: board\n  on: 2026-11-22"
    page.write_text(page.read_text("utf-8").replace("status: draft", approval), "utf-8")


def test_a_declared_placeholder_waits_on_a_draft_page(waiting: Callable[..., list[str]]) -> None:
    assert waiting() == ["KB736 reminder"]
    assert waiting(says="tbc") == ["KB736 reminder"]
    assert waiting(on="") == ["KB736 reminder"]
    under = "A line.\n\n### Deputy { #deputy }\n\nThe deputy is TBC."
    assert waiting(text=under) == ["KB736 reminder"]


def test_one_that_is_declared_for_another_place_or_in_other_words_does_not(
    waiting: Callable[..., list[str]],
) -> None:
    assert waiting(text="The lead nurse is TBD.") == ["KB738", "KB301"]
    assert waiting(on="#what-to-do") == ["KB105", "KB738", "KB301"]
    assert waiting(text="See page 9.", says="See page 9") == ["KB738", "KB304"]


def test_an_approved_page_holds_none_declared_or_not(
    complete: Path, found: Found, waiting: Callable[..., list[str]]
) -> None:
    waiting()
    approve(complete)
    assert [(each.code, each.blocking) for each in found(PAGE)] == [("KB737", True)]


def test_an_answer_ends_the_waiting_and_keeps_the_history(
    complete: Path, waiting: Callable[..., list[str]]
) -> None:
    answer = "  answered:\n    by: board\n    on: 2026-11-20\n    words: The named nurse.\n"
    assert waiting(more=answer) == ["KB301"]
    assert waiting(text="The lead nurse is the named nurse.", more=answer) == []
    assert waiting(text="The lead nurse is the named nurse.") == ["KB738"]
    (kept,) = (each for each in entries(load_bank(complete)[0]) if each.id == "answered-question")
    assert (kept.kind, str(kept.answered)) == ("question", "2026-11-18")


def test_an_approved_page_rests_on_no_question_that_a_record_it_shows_waits_for(
    complete: Path, found: Found
) -> None:
    page = complete / "docs" / "resources" / "who-to-ring.md"
    approval = "status: approved\nwritten_by: editor\napproved:\n  by: board\n  on: 2026-11-22"
    words = page.read_text("utf-8").replace("status: draft", approval)
    (finding,) = found("docs/resources/who-to-ring.md", words)
    assert finding.code == "KB206"
    assert "`blocking-question`" in finding.problem
    assert "{{ contacts() }}" in words.split("\n")[finding.line - 1]


def test_the_built_page_may_show_what_its_source_declares(
    complete: Path, tmp_path: Path, waiting: Callable[..., list[str]]
) -> None:
    waiting()
    site = tmp_path / "site" / "toolkit"
    site.mkdir(parents=True)
    (site / "index.html").write_text(BUILT.format("<p>The lead nurse is TBC.</p>"))
    shutil.copy(site / "index.html", site / "other.html")
    bank, _ = load_bank(complete)
    assert [(f.code, f.path) for f in built_mistakes(bank, site.parent)] == [
        ("KB301", "site/toolkit/other.html")
    ]
    declared = {left.place.path: left.query for left in left_in_site(bank, site.parent)}
    assert declared["site/toolkit/other.html"] is None
    query = declared[PAGE]
    assert query
    assert query.id == "nurse"


def test_every_line_of_the_ledger_says_who_must_act_and_since_when(
    complete: Path, waiting: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    waiting(text="The lead nurse is TBC. The deputy is TBD.")
    assert main(["--root", str(complete), "placeholders", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    left = {each["words"]: each for each in told if each["kind"] == "placeholder"}
    assert left["TBC"] == {
        "kind": "placeholder",
        "id": "nurse",
        "words": "TBC",
        "owner": "board",
        "since": "2026-11-02",
        "blocking": True,
        "meanwhile": "We say so.",
        "answered": None,
        "places": [left["TBC"]["places"][0]],
    }
    assert left["TBC"]["places"][0]["passage"] == "Nurse"
    assert (left["TBD"]["owner"], left["TBD"]["since"]) == ("editor", None)
    asked = {each["id"]: each for each in told if each["kind"] == "question"}
    assert set(asked) == {"open-question", "blocking-question", "answered-question", "nurse"}
    assert {place["path"] for place in asked["blocking-question"]["places"]} == {
        "docs/resources/who-to-ring.md"
    }


def test_the_ledger_is_read_on_a_terminal(
    complete: Path, waiting: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    waiting()
    site = complete / "site"
    site.mkdir()
    (site / "odd.html").write_text(BUILT.format("<p>Ring [name] on Monday.</p>"))
    assert main(["--root", str(complete), "placeholders", "--site", str(site)]) == 0
    said = capsys.readouterr().out
    assert "Placeholders (2)" in said
    assert '  “TBC” (nurse)\n    The board\'s [sic] "chair" must act, since 2026-11-02;' in said
    assert "  “[name]”\n    Nobody must act, recorded by nobody; holds up approval." in said
    assert said.index("Who is it?") < said.index("Which number is")  # what blocks stands first
    assert "1 answered question on record." in said
    assert main(["--root", str(complete), "placeholders", "--site", "nowhere"]) == 2
    assert "no built site in nowhere" in capsys.readouterr().err
