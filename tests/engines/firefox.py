"""Firefox over Marionette, the protocol it speaks without a program between: JSON on a socket."""

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

NAMES = ("firefox-esr", "firefox")
START = 60.0
LACKING = (
    "Firefox is not here: install firefox-esr (Debian) or firefox, or name one in KB_FIREFOX, "
    "and run this again."
)


class _Connection:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=START)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._next()  # what it says of itself

    def _next(self) -> Any:
        """A message is its length, a colon and that many bytes of JSON."""
        digits = b""
        while (byte := self._answers.read(1)) != b":":
            if not byte:
                raise Trouble("Firefox hung up.")
            digits += byte
        return json.loads(self._answers.read(int(digits)))

    def send(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._next()
        if error:
            raise Trouble(f"{command}: {error['error']}: {error['message']}")
        return answer["value"] if isinstance(answer, dict) and [*answer] == ["value"] else answer

    def close(self) -> None:
        self._answers.close()
        self._socket.close()


def settings(downloads: Path, proxy: int) -> dict[str, Any]:
    """A port of its own choice, downloads without a question, everything foreign by the proxy."""
    return {
        "marionette.port": 0,
        "browser.download.dir": str(downloads),
        "browser.download.folderList": 2,
        # Its panel would take the focus away from the page.
        "browser.download.alwaysOpenPanel": False,
        # It would look now and then whether there is a network.
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
    }


@contextmanager
def firefox(folder: Path, downloads: Path, proxy: int) -> Iterator[Driver]:
    """A Firefox that has never seen the site, with its profile in `folder`."""
    found = os.environ.get("KB_FIREFOX") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise Trouble(LACKING)
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in settings(downloads, proxy).items()
    )
    (folder / "user.js").write_text("".join(lines), "utf-8")
    command = [found, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with (folder / "said.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        connection = _Connection(_port(folder / "MarionetteActivePort"))
        connection.send("WebDriver:NewSession")
        yield Driver(
            "Firefox", lambda command, **more: connection.send(f"WebDriver:{command}", **more)
        )
        connection.close()
    finally:
        process.terminate()
        process.wait()


def _port(note: Path) -> int:
    """The port that Firefox chose, once it has written it down."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        if note.exists() and (text := note.read_text()):
            return int(text)
        time.sleep(0.1)
    raise Trouble("Firefox did not start.")
