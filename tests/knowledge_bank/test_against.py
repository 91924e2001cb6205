"""Commits that cheat are refused, their honest twins are not: real commits in a repository."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_bank.cli import main
from tests.knowledge_bank.repository import (
    CHECKLIST,
    EVENTS,
    FORMER,
    GATE,
    GATE_PATH,
    INDEX,
    OLD_NOTE,
    OLD_RECORD,
    SITE,
    SOURCES,
    Work,
    git,
)

Deed = Callable[[Work], Work]


def answered(work: Work) -> Work:
    """The blocking question gets its answer, and a note tells of it."""
    work.edit(
        "data/queries.yaml",
        "  since: 2026-11-03\n  blocking: true\n",
        "  since: 2026-11-03\n  blocking: true\n"
        "  answered:\n    by: board\n    on: 2026-11-22\n    words: The hub is.\n",
    )
    return work.note("resources/questions.md#blocking-question", name="an-answer")


def rename(work: Work, name: str = "toolkit/door.md") -> Work:
    text = (work.root / GATE_PATH).read_text("utf-8")
    work.remove(GATE_PATH).write(f"docs/{name}", text)
    return work.edit("mkdocs.yml", "toolkit/gate.md", name)


def drop(work: Work) -> Work:
    return work.remove(GATE_PATH).edit("mkdocs.yml", "      - toolkit/gate.md\n", "")


def former(became: str, to: str) -> Deed:
    entry = f"""- page: toolkit/gate.md
  became: {became}
  to: {to}
  reason: It has a better place now.
  by: editor
  on: 2026-11-22
"""
    return lambda work: work.write(FORMER, (work.root / FORMER).read_text("utf-8") + entry)


def ignore(code: str, path: str, says: str) -> Deed:
    entry = f"""- code: {code}
  path: {path}
  says: {says}
  reason: It is in the way.
  by: editor
  until: 2030-01-01
"""
    name = "data/ignored-findings.yaml"
    return lambda work: work.write(name, (work.root / name).read_text("utf-8") + entry)


LOOSER = ("not safe", "safe")
WITHDRAWN = """status: withdrawn
withdrawn:
  by: board
  on: 2026-11-22
  reason: We ask the hub now."""
SUPERSEDES = ("  supersedes:\n", "  supersedes:\n    - source: moved\n")
SUPERSEDED_ON = (SUPERSEDES[1], f"{SUPERSEDES[1]}      since: 2026-11-22\n")
FIT_NOW = {"outcome": "fit as it is", "queries": [], "note": "All of it holds."}
NEW_ROW = ("| Hungry | high |", "| Hungry | low |")

# What is done, the code that refuses it, and what an honest person does instead.
COMMITS: dict[str, tuple[Deed, str, Deed]] = {
    "a word is taken out and nobody is told": (
        lambda w: w.edit(GATE_PATH, *LOOSER),
        "KB231",
        lambda w: w.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md#when-to-ring"),
    ),
    "a number is changed and nobody is told": (
        lambda w: w.edit(GATE_PATH, "24 hours", "42 hours"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "24 hours", "42 hours").note("toolkit/gate.md#when-to-ring"),
    ),
    "a cell of a table is changed and nobody is told": (
        lambda w: w.edit(GATE_PATH, *NEW_ROW),
        "KB231",
        lambda w: w.edit(GATE_PATH, *NEW_ROW).note("toolkit/gate.md#whom-to-ask"),
    ),
    "a change of meaning is passed off as a slip of the keyboard": (
        lambda w: w.edit(GATE_PATH, "A typical", "Atypical"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "necesary", "necessary"),
    ),
    "a statement becomes a question and nobody is told": (
        lambda w: w.edit(GATE_PATH, "word counts.", "word counts?"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "word counts.", "word counts!"),
    ),
    "steps change places and nobody is told": (
        lambda w: w.edit(GATE_PATH, "- First look.\n- Then ask.", "- Then ask.\n- First look."),
        "KB231",
        lambda w: w.edit(GATE_PATH, "- First look.\n- Then ask.", "1. First look.\n2. Then ask."),
    ),
    "a link is sent elsewhere and nobody is told": (
        lambda w: w.edit(GATE_PATH, "resources/who-to-ring.md", "resources/about.md"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "resources/who-to-ring.md", "resources/about.md").note(
            "toolkit/gate.md#whom-to-ask"
        ),
    ),
    "a question of a checklist is reworded in the data and nobody is told": (
        lambda w: w.edit(CHECKLIST, "Do we know?", "Do we guess?"),
        "KB231",
        lambda w: w.edit(CHECKLIST, "Do we know?", "Do we guess?").note(
            "toolkit/checklists/all-fields.md#second-item"
        ),
    ),
    "a telephone number is changed and nobody is told": (
        lambda w: w.edit("data/partnership.yaml", "0800 000 111", "0800 000 112"),
        "KB231",
        lambda w: w.edit("data/partnership.yaml", "0800 000 111", "0800 000 112").note(
            "resources/who-to-ring.md#helpline"
        ),
    ),
    "a blocking question no longer blocks and nobody is told": (
        lambda w: w.edit("data/queries.yaml", "blocking: true", "blocking: false"),
        "KB231",
        answered,
    ),
    "the risk is lowered so that the review comes later": (
        lambda w: w.edit(GATE_PATH, "risk: practice", "risk: background"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "risk: practice", "risk: background").note("toolkit/gate.md"),
    ),
    "a note for the whole page hides which passage changed": (
        lambda w: w.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "Ring the police", "Ring 999").note(
            "toolkit/gate.md#when-to-ring"
        ),
    ),
    "a note tells of a change that never was": (
        lambda w: w.note("toolkit/gate.md#at-night"),
        "KB232",
        lambda w: w.edit(GATE_PATH, "the police", "999").note("toolkit/gate.md#at-night"),
    ),
    "a note makes a change of a comma": (
        lambda w: w.edit(GATE_PATH, "police;", "Police,").note("toolkit/gate.md#at-night"),
        "KB232",
        lambda w: w.edit(GATE_PATH, "Ring the police;", "**Ring**\nthe Police –"),
    ),
    "an approved page is changed without being agreed again": (
        lambda w: w.edit(INDEX, "It was replaced.", "It was kept.").note("index.md#what-to-do"),
        "KB233",
        lambda w: w.edit(INDEX, "It was replaced.", "It was kept.").note(
            "index.md#what-to-do", approved={"by": "board", "on": "2026-11-22"}
        ),
    ),
    "a change is agreed by the one who made it": (
        lambda w: w.edit(GATE_PATH, *LOOSER).note(
            "toolkit/gate.md#when-to-ring", approved={"by": "editor", "on": "2026-11-22"}
        ),
        "KB214",
        lambda w: w.edit(GATE_PATH, *LOOSER).note(
            "toolkit/gate.md#when-to-ring", approved={"by": "board", "on": "2026-11-22"}
        ),
    ),
    "an old note is reworded": (
        lambda w: w.edit(OLD_NOTE, "as the first to ask", "as the last to ask"),
        "KB222",
        lambda w: w.edit(OLD_NOTE, "first to ask.", '"first" to ask.'),
    ),
    "an old note is taken away": (
        lambda w: w.remove(OLD_NOTE),
        "KB222",
        lambda w: w.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md#when-to-ring"),
    ),
    "a review date is typed": (
        lambda w: w.edit(GATE_PATH, "risk: ", "reviewed: 2026-11-22\nrisk: "),
        "KB207",
        lambda w: w.review(),
    ),
    "the day of writing is moved instead": (
        lambda w: w.edit(GATE_PATH, "written: 2026-11-02", "written: 2026-11-21"),
        "KB217",
        lambda w: w.review(),
    ),
    "the writer is renamed to approve their own words": (
        lambda w: (
            answered(w)
            .edit(GATE_PATH, "written_by: editor", "written_by: board")
            .review(by="editor", **FIT_NOW)
        ),
        "KB217",
        lambda w: answered(w).review(**FIT_NOW),
    ),
    "the next review of an old record is put off": (
        lambda w: w.edit(OLD_RECORD, "on: 2027-05-01", "on: 2027-05-19"),
        "KB222",
        lambda w: w.review(),
    ),
    "an inconvenient record is taken away": (
        lambda w: w.remove("data/reviews/index/2026-11-12.yaml"),
        "KB222",
        lambda w: w.review(),
    ),
    "the record of another page is copied": (
        lambda w: w.review(fingerprint="bc3c34cddf466154"),
        "KB216",
        lambda w: w.review(),
    ),
    "the page is changed after it was read": (
        lambda w: w.review().edit(GATE_PATH, *LOOSER).note("toolkit/gate.md#when-to-ring"),
        "KB216",
        lambda w: w.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md#when-to-ring").review(),
    ),
    "a page is found fit with its sources shut": (
        lambda w: answered(w).review(sources=[], **FIT_NOW),
        "KB209",
        lambda w: answered(w).review(**FIT_NOW),
    ),
    "an edition is claimed that the register does not know": (
        lambda w: w.review(
            sources=[
                {"source": "newest", "edition": "2027"},
                {"source": "odd-title", "edition": "the 2nd & *best*"},
            ]
        ),
        "KB210",
        lambda w: w.review(),
    ),
    "a page is found fit though a question blocks it": (
        lambda w: w.review(outcome="fit as it is"),
        "KB211",
        lambda w: answered(w).review(**FIT_NOW),
    ),
    "the writer finds the page fit": (
        lambda w: answered(w).review(by="editor", **FIT_NOW),
        "KB214",
        lambda w: answered(w).review(**FIT_NOW),
    ),
    "the next review is later than the risk allows": (
        lambda w: w.review(next={"on": "2027-11-23", "reason": "We are busy."}),
        "KB213",
        lambda w: w.review(next={"on": "2027-11-22", "reason": "A year is right."}),
    ),
    "a review lies in the future": (
        lambda w: w.review(on="2026-11-23"),
        "KB204",
        lambda w: w.review(),
    ),
    "a review is older than its page": (
        lambda w: w.review(on="2026-11-01"),
        "KB205",
        lambda w: w.review(),
    ),
    "a page is deleted and its address with it": (
        drop,
        "KB234",
        lambda w: former("consolidated", "toolkit/index.md")(drop(w)).note("toolkit/gate.md"),
    ),
    "a page is renamed and its address forgotten": (
        rename,
        "KB234",
        lambda w: former("moved", "toolkit/door.md")(rename(w)),
    ),
    "a page is moved to where no change is told": (
        lambda w: former("moved", "contributing/gate.md")(rename(w, "contributing/gate.md")),
        "KB231",
        lambda w: former("moved", "contributing/gate.md")(rename(w, "contributing/gate.md")).note(
            "toolkit/gate.md"
        ),
    ),
    "a page is withdrawn and nobody is told": (
        lambda w: w.edit(GATE_PATH, "status: draft", WITHDRAWN),
        "KB231",
        lambda w: w.edit(GATE_PATH, "status: draft", WITHDRAWN).note("toolkit/gate.md"),
    ),
    "a page no longer names the source that would have to be opened": (
        lambda w: w.edit(GATE_PATH, "sources:\n  - source: newest", "sources: []"),
        "KB231",
        lambda w: w.edit(GATE_PATH, "sources:\n  - source: newest", "sources: []").note(
            "toolkit/gate.md"
        ),
    ),
    "an old address is forgotten": (
        lambda w: w.write(FORMER, "[]\n"),
        "KB222",
        lambda w: former("moved", "toolkit/door.md")(rename(w)),
    ),
    "an event is struck off the list": (
        lambda w: w.write(EVENTS, "[]\n"),
        "KB222",
        lambda w: w.review(),
    ),
    "a source is superseded without a day, so that no page is due": (
        lambda w: w.edit(SOURCES, *SUPERSEDES).note("resources/sources.md#newest"),
        "KB218",
        lambda w: (
            w.edit(SOURCES, *SUPERSEDES)
            .edit(SOURCES, *SUPERSEDED_ON)
            .note("resources/sources.md#newest")
        ),
    ),
    "a finding is ignored that must not be": (
        lambda w: ignore("KB231", GATE_PATH, "changed")(w.edit(GATE_PATH, *LOOSER)),
        "KB015",
        lambda w: w.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md#when-to-ring"),
    ),
}


@pytest.mark.parametrize("deed", COMMITS)
def test_a_commit_that_cheats_is_refused(deed: str, work: Work) -> None:
    cheat, code, _ = COMMITS[deed]
    assert code in cheat(work).codes()


@pytest.mark.parametrize("deed", COMMITS)
def test_its_honest_twin_is_accepted(deed: str, work: Work) -> None:
    _, _, honest = COMMITS[deed]
    assert honest(work).codes() == set()


def said(root: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["--root", str(root), "check", "--blocking", f"--against={revision}"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_command_names_the_passage_and_ends_with_one(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(GATE_PATH, *LOOSER)
    code, out, _ = said(work.root, "main", capsys)
    line = GATE.splitlines().index("## When to ring { #when-to-ring }") + 1
    assert code == 1
    assert f"{GATE_PATH}:{line}: KB231 `toolkit/gate.md#when-to-ring` changed" in out


def test_what_the_base_has_gained_since_is_not_this_works_doing(work: Work) -> None:
    git(work.root, "checkout", "-q", "main")
    work.edit(INDEX, "It went away.", "It stayed.").codes()
    git(work.root, "checkout", "-q", "work")
    assert work.codes() == set()


def test_a_base_that_keeps_no_notes_asks_for_none(work: Work) -> None:
    git(work.root, "checkout", "-q", "main")
    shutil.rmtree(work.root / "data/changes")
    git(work.root, "commit", "-a", "-q", "-m", "Before there were notes")
    git(work.root, "checkout", "-q", "-b", "first")
    assert work.edit(GATE_PATH, *LOOSER).note("toolkit/gate.md").codes() == set()


def test_a_page_written_for_older_models_is_compared_all_the_same(work: Work) -> None:
    git(work.root, "checkout", "-q", "main")
    work.edit(GATE_PATH, "risk: practice", "review_every: 12 months").codes()
    git(work.root, "checkout", "-q", "-b", "newer")
    work.edit(GATE_PATH, "review_every: 12 months", "risk: practice")
    assert work.codes() == set()
    assert work.edit(GATE_PATH, *LOOSER).codes() == {"KB231"}


def test_a_note_may_name_the_heading_above(work: Work) -> None:
    work.edit(GATE_PATH, "the police", "999").note("toolkit/gate.md#when-to-ring")
    assert work.codes() == set()


def test_a_page_rewritten_throughout_is_named_once(work: Work) -> None:
    for old, new in (("A typical", "Some other"), LOOSER, ("the police", "999")):
        work.edit(GATE_PATH, old, new)
    assert work.note("toolkit/gate.md").codes() == set()


def test_a_new_page_needs_a_note_and_one_for_those_who_keep_the_bank_does_not(work: Work) -> None:
    text = (work.root / GATE_PATH).read_text("utf-8")
    for name in ("toolkit/door.md", "contributing/doors.md"):
        work.write(f"docs/{name}", text)
        work.edit(
            "mkdocs.yml", "      - toolkit/gate.md\n", f"      - toolkit/gate.md\n      - {name}\n"
        )
    assert work.codes() == {"KB231"}
    assert work.note("toolkit/door.md").codes() == set()


@pytest.mark.parametrize("revision", ["no-such-branch", "--all", "HEAD:docs"])
def test_a_revision_that_git_does_not_know_is_told_and_nothing_else(
    revision: str, work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(work.root, revision, capsys)
    assert (code, out) == (2, "")
    assert err.startswith("Nothing to compare with: ")
    assert err.count("\n") == 1


def test_a_folder_without_git_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SITE, tmp_path / "bank")
    code, _, err = said(tmp_path / "bank", "main", capsys)
    assert code == 2
    assert "git knows no revision `main` here" in err
