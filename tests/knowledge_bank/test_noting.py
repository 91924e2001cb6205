"""`kb note` works out what changed, asks what it means, and writes a note or nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_bank.building import check
from knowledge_bank.cli import main
from tests.knowledge_bank.repository import GATE_PATH, INDEX, TODAY, Work

LOOSER = ("not safe", "safe")
LIGHTER = ("Hungry | high", "Hungry | low")
ANSWERS: dict[str, Any] = {
    "where": "all",
    "why": "law",
    "source": "newest",
    "name": "ring-at-once",
    "what": "Ring within 24 hours even if the child seems safe.",
    "affects": ["for-a-teacher"],
    "weight": "major",
    "by": "editor",
    "approved": "",
}
NOTE = "data/changes/2026/ring-at-once.yaml"


def note(root: Path, **others: Any) -> int:
    path = root / "answers.yml"
    path.write_text(yaml.safe_dump({**ANSWERS, **others}), "utf-8")
    return main(["--root", str(root), "note", "--answers", str(path)])


def written(root: Path) -> Any:
    return yaml.load((root / NOTE).read_text("utf-8"), Loader=yaml.BaseLoader)


def test_the_note_names_what_changed_and_the_check_is_content(work: Work) -> None:
    work.edit(GATE_PATH, *LOOSER).edit(GATE_PATH, *LIGHTER)
    assert note(work.root) == 0
    assert written(work.root) == {
        "what": ANSWERS["what"],
        "where": ["toolkit/gate.md#when-to-ring", "toolkit/gate.md#whom-to-ask"],
        "why": "law",
        "source": {"source": "newest"},
        "affects": ["for-a-teacher"],
        "weight": "major",
        "by": "editor",
        "on": "2026-11-22",
    }
    assert [f for f in check(work.root, TODAY, base="main")[1] if f.blocking] == []


def test_what_a_note_tells_of_already_is_not_asked_again(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(GATE_PATH, *LOOSER).edit(GATE_PATH, *LIGHTER)
    assert note(work.root, where=["toolkit/gate.md#whom-to-ask"]) == 0
    assert written(work.root)["where"] == ["toolkit/gate.md#whom-to-ask"]
    assert note(work.root, where=["toolkit/gate.md#whom-to-ask"], name="again") == 2
    assert "Answer `all`, or some of: toolkit/gate.md#when-to-ring." in capsys.readouterr().err
    assert note(work.root, name="again", why="correction", source="") == 0
    assert note(work.root, name="once-more") == 0
    assert "Readers have been told of everything" in capsys.readouterr().out


def test_a_change_of_an_approved_page_must_be_agreed_by_another(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(INDEX, "It was replaced.", "It was kept.")
    for role, said in (("", "The page is approved"), ("editor", "Nobody agrees their own")):
        assert note(work.root, approved=role) == 2
        assert said in capsys.readouterr().err
    assert note(work.root, approved="board") == 0
    assert written(work.root)["approved"] == {"by": "board", "on": "2026-11-22"}


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"why": "whim"}, "Answer one of: law, review, feedback, correction, addition."),
        ({"source": ""}, "Give the id of a source"),
        ({"source": "lost", "why": "review"}, "Give the id of a source"),
        ({"name": "Not A Name"}, "Use small letters"),
        ({"name": "the-hub-answers"}, "There is a note `the-hub-answers` already."),
        ({"what": "Updated."}, "Write a full sentence"),
        ({"what": "This has no end to it at all"}, "Write a full sentence"),
        ({"affects": ["everybody"]}, "Give some of: everyone, for-a-teacher."),
        ({"affects": []}, "Give some of: everyone, for-a-teacher."),
        ({"weight": "huge"}, "Answer one of: major, minor."),
        ({"by": "nobody"}, "Answer one of: editor, board."),
        ({"approved": "nobody"}, "Give one of: editor, board."),
    ],
)
def test_an_answer_that_will_not_do_is_told_and_nothing_is_written(
    others: dict[str, Any], said: str, work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(GATE_PATH, *LOOSER)
    assert note(work.root, **others) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.endswith("Nothing was written.\n")
    assert not (work.root / NOTE).exists()


def test_without_a_base_there_is_nothing_to_tell(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(work.root), "note", "--against", "no-such-branch"]) == 2
    assert "git knows no revision `no-such-branch` here" in capsys.readouterr().err
