"""The built pages, read as a browser would: what shows only once all is put together."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.built.addresses import dead_links, foreign_parts, weak_links
from knowledge_bank.built.page import Built, read_built
from knowledge_bank.built.programs import programs
from knowledge_bank.built.structure import repeated_ids, skipped_levels, unsized_pictures
from knowledge_bank.built.text import braces, notes
from knowledge_bank.citations.texts import page_with
from knowledge_bank.findings import Finding
from knowledge_bank.ledger import Left, declaring
from knowledge_bank.whereabouts import Place, place_on, with_names

# Pages that quote what the bank said once, notes to self and all.
QUOTING = ("history/", "editions/")


def built_mistakes(bank: Bank, site: Path) -> Iterator[Finding]:
    """Yield everything wrong with the built pages under `site`, with the names of its places."""
    yield from with_names(bank, _mistakes(bank, site))


def left_in_site(bank: Bank, site: Path) -> Iterator[Left]:
    """Yield every placeholder in the built pages under `site`, declared or not."""
    for path in sorted(site.rglob("*.html")):
        yield from _left(bank, read_built(site, path.relative_to(site).as_posix()))


def _mistakes(bank: Bank, site: Path) -> Iterator[Finding]:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: read_built(site, name) for name in sorted(files) if name.endswith(".html")}
    for page in pages.values():
        for needle, code, problem, fix in (
            *repeated_ids(page),
            *skipped_levels(page),
            *unsized_pictures(page),
            *dead_links(page, pages, files),
            *foreign_parts(page),
            *braces(page),
            *programs(page),
        ):
            yield Finding(*_place(bank, page, needle), code, problem, fix)
        for left in _left(bank, page):
            found, place = left.placeholder, left.place
            if left.query is None:  # declared ones are told where their author wrote them
                yield Finding(place.path, place.line, found.code, found.said, found.fix)
    yield from _lost_citations(bank, pages)


def _left(bank: Bank, page: Built) -> Iterator[Left]:
    name = page.name.removesuffix(".html") + ".md"
    if page.name.startswith(QUOTING) or name in bank.former_pages:
        return
    source = bank.pages.get(name)
    for placeholder in (*weak_links(page), *notes(page)):
        path, line = _place(bank, page, placeholder.found)
        place = place_on(source, line) if source else Place(path, line, "", "")
        yield Left(placeholder, place, declaring(bank, name, placeholder))


def _lost_citations(bank: Bank, pages: Mapping[str, Built]) -> Iterator[Finding]:
    """Yield the passages on record to which an old citation would no longer lead."""
    for located in bank.ledgers.values():
        ledger = located.record
        home = page_with(bank, ledger.of)
        if home and home not in pages:
            continue  # it was not built, and has its own finding
        once = f"history/{ledger.of.removeprefix('docs/').replace('.md', '.html')}"
        page = pages.get(home or once)
        ids = page.ids if page else frozenset()
        for name in (*ledger.passages, *(gone.id for gone in ledger.gone)):
            if name not in ids:
                yield Finding(
                    located.path,
                    located.line("passages", name),
                    "KB520",
                    f"The passage `{name}` of {ledger.of} can be cited but is not on the site.",
                    "Show its record on a page, or run `kb passages`.",
                )


def _place(bank: Bank, page: Built, needle: str) -> tuple[str, int]:
    """The file and line an author would look at: the page’s source where it holds `needle`."""
    source = bank.pages.get(page.name.removesuffix(".html") + ".md")
    if source is None:
        return f"site/{page.name}", 1
    lines = (bank.root / source.path).read_text(encoding="utf-8").split("\n")
    alone = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
    return source.path, next((n for n, words in enumerate(lines, 1) if alone.search(words)), 1)
