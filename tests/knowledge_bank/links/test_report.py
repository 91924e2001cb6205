"""One body for one issue: worst first, the same bytes for the same facts, closed when clean."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.links.ledger import LEDGER, Entry, Ledger, read_ledger
from knowledge_bank.links.report import HEADINGS, MOST_CHARACTERS, as_issue, as_lines
from knowledge_bank.links.state import WORST_FIRST, Name
from knowledge_bank.links.touching import BY_REGISTER

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 22)
NASTY = "</title><script>alert(1)</script> **bold** @everyone #12 | `code` [x](y)"


def entry(bank: Bank, name: str, state: Name, **more: object) -> Entry:
    address = bank.sources[name].record.link
    facts = {"sentence": "It is so.", "fix": "Mend it.", "since": TODAY, "looked": TODAY, **more}
    return Entry.model_validate({"address": address, "state": state, **facts})


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(ROOT)[0]


def linked(bank: Bank) -> list[str]:
    records = [located.record for located in bank.sources.values()]
    return [r.id for r in records if r.link and r.state not in ("gone", "withdrawn")]


@pytest.fixture(scope="module")
def ledger(bank: Bank) -> Ledger:
    """Each state once, on the real register."""
    names = linked(bank)
    states: list[Name] = [*WORST_FIRST, *["ok"] * (len(names) - len(WORST_FIRST))]  # type: ignore[list-item]
    links = {name: entry(bank, name, state) for name, state in zip(names, states, strict=True)}
    return Ledger(checked=TODAY, links=links)


def test_every_state_but_ok_has_a_heading() -> None:
    assert set(HEADINGS) == set(WORST_FIRST) - {"ok"}


def test_the_worst_comes_first_with_its_reach_and_its_owners(bank: Bank, ledger: Ledger) -> None:
    body = as_issue(bank, ledger, TODAY)
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == [
        HEADINGS[state] for state in WORST_FIRST if state != "ok"
    ]
    assert body.count("- [ ] ") == len(WORST_FIRST) - 1
    assert body.count("  - For: ") == len(WORST_FIRST) - 1
    assert re.search(r"It touches \d+ passages? on “", body)


def test_the_same_facts_give_the_same_bytes_on_another_day(bank: Bank, ledger: Ledger) -> None:
    body = as_issue(bank, ledger, TODAY)
    links = dict(reversed(ledger.links.items()))
    later = ledger.model_copy(update={"checked": TODAY + timedelta(days=7), "links": links})
    assert as_issue(bank, later, TODAY + timedelta(days=7)) == body


def test_a_clean_register_says_so_and_lists_nothing(bank: Bank, ledger: Ledger) -> None:
    clean = {name: entry(bank, name, "ok") for name in ledger.links}
    body = as_issue(bank, Ledger(checked=TODAY, links=clean), TODAY)
    assert body == "Every outside document was found as the register describes it.\n"


def test_what_the_register_says_already_needs_nobody(bank: Bank, ledger: Ledger) -> None:
    name = next(iter(ledger.links))
    known = entry(bank, name, "superseded", evidence=("status 200", BY_REGISTER))
    links = {other: entry(bank, other, "ok") for other in ledger.links} | {name: known}
    assert "- [ ]" not in as_issue(bank, Ledger(checked=TODAY, links=links), TODAY)


def test_a_persons_look_is_told_apart_and_comes_back_when_it_runs_out(
    bank: Bank, ledger: Ledger
) -> None:
    name = next(iter(ledger.links))
    seen = {"by": "bank-editor", "on": TODAY, "state": "blocked"}
    links = {name: entry(bank, name, "blocked", seen=seen)}
    known = Ledger(checked=TODAY, links=links)
    quiet = as_issue(bank, known, TODAY + timedelta(days=59))
    assert "- [ ]" not in quiet
    assert f"- `{name}`: blocked. A person (bank-editor) opened it on 2026-11-22" in quiet
    assert "That no longer counts." in as_issue(bank, known, TODAY + timedelta(days=60))


def test_strangers_words_are_shown_and_not_obeyed(bank: Bank, ledger: Ledger) -> None:
    name = next(iter(ledger.links))
    links = {name: entry(bank, name, "changed", sentence=f"It says “{NASTY}”.", evidence=(NASTY,))}
    body = as_issue(bank, Ledger(checked=TODAY, links=links), TODAY)
    for sign in ("<script", "**bold", "`code`", "[x]"):
        assert not re.search(rf"(?<!\\){re.escape(sign)}", body), sign
    assert "@everyone" not in body.replace("\\@", "")


def test_an_issue_is_never_too_long(bank: Bank, ledger: Ledger) -> None:
    long = {
        name: entry(bank, name, "broken", sentence="Very " * 800 + "long.") for name in ledger.links
    }
    body = as_issue(bank, Ledger(checked=TODAY, links=long), TODAY)
    assert MOST_CHARACTERS * 0.8 < len(body) < 65_000
    assert body.endswith("The list goes on: `kb links --show`.\n")


def test_the_terminal_counts_every_state(bank: Bank, ledger: Ledger) -> None:
    *_, count = as_lines(bank, ledger, TODAY)
    assert count.startswith(
        f"{len(ledger.links)} links: 1 blocked, 1 broken, 1 changed, 1 failing,"
    )


def test_a_history_of_another_register_is_left_alone(bank: Bank, complete: Path) -> None:
    assert json.loads((complete / LEDGER).read_text("utf-8"))["links"]
    other = read_ledger(complete, TODAY)
    assert isinstance(other, Ledger)
    assert list(as_lines(bank, other, TODAY)) == ["0 links: none."]
