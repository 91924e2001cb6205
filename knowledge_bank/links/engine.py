"""Runs LinkChecker on a list of addresses: the one module that opens network connections."""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from knowledge_bank.links.addresses import as_sent, refusal
from knowledge_bank.links.result import Outcome, Result
from knowledge_bank.links.rows import COLUMNS, NoTable, read_rows

USER_AGENT = "neglect-knowledge-bank/1 (looks at each cited address once; uses LinkChecker)"
THREADS = 10
PATIENCE = 20  # seconds without a byte before LinkChecker gives one address up
SETTINGS = f"""\
[checking]
allowedschemes=http,https
# No shared answers: LinkChecker would lend one address the redirects of another.
resultcachesize=0
[csv]
parts={",".join(COLUMNS)}
"""


class CouldNotCheck(Exception):  # noqa: N818 - it reads as a sentence
    """The check did not take place; nothing is known and nothing may be changed."""


def fetch(
    addresses: Iterable[str], *, allow_loopback: bool = False, time_limit: float
) -> Iterator[Result]:
    """Take addresses as typed; give one result for each different one.

    An address that may not be fetched comes back refused and is never sent anywhere. After
    `time_limit` seconds the run ends; what has no answer by then comes back unfinished.
    """
    to_send: defaultdict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        if why := refusal(address, allow_loopback=allow_loopback):
            yield Result(address, None, address, why, Outcome.REFUSED)
        else:
            to_send[as_sent(address)].append(address)
    if not to_send:
        return
    output, complaint = _run_linkchecker(list(to_send), time_limit)
    try:
        results = list(read_rows(output, allow_loopback=allow_loopback))
    except NoTable:
        if complaint is not None:
            raise CouldNotCheck(f"LinkChecker could not run: {complaint}") from None
        results = []
    for result in results:
        for address in to_send.pop(result.address, ()):
            yield replace(result, address=address)
    for address in (typed for several in to_send.values() for typed in several):
        yield Result(address, None, address, "No answer before the end.", Outcome.UNFINISHED)


def _run_linkchecker(addresses: list[str], time_limit: float) -> tuple[str, str | None]:
    """Take allowed addresses; give the output and, unless time ran out, the last complaint."""
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home, "settings")
        settings.write_text(SETTINGS, encoding="utf-8")
        # -I: neither the current folder nor PYTHON… variables may slip a module in.
        command = [sys.executable, "-I", "-X", "utf8", "-m", "linkcheck", "-f", str(settings)]
        command += ["--stdin", "-r", "0", "-v", "--no-status", "-o", "csv/utf-8"]
        command += ["--threads", str(THREADS), "--timeout", str(PATIENCE)]
        command += ["--user-agent", USER_AGENT]
        try:
            # As root LinkChecker becomes `nobody`, who cannot write files: we read its stdout.
            done = subprocess.run(
                command,
                input="\n".join(addresses).encode(),
                capture_output=True,
                timeout=time_limit,
                env=_environment(home),
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            return (late.stdout or b"").decode(errors="replace"), None
        complaints = done.stderr.decode(errors="replace").strip().splitlines()
        return done.stdout.decode(errors="replace"), complaints[-1] if complaints else "no words"


def _environment(home: str) -> dict[str, str]:
    """Give an environment without the user's settings, passwords, plugins or language."""
    folders = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
    return {**os.environ, **folders, "NETRC": os.devnull, "LC_ALL": "C", "LANGUAGE": "C"}
