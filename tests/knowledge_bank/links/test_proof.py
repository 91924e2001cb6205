"""The proof: every host of the register, played for three days, is told for what it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.links.ledger import Entry, Ledger
from knowledge_bank.links.network import Network
from knowledge_bank.links.run import look
from knowledge_bank.links.state import WORST_FIRST
from tests.knowledge_bank.links.stage import GOV, PARTS, Part, Theatre, says

ROOT = Path(__file__).parents[3]
DAYS = [date(2026, 11, 20) + timedelta(days=n) for n in range(3)]
UNSAFE = ("broken", "moved", "changed", "superseded")


def real_sources() -> list[dict[str, str]]:
    """The real register's published links, over http, because the stage has no certificates."""
    register = yaml.safe_load((ROOT / "data/resources/sources.yaml").read_text("utf-8"))
    found = {}
    for source in register:
        link = source.get("landing") or source.get("address")
        if link and source["state"] not in ("gone", "withdrawn"):
            found[source["id"]] = re.sub("^https:", "http:", link)
    return [{"id": f"real-{name}", "address": link} for name, link in found.items()]


@dataclass
class Run:
    parts: dict[str, Part]
    ledgers: list[Ledger]
    server: Theatre
    bank: Bank


def write_register(root: Path, server: Theatre) -> dict[str, Part]:
    """Give each behaviour to a real host in turn, and a healthy page to each real address."""
    real = real_sources()
    hosts = sorted({str(urlsplit(each["address"]).hostname) for each in real} - {GOV})
    assert len(hosts) > 15, "the real register has hosts to play"
    turns, parts, records = cycle(hosts), {}, []
    for part in PARTS:
        host = part.host or next(turns)
        path = f"/play/{part.name}"
        for other, play in {path: part.play, **part.extra}.items():
            server.plays[host, other] = play
        record = {"id": f"play-{part.name}", "address": f"{part.scheme}://{host}{path}"}
        if part.expects:
            record["expects"] = list(part.expects)
        if part.read:
            record["read"] = {"by": "bank-editor", "on": part.read}
        parts[record["id"]] = part
        records.append(record)
    for host in (*hosts, GOV):
        server.plays[host, "/"] = server.plays[host, "/en/index.html"] = says("<h1>Welcome</h1>")
        for path in ("plain", "another-document", "404", "temporary-redirect"):
            play = next(part.play for part in PARTS if part.name == path)
            server.plays.setdefault((host, f"/play/{path}"), play)
    for record in real:
        address = urlsplit(record["address"])
        server.plays[str(address.hostname), address.path] = says()
        records.append(record)
    newer = {"id": "newer", "supersedes": [{"source": "play-by-the-register"}]}
    facts = {"title": "A document", "publisher": "X", "authority": "local", "state": "unverified"}
    register = [{**facts, **record} for record in (*records, newer)]
    path = root / "data/resources/sources.yaml"
    path.write_text(yaml.safe_dump(register, allow_unicode=True), encoding="utf-8")
    return parts


@pytest.fixture(scope="module")
def run(
    tmp_path_factory: pytest.TempPathFactory,
    theatre: Callable[..., Theatre],
    closed_port: int,
    complete_once: Path,
) -> Run:
    server, tls = theatre(), theatre(tls=True)
    parts = write_register(complete_once, server)
    bank, findings = load_bank(complete_once)
    assert [f for f in findings if f.path.endswith("sources.yaml")] == []
    hosts = {str(urlsplit(s.record.link).hostname) for s in bank.sources.values() if s.record.link}
    names = dict.fromkeys(hosts, ("127.0.0.1", server.server_port))
    names |= {
        "inside.example": ("10.0.0.8", 80),
        "nobody.example": ("127.0.0.1", closed_port),
        "self-signed.example": ("127.0.0.1", tls.server_port),
    }
    del names["no-such-name.invalid"]
    network = Network(loopback=True, names=names, interval=0.02, patience=4, backoff=0.1)
    ledgers = []
    for number, day in enumerate(DAYS, start=1):
        server.day = number
        ledgers.append(look(bank, day, network=network, time_limit=120, batch=500))
    return Run(parts, ledgers, server, bank)


def seen(run: Run) -> Iterator[tuple[int, Part, Entry]]:
    for number, ledger in enumerate(run.ledgers):
        for name, part in run.parts.items():
            yield number, part, ledger.links[name]


def test_the_stage_has_at_least_thirty_behaviours() -> None:
    assert len({part.name for part in PARTS}) == len(PARTS) >= 30
    assert {part.states[-1] for part in PARTS} == set(WORST_FIRST)


def test_every_run_came_through(run: Run) -> None:
    assert [ledger.finished for ledger in run.ledgers] == [True] * 3


@pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
def test_each_behaviour_has_its_state_on_each_day(run: Run, part: Part) -> None:
    entries = [ledger.links[f"play-{part.name}"] for ledger in run.ledgers]
    assert [entry.state for entry in entries] == list(part.states), entries[-1]


def test_no_healthy_link_is_called_broken_and_no_bad_one_ok(run: Run) -> None:
    matrix: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, part, entry in seen(run):
        truth = part.truth if part.states[number] != "ok" else "healthy"
        matrix[truth][entry.state] += 1
    for ledger in run.ledgers:
        for name, entry in ledger.links.items():
            if name.startswith("real-"):
                matrix["healthy"][entry.state] += 1
    width = max(map(len, WORST_FIRST)) + 1
    print("\nin truth".ljust(15), "called, over three days")
    for truth, called in matrix.items():
        print(truth.ljust(14), *(f"{state}: {n}".ljust(width) for state, n in called.items()))
    assert sum(matrix["healthy"].values()) > 150
    assert matrix["healthy"]["broken"] == 0
    assert {truth: matrix[truth]["ok"] for truth in UNSAFE} == dict.fromkeys(UNSAFE, 0)
    assert set(matrix["healthy"]) == {"ok"}, "and nobody is sent to look at a healthy link"


def test_each_entry_says_why_since_when_and_what_to_do(run: Run) -> None:
    for number, part, entry in seen(run):
        assert entry.since <= DAYS[number]
        for words in (entry.sentence, entry.fix, *entry.evidence):
            assert words.isprintable(), entry
            assert words[-1] not in " ,", entry
        if entry.state == "moved":
            assert entry.new_address, entry
        if "ok" in part.states[: number + 1]:
            assert entry.last_good, entry
    late = run.ledgers[2].links["play-gone-on-the-second-day"]
    assert (late.since, late.last_good) == (DAYS[1], DAYS[0])
    assert run.ledgers[1].links["play-500"].strikes == (DAYS[0], DAYS[1])


def test_the_inside_was_refused_and_not_merely_silent(run: Run) -> None:
    for name in ("play-name-is-inside", "play-to-the-inside"):
        assert "private network" in run.ledgers[0].links[name].sentence


def test_moved_suggests_the_new_address(run: Run) -> None:
    links = run.ledgers[2].links
    assert str(links["play-301"].new_address).endswith("/play/plain")
    assert str(links["play-301-then-302"].new_address).endswith("/play/temporary-redirect")
    assert links["play-merged"].new_address == f"http://{GOV}/play/current"
