"""Columns are as high as their counts, stand side by side and leave room for their words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.columns import FLOOR, TOP, columns

counts = st.lists(st.integers(0, 500), min_size=1, max_size=14)


@given(counts)
def test_heights_are_in_proportion_and_no_column_leaves_the_picture(counts: list[int]) -> None:
    drawn = columns([(str(at), count) for at, count in enumerate(counts)])
    assert [column.count for column in drawn] == counts
    most = max(counts) or 1
    for column in drawn:
        assert column.height == pytest.approx((FLOOR - TOP) * column.count / most, abs=0.01)
        assert column.top + column.height == pytest.approx(FLOOR, abs=0.01)
        assert column.top >= TOP - 0.01
        assert 0 <= column.left < column.middle < column.left + column.width <= 100
    for one, other in pairwise(drawn):
        assert one.left + one.width < other.left


def test_nothing_gives_no_columns() -> None:
    assert columns([]) == ()
