"""The vocabulary: what somebody types leads to one entry, and no entry leads round in a circle."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.term import Term
from knowledge_bank.reading.records import Located
from knowledge_bank.search.concepts import is_letters
from knowledge_bank.search.vocabulary import WAYS
from knowledge_bank.search.words import words_in

Name = tuple[str, tuple[str | int, ...]]


def vocabulary_mistakes(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield names that lead to two entries, to none, or from one entry to another and back."""
    terms = tuple(bank.terms.values())
    for located in terms:
        yield from _names_of_nothing(located)
    yield from _names_of_two(terms)
    yield from _circles(terms)


def _names(term: Term) -> Iterator[Name]:
    """Every other name of an entry, with its place in the record."""
    for way in WAYS:
        for index, name in enumerate(getattr(term, way)):
            yield name, (way, index)


def _key(name: str) -> str:
    return " ".join(words_in(name))


def _names_of_nothing(located: Located[Term]) -> Iterator[Finding]:
    own = {located.record.term.casefold(), (located.record.expansion or "").casefold()}
    for name, where in _names(located.record):
        if not _key(name):
            problem, fix = f"“{name}” holds no word to search by.", "Write a word, or take it out."
        elif name.casefold() in own:
            problem, fix = f"“{name}” says nothing that this entry does not say.", "Take it out."
        else:
            own.add(name.casefold())
            continue
        yield Finding(located.path, located.line(*where), "KB413", problem, fix)


def _names_of_two(terms: tuple[Located[Term], ...]) -> Iterator[Finding]:
    """Letters may stand for two things: search shows both. A word may not."""
    owners: dict[str, Term] = {}
    for located in terms:
        for name in (located.record.term, located.record.expansion):
            owners.setdefault(_key(name or ""), located.record)
    for located in terms:
        term = located.record
        for name, where in _names(term):
            owner = owners.setdefault(_key(name), term) if _key(name) else term
            if owner.id != term.id and not is_letters(name) and not _leads_back(owner, term):
                yield Finding(
                    located.path,
                    located.line(*where),
                    "KB411",
                    f"“{name}” leads to `{owner.id}` already.",
                    "Keep it where it belongs, or say in each what sets it apart.",
                )


def _leads_back(one: Term, other: Term) -> bool:
    """Whether the two name each other: that is a circle, and said as one."""
    return _key(other.term) in _keys(one) and _key(one.term) in _keys(other)


def _keys(term: Term) -> set[str]:
    return {_key(name) for name, _ in _names(term)}


def _circles(terms: tuple[Located[Term], ...]) -> Iterator[Finding]:
    by_term = {_key(located.record.term): located for located in terms}
    leads: dict[str, set[str]] = defaultdict(set)
    for key, located in by_term.items():
        leads[key] = {k for k in _keys(located.record) if k in by_term and k != key}
    told: set[frozenset[str]] = set()
    for start, located in by_term.items():
        circle = _circle(start, leads)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            names = " → ".join(by_term[key].record.id for key in (*circle, start))
            line = next(
                located.line(*where)
                for name, where in _names(located.record)
                if _key(name) in leads
            )
            problem = f"These entries lead round in a circle: {names}."
            yield Finding(
                located.path, line, "KB412", problem, "Make one the entry for the others."
            )


def _circle(start: str, leads: dict[str, set[str]]) -> list[str]:
    """The way from `start` back to it, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in sorted(leads[way[-1]]):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
