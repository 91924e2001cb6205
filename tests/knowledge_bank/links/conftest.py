"""A real web server on this computer that behaves well, badly and maliciously."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

HOSTILE = b"<title>\";\n404 Not Found</title><script>alert('\x1b[31m')</script>"


class Loopback(ThreadingHTTPServer):
    """The server; remembers what it was asked, and by whom."""

    daemon_threads = True

    def __init__(self, robots: str) -> None:
        super().__init__(("127.0.0.1", 0), Behaviour)
        self.robots = robots
        self.stopping = threading.Event()
        self.asked: list[tuple[str, dict[str, str]]] = []

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the play."""


class Behaviour(BaseHTTPRequestHandler):
    """Plays the behaviour that the path names."""

    server: Loopback

    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""

    def reply(self, status: int, body: bytes = b"x", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, status: int, **headers: str) -> None:
        """Send one byte every tenth of a second, for ever."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        while not self.server.stopping.wait(0.1):
            self.wfile.write(b"#")

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        name = self.path.partition("?")[0].strip("/")
        if name in SPECIAL:
            SPECIAL[name](self)
        else:
            self.reply(int(name) if name.isdigit() else 200)


def robots(page: Behaviour) -> None:
    if page.server.robots == "drip":
        page.drip(200, Content_Type="text/plain")
    else:
        page.reply(200, page.server.robots.encode(), Content_Type="text/plain")


def slow(page: Behaviour) -> None:
    time.sleep(2)
    page.reply(200)


def reset(page: Behaviour) -> None:
    page.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    page.connection.close()


def many_headers(page: Behaviour) -> None:
    headers = {f"X-{n}": "y" for n in range(300)}
    page.reply(200, b"x", **headers)


def raw(answer: bytes) -> Callable[[Behaviour], None]:
    def behave(page: Behaviour) -> None:
        page.wfile.write(answer)
        page.close_connection = True

    return behave


def to(status: int, location: str) -> Callable[[Behaviour], None]:
    return lambda page: page.reply(status, Location=location)


SPECIAL: dict[str, Callable[[Behaviour], None]] = {
    "robots.txt": robots,
    "slow": slow,
    "reset": reset,
    "drip": lambda page: page.drip(200, Content_Type="text/html"),
    "moved-drip": lambda page: page.drip(301, Location="/200"),
    "moved": to(301, "/200"),
    "moved-308": to(308, "/200"),
    "moved-then-temporary": to(308, "/temporary"),
    "temporary": to(302, "/200"),
    "temporary-then-moved": to(302, "/moved"),
    "moved-to-broken": to(301, "/404"),
    "moved-to-file": to(301, "file:///etc/passwd"),
    "moved-to-dead": to(301, "http://localhost:1/"),
    "moved-to-nonsense": to(301, "http://[nonsense"),
    "moved-nowhere": lambda page: page.reply(301),
    "loop": to(301, "/loop-back"),
    "loop-back": to(301, "/loop"),
    "long-1": to(301, "/long-2?" + "x" * 60_000),
    "long-2": to(301, "/long-3?" + "x" * 60_000),
    "long-3": to(301, "/200?" + "x" * 60_000),
    "many-headers": many_headers,
    "huge-header": lambda page: page.reply(200, X="y" * 200_000),
    "hostile-title": lambda page: page.reply(200, HOSTILE, Content_Type="text/html"),
    "hostile-reason": raw(b'HTTP/1.1 404 \x1b[31m";True;\r200 OK\xff\r\nContent-Length: 0\r\n\r\n'),
    "no-reason": raw(b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"),
    "not-http": raw(b"SSH-2.0-OpenSSH\r\n"),
}


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Loopback]]:
    """Start as many servers as a test asks for; they stop when the module is done."""
    servers: list[Loopback] = []

    def start(robots: str = "User-agent: *\nDisallow: /denied\n") -> Loopback:
        server = Loopback(robots)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    with pytest.MonkeyPatch.context() as here:
        here.setenv("NO_PROXY", "127.0.0.1")
        here.setenv("no_proxy", "127.0.0.1")
        yield start
    for server in servers:
        server.stopping.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def closed_port() -> int:
    """A port of this computer at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port
