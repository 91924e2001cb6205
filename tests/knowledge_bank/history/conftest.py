"""A real git repository, made from the complete site, with days of our choosing."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Commit = Callable[..., None]


def run_git(root: Path, *arguments: str, day: str = "2026-11-22") -> str:
    """Run git as somebody without settings of their own, on `day`; return what it says."""
    person = {"NAME": "editor", "EMAIL": "editor@bank.test", "DATE": f"{day}T12:00:00Z"}
    settings = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in person.items()
    }
    ran = subprocess.run(
        ["git", "-C", str(root), *arguments],
        env={**os.environ, **settings, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


@pytest.fixture
def commit(complete: Path) -> Commit:
    """Change files of the complete site by replacing words, and commit that on a day."""
    run_git(complete, "init", "--quiet", "--initial-branch=main")

    def commit(day: str, *changes: tuple[str, str, str]) -> None:
        for path, old, new in changes:
            file = complete / path
            text = file.read_text("utf-8") if file.exists() else ""
            assert old in text, (path, old)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace(old, new, 1) if old else new, "utf-8")
        run_git(complete, "add", "--all", day=day)
        run_git(complete, "commit", "--quiet", "--message=Change", day=day)

    return commit
