"""The scale itself: every number from 10 to 0 in one band and in words, the best first."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.scaling_guide import HIGHEST, LOWEST, Band, ScalingGuide
from knowledge_bank.reading.records import Located

BEST_FIRST = range(HIGHEST, LOWEST - 1, -1)


def scale_mistakes(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield holes, overlaps and reversals of the scale, and numbers without one meaning."""
    if guide := bank.scaling_guide:
        yield from _reversals(guide)
        yield from _holes(guide)
        yield from _overlaps(guide)
        yield from _numbers(guide)
        yield from _ids_of_two(guide)


def _reversals(guide: Located[ScalingGuide]) -> Iterator[Finding]:
    bands = guide.record.bands
    for index, band in enumerate(bands):
        if band.lowest > band.highest:
            problem = f"The band `{band.id}` runs from {band.lowest} down to {band.highest}."
            fix = "Give `from` the lower number; 10 is best."
        elif index and band.highest > bands[index - 1].highest:
            problem = f"The band `{band.id}` is better than `{bands[index - 1].id}` before it."
            fix = "Put the best band first: 10 is best, and comes before 0."
        else:
            continue
        yield Finding(guide.path, guide.line("bands", index, "from"), "KB423", problem, fix)


def _holes(guide: Located[ScalingGuide]) -> Iterator[Finding]:
    bands = guide.record.bands
    for hole in _runs(n for n in BEST_FIRST if not any(n in _numbers_of(b) for b in bands)):
        below = (index for index, band in enumerate(bands) if band.highest < hole[-1])
        where = ("bands", next(below, len(bands) - 1))
        yield Finding(
            guide.path,
            guide.line(*where, "to"),
            "KB421",
            f"No band holds {_said(hole)}.",
            "Widen the band above or below; each number from 0 to 10 is in one band.",
        )


def _overlaps(guide: Located[ScalingGuide]) -> Iterator[Finding]:
    bands = guide.record.bands
    for index, band in enumerate(bands):
        for other in bands[:index]:
            if both := sorted(_numbers_of(band) & _numbers_of(other), reverse=True):
                yield Finding(
                    guide.path,
                    guide.line("bands", index, "to"),
                    "KB422",
                    f"The bands `{other.id}` and `{band.id}` both hold {_said(both)}.",
                    "Narrow one of the two; each number from 0 to 10 is in one band.",
                )


def _numbers(guide: Located[ScalingGuide]) -> Iterator[Finding]:
    meanings = guide.record.numbers
    given = [meaning.number for meaning in meanings]
    for number in BEST_FIRST:
        if number not in given:
            yield Finding(
                guide.path,
                guide.line("numbers"),
                "KB424",
                f"The number {number} has no meaning in words.",
                f"Add `number: {number}` with `means`.",
            )
    for index, (before, number) in enumerate(pairwise(given), start=1):
        line = guide.line("numbers", index, "number")
        if number in given[:index]:
            problem = f"The number {number} stands here a second time."
            yield Finding(guide.path, line, "KB425", problem, "Keep one of the two.")
        elif number > before:
            problem = f"The number {number} stands after {before}."
            yield Finding(guide.path, line, "KB423", problem, "Begin with 10, and end with 0.")


def _ids_of_two(guide: Located[ScalingGuide]) -> Iterator[Finding]:
    for key in ("bands", "follow_ups", "evidence_fields"):
        ids = [each.id for each in getattr(guide.record, key)]
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield Finding(
                    guide.path,
                    guide.line(key, index, "id"),
                    "KB426",
                    f"The id `{name}` stands among the {key.replace('_', ' ')} already.",
                    "Give one of the two another id.",
                )


def _numbers_of(band: Band) -> set[int]:
    return set(range(band.lowest, band.highest + 1))


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield the stretches without a gap in `numbers`, which fall."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] - 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _said(falling: list[int]) -> str:
    return str(falling[0]) if len(falling) == 1 else f"{falling[0]} to {falling[-1]}"
