"""Which routes pass through a page, and where each goes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_bank.bank import Bank
from knowledge_bank.models.route import Route, Step


@dataclass(frozen=True)
class Stop:
    """A page as a stop on a route: the step it is, counted from 1, and the next one if any."""

    route: Route
    number: int
    next: Step | None


def stops_at(bank: Bank, page: str) -> Iterator[Stop]:
    """Yield the routes through `page` (its path under docs/), each at its last stop there."""
    for located in bank.routes.values():
        steps = located.record.steps
        here = [i for i, step in enumerate(steps) if step.to.partition("#")[0] == page]
        if here:
            following = steps[here[-1] + 1] if here[-1] + 1 < len(steps) else None
            yield Stop(located.record, here[-1] + 1, following)
