"""Where the parts of a ring stand: circles on a circle, and the arrows between them."""

from dataclasses import dataclass
from math import asin, cos, pi, sin
from typing import Any

SIZE, CENTRE, RING, CIRCLE, POINT = 340, 170, 118, 46, 14


@dataclass(frozen=True)
class Node:
    """One circle: its middle, the arc to the next one and its point. All in SVG units."""

    x: float
    y: float
    arc: str
    point: str


def drawn(count: int) -> dict[str, Any]:
    """What a component needs to draw a ring of `count` circles."""
    return {"nodes": ring(count), "radius": circle_size(count), "size": SIZE}


def ring(count: int) -> tuple[Node, ...]:
    """Return `count` circles, the first at the top, clockwise, none touching another."""
    return tuple(_node(number, count) for number in range(count))


def circle_size(count: int) -> int:
    """The radius of each circle, small enough to leave room for an arrow."""
    return min(CIRCLE, int(RING * sin(pi / count) * 0.78))


def _node(number: int, count: int) -> Node:
    step = 2 * pi / count
    angle = number * step
    gap = 2 * asin((circle_size(count) + 4) / (2 * RING))
    begin, end = _at(angle + gap), _at(angle + step - gap)
    arc = f"M {begin[0]} {begin[1]} A {RING} {RING} 0 0 1 {end[0]} {end[1]}"
    back = angle + step - gap - POINT / RING
    sides = (end, _at(back, RING + POINT / 2), _at(back, RING - POINT / 2))
    return Node(*_at(angle), arc, " ".join(f"{x},{y}" for x, y in sides))


def _at(angle: float, ring: float = RING) -> tuple[float, float]:
    return round(CENTRE + ring * sin(angle), 1), round(CENTRE - ring * cos(angle), 1)
