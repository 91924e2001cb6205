"""Names on record: carried over, written by a command, and true to their word afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.building import build
from knowledge_bank.citations.names import Names, names_of
from knowledge_bank.cli import main
from knowledge_bank.findings import Finding
from tests.knowledge_bank.conftest import with_software

ABOUT, LEDGER = "docs/resources/about.md", "data/passages/docs--resources--about.yaml"
TELL, IS = "p-q6mviral", "p-x5pavftx"


@pytest.fixture
def complete(complete: Path) -> Path:
    """With what it takes to build it."""
    return with_software(complete)


def names(root: Path, today: date) -> Names:
    bank, findings = load_bank(root)
    assert findings == ()
    return names_of(bank, today)


def rewrite(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def append(root: Path, path: str, text: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def put_on_record(root: Path) -> None:
    assert main(["--root", str(root), "passages"]) == 0


def test_the_same_passage_gets_the_same_name_from_everybody(complete: Path, today: date) -> None:
    before = names(complete, today).given
    (complete / LEDGER).unlink()
    after = names(complete, today).given
    assert before[ABOUT] == after[ABOUT]


def test_a_reworded_passage_keeps_its_name_and_the_check_reminds(
    complete: Path, found: Callable[..., list[Finding]], today: date
) -> None:
    put_on_record(complete)
    rewrite(complete, ABOUT, ("What the specimen is.\n\n##", "What this old specimen is.\n\n##"))
    assert names(complete, today).given[ABOUT][0] == (IS, "What this old specimen is.")
    assert [(f.code, f.blocking, f.path) for f in found(ABOUT)] == [("KB443", False, LEDGER)]
    put_on_record(complete)
    assert found(ABOUT) == []
    assert "What this old specimen is." in (complete / LEDGER).read_text("utf-8")


def test_a_passage_that_moved_leaves_word_where_it_went(complete: Path, today: date) -> None:
    rewrite(complete, ABOUT, ("\nTell the editor.\n", "\n"))
    append(complete, "docs/toolkit/index.md", "\nTell the editor.\n")
    now = names(complete, today)
    assert now.homes[TELL] == "docs/toolkit/index.md"
    assert [g.to for g in now.gone[ABOUT] if g.id == TELL] == ["docs/toolkit/index.md"]


def test_a_passage_that_went_is_remembered_and_gets_its_name_back_when_it_returns(
    complete: Path, today: date
) -> None:
    rewrite(complete, ABOUT, ("\nTell the editor.\n", "\n"))
    put_on_record(complete)
    gone = {each.id: each for each in names(complete, today).gone[ABOUT]}
    assert (gone[TELL].said, gone[TELL].on, gone[TELL].to) == ("Tell the editor.", today, None)
    append(complete, ABOUT, "\nTell the editor.\n")
    put_on_record(complete)
    now = names(complete, today)
    assert now.homes[TELL] == ABOUT
    assert TELL not in {each.id for each in now.gone[ABOUT]}


def test_the_command_changes_nothing_the_second_time(complete: Path) -> None:
    put_on_record(complete)
    written = {p: p.stat().st_mtime_ns for p in (complete / "data" / "passages").iterdir()}
    put_on_record(complete)
    assert {p: p.stat().st_mtime_ns for p in (complete / "data" / "passages").iterdir()} == written


def test_the_command_writes_nothing_while_something_cannot_be_read(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (complete / LEDGER).write_text("of: [", "utf-8")
    assert main(["--root", str(complete), "passages"]) == 1
    assert (complete / LEDGER).read_text("utf-8") == "of: ["
    assert "KB010" in capsys.readouterr().out


def test_every_citation_ever_made_is_found_on_the_built_site(complete: Path, today: date) -> None:
    """Three rounds of edits, each put on record: whatever was ever on record still resolves."""
    ever: dict[str, str] = {}
    rounds = (
        (ABOUT, ("What the specimen is.\n\n##", "What this specimen is.\n\n##")),
        (ABOUT, ("Tell the editor.", "Nobody is told anything any more.")),
        ("docs/toolkit/index.md", ("Once we saw page 4 of the old guide.", "")),
    )
    for path, pair in rounds:
        put_on_record(complete)
        bank, _ = load_bank(complete)
        ever |= {n: led.record.of for led in bank.ledgers.values() for n in led.record.passages}
        rewrite(complete, path, pair)
    outcome = build(complete, complete / "site", today)
    assert outcome.succeeded, outcome
    for name, file in ever.items():
        pages = (
            [complete / "site" / file.removeprefix("docs/").replace(".md", ".html")]
            if file.startswith("docs/")
            else (complete / "site").rglob("*.html")
        )
        assert any(f'id="{name}"' in page.read_text("utf-8") for page in pages), (name, file)


def test_a_citation_that_would_lead_nowhere_stops_the_build(complete: Path, today: date) -> None:
    put_on_record(complete)
    rewrite(
        complete,
        "overrides/components/prompt-card.html",
        ('<p class="kb-card__use">{{ prompt_card.use }}</p>', ""),
    )
    outcome = build(complete, complete / "site", today)
    assert {f.code for f in outcome.findings if f.blocking} == {"KB520"}
