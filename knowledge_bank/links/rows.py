"""Reads LinkChecker's CSV into results; knows its words, judges nothing."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from knowledge_bank.links.addresses import refusal
from knowledge_bank.links.result import Hop, Outcome, Result

COLUMNS = ("urlname", "result", "warningstring", "infostring", "valid", "url")
REDIRECTED = re.compile(r"Redirected to `(\S+)' status: (\d{3})(?: |$)")
STATUS = re.compile(r"(\d{3})(?: |$)")
ROBOTS = "Access denied by robots.txt"
# A refused connection and a name that is not found both read like this in LinkChecker,
# which cuts the text after 240 characters: only its beginning can be relied on.
UNREACHABLE = re.compile(
    r"(?:ConnectionError|ConnectTimeout|ProxyError): HTTPS?ConnectionPool\(host='([^']+)'"
)
NOT_PUBLIC = "its name leads to a number that is not public"
LONGEST_MESSAGE = 200
# Ten redirects of 64 kB each, the most a hostile server can put in one field.
csv.field_size_limit(1_000_000)


class NoTable(Exception):  # noqa: N818 - it reads as a sentence
    """The output does not begin with the table we asked for: LinkChecker did not run."""


def read_rows(lines: Iterable[str], *, allow_loopback: bool) -> Iterator[Result]:
    """Take the whole lines of LinkChecker's output, perhaps cut short; give a result for each row.

    Raises NoTable where the first line is not the head of our table.
    """
    reader = csv.reader(lines, delimiter=";")
    if tuple(next(reader, ())) != COLUMNS:
        raise NoTable
    with suppress(csv.Error):  # what follows counts as not answered
        for row in reader:
            if len(row) == len(COLUMNS):
                yield _read_row(row, allow_loopback)


def _read_row(row: list[str], allow_loopback: bool) -> Result:
    """Take one row as COLUMNS names it; give the result."""
    address, said, warnings, info, _valid, final = row
    hops = tuple(
        Hop(int(found[2]), found[1])
        for line in warnings.split("\n")
        if (found := REDIRECTED.match(line))
    )
    for place in (*(hop.address for hop in hops), final):
        if why := refusal(place, allow_loopback=allow_loopback):
            message = f"It redirects to an address that is not to be fetched. {why}"
            return Result(address, None, address, message, Outcome.BROKE_OFF)
    message = _printable(said)
    if ROBOTS in info:
        return Result(address, None, final, message, Outcome.ROBOTS, hops)
    if found := STATUS.match(said):
        return Result(address, int(found[1]), final, message, Outcome.ANSWERED, hops)
    if NOT_PUBLIC in said:
        return Result(address, None, final, message, Outcome.UNREACHABLE, hops)
    # LinkChecker hides a redirect to a dead server; the other server's name gives it away.
    dead = UNREACHABLE.match(said)
    own = dead is not None and (
        said.startswith("ProxyError") or dead[1].lower() == urlsplit(address).hostname
    )
    outcome = Outcome.UNREACHABLE if own else Outcome.BROKE_OFF
    return Result(address, None, final, message, outcome, hops)


def _printable(text: str) -> str:
    """Take words a stranger's server chose; give one short line safe to print."""
    return "".join(c if c.isprintable() else " " for c in text)[:LONGEST_MESSAGE].strip()
