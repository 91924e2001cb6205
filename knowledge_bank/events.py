"""What has happened that a page must answer before its day: the event, not only the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.models.source import ENDED
from knowledge_bank.reading.pages import Page
from knowledge_bank.supersession import Succession, successor_of


@dataclass(frozen=True, order=True)
class Happening:
    """One thing that happened: when, what (as part of a sentence), and the record that says so."""

    on: date
    what: str
    path: str
    line: int


def events_of(bank: Bank, page: Page) -> Iterator[Happening]:
    """Yield what has happened that `page` must answer, in no order.

    Sources of its head that came to an end or were superseded after pages were written from them,
    and the recorded events that touch it or one of those sources. Whatever else may make a page
    due, such as a link that broke, is to be told here.
    """
    rests_on = {citation.source for citation in page.head.record.sources}
    for name in rests_on & bank.sources.keys():
        located = bank.sources[name]
        if located.record.state in ENDED and (since := located.record.state_since):
            what = f"“{located.record.title}”, which it rests on, {_ended(located.record.state)}"
            yield Happening(since, what, located.path, located.line("state_since"))
        if (step := successor_of(bank, name)) and (found_out := _since(bank, step)):
            newer = bank.sources[step.newer]
            what = f"“{located.record.name}”, which it rests on, was superseded"
            yield Happening(found_out, what, newer.path, newer.line(*step.at, "since"))
    for event in bank.events.values():
        touched = event.record.pages
        if rests_on.intersection(event.record.sources) or page.name in map(bank.page_now, touched):
            yield Happening(event.record.on, event.record.what, event.path, event.line("on"))


def _since(bank: Bank, step: Succession) -> date | None:
    return bank.sources[step.newer].record.supersedes[step.number].since


def _ended(state: str) -> str:
    return "is gone" if state == "gone" else f"was {state}"
