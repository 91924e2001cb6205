"""The history of every link, in one file that the check alone writes and everybody may read."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge_bank.links.state import Name
from knowledge_bank.models.base import Day

LEDGER = "ledger/links.json"
ABOUT = "Written by `kb links`. Nobody edits it; `kb links confirm` writes what a person has seen."
QUIET_FOR = timedelta(days=60)


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seen(_Kept):
    """A person opened the address, found the right document, and said so while it stood so."""

    by: str
    on: Day
    state: Name


class Signs(_Kept):
    """By what a later look tells another document: a file's print, a publisher's day."""

    print: str | None = None
    updated: Day | None = None


class Entry(_Kept):
    """One link: its state since when, why, what to do, when it was last good and last looked at."""

    address: str
    state: Name
    since: Day
    looked: Day | None = None
    last_good: Day | None = None
    sentence: str
    fix: str
    evidence: tuple[str, ...] = ()
    new_address: str | None = None
    strikes: tuple[Day, ...] = ()
    now: Signs = Signs()
    accepted: Signs = Signs()
    seen: Seen | None = None

    def quiet(self, today: date) -> bool:
        """Say whether a person's look silences this state on the day `today`."""
        return (
            self.seen is not None
            and self.seen.state == self.state
            and self.seen.on <= today < self.quiet_until
        )

    @property
    def quiet_until(self) -> date:
        """The day on which a person's look no longer counts."""
        return self.seen.on + QUIET_FOR if self.seen else date.min

    def days(self) -> tuple[date, ...]:
        """Every day the entry names."""
        seen = (self.seen.on,) if self.seen else ()
        known = (day for day in (self.looked, self.last_good) if day)
        return (self.since, *known, *self.strikes, *seen)


class Ledger(_Kept):
    """All links by the id of their source; the day of the last run, and whether it came through."""

    about: str = ABOUT
    checked: Day | None = None
    finished: bool = True
    links: Mapping[str, Entry] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no history to go by, in a sentence."""

    kind: Literal["missing", "corrupt", "future"]
    sentence: str


def read_ledger(root: Path, today: date) -> Ledger | Trouble:
    """Read the ledger of the project under `root`; give it, or why it cannot be gone by."""
    try:
        text = (root / LEDGER).read_bytes()
    except FileNotFoundError:
        return Trouble("missing", "No automatic check of links has been recorded yet.")
    except OSError as error:
        return Trouble("corrupt", f"It cannot be opened: {error.strerror}.")
    try:
        ledger = Ledger.model_validate(json.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        place = " › ".join(map(str, first["loc"])) or "the whole"
        return Trouble("corrupt", f"It cannot be read: {place}: {_safe(first['msg'])}.")
    except (ValueError, RecursionError) as error:
        return Trouble("corrupt", f"It cannot be read: {_safe(str(error))}.")
    days = [day for entry in ledger.links.values() for day in entry.days()]
    latest = max((*days, *([ledger.checked] if ledger.checked else [])), default=today)
    if latest > today:
        return Trouble("future", f"It holds the day {latest}, which is still to come.")
    return ledger


def write_ledger(root: Path, ledger: Ledger) -> None:
    """Write the ledger, sorted, each fact on its line; the old one stays until the new is whole."""
    facts = ledger.model_dump(mode="json", exclude_defaults=True)
    links = {name: facts["links"][name] for name in sorted(facts.get("links", {}))}
    facts = {"about": ABOUT, **facts, "links": links}
    path = root / LEDGER
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f"{path.name}.new-{os.getpid()}")
    beside.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


def _safe(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]
