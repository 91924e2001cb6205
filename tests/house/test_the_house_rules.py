"""The tools that hold the house rules find nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_bank.schemas import schemas

ROOT = Path(__file__).parents[2]
TOOLS = {
    "ruff check": ["-m", "ruff", "check", "--no-cache"],
    "ruff format": ["-m", "ruff", "format", "--no-cache", "--check"],
    "mypy strict": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS)
def test_the_code_keeps_the_rules(command: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_schemas_are_fresh() -> None:
    written = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}
    assert written == dict(schemas()), "run `./kb schemas`"


def test_no_lock_names_a_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text("utf-8"), lock.name
