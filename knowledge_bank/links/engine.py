"""Runs LinkChecker, under guard, on a list of addresses: our one way to the outside."""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import zip_longest
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from knowledge_bank.links.addresses import as_sent, refusal
from knowledge_bank.links.answers import Answers
from knowledge_bank.links.network import INTERNET, Network
from knowledge_bank.links.result import Outcome, Result
from knowledge_bank.links.rows import COLUMNS, NoTable, read_rows

USER_AGENT = "neglect-knowledge-bank/1 (looks at each cited address once; uses LinkChecker)"
MOST_THREADS = 80
PATIENCE = 20  # seconds without a byte before LinkChecker gives one address up
SETTINGS = f"""\
[checking]
allowedschemes=http,https
sslverify={{trusts}}
# No shared answers: LinkChecker would lend one address the redirects of another.
resultcachesize=0
[csv]
parts={",".join(COLUMNS)}
"""
ROOT = Path(__file__).parents[2]
PROGRAM = """\
import sys
sys.path.append(sys.argv.pop(1))
from knowledge_bank.links.inside.program import main
main(sys.argv.pop(1))
"""


class CouldNotCheck(Exception):  # noqa: N818 - it reads as a sentence
    """The check did not take place; nothing is known and nothing may be changed."""


def fetch(
    addresses: Iterable[str], *, network: Network = INTERNET, time_limit: float
) -> Iterator[Result]:
    """Take addresses as typed; give one result for each different one, as the answers come.

    An address that may not be fetched comes back refused and is never sent anywhere. After
    `time_limit` seconds the run ends; what has no answer by then comes back unfinished.
    """
    to_send: defaultdict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        if why := refusal(address, allow_loopback=network.loopback):
            yield Result(address, None, address, why, Outcome.REFUSED)
        else:
            to_send[as_sent(address)].append(address)
    if not to_send:
        return
    with tempfile.TemporaryDirectory() as home:
        for result in _ask(list(to_send), network, time_limit, Path(home)):
            for address in to_send.pop(result.address, ()):
                yield replace(result, address=address)
            if not to_send:
                return  # LinkChecker would wait a while for its threads
    for address in (typed for several in to_send.values() for typed in several):
        yield Result(address, None, address, "No answer before the end.", Outcome.UNFINISHED)


def _ask(addresses: list[str], network: Network, time_limit: float, home: Path) -> Iterator[Result]:
    """Take allowed addresses; give each result with what the server sent."""
    record = home / "record"
    record.touch()
    answers = Answers(record)
    with _linkchecker(_taking_turns(addresses), network, time_limit, home) as (output, complaint):
        whole_lines = (line for line in output if line.endswith("\n"))
        try:
            for result in read_rows(whole_lines, allow_loopback=network.loopback):
                yield answers.beside(result)
        except NoTable:
            if (said := complaint()) is not None:
                raise CouldNotCheck(f"LinkChecker could not run: {said}") from None


def _taking_turns(addresses: list[str]) -> list[str]:
    """Order the addresses so that each host has time to rest between two requests."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)
    turns = zip_longest(*sorted(hosts.values(), key=len, reverse=True))
    return [address for turn in turns for address in turn if address is not None]


@contextmanager
def _linkchecker(
    addresses: list[str], network: Network, time_limit: float, home: Path
) -> Iterator[tuple[IO[str], Callable[[], str | None]]]:
    """Run LinkChecker; give its output and a function for its last complaint, None if it was late.

    It is stopped when time runs out, and when nobody reads on.
    """
    settings, asked = home / "settings", home / "asked"
    settings.write_text(SETTINGS.format(trusts=network.trusts or 1), encoding="utf-8")
    asked.write_text("\n".join(addresses), encoding="utf-8")
    told = {**asdict(network), "record": str(home / "record")}
    # -I: neither the current folder nor PYTHON… variables may slip a module in.
    command = [sys.executable, "-I", "-X", "utf8", "-c", PROGRAM, str(ROOT), json.dumps(told)]
    command += ["-f", str(settings), "--stdin", "-r", "0", "-v", "--no-status", "-o", "csv/utf-8"]
    command += ["--threads", str(min(MOST_THREADS, len(addresses)))]
    command += ["--timeout", str(PATIENCE), "--user-agent", USER_AGENT]
    late = threading.Event()
    with asked.open("rb") as stdin, (home / "said").open("w+b") as stderr:
        # As root LinkChecker becomes `nobody`, who cannot write files: we read its stdout.
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=_environment(str(home)),
        )
        assert process.stdout
        output = io.TextIOWrapper(process.stdout, "utf-8", errors="replace", newline="\n")

        def stop() -> None:
            late.set()
            process.kill()

        def complaint() -> str | None:
            process.wait()
            stderr.seek(0)
            lines = stderr.read().decode(errors="replace").strip().splitlines()
            return None if late.is_set() else lines[-1] if lines else "no words"

        timer = threading.Timer(time_limit, stop)
        timer.start()
        try:
            yield output, complaint
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            output.close()


def _environment(home: str) -> dict[str, str]:
    """Give an environment without the user's settings, passwords, plugins, language or proxies."""
    kept = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    folders = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
    fixed = {"NETRC": os.devnull, "NO_PROXY": "*", "LC_ALL": "C", "LANGUAGE": "C"}
    return {**kept, **folders, **fixed}
