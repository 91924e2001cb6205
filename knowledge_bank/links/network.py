"""Which network a run sees and how gently it asks: the internet, unless a rehearsal says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Network:
    """The internet as it is; or, with `loopback` and `names`, a stage on this computer.

    `names` leads a host's name to a number and a port. `interval` is the least time, in seconds,
    between two requests to one host, `patience` the most that one request may take, `backoff`
    the pause before a second try. `trusts` is a file of certificates to trust in place of the
    system's.
    """

    loopback: bool = False
    names: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    interval: float = 0.25
    patience: float = 45.0
    backoff: float = 0.5
    trusts: str | None = None


INTERNET = Network()
