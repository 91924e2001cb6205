"""The history is one reviewable file, and whatever happens to it is said and harms nothing."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_bank.links.ledger import (
    LEDGER,
    Entry,
    Ledger,
    Seen,
    Signs,
    Trouble,
    read_ledger,
    write_ledger,
)
from knowledge_bank.links.state import WORST_FIRST

TODAY = date(2026, 11, 22)
days = st.dates(TODAY - timedelta(days=900), TODAY)
words = st.text(min_size=1, max_size=20)
entries = st.builds(
    Entry,
    address=words,
    state=st.sampled_from(WORST_FIRST),
    since=days,
    looked=st.none() | days,
    last_good=st.none() | days,
    sentence=words,
    fix=words,
    evidence=st.lists(words, max_size=2).map(tuple),
    new_address=st.none() | words,
    strikes=st.lists(days, max_size=3).map(tuple),
    now=st.builds(Signs, print=st.none() | words, updated=st.none() | days),
    seen=st.none() | st.builds(Seen, by=words, on=days, state=st.sampled_from(WORST_FIRST)),
)
ledgers = st.builds(
    Ledger,
    checked=st.none() | days,
    finished=st.booleans(),
    links=st.dictionaries(st.text("abc-", min_size=1, max_size=5), entries, max_size=4),
)


def write(root: Path, text: str | bytes) -> Ledger | Trouble:
    path = root / LEDGER
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ledger(root, TODAY)


@settings(max_examples=40)
@given(ledgers)
def test_what_is_written_is_read_again_and_the_bytes_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, ledger: Ledger
) -> None:
    root = tmp_path_factory.mktemp("ledger")
    write_ledger(root, ledger)
    first = (root / LEDGER).read_bytes()
    again = read_ledger(root, TODAY)
    assert again == ledger
    write_ledger(root, ledger.model_copy(update={"links": dict(reversed(ledger.links.items()))}))
    assert (root / LEDGER).read_bytes() == first
    assert [path.name for path in (root / "ledger").iterdir()] == ["links.json"]


def test_a_missing_ledger_is_told(tmp_path: Path) -> None:
    assert read_ledger(tmp_path, TODAY) == Trouble(
        "missing", "No automatic check of links has been recorded yet."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        b"\xff\xfe",
        '{"links": []}',
        '{"links": {"a": {}}}',
        '{"checked": "yesterday"}',
        '{"checked": "20261122"}',
        '{"checked": "2026-02-30"}',
        '{"checked": 20261122}',
        '{"nonsense": 1}',
        "[" * 100_000,
        '{"checked": NaN}',
        "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
    ],
)
def test_a_corrupt_ledger_is_told_in_one_printable_line(tmp_path: Path, text: str | bytes) -> None:
    found = write(tmp_path, text)
    assert isinstance(found, Trouble)
    assert found.kind == "corrupt"
    assert found.sentence.isprintable()


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["links", "checked", "a"]), inner)
        ),
    )
)
def test_any_json_is_a_ledger_or_a_trouble(
    tmp_path_factory: pytest.TempPathFactory, facts: object
) -> None:  # fmt: skip
    write(tmp_path_factory.mktemp("any"), json.dumps(facts))


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / LEDGER).mkdir(parents=True)
    found = read_ledger(tmp_path, TODAY)
    assert isinstance(found, Trouble)
    assert found.kind == "corrupt"


def test_a_day_to_come_is_told_wherever_it_stands(tmp_path: Path) -> None:
    tomorrow = TODAY + timedelta(days=1)
    entry = Entry(address="a", state="ok", since=TODAY, sentence="A.", fix="B.")
    for ledger in (
        Ledger(checked=tomorrow),
        Ledger(checked=TODAY, links={"a": entry.model_copy(update={"since": tomorrow})}),
        Ledger(checked=TODAY, links={"a": entry.model_copy(update={"strikes": (tomorrow,)})}),
    ):
        write_ledger(tmp_path, ledger)
        found = read_ledger(tmp_path, TODAY)
        assert isinstance(found, Trouble)
        assert found.kind == "future"
        assert "2026-11-23" in found.sentence
        assert read_ledger(tmp_path, tomorrow) == ledger
