"""`kb …`: reads the command line and hands it to a command; decides nothing."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge_bank.clock import today
from knowledge_bank.commands import COULD_NOT_RUN, STOPPED, records, register, work
from knowledge_bank.reading.navigation import CONFIGURATION


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if all is well, 1 for findings, 2 if it could not run."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if not (options.root / CONFIGURATION).is_file():
        print(f"There is no {CONFIGURATION} in {options.root}.", file=sys.stderr)
        return COULD_NOT_RUN
    try:
        today()
    except ValueError as error:
        print(f"KB_TODAY or SOURCE_DATE_EPOCH names no day: {error}.", file=sys.stderr)
        return COULD_NOT_RUN
    options.root = options.root.resolve()
    options.rest = rest
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what we started, too
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="The Neglect Knowledge Bank.")
    parser.add_argument("--root", type=Path, default=_project(), help="the project’s folder")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    for group in (work, register, records):
        group.add(commands)
    return parser


def _project() -> Path:
    """The project around the current folder, so that `kb` works from inside it too."""
    here = Path.cwd()
    return next(
        (folder for folder in (here, *here.parents) if (folder / CONFIGURATION).is_file()), here
    )
