"""What one entry of a page’s history says: which passages changed, and how."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge_bank.history.wording import Part

How = Literal["reworded", "new", "gone", "moved", "moved here", "moved away"]


@dataclass(frozen=True)
class PassageChange:
    """One passage or fact that changed.

    `label` is the heading it stands under, or the name of the fact. `cells` are those of a row
    that differ, each under the heading of its column; `file` where a passage moved to or from.
    """

    how: How
    label: str
    parts: tuple[Part, ...]
    cells: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Entry:
    """What changed on one page up to one day, or from one edition to the next.

    `begins` says that the page was first written then, `came_from` which file most of it was on
    before, `ends` that the page was taken out.
    """

    day: date
    edition: str = ""
    begins: bool = False
    ends: bool = False
    came_from: str = ""
    changes: tuple[PassageChange, ...] = ()


Story = dict[str, tuple[Entry, ...]]
