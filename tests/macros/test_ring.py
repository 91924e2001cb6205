"""A ring is drawn so that its circles stay apart and inside the picture."""

from itertools import combinations
from math import dist

import pytest

from macros.ring import SIZE, circle_size, ring


@pytest.mark.parametrize("count", range(3, 9))
def test_no_circle_touches_another_or_the_edge(count: int) -> None:
    nodes, radius = ring(count), circle_size(count)
    assert len(nodes) == count
    assert radius >= 30  # room for a word
    for one, other in combinations(nodes, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > 2 * radius + 10
    for node in nodes:
        assert radius <= min(node.x, node.y) <= max(node.x, node.y) <= SIZE - radius


def test_an_arrow_leaves_one_circle_and_ends_before_the_next() -> None:
    nodes, radius = ring(6), circle_size(6)
    for one, other in zip(nodes, (*nodes[1:], nodes[0]), strict=True):
        numbers = [float(part) for part in one.arc.split() if part not in "MA"]
        begin, end = numbers[:2], numbers[-2:]
        assert dist(begin, (one.x, one.y)) == pytest.approx(radius + 4, abs=0.2)
        assert dist(end, (other.x, other.y)) == pytest.approx(radius + 4, abs=0.2)
