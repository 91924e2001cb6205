"""How fast the links are looked at, beside plain LinkChecker at its defaults, in one run.

A thousand addresses on forty hosts of this computer, which answer after 50 to 800 ms and hold
against whoever asks one of them more than five times within a second. Run with `kb bench links`.
"""

import asyncio
import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge_bank.bank import load_bank
from knowledge_bank.links.network import Network
from knowledge_bank.links.run import look

HOSTS, ADDRESSES, PER_SECOND = 40, 1000, 5
QUICKEST, SLOWEST = 0.05, 0.8
WORDS = "Neglect: learning from case reviews"
PAGE = f"<title>{WORDS}</title><h1>{WORDS}</h1>{'<p>Some more words.</p>' * 150}".encode()
# What kinds of page there are, and how often. The state each must be given; plain LinkChecker
# is asked for no more than the status.
KINDS = {"ok": 88, "broken": 4, "moved": 4, "changed": 4}


@dataclass(frozen=True)
class Cost:
    """What one side took, how many addresses it got right, and how it treated the hosts."""

    seconds: float
    megabytes: float
    judged: int
    right: int
    asked: int
    fastest: int

    def line(self, name: str) -> str:
        return (
            f"{name:18}{self.seconds:9.1f}{self.megabytes:11.0f}{self.judged:9}{self.right:9}"
            f"{self.asked:10}{self.fastest:14}"
        )


def main() -> int:
    """Run both sides against the same hosts; print the table; return 0 if we are good enough."""
    with tempfile.TemporaryDirectory() as scratch:
        server, port = _start_hosts()
        addresses = _addresses(port)
        try:
            ours = _measured(server, "ours", addresses, scratch)
            plain = _measured(server, "plain", addresses, scratch)
        finally:
            server.terminate()
            server.wait()
    print(f"{ADDRESSES} addresses on {HOSTS} hosts, which answer after 50 to 800 ms")
    print(
        f"{'':18}{'seconds':>9}{'memory MB':>11}{'judged':>9}{'right':>9}{'requests':>10}", end=""
    )
    print(f"{'most a second':>14}")
    print(ours.line("ours"), plain.line("plain LinkChecker"), sep="\n")
    share = ours.seconds / plain.seconds
    print(f"Ours takes {share:.2f} of its time. Each host allows {PER_SECOND} requests a second.")
    good = share <= 0.25 and ours.fastest <= PER_SECOND and ours.right >= plain.right
    print("That is as good as it has to be." if good else "That is not good enough.")
    return 0 if good else 1


def _addresses(port: int) -> list[tuple[str, str]]:
    """Every address with the kind of page it leads to, in an order that favours nobody."""
    chance = random.Random(5)
    kinds = [kind for kind, share in KINDS.items() for _ in range(ADDRESSES * share // 100)]
    chance.shuffle(kinds)
    made = [
        (f"http://127.0.0.{number % HOSTS + 2}:{port}/{kind}/{number}", kind)
        for number, kind in enumerate(kinds)
    ]
    chance.shuffle(made)
    return made


def _start_hosts() -> tuple["subprocess.Popen[str]", int]:
    command = [sys.executable, "-m", __spec__.name, "hosts"]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert server.stdout
    return server, int(server.stdout.readline())


def _measured(
    server: "subprocess.Popen[str]", side: str, addresses: list[tuple[str, str]], scratch: str
) -> Cost:
    """Run one side in a process of its own, and ask the hosts how they were treated."""
    command = [sys.executable, "-m", __spec__.name, side, scratch]
    told = json.dumps(addresses)
    ran = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(ran.stderr)
    assert server.stdin
    assert server.stdout
    server.stdin.write("\n")
    server.stdin.flush()
    asked, fastest = json.loads(server.stdout.readline())
    return Cost(*json.loads(ran.stdout), asked, fastest)


def _report(begun: float, judged: int, right: int) -> None:
    peak = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    print(json.dumps([time.perf_counter() - begun, peak / unit, judged, right]))


def run_ours(addresses: list[tuple[str, str]], scratch: Path) -> None:
    """Look at all of them as `kb links` does: status, words, judgement and the ledger."""
    facts = {"title": "A", "publisher": "X", "authority": "law", "state": "unverified"}
    register = [
        {**facts, "id": f"s{number}", "address": address, "expects": [WORDS]}
        for number, (address, _) in enumerate(addresses)
    ]
    root = scratch / "project"
    (root / "data/resources").mkdir(parents=True)
    (root / "data/resources/sources.yaml").write_text(yaml.safe_dump(register), "utf-8")
    (root / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    bank, _ = load_bank(root)
    network = Network(loopback=True)
    begun = time.perf_counter()
    ledger = look(bank, date(2026, 11, 22), network=network, time_limit=600, batch=ADDRESSES)
    found = [ledger.links[f"s{number}"].state for number in range(len(addresses))]
    kinds = [kind for _, kind in addresses]
    judged = sum(state != "not checked" for state in found)
    _report(begun, judged, sum(map(str.__eq__, found, kinds)))


def run_plain(addresses: list[tuple[str, str]], scratch: Path) -> None:
    """Hand all of them to LinkChecker as it comes; it says no more of a page than its status."""
    command = [sys.executable, "-m", "linkcheck", "--stdin", "-v", "-o", "csv", "--no-status"]
    begun = time.perf_counter()
    ran = subprocess.run(
        command,
        input="\n".join(address for address, _ in addresses),
        capture_output=True,
        text=True,
        cwd=scratch,
        env={**os.environ, "HOME": str(scratch), "LC_ALL": "C"},
        check=False,
    )
    lines = (line for line in io.StringIO(ran.stdout) if not line.startswith("#"))
    found = {row["urlname"]: row["result"] for row in csv.DictReader(lines, delimiter=";")}
    right = sum(
        found.get(address, "").startswith("404" if kind == "broken" else "200")
        for address, kind in addresses
    )
    _report(begun, sum(address in found for address, _ in addresses), right)


async def run_hosts() -> None:
    """Be the forty hosts; on each line read, tell how many requests came and how fast."""
    asked: dict[str, list[float]] = {f"127.0.0.{n + 2}": [] for n in range(HOSTS)}
    step = (SLOWEST - QUICKEST) / (HOSTS - 1)
    latency = {host: QUICKEST + step * number for number, host in enumerate(asked)}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                now = time.monotonic()
                asked[host].append(now)
                await asyncio.sleep(latency[host])
                recent = sum(now - 1 < when <= now for when in asked[host][-20:])
                path = head.split(b" ", 2)[1].decode()
                writer.write(_answer(path, recent > PER_SECOND))
                await writer.drain()
        writer.close()

    servers = [await asyncio.start_server(answer, "127.0.0.2", 0)]
    port = servers[0].sockets[0].getsockname()[1]
    servers += [await asyncio.start_server(answer, host, port) for host in list(asked)[1:]]
    print(port, flush=True)
    while await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        told = [sum(map(len, asked.values())), max(map(_fastest, asked.values()))]
        print(json.dumps(told), flush=True)
        for times in asked.values():
            times.clear()


def _fastest(times: Iterable[float]) -> int:
    """The most requests within any one second."""
    known = list(times)
    return max((sum(0 <= other - each < 1 for other in known) for each in known), default=0)


def _answer(path: str, too_fast: bool) -> bytes:
    kind = path.split("/")[1]
    status, body, more = "200 OK", PAGE, ""
    if too_fast:
        status, body = "429 Too Many Requests", b""
    elif path == "/robots.txt" or kind == "broken":
        status, body = "404 Not Found", b""
    elif kind == "moved":
        status, body, more = "301 Moved", b"", f"Location: /ok/{path.split('/')[2]}\r\n"
    elif kind == "changed":
        body = PAGE.replace(WORDS.encode(), b"Another document")
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{more}"
    return head.encode() + b"\r\n" + body


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hosts"]:
            asyncio.run(run_hosts())
        case [("ours" | "plain") as side, scratch]:
            told: list[Any] = [tuple(each) for each in json.load(sys.stdin)]
            {"ours": run_ours, "plain": run_plain}[side](told, Path(scratch))
        case _:
            sys.exit(main())
