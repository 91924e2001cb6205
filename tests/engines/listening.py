"""Hears what a browser would tell others: breaches of the policy, and requests to foreign hosts."""

import functools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer, StreamRequestHandler, ThreadingTCPServer
from typing import Any

READABLE = re.compile(r"[A-Z]+ (?:http://)?([^ /:]+)\S* HTTP/")
# What Firefox asks for on its own account, whatever page is open.
OWN = (".mozilla.com", ".mozilla.org", ".firefox.com", "update.googleapis.com")


class Listener:
    """A host of the site under its policy, which can go down, and a proxy that leads nowhere."""

    def __init__(self, folder: Path, policy: str) -> None:
        self.folder = folder
        self.policy = policy
        self.address = ""
        self.proxy = 0
        self.down = False
        self.breaches: list[str] = []
        self._through: list[str] = []

    def heard(self, words: str) -> None:
        self._through.append(words)

    @property
    def foreign(self) -> list[str]:
        """The hosts that a page asked for; WebKit speaks to the proxy in secret, and only then."""
        asked = [READABLE.match(words) for words in self._through]
        hosts = [found[1] if found else "somebody, in secret" for found in asked]
        return [host for host in hosts if not host.endswith(OWN)]

    def forget(self) -> None:
        self.breaches.clear()
        self._through.clear()


class _Site(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, listener: Listener, **more: Any) -> None:
        self.listener = listener
        super().__init__(*arguments, directory=str(listener.folder), **more)

    def end_headers(self) -> None:
        policy = f"{self.listener.policy}; frame-ancestors 'none'; report-uri /breaches"
        self.send_header("Content-Security-Policy", policy)
        # So that a host which is down is noticed, whatever the browser remembers.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        if self.listener.down:
            self.connection.close()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.listener.breaches.append(self.rfile.read(length).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Proxy(StreamRequestHandler):
    def __init__(self, *arguments: Any, listener: Listener) -> None:
        self.listener = listener
        super().__init__(*arguments)

    def handle(self) -> None:
        self.listener.heard(self.connection.recv(4096).decode("latin-1"))
        self.wfile.write(b"HTTP/1.1 502 Nobody is there\r\nContent-Length: 0\r\n\r\n")


class _Http(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A connection that was cut on purpose is no news."""


class _Tcp(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser may hang up on a proxy that leads nowhere."""


@contextmanager
def listening(folder: Path, policy: str) -> Iterator[Listener]:
    """Serve `folder` on this machine alone, and listen."""
    listener = Listener(folder, policy)
    here = ("127.0.0.1", 0)
    with (
        _Http(here, functools.partial(_Site, listener=listener)) as site,
        _Tcp(here, functools.partial(_Proxy, listener=listener)) as proxy,
    ):
        listener.address = f"http://127.0.0.1:{site.server_port}/"
        listener.proxy = proxy.server_address[1]
        servers: list[BaseServer] = [site, proxy]
        threads = [threading.Thread(target=server.serve_forever) for server in servers]
        for thread in threads:
            thread.start()
        yield listener
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
