"""A ring is drawn so that its circles stay apart and inside the picture."""

from itertools import combinations
from math import dist

import pytest

from macros.ring import POINT, SIZE, circle_size, ring


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


@pytest.mark.parametrize("count", range(3, 9))
def test_an_arrow_points_to_the_next_circle(count: int) -> None:
    nodes = ring(count)
    for node, following in zip(nodes, (*nodes[1:], nodes[0]), strict=True):
        end = tuple(float(part) for part in node.arc.split()[-2:])
        tip, one, other = (tuple(map(float, each.split(","))) for each in node.point.split())
        assert tip == end
        assert dist(one, other) == pytest.approx(POINT, abs=0.2)
        back = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        assert dist(tip, back) == pytest.approx(POINT, abs=0.6)
        there = (following.x, following.y)
        assert dist(tip, there) < dist(back, there)
