"""Sources are looked at through the real LinkChecker, on a real server on this computer."""

import os
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge_bank.links import CouldNotCheck, LinkReport, NoNetwork, check_links

Serve = Callable[..., Any]
EXPECTED = {
    "/temporary-then-moved": "answers",  # first, and /moved last: LinkChecker would mix them up
    "/200": "answers",
    "/204": "answers",
    "/slow": "answers",
    "/drip": "answers",
    "/temporary": "answers",
    "/hostile-title": "answers",
    "/no-reason": "answers",
    "/moved-308": "moved",
    "/moved-then-temporary": "moved",
    "/long-1": "failing",
    "/moved-to-broken": "broken",
    "/404": "broken",
    "/410": "broken",
    "/hostile-reason": "broken",
    "/401": "blocked",
    "/403": "blocked",
    "/429": "rate-limited",
    "/denied": "refused by robots.txt",
    "/500": "failing",
    "/503": "failing",
    "/loop": "failing",
    "/reset": "failing",
    "/not-http": "failing",
    "/many-headers": "failing",
    "/huge-header": "failing",
    "/moved-nowhere": "failing",
    "/moved-to-file": "failing",
    "/moved": "moved",
    "closed port": "failing",
    "unknown name": "failing",
    "no TLS": "failing",
    "/moved-to-nonsense": "not checked",  # LinkChecker stumbles and gives no row
    "none": "not checked",
    "private": "not checked",
}


@dataclass(frozen=True)
class Record:
    id: str
    link: str | None
    title: str = '</title>";\r\n\x1b[31m404 Not Found'


@pytest.fixture(scope="module")
def played(serve: Serve, closed_port: int) -> tuple[dict[str, LinkReport], Any]:
    """One look at every behaviour: the reports by behaviour, and the server."""
    server = serve()
    links: dict[str, str | None] = {name: server.at(name) for name in EXPECTED if name[0] == "/"}
    links["closed port"] = f"http://127.0.0.1:{closed_port}/" + "x" * 300
    links["unknown name"] = "http://no-such-host.invalid/"
    links["no TLS"] = server.at("/200").replace("http:", "https:")
    links |= {"none": None, "private": "http://192.168.0.1/"}
    sources = [Record(name, links[name]) for name in EXPECTED]
    reports = list(check_links(sources, allow_loopback=True, time_limit=45))
    assert [report.id for report in reports] == list(EXPECTED)
    return {report.id: report for report in reports}, server


@pytest.mark.parametrize("behaviour", EXPECTED)
def test_each_behaviour_has_its_state(played: Any, behaviour: str) -> None:
    state = played[0][behaviour].state
    assert state.name == EXPECTED[behaviour], state


def test_moved_suggests_the_new_address(played: Any) -> None:
    reports, server = played
    assert reports["/moved"].state.new_address == server.at("/200")
    assert reports["/moved-then-temporary"].state.new_address == server.at("/temporary")
    assert server.at("/200") in reports["/temporary"].state.sentence


def test_what_a_stranger_sends_is_never_printed_raw(played: Any) -> None:
    for report in played[0].values():
        assert report.state.sentence.isprintable(), report
        assert report.state.fix.isprintable(), report


def test_the_sentence_says_what_kind_of_trouble(played: Any) -> None:
    reports, _ = played
    assert "circle" in reports["/loop"].state.sentence
    assert "secure" in reports["no TLS"].state.sentence
    assert "No server" in reports["closed port"].state.sentence
    assert "No server" in reports["unknown name"].state.sentence
    assert "no address" in reports["none"].state.sentence


def test_the_look_is_polite(played: Any) -> None:
    _, server = played
    assert server.paths().count("/robots.txt") == 1
    assert "/denied" not in server.paths()
    assert server.paths().count("/404") == 2, "once itself, once as the end of a redirect"
    agents = {headers["User-Agent"] for path, headers in server.asked if path != "/robots.txt"}
    assert len(agents) == 1
    assert agents.pop().startswith("neglect-knowledge-bank/")


def test_a_server_that_never_ends_stops_at_the_time_limit(serve: Serve) -> None:
    quick, drips = serve(), serve(robots="drip")
    links = [quick.at("/200"), quick.at("/moved-drip"), drips.at("/200")]
    sources = [Record(str(n), link) for n, link in enumerate(links)]
    start = time.monotonic()
    reports = list(check_links(sources, allow_loopback=True, time_limit=8))
    assert time.monotonic() - start < 12
    assert [report.state.name for report in reports] == ["answers", "not checked", "not checked"]


def test_nothing_reachable_is_one_error_and_no_report(closed_port: int) -> None:
    sources = [Record(str(n), f"http://127.0.0.1:{closed_port}/{n}") for n in range(3)]
    with pytest.raises(NoNetwork, match=r"^could not check: no network$"):
        check_links(sources, allow_loopback=True, time_limit=20)


def test_refused_addresses_reach_no_server(serve: Serve) -> None:
    server = serve()
    page = f"{server.server_port}/200"
    hosts = ("127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "a@127.0.0.1")
    links = [f"http://{host}:{page}" for host in hosts]
    links += [f"file://127.0.0.1:{page}", f"127.0.0.1:{page}", "/etc/passwd", __file__]
    reports = list(check_links([Record(link, link) for link in links], time_limit=20))
    assert {report.state.name for report in reports} == {"not checked"}
    assert all("not fetched" in report.state.sentence for report in reports)
    assert server.asked == []


def test_a_redirect_to_a_dead_server_is_failing_and_no_want_of_a_network(serve: Serve) -> None:
    source = Record("a", serve().at("/moved-to-dead"))
    state = next(check_links([source], allow_loopback=True, time_limit=20)).state
    assert (state.name, state.new_address) == ("failing", None)


def test_one_address_is_asked_once_however_it_is_written(serve: Serve) -> None:
    server = serve()
    links = [server.at(path) for path in ("/200?é", "/200?%C3%A9", "/200?é#a", "/200?é")]
    reports = list(check_links([Record("a", x) for x in links], allow_loopback=True))
    assert [(report.link, report.state.name) for report in reports] == [
        (link, "answers") for link in links
    ]
    assert len(server.paths()) == 2, "robots.txt and the page"


def test_the_users_own_settings_and_passwords_play_no_part(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    (tmp_path / "linkchecker" / "plugins").mkdir(parents=True)
    (tmp_path / "linkchecker" / "plugins" / "mine.py").write_text("raise SystemExit('plugin')")
    (tmp_path / "linkchecker" / "linkcheckerrc").write_text("[checking]\nthreads=nonsense\n")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (tmp_path / "requests.py").write_text("raise SystemExit('the current folder was imported')")
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    report = next(check_links([Record("a", server.at("/denied"))], allow_loopback=True))
    assert report.state.name == "refused by robots.txt"
    assert not any("Authorization" in headers for _, headers in server.asked)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_linkchecker_that_does_not_run_is_an_error_and_no_report(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / folder / name))
    with pytest.raises(CouldNotCheck, match="No module named linkcheck"):
        check_links([Record("a", serve().at("/200"))], allow_loopback=True)


def test_sources_without_addresses_need_no_network() -> None:
    assert [r.state.name for r in check_links([Record("a", None)])] == ["not checked"]
    assert list(check_links([])) == []
