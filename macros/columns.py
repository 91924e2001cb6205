"""Where the columns of a picture over time stand: as high as their counts, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

# The heights of the tallest column’s top and of the floor; above and below is room for words.
TOP, FLOOR = 16, 84
WIDE = 0.7


@dataclass(frozen=True)
class Column:
    """One column: its words, its count and its place, in hundredths of the picture."""

    label: str
    count: int
    left: float
    width: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.left + self.width / 2, 2)


def columns(counts: Sequence[tuple[str, int]]) -> tuple[Column, ...]:
    """Return a column for each label and count, the tallest for the highest count."""
    room = 100 / max(len(counts), 1)
    most = max((count for _, count in counts), default=0) or 1
    return tuple(
        _column(number * room, room, label, count, count / most)
        for number, (label, count) in enumerate(counts)
    )


def _column(begin: float, room: float, label: str, count: int, share: float) -> Column:
    height = round(share * (FLOOR - TOP), 2)
    left = round(begin + room * (1 - WIDE) / 2, 2)
    return Column(label, count, left, round(room * WIDE, 2), round(FLOOR - height, 2), height)
