"""Every mistake an author can make has its specimen, and is told where it stands."""

import ast
import re
from pathlib import Path

import pytest

from knowledge_bank.cli import main

ROOT = Path(__file__).parents[2]
MISTAKES = ROOT / "tests" / "sites" / "every-mistake"
CODE = re.compile(r"^KB\d{3}$")
SAID = re.compile(r"^([^:\n]+):(\d+): (KB\d{3}) (.+)$", re.MULTILINE)
CANNOT_BE_KEPT_IN_GIT = "test_bad_input.py"
ON_BUILT_PAGES = "test_built.py"
ON_ANOTHER_LEDGER = "links/test_reminders.py"
BEFORE_AN_EDITION = "editions/test_freezing.py"
BETWEEN_REVISIONS = "test_against.py"


def codes_in(module: Path) -> set[str]:
    """The codes that stand as words of their own in the program, and not in its comments."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {word for word in words if isinstance(word, str) and CODE.match(word)}


def all_codes() -> set[str]:
    modules = (ROOT / "knowledge_bank").rglob("*.py")
    return {code for module in modules for code in codes_in(module)}


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--root", str(MISTAKES), "check"]) == 1
    return capsys.readouterr().out


def test_the_findings_are_the_golden_list(said: str) -> None:
    assert said.splitlines() == (MISTAKES / "findings.txt").read_text("utf-8").splitlines()


def test_every_line_that_is_named_exists(said: str) -> None:
    found = SAID.findall(said)
    assert len(found) > 150
    for path, line, _, _ in found:
        file = MISTAKES / path
        if file.is_file():
            assert int(line) <= max(1, len(file.read_bytes().splitlines())), path


def test_nothing_is_said_of_the_page_without_a_mistake(said: str) -> None:
    assert "docs/index.md:" not in said


def test_every_code_has_a_specimen(said: str) -> None:
    here = Path(__file__).parent
    shown = {code for _, _, code, _ in SAID.findall(said)}
    elsewhere = (
        *(CANNOT_BE_KEPT_IN_GIT, ON_BUILT_PAGES, ON_ANOTHER_LEDGER),
        *(BETWEEN_REVISIONS, BEFORE_AN_EDITION),
    )
    made = {code for name in elsewhere for code in codes_in(here / name)}
    assert all_codes() > {"KB001", "KB021", "KB301", "KB501", "KB901"}
    assert all_codes() - shown - made == set()


def test_only_what_time_broke_is_a_reminder(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(MISTAKES), "check", "--format", "github"])
    reminders = re.findall(r"^::warning .*title=(KB\d+)", capsys.readouterr().out, re.MULTILINE)
    assert sorted(reminders) == [
        *("KB201", "KB202", "KB202", "KB203", "KB219", "KB220"),
        *["KB443"] * 3,
        *(f"KB70{number}" for number in range(1, 10)),
        *("KB713", "KB734", "KB736", "KB736", "KB901"),
    ]
