"""What authors may write: one frozen model per kind, and no logic beyond a record's own sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from knowledge_bank.models.accessibility import Accessibility
from knowledge_bank.models.age_band import AgeBand
from knowledge_bank.models.area import Area
from knowledge_bank.models.base import Record
from knowledge_bank.models.change import Change
from knowledge_bank.models.checklist import Checklist
from knowledge_bank.models.conversation import Conversation
from knowledge_bank.models.coverage import Coverage
from knowledge_bank.models.edition import Edition
from knowledge_bank.models.event import Event
from knowledge_bank.models.form import Form
from knowledge_bank.models.former_page import FormerPage
from knowledge_bank.models.ignored_finding import IgnoredFinding
from knowledge_bank.models.page import PageHead
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


@dataclass(frozen=True)
class Kind:
    """A kind of record: its model, where its files are, and how they hold it.

    `shape` says whether the place is a file with one record, a file with a list of them, a
    folder with a file for each, a tree of folders that mirrors docs/, or the front matter of the
    pages. An `optional` place need not exist.
    """

    model: type[Record]
    collection: str
    place: str
    shape: Literal["one", "list", "folder", "tree", "front matter"]
    optional: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "page": Kind(PageHead, "pages", "docs/", "front matter"),
        "partnership": Kind(Partnership, "partnership", "data/partnership.yaml", "one"),
        "source": Kind(Source, "sources", "data/resources/sources.yaml", "list"),
        "quotation": Kind(Quotation, "quotations", "data/resources/quotations.yaml", "list"),
        "term": Kind(Term, "terms", "data/resources/glossary.yaml", "list"),
        "query": Kind(Query, "queries", "data/queries.yaml", "list"),
        "checklist": Kind(Checklist, "checklists", "data/toolkit/checklists/", "folder"),
        "coverage": Kind(Coverage, "coverage", "data/resources/coverage/", "folder"),
        "area": Kind(Area, "areas", "data/toolkit/areas.yaml", "list"),
        "age-band": Kind(AgeBand, "age_bands", "data/toolkit/age-bands.yaml", "list"),
        "conversation": Kind(
            Conversation, "conversations", "data/toolkit/conversations/", "folder"
        ),
        "form": Kind(Form, "forms", "data/toolkit/forms/", "folder"),
        "prompt-card": Kind(PromptCard, "prompt_cards", "data/toolkit/prompt-cards/", "folder"),
        "training": Kind(Training, "trainings", "data/toolkit/training/", "folder"),
        "scaling-guide": Kind(
            ScalingGuide, "scaling_guide", "data/toolkit/scaling-guide.yaml", "one"
        ),
        "scale": Kind(Scale, "scales", "data/toolkit/scaling-guide/", "folder"),
        "route": Kind(Route, "routes", "data/routes.yaml", "list"),
        "picture": Kind(Picture, "pictures", "data/resources/pictures/", "folder"),
        "way": Kind(Way, "ways", "data/strategy/ways/", "folder"),
        "accessibility": Kind(
            Accessibility, "accessibility", "data/resources/accessibility.yaml", "one"
        ),
        "review": Kind(Review, "reviews", "data/reviews/", "tree"),
        "event": Kind(Event, "events", "data/events.yaml", "list", optional=True),
        "change": Kind(Change, "changes", "data/changes/", "folder"),
        "former-page": Kind(
            FormerPage, "former_pages", "data/former-pages.yaml", "list", optional=True
        ),
        "ignored-finding": Kind(
            IgnoredFinding, "ignored", "data/ignored-findings.yaml", "list", optional=True
        ),
        "edition": Kind(Edition, "editions", "data/editions/", "folder"),
        "passage-ledger": Kind(PassageLedger, "ledgers", "data/passages/", "folder"),
    }
)


def kind_of(model: type[Record]) -> Kind:
    """Return the kind whose records are of `model`."""
    return next(kind for kind in KINDS.values() if kind.model is model)
