"""Freezing an edition: refused unless all of it is agreed, then recorded and tagged in git."""

import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.citations.names import lagging, ledger_path, names_of
from knowledge_bank.editions.content import content_of, content_of_all, pages_of_an_edition
from knowledge_bank.findings import Finding
from knowledge_bank.history.keeping import KEPT, keep_history
from knowledge_bank.history.story import read_story
from knowledge_bank.models.edition import Edition, EditionPage, EditionSource, Signature
from knowledge_bank.models.review import STANDS
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import make_record, parse_yaml
from knowledge_bank.references import references
from knowledge_bank.reviews import is_as_read, last_review
from knowledge_bank.words import WORDS


class CannotFreeze(Exception):  # noqa: N818 – it reads as a sentence
    """Git cannot hold the edition; its text is the sentence that says why."""


def obstacles(bank: Bank, signed: Sequence[Signature], today: date) -> Iterator[Finding]:
    """Yield what stands between the bank and an edition, besides what the checks find."""
    for file in lagging(bank, names_of(bank, today)):
        yield Finding(
            ledger_path(file),
            1,
            "KB445",
            f"The passages of {file} are not on record as they stand now.",
            "Run `kb passages` and commit what it writes.",
        )
    for page in pages_of_an_edition(bank):
        yield from _not_agreed(bank, page)
    agencies = bank.partnership.record.agencies if bank.partnership else ()
    for agency in agencies:
        if agency.id not in {each.agency for each in signed}:
            yield Finding(
                "data/partnership.yaml",
                bank.partnership.line("agencies") if bank.partnership else 1,
                "KB447",
                f"The agency `{agency.id}` has not signed.",
                "Add its signature to the list, or wait for it.",
            )


def _not_agreed(bank: Bank, page: Page) -> Iterator[Finding]:
    head = page.head
    if head.record.status != "approved":
        yield Finding(
            page.path,
            head.line("status"),
            "KB446",
            "The page is a draft, and an edition holds only what is approved.",
            "Have it approved, or withdraw it.",
        )
    review = last_review(bank, page)
    if review is None or review.outcome not in STANDS or not is_as_read(page, review):
        yield Finding(
            page.path,
            1,
            "KB448",
            "Nobody has reviewed the page as it stands now and found it fit.",
            f"Run `kb review {page.name}`.",
        )


def read_signatures(path: Path, findings: list[Finding]) -> tuple[Signature, ...]:
    """Return the signatures listed in the YAML file at `path`; mistakes in it are findings."""
    parsed = parse_yaml(path.read_text(encoding="utf-8"), path.name, findings)
    entries = parsed[0] if parsed and isinstance(parsed[0], list) else []
    made = (
        make_record(Signature, entry, parsed[1], path.name, findings, at=(number,))
        for number, entry in enumerate(entries)
        if parsed
    )
    return tuple(located.record for located in made if located)


def edition_of(bank: Bank, signed: Sequence[Signature], on: date) -> Edition:
    """The record of an edition of `bank` as it stands."""
    pages = tuple(
        EditionPage(
            page=page.name, version=page.head.record.version, content=content_of(bank, page)
        )
        for page in pages_of_an_edition(bank)
    )
    return Edition(
        on=on,
        content=content_of_all(pages),
        signed=tuple(signed),
        pages=pages,
        sources=tuple(_sources(bank)),
    )


def freeze(bank: Bank, name: str, edition: Edition) -> None:
    """Write `edition` as data/editions/NAME.yaml, commit it, and set the tag edition/NAME.

    Raises CannotFreeze, with nothing written, if git is not ready for it.
    """
    path = f"data/editions/{name}.yaml"
    if (bank.root / path).exists() or _git(bank.root, "tag", "--list", f"edition/{name}"):
        raise CannotFreeze(f"There is an edition {name} already; an edition is never made anew.")
    if _git(bank.root, "status", "--porcelain"):
        raise CannotFreeze("There is work that is not committed; commit it first.")
    target = bank.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(_lines(name, edition)), encoding="utf-8", newline="\n")
    keep_history(bank.root, read_story(bank))
    _git(bank.root, "add", "--", path, KEPT)
    _git(bank.root, "commit", "--quiet", "--message", f"Freeze edition {name}")
    _git(bank.root, "tag", "--annotate", "--message", f"Edition {name}", f"edition/{name}")


def _sources(bank: Bank) -> Iterator[EditionSource]:
    named = {
        citation.source
        for page in pages_of_an_edition(bank)
        for citation in page.head.record.sources
    }
    for page in pages_of_an_edition(bank):
        named |= {c.arguments[0] for c in page.calls if WORDS[c.word].refers_to == "sources"}
    for located in bank.records():
        if not located.path.startswith(("docs/", "data/resources/")):
            named |= {r.id for r in references(located.record) if r.collection == "sources"}
    for name in sorted(named & set(bank.sources)):
        source = bank.sources[name].record
        yield EditionSource(source=name, edition=source.edition or source.published or "undated")


def _lines(name: str, edition: Edition) -> Iterator[str]:
    yield f"# Edition {name}, written by `kb edition`. Nobody changes it.\n"
    yield f"on: {edition.on.isoformat()}\ncontent: {edition.content}\nsigned:\n"
    for each in edition.signed:
        yield f"  - agency: {each.agency}\n    by: {each.by}\n    on: {each.on.isoformat()}\n"
    yield "pages:\n"
    for page in edition.pages:
        yield f'  - page: {page.page}\n    version: "{page.version}"\n    content: {page.content}\n'
    if edition.sources:
        yield "sources:\n"
    for source in edition.sources:
        quoted = source.edition.replace("\\", "\\\\").replace('"', '\\"')
        yield f'  - source: {source.source}\n    edition: "{quoted}"\n'


def _git(root: Path, *arguments: str) -> str:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise CannotFreeze("git is not installed here.") from None
    if ran.returncode:
        said = (ran.stderr or ran.stdout).strip().splitlines()
        raise CannotFreeze(f"git says: {said[0] if said else 'no'}")
    return ran.stdout
