"""Links, as a board hears of them: each state in one group, and silence where nobody looked."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from knowledge_bank.bank import load_bank
from knowledge_bank.health.links import FOUND, LOST, NEVER, SEEN, TOLD, WORKS, found
from knowledge_bank.links.ledger import LEDGER
from knowledge_bank.links.run import watched
from knowledge_bank.links.state import WORST_FIRST


def test_every_state_of_a_link_is_told_in_one_group() -> None:
    assert set(TOLD) == set(WORST_FIRST)
    assert {*TOLD.values(), SEEN, NEVER} == set(FOUND)
    assert len(set(FOUND)) == len(FOUND)


def test_every_link_of_the_register_is_told_once(complete: Path, today: date) -> None:
    bank, _ = load_bank(complete)
    told = Counter(found(bank, today))
    assert told.total() == len(watched(bank)) == 3
    assert told == {WORKS: 2, SEEN: 1}


def test_what_a_person_saw_counts_for_a_while_only(complete: Path) -> None:
    bank, _ = load_bank(complete)
    assert SEEN not in set(found(bank, date(2027, 3, 1)))


def test_a_link_at_another_address_than_the_one_looked_at_was_not_looked_at(
    complete: Path, today: date
) -> None:
    path = complete / LEDGER
    ledger = json.loads(path.read_text("utf-8"))
    ledger["links"]["newest"]["state"] = "broken"
    ledger["links"]["moved"]["address"] = "https://documents.test/elsewhere"
    path.write_text(json.dumps(ledger), "utf-8")
    bank, _ = load_bank(complete)
    assert Counter(found(bank, today)) == {LOST: 1, NEVER: 1, SEEN: 1}


def test_without_a_history_that_can_be_gone_by_no_link_was_looked_at(
    complete: Path, today: date
) -> None:
    bank, _ = load_bank(complete)
    for text in (None, "{", '{"checked": "2099-01-01"}'):
        path = complete / LEDGER
        path.unlink() if text is None else path.write_text(text, "utf-8")
        assert Counter(found(bank, today)) == {NEVER: 3}
