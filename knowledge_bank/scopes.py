"""What a page, or some passages of it, rest on: the sources and open questions a reviewer opens."""

from collections.abc import Collection, Iterator

from knowledge_bank.bank import Bank
from knowledge_bank.models.query import Query
from knowledge_bank.reading.pages import Page
from knowledge_bank.words import Call


def sources_on(bank: Bank, page: Page, passages: Collection[str] = ()) -> list[str]:
    """The ids of the sources of `page`, in the order in which a reader meets them.

    Those of its head and those it cites or quotes; of `passages`, only what these cite.
    """
    cited = [] if passages else [citation.source for citation in page.head.record.sources]
    for call in _calls_in(page, passages):
        if call.word == "source":
            cited.append(call.arguments[0])
        elif call.word == "quotation" and (quoted := bank.quotations.get(call.arguments[0])):
            cited.append(quoted.record.source)
    return list(dict.fromkeys(cited))


def queries_on(bank: Bank, page: Page, passages: Collection[str] = ()) -> list[Query]:
    """The questions that stand on `page`, or in `passages` of it, answered ones too."""
    names = (call.arguments[0] for call in _calls_in(page, passages) if call.word == "query")
    return [bank.queries[name].record for name in dict.fromkeys(names) if name in bank.queries]


def _calls_in(page: Page, passages: Collection[str]) -> Iterator[Call]:
    for call in page.calls:
        if not passages or _anchors_above(page, call.line).intersection(passages):
            yield call


def _anchors_above(page: Page, line: int) -> set[str]:
    """The headings a line of `page` stands under, nearest first, up to the title."""
    anchors: set[str] = set()
    level = 7
    for heading in reversed(page.headings):
        if heading.line <= line and heading.level < level:
            level = heading.level
            anchors.add(heading.id or "")
    return anchors
