"""Everything the authors wrote, read once: pages, records and navigation in one frozen Bank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS
from knowledge_bank.models.accessibility import Accessibility
from knowledge_bank.models.age_band import AgeBand
from knowledge_bank.models.area import Area
from knowledge_bank.models.change import Change
from knowledge_bank.models.checklist import Checklist
from knowledge_bank.models.conversation import Conversation
from knowledge_bank.models.coverage import Coverage
from knowledge_bank.models.edition import Edition
from knowledge_bank.models.event import Event
from knowledge_bank.models.form import Form
from knowledge_bank.models.former_page import FormerPage
from knowledge_bank.models.ignored_finding import IgnoredFinding
from knowledge_bank.models.partnership import Partnership
from knowledge_bank.models.passage_ledger import PassageLedger
from knowledge_bank.models.picture import Picture
from knowledge_bank.models.prompt_card import PromptCard
from knowledge_bank.models.query import Query
from knowledge_bank.models.quotation import Quotation
from knowledge_bank.models.review import Review
from knowledge_bank.models.route import Route
from knowledge_bank.models.scale import Scale
from knowledge_bank.models.scaling_guide import ScalingGuide
from knowledge_bank.models.source import Source
from knowledge_bank.models.term import Term
from knowledge_bank.models.training import Training
from knowledge_bank.models.way import Way
from knowledge_bank.reading.collections import ALL, Collections, Records
from knowledge_bank.reading.files import find_files, read_text
from knowledge_bank.reading.navigation import Navigation, read_navigation
from knowledge_bank.reading.pages import Page, read_page
from knowledge_bank.reading.records import Located

LOCAL_WORDS = frozenset(
    name for name, field in Partnership.model_fields.items() if field.annotation is str
)


@dataclass(frozen=True)
class Bank:
    """The bank as read. What could not be read is missing here and is a finding."""

    root: Path
    navigation: Navigation
    pages: Mapping[str, Page]
    partnership: Located[Partnership] | None
    sources: Records[Source]
    quotations: Records[Quotation]
    terms: Records[Term]
    queries: Records[Query]
    checklists: Records[Checklist]
    coverage: Records[Coverage]
    areas: Records[Area]
    age_bands: Records[AgeBand]
    conversations: Records[Conversation]
    forms: Records[Form]
    prompt_cards: Records[PromptCard]
    trainings: Records[Training]
    scaling_guide: Located[ScalingGuide] | None
    scales: Records[Scale]
    routes: Records[Route]
    pictures: Records[Picture]
    ways: Records[Way]
    accessibility: Located[Accessibility] | None
    reviews: Records[Review]
    events: Records[Event]
    changes: Records[Change]
    former_pages: Records[FormerPage]
    editions: Records[Edition]
    ledgers: Records[PassageLedger]
    ignored: tuple[Located[IgnoredFinding], ...]
    unreadable: frozenset[tuple[str, str]]

    def knows(self, collection: str, name: str) -> bool:
        """Whether `name` may be given where an id of `collection` is due.

        A record that is there but could not be read counts: it has its own finding already.
        """
        return (
            name in self.ids(collection)
            or (collection, name) in self.unreadable
            or (collection, ALL) in self.unreadable
        )

    def ids(self, collection: str) -> frozenset[str]:
        """The ids in `collection`: of records, of roles, of local words or of kinds."""
        match collection:
            case "roles":
                roles = self.partnership.record.roles if self.partnership else ()
                return frozenset(role.id for role in roles)
            case "agencies":
                agencies = self.partnership.record.agencies if self.partnership else ()
                return frozenset(agency.id for agency in agencies)
            case "local words":
                return LOCAL_WORDS
            case "kinds":
                return frozenset(KINDS)
            case "readers":
                routes = (located.record for located in self.routes.values())
                return frozenset(("everyone", *(r.id for r in routes if r.kind == "role")))
            case "kinds of route":
                return frozenset(("role", "task"))
            case "parts of the statement":
                return frozenset(("compliance", "barriers", "tests", "dates"))
            case "parts of the picture of health":
                return frozenset(("counts", "ahead", "past"))
            case "sizes of print":
                return frozenset(("a4", "large-print"))
            case _:
                return frozenset(getattr(self, collection))

    def role(self, name: str) -> str:
        """The title of the role `name`, or `name` itself where the partnership has no such role."""
        roles = self.partnership.record.roles if self.partnership else ()
        return next((role.title for role in roles if role.id == name), name)

    def page_now(self, name: str) -> str:
        """The path under docs/ at which the page once called `name` stands today."""
        former = self.former_pages.get(name)
        return former.record.to.partition("#")[0] if former and former.record.to else name

    def records(self) -> Iterator[Located[Any]]:
        """Every record, page heads included."""
        yield from (page.head for page in self.pages.values())
        for kind in KINDS.values():
            if kind.shape == "one":
                yield from filter(None, (getattr(self, kind.collection),))
            elif kind.shape in ("list", "folder", "tree") and kind.model is not IgnoredFinding:
                yield from getattr(self, kind.collection).values()
        yield from self.ignored


def load_bank(root: Path) -> tuple[Bank, tuple[Finding, ...]]:
    """Read the project under `root`; return what could be read, and a finding for the rest."""
    findings: list[Finding] = []
    records = Collections(root, findings)
    partnership = records.one(Partnership)
    if partnership is None:
        records.unreadable.update((("roles", ALL), ("agencies", ALL)))
    bank = Bank(
        root=root,
        navigation=read_navigation(root, findings),
        pages=MappingProxyType(_pages(root, findings)),
        partnership=partnership,
        sources=records.by_id(Source),
        quotations=records.by_id(Quotation),
        terms=records.by_id(Term),
        queries=records.by_id(Query),
        checklists=records.each(Checklist),
        coverage=records.each(Coverage),
        areas=records.by_id(Area),
        age_bands=records.by_id(AgeBand),
        conversations=records.each(Conversation),
        forms=records.each(Form),
        prompt_cards=records.each(PromptCard),
        trainings=records.each(Training),
        scaling_guide=records.one(ScalingGuide),
        scales=records.each(Scale),
        routes=records.by_id(Route),
        pictures=records.each(Picture),
        ways=records.each(Way),
        accessibility=records.one(Accessibility),
        reviews=records.each(Review),
        events=records.by_id(Event),
        changes=records.each(Change),
        former_pages=records.by_id(FormerPage, key="page"),
        editions=records.each(Edition),
        ledgers=records.each(PassageLedger),
        ignored=records.listed(IgnoredFinding),
        unreadable=frozenset(records.unreadable),
    )
    records.refuse_the_rest()
    return bank, tuple(sorted(findings))


def _pages(root: Path, findings: list[Finding]) -> dict[str, Page]:
    pages = {}
    for path in find_files(root, "docs", findings):
        text = read_text(root, path, findings) if path.endswith(".md") else None
        if text is not None and (page := read_page(text, path, findings)):
            pages[page.name] = page
    return pages
