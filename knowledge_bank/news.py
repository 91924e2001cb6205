"""What changed, as readers are told: the change notes, the editions, and what came before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge_bank.bank import Bank
from knowledge_bank.passages import target_title
from knowledge_bank.reading.pages import Page

WHY = {
    "law": "the law or its guidance changed",
    "review": "a review asked for it",
    "feedback": "somebody told us",
    "correction": "we had a mistake",
    "addition": "the bank did not say it before",
}


@dataclass(frozen=True)
class News:
    """One thing that changed: told to everyone, or to the readers it affects."""

    id: str
    day: date
    kind: Literal["change", "edition"]
    title: str
    what: str
    why: str
    major: bool
    affects: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()

    @property
    def month(self) -> str:
        """The month it belongs to, such as 2026-11."""
        return f"{self.day:%Y-%m}"

    def concerns(self, reader: str) -> bool:
        """Whether `reader`, the id of a route for a role, should hear of it."""
        return reader in self.affects or "everyone" in self.affects


@dataclass(frozen=True)
class Before:
    """A document that preceded this bank, with what the register knows of it."""

    source: str
    title: str
    published: str
    review_due: date | None


def news_of(bank: Bank) -> tuple[News, ...]:
    """Everything that readers are told, the newest first."""
    told = [*_changes(bank), *_editions(bank)]
    return tuple(sorted(told, key=lambda news: (news.day, news.id), reverse=True))


def readers_of(bank: Bank) -> tuple[tuple[str, str], ...]:
    """The (id, title) of each role that news can be read for."""
    routes = (located.record for located in bank.routes.values())
    return tuple((route.id, route.title) for route in routes if route.kind == "role")


def preceded_by(bank: Bank) -> tuple[Before, ...]:
    """The documents that this bank takes the place of, the latest first."""
    named = bank.partnership.record.preceded_by if bank.partnership else ()
    sources = (bank.sources[name].record for name in named if name in bank.sources)
    found = [Before(s.id, s.title, s.published or "", s.review_due) for s in sources]
    return tuple(sorted(found, key=lambda each: each.published, reverse=True))


def _changes(bank: Bank) -> Iterator[News]:
    for name, located in bank.changes.items():
        change = located.record
        where = tuple(_place(bank, place) for place in change.where)
        yield News(
            f"change-{name}",
            change.on,
            "change",
            ", ".join(dict.fromkeys(title.partition(": ")[0] for _, title in where)),
            " ".join(change.what.split()),
            WHY[change.why],
            change.weight == "major",
            change.affects,
            where,
        )


def _editions(bank: Bank) -> Iterator[News]:
    agencies = bank.partnership.record.agencies if bank.partnership else ()
    titles = {agency.id: agency.title for agency in agencies}
    for name, located in bank.editions.items():
        edition = located.record
        signed = ", ".join(titles.get(each.agency, each.agency) for each in edition.signed)
        yield News(
            f"edition-{name}",
            edition.on,
            "edition",
            f"Edition {name}",
            f"The partnership agreed edition {name}, {len(edition.pages)} pages. "
            f"Signed by: {signed}.",
            "",
            True,
            ("everyone",),
            (("resources/editions.md", "Editions"),),
        )


def _place(bank: Bank, place: str) -> tuple[str, str]:
    """The address of `place` today, empty if it is gone, and its title."""
    name, _, anchor = place.partition("#")
    page = bank.pages.get(bank.page_now(name))
    if page is None:
        return "", name
    if anchor and not _has(page, anchor):
        return page.name, page.head.record.title
    target = f"{page.name}#{anchor}" if anchor else page.name
    return target, target_title(bank, target)


def _has(page: Page, anchor: str) -> bool:
    return any(heading.id == anchor for heading in page.headings)
