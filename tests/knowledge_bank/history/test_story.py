"""The history of pages, read from a real repository; told whole or not at all."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.building import build
from knowledge_bank.cli import main
from knowledge_bank.history.keeping import history_of, keep_history
from knowledge_bank.history.story import read_story
from tests.knowledge_bank.conftest import with_software
from tests.knowledge_bank.history.conftest import Commit, run_git

ABOUT = "docs/resources/about.md"
HOME = "data/toolkit/conversations/home.yaml"


@pytest.fixture
def complete(complete: Path) -> Path:
    """With what it takes to build it."""
    return with_software(complete)


def chain(commit: Commit) -> None:
    commit("2026-11-01")
    commit("2026-11-10", (ABOUT, "Tell the editor.", "Tell the editor of the bank."))
    commit("2026-11-10", (ABOUT, "of the bank.", "of the bank, and soon."))
    commit("2026-11-12", (HOME, "Who *sleeps* where & when?", "Who sleeps where?"))
    commit("2026-11-13", ("README", "", "Nothing that readers see."))


def test_each_day_is_an_entry_with_what_changed_in_all(complete: Path, commit: Commit) -> None:
    chain(commit)
    story = read_story(load_bank(complete)[0])
    last, first = story["resources/about.md"]
    assert (first.day, first.begins, first.changes) == (date(2026, 11, 1), True, ())
    (change,) = last.changes
    assert (last.day, change.how, change.label) == (date(2026, 11, 10), "reworded", "Tell us")
    assert change.parts == (
        ("same", "Tell the editor"),
        ("in", " of the bank, and soon"),
        ("same", "."),
    )


def test_a_change_in_the_data_is_told_on_the_page_that_shows_it(
    complete: Path, commit: Commit
) -> None:
    chain(commit)
    last, first = read_story(load_bank(complete)[0])["toolkit/conversation-guide/home.md"]
    assert (last.day, first.begins) == (date(2026, 11, 12), True)
    assert [(c.how, c.label) for c in last.changes] == [("reworded", "To parents")]


def test_the_built_page_says_it_with_words_and_not_by_colour_alone(
    complete: Path, commit: Commit, today: date
) -> None:
    chain(commit)
    assert build(complete, complete / "site", today).succeeded
    page = (complete / "site" / "history" / "resources" / "about.html").read_text("utf-8")
    assert '<ins><span class="kb-hidden">[put in: </span>' in page
    assert '<a href="../../resources/about.html">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "What it said" not in page
    living = (complete / "site" / "resources" / "about.html").read_text("utf-8")
    assert 'href="../history/resources/about.html"' in living


def test_a_shallow_copy_tells_what_was_kept_and_never_a_part(
    complete: Path, commit: Commit, tmp_path: Path
) -> None:
    chain(commit)
    run_git(tmp_path, "clone", "--quiet", "--depth=1", complete.as_uri(), "shallow")
    shallow, _ = load_bank(tmp_path / "shallow")
    assert history_of(shallow).source == "nowhere"
    bank, _ = load_bank(complete)
    assert keep_history(tmp_path / "shallow", read_story(bank))
    assert not keep_history(tmp_path / "shallow", read_story(bank))
    kept = history_of(shallow)
    assert (kept.source, kept.story) == ("kept", read_story(bank))


def test_an_archive_says_that_its_history_is_not_here(
    complete: Path, commit: Commit, tmp_path: Path, today: date
) -> None:
    chain(commit)
    shutil.rmtree(complete / ".git")
    assert build(complete, complete / "site", today).succeeded
    page = (complete / "site" / "history" / "resources" / "about.html").read_text("utf-8")
    assert "not available here" in page


def test_the_command_keeps_the_history_once_and_only_whole(
    complete: Path, commit: Commit, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--root", str(complete), "history"]
    assert main(command) == 2
    chain(commit)
    assert main(command) == 0
    assert main(command) == 0
    assert "Nothing is new" in capsys.readouterr().out
    shutil.rmtree(complete / ".git")
    kept = history_of(load_bank(complete)[0])
    assert (kept.source, len(kept.story["resources/about.md"])) == ("kept", 2)


def test_a_kept_history_that_is_broken_is_none(complete: Path) -> None:
    (complete / "history").mkdir()
    (complete / "history" / "pages.json").write_text("{", "utf-8")
    assert history_of(load_bank(complete)[0]).source == "nowhere"
