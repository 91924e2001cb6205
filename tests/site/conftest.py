"""A small site, built twice: as it was, and as it is after a change."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.building import build
from knowledge_bank.reports import as_text

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY, SECOND_DAY = date(2026, 11, 22), date(2026, 12, 1)


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete site of the specimens with all it takes to build it."""
    root = tmp_path_factory.mktemp("small") / "complete"
    shutil.copytree(ROOT / "tests" / "sites" / "complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def built(project: Path, site: Path, day: date, *downloads: str) -> Path:
    """Build `project` into `site` as on `day`; return the site."""
    outcome = build(project, site, day, downloads=downloads)
    assert outcome.succeeded, outcome.failure or as_text(list(outcome.findings))
    return site


@pytest.fixture(scope="session")
def first_site(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as it was, with the whole of it as a file to take away."""
    return built(small_project, tmp_path_factory.mktemp("first") / "site", FIRST_DAY, "zip")


@pytest.fixture(scope="session")
def second_site(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site after a page has changed."""
    root = tmp_path_factory.mktemp("second") / "complete"
    shutil.copytree(small_project, root)
    page = root / "docs" / "resources" / "about.md"
    page.write_text(page.read_text("utf-8") + "\nThis is the second version.\n", "utf-8")
    return built(root, root.parent / "site", SECOND_DAY)
