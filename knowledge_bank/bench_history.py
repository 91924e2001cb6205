"""What history costs: one project of 300 pages, built with its 200 revisions and without them."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge_bank.bench import BuildFailed, Cost, cost_of, median_cost
from knowledge_bank.reading.navigation import CONFIGURATION
from knowledge_bank.search.words import STOP

PAGES, REVISIONS, TOUCHED = 300, 200, 3
PARTS = ("docs", "data", "macros", "overrides", "knowledge_bank")
SEED = 1989
HEAD = """\
---
title: Sheet {number}
description: A page to measure with.
owner: bank-editor
status: draft
version: "0.1"
written: 2026-11-22
risk: background
sources: []
---
# Sheet {number}
"""
WORDS = sorted(STOP)


def history_cost(root: Path, runs: int) -> Iterator[str]:
    """Build a copy of the project with more pages and revisions; yield the lines of a table."""
    with TemporaryDirectory() as scratch:
        project = Path(scratch) / "project"
        _make(root, project)
        command = [sys.executable, "-m", "knowledge_bank", "--root", str(project)]
        command += ["build", "--site", str(Path(scratch) / "site")]
        git, aside = project / ".git", Path(scratch) / "git"
        costs: list[tuple[Cost, Cost]] = []
        for _ in range(runs):
            told = cost_of(command, root)
            git.rename(aside)
            untold = cost_of(command, root)
            aside.rename(git)
            costs.append((told, untold))
    told, untold = (median_cost(side) for side in zip(*costs, strict=True))
    yield f"{PAGES} pages, {REVISIONS} revisions, median of {runs} runs each, in turns"
    yield f"{'':18}{'seconds':>10}{'processor':>12}"
    yield f"{'with history':18}{told.seconds:10.2f}{told.processor:12.2f}"
    yield f"{'without':18}{untold.seconds:10.2f}{untold.processor:12.2f}"
    seconds, processor = told.seconds / untold.seconds - 1, told.processor / untold.processor - 1
    yield f"{'history adds':18}{seconds:10.0%}{processor:12.0%}"


def _make(root: Path, project: Path) -> None:
    for part in PARTS:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / part, project / part, ignore=ignore)
    settings = (root / CONFIGURATION).read_text(encoding="utf-8")
    pages = sorted((project / "docs").rglob("*.md"))
    chance = random.Random(SEED)
    more = [f"bench/page-{number}.md" for number in range(PAGES - len(pages))]
    (project / "docs" / "bench").mkdir()
    for number, name in enumerate(more):
        text = HEAD.format(number=number) + "".join(_passages(chance))
        (project / "docs" / name).write_text(text, encoding="utf-8")
    menu = "\n".join(f"      - {name}" for name in more)
    settings = f"{settings.rstrip()}\n  - Bench:\n{menu}\n"  # the menu stands last
    (project / CONFIGURATION).write_text(settings, encoding="utf-8")
    _git(project, "init", "--quiet")
    _commit(project, 0)
    for revision in range(1, REVISIONS):
        for name in chance.sample(more, TOUCHED):
            path = project / "docs" / name
            lines = path.read_text(encoding="utf-8").split("\n")
            places = [n for n, line in enumerate(lines) if re.match(r"[A-Z].*\.$", line)]
            place = chance.choice(places)
            lines[place] = lines[place][:-1] + f", {chance.choice(WORDS)} home."
            path.write_text("\n".join(lines), encoding="utf-8")
        _commit(project, revision)


def _passages(chance: random.Random) -> Iterator[str]:
    for section in range(6):
        yield f"\n## Part {section} {{ #part-{section} }}\n"
        for _ in range(5):
            yield f"\n{_sentence(chance)} {_sentence(chance)} {_sentence(chance)}\n"


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(11)).capitalize() + " child."


def _commit(project: Path, day: int) -> None:
    """Commit on a day of its own, so that each revision is an entry."""
    person = ("-c", "user.name=bench", "-c", "user.email=bench@bank.test", "-c", "gc.auto=0")
    moment = f"{1700000000 + day * 86400} +0000"
    _git(project, "add", "--all")
    command = ["git", "-C", str(project), *person, "commit", "--quiet", "--message=Change"]
    settings = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    if subprocess.run(command, env=settings, check=False).returncode:
        raise BuildFailed("git could not commit.")


def _git(project: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(project), *arguments], check=True)
