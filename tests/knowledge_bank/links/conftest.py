"""The stage for a test: servers on this computer, and a bank whose register names their plays."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.knowledge_bank.links.stage import Theatre

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def theatre() -> Iterator[Callable[..., Theatre]]:
    """Start as many servers as a test asks for; they stop when the module is done."""
    running: list[Theatre] = []

    def start(tls: bool = False) -> Theatre:
        running.append(Theatre(tls))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture(scope="module")
def closed_port() -> int:
    """A port of this computer at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def complete_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete site, for the tests of one module."""
    root = tmp_path_factory.mktemp("links") / "complete"
    shutil.copytree(ROOT / "tests/sites/complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    (root / "ledger" / "links.json").unlink()
    return root
