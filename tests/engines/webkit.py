"""WebKitGTK, which has Safari's engine, over its own WebDriver, on a screen that nobody sees."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.engines.driving import Driver, Trouble

START = 60.0
LACKING = (
    "WebKit is not here: install webkit2gtk-driver and xvfb (Debian and Ubuntu), and run this "
    "again."
)
PATHS = {
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "SetWindowRect": ("POST", "/window/rect"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
}


class _Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._session = ""

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=START)
        connection.request(method, path, None if body is None else json.dumps(body))
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
        connection.close()
        if answer.status >= 400:
            raise Trouble(f"{path}: {value['error']}: {value['message']}")
        return value

    def begin(self, wanted: dict[str, Any]) -> None:
        end = time.monotonic() + START
        while True:
            try:
                session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
                break
            except ConnectionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        self._session = f"/session/{session['sessionId']}"

    def send(self, command: str, **parameters: Any) -> Any:
        method, path = PATHS[command]
        return self.ask(
            method, self._session + path.format(id=parameters.pop("id", "")), parameters
        )

    def end(self) -> None:
        self.ask("DELETE", self._session)


@contextmanager
def webkit(folder: Path, downloads: Path, proxy: int) -> Iterator[Driver]:
    """WebKit’s small browser, as if it had never run before, at home in `folder`."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        raise Trouble(LACKING)
    # Where it puts files is a setting of the desktop.
    (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n', "utf-8")
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port = asking.getsockname()[1]
    by_proxy = dict.fromkeys(("httpProxy", "sslProxy"), f"127.0.0.1:{proxy}")
    with (folder / "said.log").open("wb") as log:
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=log,
        )
        assert screen.stdout
        display = screen.stdout.readline().decode().strip()
        settings = {**os.environ, **dict.fromkeys(homes, str(folder)), "DISPLAY": f":{display}"}
        process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=settings, stdout=log, stderr=log
        )
    try:
        connection = _Connection(port)
        connection.begin({"proxy": {"proxyType": "manual", "noProxy": ["127.0.0.1"], **by_proxy}})
        yield Driver("WebKit", connection.send)
        connection.end()
    finally:
        for one in (process, screen):
            one.terminate()
            one.wait()
        screen.stdout.close()
