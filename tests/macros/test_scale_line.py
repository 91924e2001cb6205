"""The scale is one line: every number has its mark, the best first, and nothing breaks it."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.models.scaling_guide import Band
from macros.scale_line import segments


def band(highest: int, lowest: int) -> Band:
    words = dict.fromkeys(("title", "days", "carers", "next"), "Words.")
    return Band.model_validate({"id": "a", "from": str(lowest), "to": str(highest), **words})


@st.composite
def scales(draw: st.DrawFn) -> list[Band]:
    """The numbers from 10 to 0, cut into bands anywhere."""
    cuts = sorted(draw(st.sets(st.integers(1, 10), max_size=8)), reverse=True)
    return [
        band(highest, lowest)
        for highest, lowest in zip([10, *(c - 1 for c in cuts)], [*cuts, 0], strict=True)
    ]


@given(scales())
def test_every_number_has_one_mark_and_the_line_runs_from_the_first_to_the_last(
    bands: list[Band],
) -> None:
    line = segments(bands)
    assert [number for part in line for number in part.numbers] == list(range(10, -1, -1))
    for number, part in enumerate(line):
        assert len(part.marks) == len(part.numbers)
        assert list(part.marks) == sorted(part.marks)
        assert 0 <= part.begin <= part.marks[0] <= part.marks[-1] <= part.end <= 100
        assert (part.begin == part.marks[0]) == (number == 0)
        assert (part.end == part.marks[-1]) == (number == len(line) - 1)


def test_marks_stand_beside_their_numbers() -> None:
    """Which stand in rows of one height."""
    (part,) = segments([band(10, 7)])
    assert part.marks == (12.5, 37.5, 62.5, 87.5)
