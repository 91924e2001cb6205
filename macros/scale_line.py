"""Where the marks of the scale stand: one line from the best number to the worst, band by band."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_bank.models.scaling_guide import Band


@dataclass(frozen=True)
class Segment:
    """The part of the line that one band has: its numbers, the best first, and their marks.

    Marks, and where the line begins and ends, are in hundredths of the segment’s height, so that
    it may be as high as the words beside it need.
    """

    band: Band
    numbers: tuple[int, ...]
    marks: tuple[float, ...]
    begin: float
    end: float


def segments(bands: Sequence[Band]) -> tuple[Segment, ...]:
    """Return a segment for each of `bands`; the line runs on between them, from mark to mark."""
    return tuple(
        _segment(band, first=number == 0, last=number == len(bands) - 1)
        for number, band in enumerate(bands)
    )


def _segment(band: Band, *, first: bool, last: bool) -> Segment:
    numbers = tuple(range(band.highest, band.lowest - 1, -1))
    marks = tuple(round(100 * (at + 0.5) / len(numbers), 1) for at in range(len(numbers)))
    return Segment(band, numbers, marks, marks[0] if first else 0, marks[-1] if last else 100)
