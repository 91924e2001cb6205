"""Banks with nothing in them but the days that a test gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import strategies as st

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.models.page import INTERVALS, PageHead
from knowledge_bank.models.query import Query
from knowledge_bank.reading.records import Located

COMPLETE = load_bank(Path(__file__).parents[2] / "sites" / "complete")[0]
NOWHERE = MappingProxyType({})

days = st.dates(date(2025, 3, 1), date(2027, 12, 31))
written = st.lists(st.tuples(days, st.sampled_from(sorted(INTERVALS))), max_size=30)
asked = st.lists(st.tuples(days, st.none() | st.integers(0, 200)), max_size=20)


def bank_of(
    pages: Sequence[tuple[date, str]] = (), queries: Sequence[tuple[date, date | None]] = ()
) -> Bank:
    """A bank of pages written on a day, with a risk, and of questions asked and answered."""
    template = COMPLETE.pages["toolkit/index.md"]
    heads = [
        template.head.record.model_copy(update={"written": day, "risk": risk, "sources": ()})
        for day, risk in pages
    ]
    question = COMPLETE.queries["open-question"].record
    records = [
        question.model_copy(
            update={"id": f"q{n}", "since": since, "answered": answered and _answer(answered)}
        )
        for n, (since, answered) in enumerate(queries)
    ]
    return replace(
        COMPLETE,
        pages=MappingProxyType({f"{n}.md": _page(n, head) for n, head in enumerate(heads)}),
        queries=MappingProxyType({r.id: Located(r, "data/queries.yaml", NOWHERE) for r in records}),
        reviews=NOWHERE,
        changes=NOWHERE,
        events=NOWHERE,
    )


def _page(number: int, head: PageHead) -> object:
    path = f"docs/{number}.md"
    return replace(COMPLETE.pages["toolkit/index.md"], path=path, head=Located(head, path, NOWHERE))


def _answer(on: date) -> object:
    settled = COMPLETE.queries["answered-question"].record
    assert isinstance(settled, Query)
    assert settled.answered
    return settled.answered.model_copy(update={"on": on})


@pytest.fixture
def empty() -> Bank:
    """A bank that says nothing yet."""
    return bank_of()
