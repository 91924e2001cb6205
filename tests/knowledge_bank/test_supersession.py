"""The chain of editions, read both ways from one typed fact, and what can be wrong with it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.bank import load_bank
from knowledge_bank.checks.supersession import odd_chains
from knowledge_bank.findings import Finding
from knowledge_bank.models.source import Source
from knowledge_bank.reading.records import Located
from knowledge_bank.supersession import chain_of, newest_of, successor_of

SOURCES = "data/resources/sources.yaml"


def register(steps: dict[str, list[str]], dates: dict[str, str] | None = None) -> Any:
    """A bank with nothing but sources; `steps` says what each supersedes."""
    facts = {"title": "A guide", "publisher": "A department", "authority": "law"}
    records = {
        name: Source.model_validate(
            {
                **facts,
                "id": name,
                "state": "unverified",
                "published": (dates or {}).get(name),
                "supersedes": [{"source": each} for each in older],
            }
        )
        for name, older in steps.items()
    }
    return SimpleNamespace(
        sources={name: Located(record, SOURCES, {(): 1}) for name, record in records.items()}
    )


def codes(bank: Any) -> list[str]:
    return [finding.code for finding in odd_chains(bank, None)]  # type: ignore[arg-type]


@given(st.permutations([f"e{n}" for n in range(7)]), st.integers(0, 6))
def test_a_chain_is_the_same_from_whichever_of_its_editions_one_looks(
    order: list[str], cut: int
) -> None:
    """The editions stand in the file in any order; a cut makes two chains of one."""
    steps: dict[str, list[str]] = {name: [] for name in sorted(order)}
    for number in range(1, len(order)):
        if number != cut:
            steps[order[number]] = [order[number - 1]]
    bank = register(steps)
    chains = [order[:cut], order[cut:]]
    for chain in chains:
        for name in chain:
            assert chain_of(bank, name) == tuple(chain)
            assert newest_of(bank, name) == chain[-1]
    assert codes(bank) == []


def test_a_document_may_take_the_place_of_several() -> None:
    bank = register({"a": [], "b": [], "one": ["a", "b"]})
    assert chain_of(bank, "one") == ("a", "b", "one")
    assert chain_of(bank, "a") == ("a", "one")
    assert codes(bank) == []


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_no_register_however_wrong_leads_round_for_ever(steps: dict[str, list[str]]) -> None:
    bank = register(steps)
    for name in steps:
        chain = chain_of(bank, name)
        assert name in chain
        assert len(set(chain)) == len(chain)
    found = codes(bank)
    if any(name in older for name, older in steps.items()):
        assert "KB731" in found


@pytest.mark.parametrize(
    ("newer", "older", "found"),
    [
        ("2019", "2021", ["KB733"]),
        ("2021-02", "2021-03-01", ["KB733"]),
        ("2021", "2021-12-31", []),
        ("2021-03", "2021-03-31", []),
        ("2021-03-31", "2021", []),
        (None, "2021", []),
        ("2021", None, []),
        ("2023", "2021-12-31", []),
    ],
)
def test_only_what_is_surely_older_cannot_be_the_successor(
    newer: str | None, older: str | None, found: list[str]
) -> None:
    dates = {name: day for name, day in (("new", newer), ("old", older)) if day}
    assert codes(register({"old": [], "new": ["old"]}, dates)) == found


def test_a_circle_is_told_once_and_a_second_successor_at_its_own_line() -> None:
    assert codes(register({"a": ["c"], "b": ["a"], "c": ["b"]})) == ["KB731"]
    assert codes(register({"old": [], "a": ["old"], "b": ["old"]})) == ["KB732"]


def test_each_step_says_who_says_so(complete: Path) -> None:
    bank, _ = load_bank(complete)
    step = successor_of(bank, "oldest")
    assert step
    assert (step.newer, step.says_who and step.says_who.source) == ("newest", "odd-title")
    assert successor_of(bank, "newest") is None


def in_silence(found: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.path, finding.line) for finding in found if finding.code == "KB734"]


def test_a_superseded_source_is_cited_with_a_reason_or_with_a_reminder(
    complete: Path, found: Callable[..., list[Finding]]
) -> None:
    assert in_silence(found(SOURCES)) == []
    page = complete / "docs" / "toolkit" / "index.md"
    silent = (
        page.read_text("utf-8") + '\n## More { #more }\n\nIt was so. ({{ source("oldest") }})\n'
    )
    (finding,) = found("docs/toolkit/index.md", silent)
    assert (finding.code, finding.blocking, finding.passage) == ("KB734", False, "More")
    assert "“The oldest edition”" in finding.problem
    assert "“The newest edition”" in finding.problem
    twice = silent + '\nAnd so. ({{ source("older", "part 1") }})\n'
    assert len(in_silence(found("docs/toolkit/index.md", twice))) == 1
    meant = twice.replace('"oldest")', '"oldest", "", "as it was")').replace(
        '"part 1")', '"part 1", "as it was")'
    )
    assert found("docs/toolkit/index.md", meant) == []


def test_a_ledger_of_a_superseded_document_takes_nothing_from_it(
    complete: Path, found: Callable[..., list[Finding]]
) -> None:
    path = "data/resources/coverage/odd-title.yaml"
    ledger = (complete / path).read_text("utf-8").replace("source: odd-title", "source: oldest")
    assert in_silence(found(path, ledger)) == []


SILENT = 'source("newest")'
REASONED = 'source("newest", "", "as it was")'


def test_a_reason_where_nothing_is_superseded_is_a_mistake(
    complete: Path, found: Callable[..., list[Finding]]
) -> None:
    page = (complete / "docs" / "index.md").read_text("utf-8")
    findings = found("docs/index.md", page.replace(SILENT, REASONED))
    assert [finding.code for finding in findings] == ["KB735"]
