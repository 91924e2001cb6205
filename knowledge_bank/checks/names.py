"""Ids: whatever names a source, a role, a question, a list or a passage names one that exists."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from knowledge_bank.anchors import anchors_of
from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.references import references
from knowledge_bank.words import WORDS


def unknown_ids(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the ids and passages in records that name nothing."""
    for located in bank.records():
        for reference in references(located.record):
            if reference.collection == "passages":
                yield from _target(bank, located.path, located.line(*reference.at), reference.id)
            elif reference.collection == "passages ever":
                page = reference.id.partition("#")[0]
                if page not in bank.former_pages:
                    yield from _target(bank, located.path, located.line(*reference.at), page)
            elif not bank.knows(reference.collection, reference.id):
                yield _unknown(
                    bank,
                    located.path,
                    located.line(*reference.at),
                    reference.collection,
                    reference.id,
                )


def unknown_words(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the words in braces on pages that name nothing."""
    for page in bank.pages.values():
        for call in page.calls:
            collection = WORDS[call.word].refers_to
            if collection and call.arguments and not bank.knows(collection, call.arguments[0]):
                yield _unknown(bank, page.path, call.line, collection, call.arguments[0])


def _target(bank: Bank, path: str, line: int, target: str) -> Iterator[Finding]:
    name, _, anchor = target.partition("#")
    page = bank.pages.get(name)
    if page is None:
        if (bank.root / "docs" / name).is_file():
            return  # it is there, and has its own finding
        yield Finding(
            path, line, "KB104", f"There is no page `{name}`.", did_you_mean(name, bank.pages)
        )
    elif anchor and anchor not in anchors_of(bank, page):
        yield Finding(
            path,
            line,
            "KB105",
            f"The page `{name}` has no passage `#{anchor}`.",
            did_you_mean(anchor, anchors_of(bank, page)),
        )


def _unknown(bank: Bank, path: str, line: int, collection: str, name: str) -> Finding:
    return Finding(
        path,
        line,
        "KB101",
        f"There is no `{name}` among the {collection.replace('_', ' ')}.",
        did_you_mean(name, bank.ids(collection)),
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return what to do about `name`, which is none of `known`."""
    names = sorted(known)
    close = get_close_matches(name, names, n=3)
    if close:
        return f"Did you mean {' or '.join(f'`{word}`' for word in close)}?"
    if 0 < len(names) <= 12:
        return f"Use one of: {', '.join(names)}."
    return "Correct the name, or add what it names."
