"""`kb review` walks a reviewer through a page and writes a record, or nothing at all."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_bank.bank import load_bank
from knowledge_bank.building import check
from knowledge_bank.cli import main
from knowledge_bank.units import fingerprint_of
from tests.knowledge_bank.conftest import TODAY

PAGE = "toolkit/gate.md"
TEXT = """---
title: The gate
description: A page to review.
owner: editor
status: draft
version: "0.3"
written: 2026-11-02
{writer}risk: statutory
sources:
  - source: newest
---
# The gate

Ring. ({{{{ source("odd-title") }}}})

{{{{ query("open-question") }}}}

## A part { #a-part }

Read it.

{query}
"""
ANSWERS: dict[str, Any] = {
    "by": "board",
    "agency": "police",
    "read": "whole page",
    "sources": {"newest": "2026-03", "odd-title": "The 2nd and *best*"},
    "queries": {"open-question": "kept"},
    "outcome": "fit as it is",
    "note": "All of it holds.",
    "next": {"on": "2027-05-22", "reason": "The law will be in force."},
}


@pytest.fixture
def bank(complete: Path) -> Path:
    return write_page(complete)


def write_page(root: Path, writer: str = "written_by: editor\n", query: str = "") -> Path:
    text = TEXT.replace("{ #a-part }", "{{ #a-part }}").format(writer=writer, query=query)
    (root / "docs" / PAGE).write_text(text, "utf-8")
    config = root / "mkdocs.yml"
    menu = config.read_text("utf-8")
    config.write_text(menu.replace("toolkit/index.md\n", f"toolkit/index.md\n      - {PAGE}\n", 1))
    return root


def answer(root: Path, **others: Any) -> int:
    path = root / "answers.yml"
    answers = {**ANSWERS, "sources": {**ANSWERS["sources"], "odd-title": "the 2nd & *best*"}}
    path.write_text(yaml.safe_dump({**answers, **others}), "utf-8")
    return main(["--root", str(root), "review", PAGE, "--answers", str(path)])


def records(root: Path) -> list[Path]:
    return sorted((root / "data/reviews/toolkit").rglob("*"))


def record(root: Path) -> dict[str, Any]:
    loaded = yaml.load(records(root)[-1].read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def test_the_record_says_who_saw_what_and_is_found_right(bank: Path) -> None:
    before = (bank / "docs" / PAGE).read_bytes()
    assert answer(bank) == 0
    assert [p.relative_to(bank).as_posix() for p in records(bank)] == [
        "data/reviews/toolkit/gate",
        "data/reviews/toolkit/gate/2026-11-22.yaml",
    ]
    assert record(bank) == {
        "page": PAGE,
        "on": "2026-11-22",
        "by": "board",
        "agency": "police",
        "read": "whole page",
        "version": "0.3",
        "risk": "statutory",
        "fingerprint": fingerprint_of(load_bank(bank)[0].pages[PAGE].body),
        "sources": [
            {"source": "newest", "edition": "2026-03"},
            {"source": "odd-title", "edition": "the 2nd & *best*"},
        ],
        "queries": [{"query": "open-question", "outcome": "kept"}],
        "outcome": "fit as it is",
        "note": "All of it holds.",
        "next": {"on": "2027-05-22", "reason": "The law will be in force."},
    }
    assert check(bank, TODAY)[1] == []
    assert (bank / "docs" / PAGE).read_bytes() == before


def test_a_second_review_on_one_day_takes_nothing_from_the_first(bank: Path) -> None:
    assert answer(bank) == 0
    first = records(bank)[-1].read_bytes()
    assert answer(bank, outcome="needs work") == 0
    assert [path.name for path in records(bank)[1:]] == ["2026-11-22-2.yaml", "2026-11-22.yaml"]
    assert records(bank)[2].read_bytes() == first
    assert {f.code for f in check(bank, TODAY)[1] if f.blocking} == set()


def test_the_findings_of_the_page_are_shown_and_kept(bank: Path) -> None:
    page = bank / "docs" / PAGE
    page.write_text(page.read_text("utf-8").replace("Read it.", "See page 9. See page 8."), "utf-8")
    assert answer(bank, outcome="needs work") == 0
    assert record(bank)["findings"] == [{"code": "KB304", "count": "2"}]


def test_a_part_needs_only_what_the_part_rests_on(bank: Path) -> None:
    assert answer(bank, read="passages", passages=["a-part"], sources={}, queries={}) == 0
    assert record(bank)["passages"] == ["a-part"]
    assert "sources" not in record(bank)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"by": "a person"}, "`by` is “a person”. Answer one of: editor, board."),
        ({"agency": ""}, "`agency` is “”. Answer one of: council, police."),
        ({"read": "passages", "passages": ["lost"]}, "Give ids of headings, such as: a-part."),
        ({"sources": {"newest": "2026-03"}}, "`sources.odd-title` is “”. The register has"),
        ({"sources": {"newest": "2027"}}, "The register has “2026-03”. If you see another"),
        ({"queries": {}}, "`queries.open-question` is “”."),
        ({"queries": {"open-question": "answered"}}, "Answer one of: kept."),
        ({"outcome": "lovely"}, "Answer one of: fit as it is, changed, needs work, withdraw."),
        ({"by": "editor"}, "`outcome` is “fit as it is”. Answer one of: needs work, withdraw. You"),
        ({"outcome": "needs work", "note": ""}, "Say something"),
        ({"note": "<b>"}, "Write plain words, without '<'."),
        ({"next": {"on": "2027-05-23", "reason": "Late."}}, "up to 2027-05-22."),
        ({"next": {"on": "2026-11-22", "reason": "Now."}}, "Choose a day after 2026-11-22"),
        ({"next": {"on": "soon", "reason": "Soon."}}, "Write a date such as 2027-05-01."),
        ({"next": {"on": "2027-05-01"}}, "`next.reason` is “”. Say something"),
        ({"next": "soon"}, "`next.on` is “”. Write a date"),
        ({"sources": ["newest"]}, "`sources.newest` is “”."),
    ],
)
def test_an_answer_that_will_not_do_is_told_and_nothing_is_written(
    others: dict[str, Any], said: str, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(bank, **others) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.endswith("Nothing was written.\n")
    assert records(bank) == []


@pytest.mark.parametrize(
    ("writer", "query", "others", "because"),
    [
        ("", "", {}, "nobody knows who wrote the page"),
        ("written_by: board\n", "", {}, "`board` wrote the page"),
        (
            "written_by: editor\n",
            '{{ query("blocking-question") }}',
            {"queries": {"open-question": "kept", "blocking-question": "kept"}},
            "the question `blocking-question` blocks the page",
        ),
        (
            "written_by: editor\n",
            "",
            {"sources": {"newest": "not opened: It was late.", "odd-title": "the 2nd & *best*"}},
            "`newest` was not opened",
        ),
    ],
)
def test_a_page_cannot_be_found_fit_while_something_is_in_the_way(
    writer: str,
    query: str,
    others: dict[str, Any],
    because: str,
    complete: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = write_page(complete, writer, query)
    assert answer(root, **others) == 2
    assert f"You cannot find it fit, because {because}." in capsys.readouterr().err
    assert answer(root, **others, outcome="needs work") == 0
    assert record(root)["outcome"] == "needs work"
    assert {f.code for f in check(root, TODAY)[1] if f.blocking} == set()


@pytest.mark.parametrize("text", [None, b"\xff", b"- a list", b"by: [", b""])
def test_a_file_of_answers_that_cannot_be_read_is_told(
    text: bytes | None, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bank / "answers.yml"
    if text is not None:
        path.write_bytes(text)
    assert main(["--root", str(bank), "review", PAGE, "--answers", str(path)]) == 2
    assert "Nothing was written." in capsys.readouterr().err


def test_a_page_that_is_not_there_is_told(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(bank), "review", "lost.md"]) == 2
    assert "There is no page lost.md that can be read" in capsys.readouterr().err


# --- At a terminal ---


# Whoever runs the tests in the background has taught them to ignore Ctrl-C; this unteaches it.
ATTENTIVE = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """`kb review` as a person meets it: on a terminal of its own."""

    def __init__(self, root: Path) -> None:
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "knowledge_bank", "--root", str(root), "review", PAGE]
        self.process = subprocess.Popen(
            [sys.executable, "-c", ATTENTIVE, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read on until `words` have been shown once more."""
        start, until = len(self.seen), time.monotonic() + 30
        while words not in self.seen[start:] and time.monotonic() < until:
            if select.select([self._ours], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self._ours, 4096).decode().replace("\r\n", "\n")
                except OSError:  # it has ended
                    break
        assert words in self.seen[start:], self.seen

    def interrupt(self) -> None:
        """Press Ctrl-C, once the program waits for an answer.

        Python hears no interrupt between its question and the reading, and no hand is that fast.
        """
        asleep = ["ps", "-o", "state=", "-p", str(self.process.pid)]
        until = time.monotonic() + 30
        while not subprocess.check_output(asleep, text=True).startswith("S"):
            assert time.monotonic() < until
        self.process.send_signal(signal.SIGINT)

    def type(self, words: str) -> None:
        os.write(self._ours, f"{words}\n".encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(bank: Path) -> Iterator[Terminal]:
    running = Terminal(bank)
    yield running
    running.close()


DIALOGUE = (
    ("Your role?", "2"),
    ("Your agency?", "police"),
    ("Did you read", "1"),
    ("Which edition do you see?", "2027"),
    ("Which edition do you see?", "2026-03"),
    ("Which edition do you see?", "the 2nd & *best*"),
    ("Is it answered", "kept"),
    ("What do you conclude?", "fit as it is"),
    ("What did you find?", ""),
    ("When must it be read again?", "2027-05-01"),
    ("Why then?", "The law will be in force."),
)


def test_at_a_terminal_each_question_comes_with_what_to_open_and_its_choices(
    bank: Path, terminal: Terminal
) -> None:
    for question, words in DIALOGUE:
        terminal.wait_for(question)
        terminal.type(words)
    terminal.wait_for("Write the record?")
    terminal.type("yes")
    assert terminal.process.wait(30) == 0
    for told in (
        "Review of “The gate”.",
        "It was written by: editor.",
        "  2  board",
        "Open “The newest edition” (newest): https://documents.test/newest",
        "The register has “2026-03”. If you see another edition",
        "Open question: Which number is *the* number",
        "The checks say nothing about this page.",
        "Up to 2027-05-22.",
    ):
        assert told in terminal.seen
    assert record(bank)["by"] == "board"
    assert "note" not in record(bank)
    assert check(bank, TODAY)[1] == []


def test_a_reviewer_may_think_again(bank: Path, terminal: Terminal) -> None:
    for question, words in DIALOGUE:
        terminal.wait_for(question)
        terminal.type(words)
    terminal.wait_for("Write the record?")
    terminal.type("no")
    assert terminal.process.wait(30) == 0
    assert records(bank) == []


@pytest.mark.parametrize("after", [0, 5, len(DIALOGUE) - 1])
def test_ctrl_c_leaves_nothing_behind(after: int, bank: Path, terminal: Terminal) -> None:
    for question, words in DIALOGUE[:after]:
        terminal.wait_for(question)
        terminal.type(words)
    terminal.wait_for(DIALOGUE[after][0])
    terminal.interrupt()
    terminal.wait_for("Nothing was written.")
    assert terminal.process.wait(30) == 130
    assert records(bank) == []
