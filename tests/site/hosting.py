"""A host on this machine that can fail, be slow, change its files and have a date of its own."""

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

STALLED = 20  # seconds for which a host that stops half-way says nothing


class Host:
    """What the host does from now on; tests change it while a browser reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.down = False
        self.delay = 0.0
        self.failing: set[str] = set()
        self.failing_all = False
        self.status = 500
        self.stalling: set[str] = set()
        self.everything: bytes | None = None
        self.wrong: dict[str, bytes] = {}
        self.day: float | None = None
        self.asked: list[str] = []


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: Host, **more: Any) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder), **more)

    def do_GET(self) -> None:
        name = self.path.split("?")[0].lstrip("/")
        self.host.asked.append(self.path)
        time.sleep(self.host.delay)
        if self.host.down:
            self.connection.close()
        elif self.host.failing_all or name in self.host.failing:
            self.send_error(self.host.status)
        elif (wrong := self.host.wrong.get(name, self.host.everything)) is not None:
            self._begin(len(wrong))
            self.wfile.write(wrong)
        elif name in self.host.stalling:
            file = (self.host.folder / name).read_bytes()
            self._begin(len(file))
            self.wfile.write(file[: len(file) // 2])
            self.wfile.flush()
            time.sleep(STALLED)
        else:
            # Like a host that compares what a file is, not which of two is younger.
            del self.headers["If-Modified-Since"]
            super().do_GET()

    def _begin(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(self.host.day if timestamp is None else timestamp)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A connection that was cut on purpose is no news."""


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve `folder` on this machine alone; yield the host that serves it."""
    host = Host(folder)
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, host=host)) as server:
        host.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
