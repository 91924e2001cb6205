"""A stage on this computer: one server that plays every host of the register, day by day."""

import gzip
import itertools
import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WORDS = "Working Together to Safeguard Children"
EDITION = "2023 edition"
BODY = f"<h1>{WORDS}</h1><p>This is the {EDITION}, for everyone who works with children.</p>"
CERTIFICATE = Path(__file__).with_name("self-signed.pem")
Play = Callable[["Asked"], None]


def document(body: str = BODY, title: str = WORDS) -> bytes:
    return f"<!doctype html><html><title>{title}</title><body>{body}</body></html>".encode()


class Theatre(ThreadingHTTPServer):
    """The server; knows its plays by host and path, the day, and everything it was asked."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self, tls: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.day = 1
        self.plays: dict[tuple[str, str], Play] = {}
        self.asked: list[tuple[float, str, str]] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.stopping = threading.Event()
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the play."""


class Asked(BaseHTTPRequestHandler):
    """One request, and the ways to answer it."""

    server: Theatre
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.host = self.headers.get("Host", "").partition(":")[0]
        self.name = self.path.partition("?")[0]
        self.server.asked.append((time.monotonic(), self.host, self.path))
        self.server.counts[self.host, self.name] += 1
        self.nth = self.server.counts[self.host, self.name]
        play = self.server.plays.get((self.host, self.name))
        if play is None and self.name == "/robots.txt":
            self.say(200, b"User-agent: *\nDisallow: /denied\n", "text/plain")
        elif play is None:
            self.say(404, document("<h1>Nothing plays here</h1>"))
        else:
            play(self)

    @property
    def day(self) -> int:
        return self.server.day

    def say(
        self, status: int = 200, body: bytes = b"", kind: str = "text/html", **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def hang_up(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.close_connection = True
        self.connection.close()

    def raw(self, parts: Iterator[bytes], pause: float) -> None:
        self.close_connection = True
        with suppress(OSError):
            for part in parts:
                self.wfile.write(part)
                if self.server.stopping.wait(pause):
                    return


def says(body: str = BODY, title: str = WORDS, status: int = 200, **headers: str) -> Play:
    return lambda asked: asked.say(status, document(body, title), **headers)


def leads(status: int, to: str) -> Play:
    return lambda asked: asked.say(status, b"", Location=to)


def by_day(*plays: Play) -> Play:
    return lambda asked: plays[asked.day - 1](asked)


def one_in_three(trouble: Play) -> Play:
    """Fails three times in ten."""
    return lambda asked: (trouble if asked.nth % 10 in (1, 4, 8) else says())(asked)


def at_first(trouble: Play, then: Play) -> Play:
    return lambda asked: (trouble if asked.nth == 1 else then)(asked)


def encoded(body: bytes, kind: str, **headers: str) -> Play:
    return lambda asked: asked.say(200, body, kind, **headers)


def three_gigabytes(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.send_header("Content-Length", str(3 * 1024**3))
    asked.end_headers()
    filler = b"<p>" + b"x" * 65_000
    asked.raw(itertools.chain([document()], itertools.repeat(filler, 48_000)), 0)


def drips(head: bytes) -> Play:
    return lambda asked: asked.raw(itertools.chain([head], itertools.repeat(b"#")), 0.1)


def slow(asked: Asked) -> None:
    time.sleep(1)
    asked.say(200, document())


def api(**facts: object) -> Play:
    return encoded(json.dumps(facts).encode(), "application/json")


def gone(asked: Asked) -> None:
    asked.say(410, json.dumps({"document_type": "gone"}).encode(), "application/json")


GOV = "www.gov.uk"
UPDATED = "2026-03-01T10:00:00Z"
LATER = "2026-11-10T10:00:00Z"
NOT_HERE = "Page not found"
MINUTE = "Just a moment..."
FAILS = ("failing", "failing", "broken")
REPLACED = "This guidance was withdrawn on 1 March 2026."
REPLACES = "This guidance replaces the 2018 edition, which has been withdrawn. Check this "
PDF = b"%PDF-1.7 first edition"


@dataclass(frozen=True)
class Part:
    """One behaviour: what kind of link it is in truth, and the state each day must give it."""

    name: str
    truth: str
    play: Play
    states: tuple[str, ...]
    expects: tuple[str, ...] = (WORDS, EDITION)
    host: str = ""
    scheme: str = "http"
    extra: dict[str, Play] = field(default_factory=dict)
    read: str = ""


def healthy(name: str, play: Play, **more: object) -> Part:
    return Part(name, "healthy", play, ("ok",) * 3, **more)  # type: ignore[arg-type]


def bad(truth: str, name: str, play: Play, state: str | tuple[str, ...], **more: object) -> Part:
    states = (state,) * 3 if isinstance(state, str) else state
    return Part(name, truth, play, states, **more)  # type: ignore[arg-type]


def on_gov(truth: str, name: str, page: Play, word: Play, states: tuple[str, ...]) -> Part:
    extra = {f"/api/content/play/{name}": word}
    return Part(name, truth, page, states, host=GOV, extra=extra, read="2026-06-01")


SPACED = BODY.replace(" to ", "&nbsp;to\n  ").replace("Safeguard", "<b>SAFE</b>guard")
DASHED = "<h1>The child’s world – a guide</h1>"
DEEP = "<div>" * 60_000 + BODY
HOSTILE = "&lt;script>\";\n404 Not Found</title><script>alert('\x1b[31m')</script>"
ANYTHING: tuple[str, ...] = ()

PARTS = (
    healthy("plain", says()),
    healthy("spaces-and-capitals", says(SPACED)),
    healthy("dashes", says(DASHED), expects=("The child's world - a guide",)),
    healthy(
        "windows-1252",
        encoded(DASHED.encode("cp1252"), "text/html; charset=windows-1252"),
        expects=("The child’s world – a guide",),
    ),
    healthy("unknown-charset", encoded(document(), "text/html; charset=x-nonsense")),
    healthy("charset-that-is-no-charset", encoded(document(), "text/html; charset=zlib_codec")),
    healthy("utf-16", encoded(document().decode().encode("utf-16"), "text/html")),
    healthy("null-bytes", encoded(b"\0\0" + document() + b"\xff\xfe", "text/html; charset=utf-8")),
    healthy("gzip", encoded(gzip.compress(document()), "text/html", Content_Encoding="gzip")),
    healthy("deep", says(DEEP)),
    healthy("slow", slow),
    healthy("flaky-503", one_in_three(says(status=503))),
    healthy("flaky-hang-up", one_in_three(Asked.hang_up)),
    healthy("flaky-404", at_first(says(status=404), says())),
    healthy("busy-at-first", at_first(says(status=503, Retry_After="1"), says())),
    healthy("temporary-redirect", leads(302, "/play/plain")),
    healthy("about-404", says(title="Section 404 of the Act", body=BODY)),
    healthy("page-not-found-in-its-title", says(title=f"{WORDS}: page not found in print")),
    healthy("replaces-another", says(f"<p>{REPLACES}page.</p>{BODY}")),
    healthy("three-gigabytes", three_gigabytes),
    healthy("hostile-title", says(title=HOSTILE)),
    healthy("unwatched", says("<p>Anything</p>"), expects=ANYTHING),
    healthy(
        "endless-drip",
        drips(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"),
        expects=ANYTHING,
    ),
    healthy("same-pdf", encoded(PDF, "application/pdf"), expects=ANYTHING),
    healthy("no-reason", lambda a: a.raw(iter([b"HTTP/1.1 200\r\n\r\n" + document()]), 0)),
    on_gov("healthy", "current", says(), api(public_updated_at=UPDATED), ("ok",) * 3),
    on_gov("healthy", "api-down", says(), says(status=500), ("ok",) * 3),
    on_gov("healthy", "api-nonsense", says(), encoded(b"[" * 9000, "text/plain"), ("ok",) * 3),
    bad("broken", "404", says(NOT_HERE, NOT_HERE, 404), "broken"),
    bad("broken", "410", says(status=410), "broken"),
    bad("broken", "moved-to-404", leads(301, "/play/404"), "broken"),
    bad("broken", "gone-on-the-second-day", by_day(says(), says(status=404), says(status=404)),
        ("ok", "broken", "broken")),
    on_gov("broken", "gone", says(), gone, ("broken",) * 3),
    bad("broken", "500", says(status=500), FAILS),
    bad("broken", "hangs-up", Asked.hang_up, FAILS),
    bad("broken", "loop", leads(301, "/play/loop?again"), FAILS),
    bad("broken", "not-http", lambda a: a.raw(iter([b"SSH-2.0-OpenSSH\r\n"]), 0), FAILS),
    bad("broken", "dripping-head", drips(b"HTTP/1.1 200 O"), FAILS),
    bad("broken", "to-a-file", leads(302, "file:///etc/passwd"), FAILS),
    bad("broken", "to-the-inside", leads(302, "http://inside.example/"), FAILS),
    bad("broken", "name-is-inside", says(), FAILS, host="inside.example"),
    bad("broken", "no-such-name", says(), FAILS, host="no-such-name.invalid"),
    bad("broken", "nobody-listens", says(), FAILS, host="nobody.example"),
    bad("broken", "bad-tls", says(), FAILS, host="self-signed.example", scheme="https"),
    bad("failing", "up-and-down", by_day(says(status=500), says(), says(status=500)),
        ("failing", "ok", "failing")),
    bad("moved", "301", leads(301, "/play/plain"), "moved"),
    bad("moved", "308", leads(308, "/play/plain"), "moved"),
    bad("moved", "301-then-302", leads(301, "/play/temporary-redirect"), "moved"),
    bad("moved", "moves-on-the-third-day", by_day(says(), says(), leads(301, "/play/plain")),
        ("ok", "ok", "moved")),
    on_gov("moved", "merged", says(), leads(303, "/api/content/play/current"), ("moved",) * 3),
    bad("changed", "another-document", says("<h1>Another document</h1>", "Another"), "changed"),
    bad("changed", "newer-edition", by_day(says(), says(BODY.replace("2023", "2026")),
        says(BODY.replace("2023", "2026"))), ("ok", "changed", "changed")),
    bad("changed", "moved-and-changed", leads(301, "/play/another-document"), "changed"),
    bad("changed", "another-pdf", by_day(*(encoded(PDF + bytes([n]), "application/pdf")
        for n in (0, 1, 1))), ("ok", "changed", "changed"), expects=ANYTHING),
    on_gov("changed", "updated", says(), by_day(api(public_updated_at=UPDATED),
        *[api(public_updated_at=LATER, details={"change_history": [
            {"public_timestamp": LATER, "note": "Added a <b>chapter</b>"}]})] * 2),
        ("ok", "changed", "changed")),
    bad("superseded", "notice", says(f"{BODY}<div>{REPLACED}</div>"), "superseded"),
    bad("superseded", "has-been-replaced", says(f"{BODY}<p>This document has now been replaced by "
        "the 2026 edition</p>"), "superseded"),
    bad("superseded", "withdrawn-title", says(title=f"[Withdrawn] {WORDS}"), "superseded"),
    on_gov("superseded", "withdrawn", says(), api(withdrawn_notice={
        "explanation": "<p>See the newer one</p>", "withdrawn_at": UPDATED}), ("superseded",) * 3),
    bad("superseded", "by-the-register", says(), "superseded"),
    bad("home page", "to-the-front-page", leads(302, "/"), "redirected to a home page"),
    bad("home page", "to-the-index", leads(301, "/en/index.html"), "redirected to a home page"),
    bad("soft 404", "soft-404", says("<h1>Sorry</h1>", NOT_HERE), "soft 404", expects=ANYTHING),
    bad("soft 404", "soft-404-heading", says("<h1>We can’t find that page</h1>", "Our site"),
        "soft 404"),
    bad("blocked", "401", says(status=401), "blocked"),
    bad("blocked", "403", says(status=403), "blocked"),
    bad("blocked", "challenge", says(MINUTE, MINUTE, 503, cf_mitigated="challenge"), "blocked"),
    bad("blocked", "challenge-with-200", says(MINUTE, MINUTE), "blocked", expects=ANYTHING),
    bad("blocked", "asks-who-you-are", leads(302, "/account/login?next=x"), "blocked",
        extra={"/account/login": says("<h1>Sign in</h1>")}),
    bad("blocked", "walled-robots", says(), "blocked", host="walled.example",
        extra={"/robots.txt": says(status=403)}),
    bad("rate-limited", "429", says(status=429), "rate-limited"),
    bad("rate-limited", "429-for-an-hour", says(status=429, Retry_After="3600"), "rate-limited"),
    bad("robots", "denied", says(), "refused by robots.txt",
        host="denied.example",
        extra={"/robots.txt": encoded(b"User-agent: *\nDisallow: /", "text/plain")}),
    bad("not known", "no-content", lambda a: a.say(204), "not checked"),
    bad("not known", "only-scripts", says("<script>draw()</script>", ""), "not checked"),
    bad("not known", "a-file-with-words", encoded(PDF, "application/pdf"), "not checked"),
)  # fmt: skip
