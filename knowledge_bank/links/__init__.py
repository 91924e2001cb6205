"""Looks once, politely, at the addresses of outside sources and says what state each is in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from knowledge_bank.links.engine import CouldNotCheck, fetch
from knowledge_bank.links.result import Outcome
from knowledge_bank.links.states import State, state_of

__all__ = ["Cited", "CouldNotCheck", "LinkReport", "NoNetwork", "State", "check_links"]

NO_ADDRESS = State(
    "not checked",
    "The register holds no address for it.",
    "Find the address, or leave it if there is none.",
)


class NoNetwork(CouldNotCheck):
    """No server at all could be reached, so the fault is most likely on our side."""

    def __init__(self) -> None:
        super().__init__("could not check: no network")


class Cited(Protocol):
    """What `check_links` needs to know of a source."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def link(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class LinkReport:
    """One source, the address looked at, and the state it is in."""

    id: str
    title: str
    link: str | None
    state: State


def check_links(
    sources: Iterable[Cited], *, allow_loopback: bool = False, time_limit: float = 300
) -> Iterator[LinkReport]:
    """Take sources; look at each different address once; give a report for each source in turn.

    The looking is done, for at most `time_limit` seconds, before the first report is given.
    Raises NoNetwork when not one server was reached, CouldNotCheck when LinkChecker does not run.
    """
    cited = list(sources)
    links = [source.link for source in cited if source.link is not None]
    results = {
        result.address: result
        for result in fetch(links, allow_loopback=allow_loopback, time_limit=time_limit)
    }
    unreachable = any(r.outcome is Outcome.UNREACHABLE for r in results.values())
    if unreachable and not any(result.reached for result in results.values()):
        raise NoNetwork
    return (
        LinkReport(
            source.id,
            source.title,
            source.link,
            NO_ADDRESS if source.link is None else state_of(results[source.link]),
        )
        for source in cited
    )
