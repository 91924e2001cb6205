"""What the history says becomes reminders beside all others, and nobody is asked anything."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.cli import main
from knowledge_bank.findings import Finding
from knowledge_bank.links.ledger import LEDGER
from knowledge_bank.links.reminders import CODES, link_reminders
from knowledge_bank.links.state import WORST_FIRST

TODAY = date(2026, 11, 22)


def reminders(root: Path, today: date = TODAY) -> list[Finding]:
    return list(link_reminders(load_bank(root)[0], today))


def test_every_state_but_ok_has_a_code() -> None:
    assert set(CODES) == set(WORST_FIRST) - {"ok"}


def test_a_history_without_trouble_reminds_of_nothing(complete: Path) -> None:
    assert reminders(complete) == []


def test_a_persons_look_runs_out_after_sixty_days(complete: Path) -> None:
    seen = date(2026, 11, 16)
    codes = {
        later: {finding.code for finding in reminders(complete, seen + timedelta(days=later))}
        for later in (6, 8, 45, 61)
    }
    assert codes == {6: set(), 8: set(), 45: {"KB713"}, 61: {"KB706", "KB713"}}


def test_checks_that_stopped_are_told_after_two_missed_weeks(complete: Path) -> None:
    for later, told in ((0, False), (8, False), (14, False), (15, True), (45, True)):
        codes = {finding.code for finding in reminders(complete, TODAY + timedelta(days=later))}
        assert ("KB713" in codes) is told, later


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "KB710"),
        ("{", "KB711"),
        ('{"checked": "2027-01-01"}', "KB712"),
        ("{}", "KB713"),
    ],
)
def test_a_history_that_cannot_be_gone_by_is_one_reminder(
    complete: Path, text: str | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is None:
        (complete / LEDGER).unlink()
    else:
        (complete / LEDGER).write_text(text, encoding="utf-8")
    (finding,) = reminders(complete)
    assert (finding.path, finding.line, finding.code) == (LEDGER, 1, code)
    assert not finding.blocking
    root = ["--root", str(complete), "check"]
    assert main(root) == 1
    assert code in capsys.readouterr().out
    assert main([*root, "--blocking"]) == 0
    assert main([*root, "--no-links"]) == 0


def test_a_register_without_addresses_needs_no_history(complete: Path) -> None:
    sources = complete / "data/resources/sources.yaml"
    kept = [
        line for line in sources.read_text("utf-8").splitlines() if "documents.test" not in line
    ]
    sources.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (complete / LEDGER).unlink()
    assert reminders(complete) == []


def test_the_line_is_that_of_the_address(complete: Path) -> None:
    ledger = complete / LEDGER
    text = ledger.read_text("utf-8").replace('"state": "ok"', '"state": "broken"', 1)
    ledger.write_text(text, encoding="utf-8")
    (finding,) = reminders(complete)
    line = (complete / finding.path).read_text("utf-8").splitlines()[finding.line - 1]
    assert finding.code == "KB701"
    assert "https://documents.test/moved" in line
