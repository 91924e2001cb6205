"""The history of every page, put together from the revisions: by edition, and since then by day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.citations.texts import files_shown_on
from knowledge_bank.history.changes import fact_changes, origin, page_changes
from knowledge_bank.history.entries import Entry, PassageChange, Story
from knowledge_bank.history.facts import facts_at_head, facts_in
from knowledge_bank.history.log import Revision, revisions, texts_of
from knowledge_bank.reading.pages import MARKDOWN, split_page
from knowledge_bank.reading.pieces import Piece, pieces_in
from knowledge_bank.words import CALL

SECTION, FENCE = re.compile(r"^(?=#{1,3} )", re.MULTILINE), "```"
EDITION = re.compile(r"data/editions/([a-z0-9-]+)\.yaml")


@dataclass(frozen=True)
class Stretch:
    """Some revisions told as one: the files that differ, as (before, after), and its last day."""

    day: date
    edition: str
    files: Mapping[str, tuple[str | None, str | None]]


def read_story(bank: Bank) -> Story:
    """Return the history of each page under docs/, the newest entry first; empty without git."""
    log = revisions(bank.root)
    stretches = [stretch for stretch in map(_stretch, _grouped(log)) if stretch.files]
    shown = _pages_that_show(bank)
    read = {
        path
        for stretch in stretches
        for path in stretch.files
        if path in shown or (path.startswith("docs/") and path.endswith(".md"))
    }
    blobs = (b for s in stretches for p, pair in s.files.items() if p in read for b in pair if b)
    reader = _Reader(texts_of(bank.root, blobs))
    story: dict[str, list[Entry]] = {}
    for stretch in stretches:
        for page, entry in _entries(stretch, reader, shown):
            story.setdefault(page, []).insert(0, entry)
    return {page: tuple(entries) for page, entries in sorted(story.items())}


def _grouped(log: Sequence[Revision]) -> Iterator[tuple[Sequence[Revision], str]]:
    """The revisions up to each edition, with its name, and those since by the day."""
    waiting: list[Revision] = []
    for revision in log:
        waiting.append(revision)
        added = [c.path for c in revision.changes if c.before is None and EDITION.match(c.path)]
        if added:
            match = EDITION.match(added[-1])
            yield waiting, match.group(1) if match else ""
            waiting = []
    for day in sorted({revision.day for revision in waiting}):
        yield [revision for revision in waiting if revision.day == day], ""


def _stretch(group: tuple[Sequence[Revision], str]) -> Stretch:
    revisions_of, edition = group
    files: dict[str, tuple[str | None, str | None]] = {}
    for revision in revisions_of:
        for change in revision.changes:
            first, _ = files.get(change.path, (change.before, None))
            files[change.path] = (first, change.after)
    differing = {path: pair for path, pair in files.items() if pair[0] != pair[1]}
    return Stretch(revisions_of[-1].day, edition, differing)


class _Reader:
    """Reads each blob and each section once, whatever the number of stretches they stand in."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._sections: dict[str, tuple[Piece, ...]] = {}

    def text(self, blob: str | None) -> str:
        return self.texts.get(blob or "", "")

    def pieces(self, blob: str | None) -> tuple[Piece, ...]:
        if blob is None:
            return ()
        if blob not in self._pieces:
            _, body, _ = split_page(self.text(blob))
            # Most of a page stays from one revision to the next, and is parsed once.
            parts = [body] if FENCE in body else SECTION.split(body)
            self._pieces[blob] = tuple(piece for part in parts for piece in self._section(part))
        return self._pieces[blob]

    def _section(self, text: str) -> tuple[Piece, ...]:
        if text not in self._sections:
            found = pieces_in(MARKDOWN.parse(text))
            self._sections[text] = tuple(each for each in found if not CALL.fullmatch(each.text))
        return self._sections[text]


def _entries(
    stretch: Stretch, reader: _Reader, shown: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Entry]]:
    pages = {path: pair for path, pair in stretch.files.items() if path.endswith(".md")}
    pages = {path: pair for path, pair in pages.items() if path.startswith("docs/")}
    before = {path: reader.pieces(old) for path, (old, _) in pages.items()}
    after = {path: reader.pieces(new) for path, (_, new) in pages.items()}
    # A page that stands alone in the stretch, new, has nothing to be compared with.
    told = page_changes(before, after) if any(before.values()) else {}
    data = _data_changes(stretch, reader, shown)
    for name in sorted({*(path.removeprefix("docs/") for path in pages), *data}):
        path = f"docs/{name}"
        old, new = pages.get(path, ("", ""))
        changes = told.get(path, ())
        if old is None:
            came_from = origin(changes, len(after[path]))
            yield name, Entry(stretch.day, stretch.edition, begins=True, came_from=came_from)
            continue
        head = fact_changes(facts_at_head(reader.text(old)), facts_at_head(reader.text(new)))
        facts = tuple(head) if new else ()
        every = (*facts, *changes, *data.get(name, ()))
        if every or new is None:
            yield name, Entry(stretch.day, stretch.edition, ends=new is None, changes=every)


def _data_changes(
    stretch: Stretch, reader: _Reader, shown: Mapping[str, Sequence[str]]
) -> dict[str, tuple[PassageChange, ...]]:
    """What changed in the data that each page shows; not what was new with the data itself."""
    found: dict[str, tuple[PassageChange, ...]] = {}
    for path, (old, new) in stretch.files.items():
        if path in shown and old and new:
            changes = tuple(fact_changes(facts_in(reader.text(old)), facts_in(reader.text(new))))
            for page in shown[path]:
                found[page] = (*found.get(page, ()), *changes)
    return {page: changes for page, changes in found.items() if changes}


def _pages_that_show(bank: Bank) -> dict[str, list[str]]:
    """The pages that show each data file, as they do now."""
    found: dict[str, list[str]] = {}
    for page in bank.pages.values():
        for path in files_shown_on(bank, page):
            found.setdefault(path, []).append(page.name)
    return found
