"""The built pages, read as a browser would: what shows only once all is put together."""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.built.addresses import dead_links, foreign_parts, weak_links
from knowledge_bank.built.page import Built, read_built
from knowledge_bank.built.programs import programs
from knowledge_bank.built.structure import repeated_ids, skipped_levels, unsized_pictures
from knowledge_bank.built.text import notes_and_braces
from knowledge_bank.findings import Finding


def built_mistakes(bank: Bank, site: Path) -> Iterator[Finding]:
    """Yield everything wrong with the built pages under `site`."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: read_built(site, name) for name in sorted(files) if name.endswith(".html")}
    for page in pages.values():
        for needle, code, problem, fix in (
            *repeated_ids(page),
            *skipped_levels(page),
            *unsized_pictures(page),
            *dead_links(page, pages, files),
            *weak_links(page),
            *foreign_parts(page),
            *notes_and_braces(page),
            *programs(page),
        ):
            yield Finding(*_place(bank, page, needle), code, problem, fix)


def _place(bank: Bank, page: Built, needle: str) -> tuple[str, int]:
    """The file and line an author would look at: the page’s source where it holds `needle`."""
    source = bank.pages.get(page.name.removesuffix(".html") + ".md")
    if source is None:
        return f"site/{page.name}", 1
    lines = (bank.root / source.path).read_text(encoding="utf-8").split("\n")
    alone = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
    return source.path, next((n for n, words in enumerate(lines, 1) if alone.search(words)), 1)
