"""Projects to read, check and build: copies of tests/sites in a folder of their own."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.building import check
from knowledge_bank.findings import Finding
from tests.knowledge_bank.repository import TODAY, Work, begin, git

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests" / "sites"


@pytest.fixture(autouse=True)
def the_project_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that run in another folder find this checkout, and know no other day."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("KB_TODAY", TODAY.isoformat())


@pytest.fixture
def today() -> date:
    """The day on which the tests take place."""
    return TODAY


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """The complete site, to be read and checked; `with_software` adds what it takes to build it."""
    root = tmp_path / "complete"
    shutil.copytree(SITES / "complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    return root


def with_software(root: Path) -> Path:
    """Add to a copy of a site the three times as many files that make its pages."""
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def found(complete: Path) -> Callable[..., list[Finding]]:
    """Write one file into the complete site and say what is found."""

    def write(path: str, content: str | bytes | None = None) -> list[Finding]:
        target = complete / path
        if content is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return check(complete, TODAY)[1]

    return write


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete specimen and a page to change, committed on main."""
    root = tmp_path_factory.mktemp("repository") / "bank"
    begin(root)
    return root


@pytest.fixture
def work(repository: Path, tmp_path: Path) -> Work:
    """A branch of its own in a copy of the repository."""
    root = tmp_path / "bank"
    shutil.copytree(repository, root)
    git(root, "checkout", "-q", "-b", "work")
    return Work(root)
