"""The real LinkChecker, under guard and with manners, on a real server on this computer."""

import itertools
import os
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_bank.links.engine import CouldNotCheck, fetch
from knowledge_bank.links.network import INTERNET, Network
from knowledge_bank.links.result import Outcome, Result
from tests.knowledge_bank.links.stage import (
    CERTIFICATE,
    Asked,
    Theatre,
    at_first,
    drips,
    encoded,
    leads,
    says,
)

Start = Callable[..., Theatre]
HOST = "played.example"


def stage(server: Theatre, *, loopback: bool = True, **more: float) -> Network:
    names = {HOST: ("127.0.0.1", server.server_port)}
    return Network(
        loopback=loopback,
        names=names,
        **{"interval": 0.01, "patience": 3.0, "backoff": 0.05, **more},
    )


def one(server: Theatre, path: str, network: Network | None = None) -> Result:
    (result,) = fetch([f"http://{HOST}{path}"], network=network or stage(server), time_limit=60)
    return result


def times(server: Theatre, path: str = "") -> list[float]:
    return [when for when, _, asked in server.asked if asked.startswith(path or "/p")]


@pytest.mark.parametrize(("trusts", "status"), [(str(CERTIFICATE), 200), (None, None)])
def test_a_secure_connection_is_made_and_its_certificate_checked(
    theatre: Start, trusts: str | None, status: int | None
) -> None:
    server = theatre(tls=True)
    server.plays[HOST, "/a"] = says()
    network = replace(stage(server), trusts=trusts)
    (result,) = fetch([f"https://{HOST}/a"], network=network, time_limit=60)
    assert result.status == status
    assert (b"2023" in result.answer.body) if result.answer else ("SSLError" in result.message)


def test_a_name_that_leads_to_this_computer_is_never_connected_to(theatre: Start) -> None:
    server = theatre()
    server.plays[HOST, "/a"] = says()
    result = one(server, "/a", stage(server, loopback=False))
    assert result.outcome is Outcome.UNREACHABLE
    assert "not public" in result.message
    assert server.asked == []


def test_nor_is_one_after_a_redirect(theatre: Start) -> None:
    first, inside = theatre(), theatre()
    network = Network(
        loopback=True,
        names={HOST: ("127.0.0.1", first.server_port), "inside.example": ("::ffff:10.0.0.8", 80)},
        interval=0.01,
    )
    first.plays[HOST, "/a"] = leads(302, "http://inside.example/")
    first.plays[HOST, "/b"] = leads(302, f"http://10.1.2.3:{inside.server_port}/")
    links = [f"http://{HOST}/{name}" for name in "ab"]
    results = list(fetch(links, network=network, time_limit=60))
    assert all(result.status is None for result in results), results
    assert inside.asked == []


def test_refused_addresses_reach_no_server(theatre: Start) -> None:
    server = theatre()
    page = f"{server.server_port}/200"
    hosts = ("127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "a@127.0.0.1")
    links = [f"http://{host}:{page}" for host in hosts]
    links += [f"file://127.0.0.1:{page}", f"127.0.0.1:{page}", "/etc/passwd", __file__]
    results = list(fetch(links, network=INTERNET, time_limit=60))
    assert {result.outcome for result in results} == {Outcome.REFUSED}
    assert server.asked == []


def test_one_address_is_asked_once_however_it_is_written(theatre: Start) -> None:
    server = theatre()
    server.plays[HOST, "/a"] = says()
    links = [f"http://{HOST}/a?{end}" for end in ("é", "%C3%A9", "é#a")]
    results = list(fetch(links, network=stage(server), time_limit=60))
    assert sorted(result.address for result in results) == sorted(links)
    assert all(result.answer and b"2023 edition" in result.answer.body for result in results)
    assert len(server.asked) == 2, "robots.txt and the page"


def test_a_host_is_asked_no_faster_than_its_pace(theatre: Start) -> None:
    server = theatre()
    links = [f"http://{HOST}/p{n}" for n in range(6)]
    for n in range(6):
        server.plays[HOST, f"/p{n}"] = says()
    list(fetch(links, network=stage(server, interval=0.2), time_limit=60))
    gaps = [later - first for first, later in itertools.pairwise(times(server))]
    assert len(gaps) == 5
    assert sum(gaps) > 0.9
    assert min(gaps) > 0.1


def test_a_host_that_asks_for_a_slower_pace_gets_it(theatre: Start) -> None:
    server = theatre()
    robots = b"User-agent: *\nCrawl-delay: 0.5\n"
    server.plays[HOST, "/robots.txt"] = encoded(robots, "text/plain")
    for n in range(3):
        server.plays[HOST, f"/p{n}"] = says()
    links = [f"http://{HOST}/p{n}" for n in range(3)]
    list(fetch(links, network=stage(server), time_limit=60))
    first, *_, last = times(server)
    assert last - first > 0.9


def test_retry_after_is_honoured_and_an_hour_is_not_waited_for(theatre: Start) -> None:
    server = theatre()
    server.plays[HOST, "/p1"] = at_first(says(status=503, Retry_After="1"), says())
    assert one(server, "/p1").status == 200
    first, later = times(server, "/p1")
    assert later - first > 0.9
    server.plays[HOST, "/p2"] = says(status=429, Retry_After="3600")
    begun = time.monotonic()
    assert one(server, "/p2").status == 429
    assert time.monotonic() - begun < 30
    assert len(times(server, "/p2")) == 1


def test_no_more_of_a_huge_body_is_read_than_is_needed(theatre: Start) -> None:
    server, sent = theatre(), []

    def huge(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", str(3 * 1024**3))
        asked.end_headers()
        for _ in range(48_000):
            sent.append(asked.wfile.write(b"x" * 65_536))

    server.plays[HOST, "/a"] = server.plays[HOST, "/robots.txt"] = huge
    result = one(server, "/a")
    assert result.status == 200
    assert result.answer is not None
    assert not result.answer.whole
    assert len(result.answer.body) < 500_000
    assert len(sent) * 65_536 < 20_000_000


def test_a_server_that_never_ends_stops_at_the_time_limit(theatre: Start) -> None:
    server, drips_robots = theatre(), theatre()
    server.plays[HOST, "/a"] = says()
    drips_robots.plays["slow.example", "/robots.txt"] = drips(b"HTTP/1.1 200 O")
    names = {
        HOST: ("127.0.0.1", server.server_port),
        "slow.example": ("127.0.0.1", drips_robots.server_port),
    }
    network = Network(loopback=True, names=names, interval=0.01, patience=60)
    begun = time.monotonic()
    links = [f"http://{HOST}/a", "http://slow.example/a"]
    results = {r.address: r.outcome for r in fetch(links, network=network, time_limit=8)}
    assert time.monotonic() - begun < 25
    assert list(results.values()) == [Outcome.ANSWERED, Outcome.UNFINISHED]


def test_the_users_own_settings_passwords_and_proxies_play_no_part(
    theatre: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = theatre()
    told: list[str | None] = []
    server.plays[HOST, "/a"] = lambda asked: (
        told.append(asked.headers.get("Authorization")),
        asked.say(200, b"x"),
    )[1]
    (tmp_path / "linkchecker" / "plugins").mkdir(parents=True)
    (tmp_path / "linkchecker" / "plugins" / "mine.py").write_text("raise SystemExit('plugin')")
    (tmp_path / "linkchecker" / "linkcheckerrc").write_text("[checking]\nthreads=nonsense\n")
    (tmp_path / ".netrc").write_text(f"machine {HOST} login me password secret\n")
    (tmp_path / "requests.py").write_text("raise SystemExit('the current folder was imported')")
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert one(server, "/a").status == 200
    assert told == [None]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_linkchecker_that_does_not_run_is_an_error_and_no_result(
    theatre: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / folder / name))
    with pytest.raises(CouldNotCheck, match="No module named"):
        one(theatre(), "/a")


def test_nothing_to_ask_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert list(fetch([], time_limit=5)) == []
