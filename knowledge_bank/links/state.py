"""What can be said of an address in plain words, and what the register expects to find there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Name = Literal[
    "broken",
    "superseded",
    "changed",
    "soft 404",
    "redirected to a home page",
    "moved",
    "failing",
    "blocked",
    "refused by robots.txt",
    "rate-limited",
    "not checked",
    "ok",
]
WORST_FIRST: tuple[Name, ...] = get_args(Name)
LOOK = "Open it in a browser and compare what you see with the record."
CONFIRM = (
    "If it is the right document, run `kb links confirm` and the check keeps quiet for a while."
)
AGAIN = "Nothing yet: it is looked at again. It counts as broken after three such days."
NEW_ONE = "Look for the document's new address, or mark the source as gone."


@dataclass(frozen=True, slots=True)
class Expected:
    """What the register says should be found: words, a successor, the day a person last read it.

    `print` and `updated` are what stood there when the record was last known to be right.
    """

    words: tuple[str, ...] = ()
    successor: str = ""
    seen: date | None = None
    print: str | None = None
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state's name, one plain sentence, what to do, why we think so, and a better address.

    `print` and `updated` are the signs by which a later look tells another document.
    """

    name: Name
    sentence: str
    fix: str
    evidence: tuple[str, ...] = ()
    new_address: str | None = None
    print: str | None = None
    updated: date | None = None


def wall(sentence: str, *evidence: str) -> State:
    """Give the state of an address that lets people in but no programs; say by which sign."""
    return State("blocked", sentence, f"{LOOK} {CONFIRM}", evidence)
