"""What pages are told of the history of links, whatever has become of its file."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.bank import load_bank
from knowledge_bank.building import build
from knowledge_bank.links.ledger import LEDGER
from knowledge_bank.links.state import WORST_FIRST
from macros.link_check import LONG, LinkCheck

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/sites/complete", tmp_path / "complete")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "complete" / "base.yml")
    for folder in ("macros", "overrides"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / "complete" / folder, ignore=skip)
    return tmp_path / "complete"


def test_every_state_has_words_for_readers() -> None:
    assert set(LONG) == set(WORST_FIRST)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (None, "missing"),
        ("{}", "missing"),
        ("{", "corrupt"),
        ('{"checked": "2027-01-01"}', "future"),
    ],
)
def test_a_history_that_cannot_be_gone_by_has_a_state_and_no_day(
    root: Path, text: str | None, state: str
) -> None:
    (root / LEDGER).unlink()
    if text is not None:
        (root / LEDGER).write_text(text, encoding="utf-8")
    links = LinkCheck(load_bank(root)[0], TODAY)
    assert links.facts()["state"] == state
    assert "day" not in links.facts()
    assert links.of(load_bank(root)[0].sources["newest"].record) is None


def test_a_corrupt_history_stops_no_build_and_is_told_on_the_page(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (root / LEDGER).write_text("<<<<<<< ours", encoding="utf-8")
    outcome = build(root, root / "site", TODAY)
    assert outcome.succeeded, outcome
    assert {finding.code for finding in outcome.findings} == {"KB711"}
    page = html.fromstring((root / "site/resources/sources.html").read_bytes())
    assert "cannot be read" in page.find_class("kb-link-check")[0].text_content()


def test_the_age_is_that_of_the_last_look(root: Path) -> None:
    bank = load_bank(root)[0]
    for days in (0, 8, 45, 61):
        known = LinkCheck(bank, TODAY + timedelta(days=days)).facts()
        assert (known["age"], known["day"], known["day_words"]) == (
            days,
            "2026-11-22",
            "22 November 2026",
        )


def test_a_look_at_another_address_says_nothing_of_this_one(root: Path) -> None:
    ledger = json.loads((root / LEDGER).read_text("utf-8"))
    ledger["links"]["newest"]["address"] = "https://documents.test/before"
    (root / LEDGER).write_text(json.dumps(ledger), encoding="utf-8")
    bank = load_bank(root)[0]
    assert LinkCheck(bank, TODAY).of(bank.sources["newest"].record) is None


def test_readers_hear_of_a_link_only_what_a_person_has_not_answered_for(root: Path) -> None:
    bank = load_bank(root)[0]
    source = bank.sources["odd-title"].record
    assert LinkCheck(bank, TODAY).short(source) == ""
    assert LinkCheck(bank, TODAY + timedelta(days=61)).short(source) == (
        "the page at its link has changed"
    )
