"""The navigation in mkdocs.yml: which pages it names, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_bank.findings import Finding
from knowledge_bank.reading.files import read_text
from knowledge_bank.reading.records import Location, nearest, parse_yaml

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class Navigation:
    """The pages of the navigation, in order, with the line of mkdocs.yml that names each.

    It is not `known` where mkdocs.yml could not be read.
    """

    lines: tuple[tuple[str, int], ...] = ()
    known: bool = True


def read_navigation(root: Path, findings: list[Finding]) -> Navigation:
    """Read the `nav` of mkdocs.yml under `root`."""
    if not (root / CONFIGURATION).is_file():
        findings.append(Finding(CONFIGURATION, 1, "KB009", "The file is missing.", "Restore it."))
        return Navigation(known=False)
    text = read_text(root, CONFIGURATION, findings)
    parsed = parse_yaml(text, CONFIGURATION, findings, tags=True) if text is not None else None
    if parsed is None:
        return Navigation(known=False)
    value, lines = parsed
    if not isinstance(value, dict):
        return Navigation()
    return Navigation(
        tuple(
            (page, nearest(lines, where)) for page, where in _pages(value.get("nav", ""), ("nav",))
        )
    )


def _pages(value: Any, where: Location) -> Iterator[tuple[str, Location]]:
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _pages(entry, (*where, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _pages(entry, (*where, key))
    elif value.endswith(".md"):
        yield value, where
