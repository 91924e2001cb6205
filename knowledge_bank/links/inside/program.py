"""Runs LinkChecker as its authors do, under the guard and with manners; called by the engine.

It imports LinkChecker, which is under the GPL, into this process alone and never into ours.
"""

import json
import runpy
import sys
from pathlib import Path

from knowledge_bank.links.inside.guard import Guard


def main(settings: str) -> None:
    """Take the engine's settings as JSON; then read LinkChecker's own arguments and run it."""
    told = json.loads(settings)
    names = {name: (host, port) for name, (host, port) in told["names"].items()}
    guard = Guard(loopback=told["loopback"], names=names)
    guard.install(told["patience"])

    # After the guard, so that what they import gets guarded sockets.
    import requests.sessions  # noqa: PLC0415
    from linkcheck.director.aggregator import (  # type: ignore[import-untyped]  # noqa: PLC0415
        Aggregate,
    )

    from knowledge_bank.links.inside.manners import Manners, Pace  # noqa: PLC0415

    Manners.guard, Manners.pace = guard, Pace(told["interval"])
    Manners.patience, Manners.backoff = told["patience"], told["backoff"]
    # Opened before LinkChecker, run as root, becomes `nobody`.
    Manners.record = Path(told["record"]).open("a", encoding="utf-8")  # noqa: SIM115
    requests.sessions.HTTPAdapter = Manners  # type: ignore[attr-defined]
    # LinkChecker holds one lock for all hosts while it waits for one. Ours waits for each alone.
    assert callable(Aggregate.wait_for_host)
    Aggregate.wait_for_host = lambda *_: None
    sys.argv[0] = "linkchecker"
    runpy.run_module("linkcheck", run_name="__main__")
