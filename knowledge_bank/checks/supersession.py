"""The register: one document after another, and none cited in silence once it is superseded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.citing import Use, uses
from knowledge_bank.findings import Finding
from knowledge_bank.supersession import Succession, newest_of, successions


def odd_chains(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield steps of a chain that lead round in a circle, part in two, or go back in time."""
    taken: dict[str, str] = {}
    told: set[frozenset[str]] = set()
    for step in successions(bank):
        older, newer = bank.sources[step.older].record, bank.sources[step.newer].record
        if circle := _circle(bank, step):
            if frozenset(circle) not in told:
                told.add(frozenset(circle))
                way = " → ".join((*circle, circle[0]))
                yield _chained(
                    bank,
                    step,
                    "KB731",
                    f"These supersede one another in a circle: {way}.",
                    "Keep `supersedes` only in the newer of two documents.",
                )
        elif step.older in taken:
            yield _chained(
                bank,
                step,
                "KB732",
                f"`{step.older}` is superseded already, by `{taken[step.older]}`.",
                "A document has one successor: correct the one entry or the other.",
            )
        elif _earlier(newer.published, older.published):
            yield _chained(
                bank,
                step,
                "KB733",
                f"`{step.newer}`, dated {newer.published}, cannot supersede `{step.older}`,"
                f" dated {older.published}.",
                "Correct one of the dates, or say it the other way round.",
            )
        taken.setdefault(step.older, step.newer)


def superseded_and_cited(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for each file that cites superseded documents and does not say why.

    A file that cites several of one chain is told once: one reading of the newest mends it.
    """
    silent: defaultdict[tuple[str, str], list[tuple[Use, str]]] = defaultdict(list)
    for (collection, name), found in uses(bank).items():
        if collection != "sources" or name not in bank.sources:
            continue
        newest = newest_of(bank, name)
        if newest == name:
            yield from _needless(found)
            continue
        for use in found:
            if not (use.on_purpose or use.mentions):
                silent[use.place.path, newest].append((use, name))
    for (path, newest), here in silent.items():
        here.sort(key=lambda each: (each[0].heads, each[0].place.line))
        names = dict.fromkeys(bank.sources[name].record.name for _, name in here)
        yield Finding(
            path,
            here[0][0].place.line,
            "KB734",
            f"This cites {_listed(names)} and does not say why, though the newest we know of"
            f" is “{bank.sources[newest].record.name}”.",
            "Read the newest and cite that, or say in the citing why the older one is meant.",
            blocking=False,
        )


def _listed(names: Iterable[str]) -> str:
    *others, last = (f"“{name}”" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def _needless(found: tuple[Use, ...]) -> Iterator[Finding]:
    for use in found:
        if use.on_purpose:
            yield Finding(
                use.place.path,
                use.place.line,
                "KB735",
                f"This says why a superseded document is cited (“{use.on_purpose}”), and nothing"
                " has superseded it.",
                "Take the reason out, or write in the register what superseded the document.",
            )


def _chained(bank: Bank, step: Succession, code: str, problem: str, fix: str) -> Finding:
    newer = bank.sources[step.newer]
    return Finding(newer.path, newer.line(*step.at), code, problem, fix)


def _circle(bank: Bank, step: Succession) -> tuple[str, ...]:
    """The way from the newer source of `step` over the older one back to it, or nothing."""
    ways: list[tuple[str, ...]] = [(step.newer, step.older)]
    seen = {step.older}
    while ways:
        way = ways.pop()
        if way[-1] == step.newer:
            return way[:-1]
        for each in bank.sources[way[-1]].record.supersedes:
            if each.source in bank.sources and (
                each.source not in seen or each.source == step.newer
            ):
                seen.add(each.source)
                ways.append((*way, each.source))
    return ()


def _earlier(newer: str | None, older: str | None) -> bool:
    """Whether `newer` is surely before `older`, as far as both dates are known."""
    known = min(len(newer or ""), len(older or ""))
    return (newer or "")[:known] < (older or "")[:known]
