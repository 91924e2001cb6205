"""History where there is no git: a file kept with the project, so that archives can tell it too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from knowledge_bank.bank import Bank
from knowledge_bank.history.entries import Story
from knowledge_bank.history.story import read_story

KEPT = "history/pages.json"
STORY: TypeAdapter[Story] = TypeAdapter(Story)


@dataclass(frozen=True)
class History:
    """The story of every page, and where it is from: git, the kept file, or nowhere."""

    story: Story
    source: Literal["git", "kept", "nowhere"]


def history_of(bank: Bank) -> History:
    """Return the history that can be told here: never a part of it as if it were the whole."""
    if story := read_story(bank):
        return History(story, "git")
    try:
        return History(STORY.validate_json((bank.root / KEPT).read_bytes()), "kept")
    except (OSError, ValidationError):
        return History({}, "nowhere")


def keep_history(root: Path, story: Story) -> bool:
    """Write `story` to the kept file under `root`; return whether that changed it."""
    target = root / KEPT
    text = STORY.dump_json(story, indent=1) + b"\n"
    if target.is_file() and target.read_bytes() == text:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_bytes(text)
    beside.replace(target)
    return True
