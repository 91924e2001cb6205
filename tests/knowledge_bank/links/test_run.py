"""A run keeps what it has learnt, changes nothing when the fault is ours, and can be taken up."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.cli import main
from knowledge_bank.links.engine import CouldNotCheck
from knowledge_bank.links.ledger import LEDGER, Entry, Ledger, read_ledger, write_ledger
from knowledge_bank.links.network import Network
from knowledge_bank.links.run import NoNetwork, confirm, look
from tests.knowledge_bank.links.stage import Asked, Theatre, drips, leads, says

Start = Callable[..., Theatre]
TODAY = date(2026, 11, 22)
HOSTS = [f"host-{n}.example" for n in range(8)]


@pytest.fixture
def bank(complete: Path) -> Bank:
    facts = {"title": "A", "publisher": "X", "authority": "local", "state": "unverified"}
    register = [
        {**facts, "id": f"s{n}", "address": f"http://{host}/a"} for n, host in enumerate(HOSTS)
    ]
    path = complete / "data/resources/sources.yaml"
    path.write_text(yaml.safe_dump(register), encoding="utf-8")
    (complete / LEDGER).unlink()
    return load_bank(complete)[0]


def stage(server: Theatre, up: int = len(HOSTS), port: int = 1) -> Network:
    names = {
        host: ("127.0.0.1", server.server_port if number < up else port)
        for number, host in enumerate(HOSTS)
    }
    return Network(loopback=True, names=names, interval=0.01, patience=2, backoff=0.05)


@pytest.fixture
def server(theatre: Start) -> Theatre:
    running = theatre()
    for host in HOSTS:
        running.plays[host, "/a"] = says()
    return running


def on_file(bank: Bank) -> bytes | None:
    path = bank.root / LEDGER
    return path.read_bytes() if path.exists() else None


def test_no_network_is_said_once_and_changes_nothing(
    bank: Bank, server: Theatre, closed_port: int
) -> None:
    look(bank, TODAY, network=stage(server), time_limit=60)
    before = on_file(bank)
    later = TODAY + timedelta(days=1)
    with pytest.raises(NoNetwork, match=r"^could not check: no network$"):
        look(bank, later, network=stage(server, 0, closed_port), time_limit=60)
    assert on_file(bank) == before


def test_most_servers_silent_is_our_fault_and_a_few_are_theirs(
    bank: Bank, server: Theatre, closed_port: int
) -> None:
    with pytest.raises(NoNetwork, match="most servers"):
        look(bank, TODAY, network=stage(server, 2, closed_port), time_limit=60)
    assert on_file(bank) is None
    ledger = look(bank, TODAY, network=stage(server, 6, closed_port), time_limit=60)
    assert sorted(entry.state for entry in ledger.links.values()) == ["failing"] * 2 + ["ok"] * 6


def test_a_networks_sign_in_page_is_not_taken_for_an_answer(bank: Bank, server: Theatre) -> None:
    for host in HOSTS[1:]:
        server.plays[host, "/a"] = leads(302, f"http://{HOSTS[0]}/portal")
    server.plays[HOSTS[0], "/portal"] = says("<h1>Welcome to the hotel</h1>")
    with pytest.raises(NoNetwork, match="one server answers for most"):
        look(bank, TODAY, network=stage(server), time_limit=60)
    assert on_file(bank) is None


def test_a_run_out_of_time_is_taken_up_where_it_stopped(bank: Bank, server: Theatre) -> None:
    for host in HOSTS[4:]:
        server.plays[host, "/robots.txt"] = drips(b"HTTP/1.1 200 O")
    network = stage(server)
    slow = Network(loopback=True, names=network.names, interval=0.01, patience=60, backoff=0.05)
    first = look(bank, TODAY, network=slow, time_limit=6)
    assert not first.finished
    assert sorted(e.state for e in first.links.values()) == ["not checked"] * 4 + ["ok"] * 4
    for host in HOSTS[4:]:
        del server.plays[host, "/robots.txt"]
    server.asked.clear()
    second = look(bank, TODAY, network=network, time_limit=60)
    assert second.finished
    assert {entry.state for entry in second.links.values()} == {"ok"}
    assert {host for _, host, _ in server.asked} == set(HOSTS[4:]), (
        "the others were not asked again"
    )
    assert read_ledger(bank.root, TODAY) == second


def test_each_batch_is_kept_and_a_last_one_of_dead_links_is_no_want_of_a_network(
    bank: Bank, server: Theatre, closed_port: int
) -> None:
    kept: list[int] = []

    def count(asked: Asked) -> None:
        ledger = read_ledger(bank.root, TODAY)
        kept.append(len(ledger.links) if isinstance(ledger, Ledger) else 0)
        says()(asked)

    for host in HOSTS:
        server.plays[host, "/a"] = count
    network = stage(server, 6, closed_port)
    ledger = look(bank, TODAY, network=network, time_limit=60, batch=3)
    assert sorted(kept) == [0] * 3 + [3] * 3
    assert [ledger.links[f"s{n}"].state for n in (5, 6, 7)] == ["ok", "failing", "failing"]


def test_confirming_takes_a_known_role_and_a_link_with_something_to_confirm(
    bank: Bank, server: Theatre
) -> None:
    server.plays[HOSTS[1], "/a"] = says(status=403)
    with pytest.raises(CouldNotCheck, match="no look"):
        confirm(bank, "s1", "editor", TODAY)
    look(bank, TODAY, network=stage(server), time_limit=60)
    before = on_file(bank)
    look(bank, TODAY, network=stage(server), time_limit=60)
    assert on_file(bank) == before, "the same facts give the same bytes"
    with pytest.raises(CouldNotCheck, match=r"the roles are .*editor"):
        confirm(bank, "s1", "nobody", TODAY)
    with pytest.raises(CouldNotCheck, match="nothing is the matter"):
        confirm(bank, "s0", "editor", TODAY)
    assert confirm(bank, "s1", "editor", TODAY).quiet(TODAY)


@pytest.mark.parametrize("text", ["{", '{"checked": "2027-01-01"}'])
def test_an_unusable_history_is_not_written_over(
    bank: Bank, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (bank.root / LEDGER).write_text(text, encoding="utf-8")
    for arguments in (["links"], ["links", "confirm", "s1", "--by", "editor"], ["links", "--show"]):
        assert main(["--root", str(bank.root), *arguments]) == 2
        assert "Restore the file" in capsys.readouterr().err
    assert (bank.root / LEDGER).read_text("utf-8") == text


def test_the_command_says_what_waits_and_how_it_ends(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = {
        name: Entry(
            address=str(located.record.link),
            state="blocked" if name == "s1" else "ok",
            since=TODAY,
            looked=TODAY,
            sentence="It is so.",
            fix="Nothing.",
        )
        for name, located in bank.sources.items()
    }
    write_ledger(bank.root, Ledger(checked=TODAY, links=entries))
    show = ["--root", str(bank.root), "links", "--show"]
    assert main(show) == 1
    said = capsys.readouterr().out
    assert "blocked: A (s1)" in said
    assert said.endswith("8 links: 1 blocked, 7 ok.\n")
    assert main(["--root", str(bank.root), "links", "confirm", "s1", "--by", "editor"]) == 0
    assert capsys.readouterr().out == (
        "Kept quiet until 2027-01-21, as long as it stays “blocked”.\n"
    )
    assert main(show) == 0
    assert "kept quiet: s1. A person (editor) opened it" in capsys.readouterr().out


def test_the_command_without_a_network_ends_with_two(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = bank.root / "data/resources/sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace(".example/", ".invalid/"), "utf-8")
    assert main(["--root", str(bank.root), "links", "--report", "issue"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "could not check: no network.\n")
    assert on_file(bank) is None
