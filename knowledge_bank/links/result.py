"""What one look at one address brought back, before anyone judges it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PERMANENT = (301, 308)


class Outcome(StrEnum):
    """How far the look at an address came."""

    ANSWERED = "a server answered with a status"
    ROBOTS = "the site's robots.txt asks programs to stay away"
    UNREACHABLE = "no server could be found or connected to"
    BROKE_OFF = "a server was there, but no proper answer came"
    UNFINISHED = "the run ended before an answer came"
    REFUSED = "the address is not one to fetch, so nothing was asked"


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the status that ordered it and where it led."""

    status: int
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: its status, the headers we keep, and the beginning of the body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """One address, the last status, where it ended, and the engine's own words."""

    address: str
    status: int | None
    final_address: str
    message: str
    outcome: Outcome
    hops: tuple[Hop, ...] = ()
    answer: Answer | None = None

    @property
    def reached(self) -> bool:
        """Say whether any server at all was met on the way."""
        return self.outcome in (Outcome.ANSWERED, Outcome.ROBOTS, Outcome.BROKE_OFF)

    @property
    def permanent_address(self) -> str:
        """Give the address that permanent redirects lead to, before any temporary one."""
        here = self.address
        for hop in self.hops:
            if hop.status not in PERMANENT:
                break
            here = hop.address
        return here
