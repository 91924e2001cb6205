"""The real lists keep their promises: all hashed, no index named, one list holds the other."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
LISTS = ["site", "pdf", "tests", "properdocs"]


def packages(name: str) -> dict[str, int]:
    """Each pinned package with its marker, and how many hashes it has."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return {line.partition(" --hash")[0].strip(): line.count("--hash=sha256:") for line in lines}


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    found = packages(name)
    assert len(found) > 30
    assert [line for line, hashes in found.items() if not hashes or "==" not in line] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_host_and_no_path_is_named(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--\w*index|--find-links|(?<=\s)/\S+|\.\./", text) == []


def test_a_larger_list_holds_the_smaller_ones() -> None:
    assert packages("site").keys() < packages("pdf").keys() < packages("tests").keys()


@pytest.mark.parametrize("name", LISTS)
def test_debians_python_has_a_pymdown_extensions_it_can_run(name: str) -> None:
    lines = [line for line in packages(name) if line.startswith("pymdown-extensions==")]
    assert lines == [
        "pymdown-extensions==12.3 ; python_full_version < '3.11.5'",
        next(line for line in lines if line.endswith(" ; python_full_version >= '3.11.5'")),
    ]
