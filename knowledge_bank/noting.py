"""The walk through a change note: what changed is worked out, what it means is asked."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from knowledge_bank.bank import Bank
from knowledge_bank.models import KINDS
from knowledge_bank.models.change import FEWEST_WORDS, Change
from knowledge_bank.questions import Ask, Question, list_of, write_yaml

ALL = "all"
NAME = r"[a-z0-9]+(-[a-z0-9]+)*"


def note_changes(bank: Bank, places: Sequence[str], today: date, ask: Ask) -> dict[str, Any]:
    """Ask what a change note must say of the changes at `places`; return it, with its `name`.

    `ask` answers one question; whatever it raises ends the walk.
    """
    assert bank.partnership
    roles = tuple(role.id for role in bank.partnership.record.roles)
    where = ask(_where(places))
    chosen = list(places) if where == ALL else list_of(where)
    why = ask(Question("why", "What led to it?", choices=_choices("why")))
    cites = ask(_source(bank, why))
    note: dict[str, Any] = {
        "name": ask(_name(bank)),
        "what": ask(_what()),
        "where": chosen,
        "why": why,
        "source": {"source": cites} if cites else None,
        "affects": list_of(ask(_affects(bank))),
        "weight": ask(_weight()),
        "by": ask(Question("by", "Your role?", choices=roles)),
        "on": today.isoformat(),
    }
    if agreed := ask(_agreed(bank, chosen, roles, note["by"])):
        note["approved"] = {"by": agreed, "on": today.isoformat()}
    return {key: value for key, value in note.items() if value}


def write_note(root: Path, note: dict[str, Any]) -> Path:
    """Write `note` where it belongs, all of it or nothing, and return the path."""
    record = {key: value for key, value in note.items() if key != "name"}
    Change.model_validate(record)
    place = f"{KINDS['change'].place}{note['on'][:4]}/{note['name']}.yaml"
    return write_yaml(root / place, record)


def _choices(field: str) -> tuple[str, ...]:
    return get_args(Change.model_fields[field].annotation)


def _where(places: Sequence[str]) -> Question:
    def refuses(answer: str) -> str:
        names = list_of(answer)
        known = names and (answer == ALL or set(names) <= set(places))
        return "" if known else f"Answer `{ALL}`, or some of: {', '.join(places)}."

    told = ("Nobody is told yet of what changed at:", *(f"  {place}" for place in places))
    return Question(
        "where", f"Which does this note tell of? (`{ALL}`, or some)", told, (), "", refuses
    )


def _source(bank: Bank, why: str) -> Question:
    def refuses(answer: str) -> str:
        if answer in bank.sources or (not answer and why != "law"):
            return ""
        return "Give the id of a source in data/resources/sources.yaml."

    return Question(
        "source", "Which source brought it? (Its id; the law must have one.)", refuses=refuses
    )


def _name(bank: Bank) -> Question:
    def refuses(answer: str) -> str:
        if not answer or not re.fullmatch(NAME, answer):
            return "Use small letters, digits and hyphens, such as `who-to-ring-first`."
        return f"There is a note `{answer}` already." if bank.knows("changes", answer) else ""

    return Question("name", "A short name for the note?", refuses=refuses)


def _what() -> Question:
    def refuses(answer: str) -> str:
        short = len(answer.split()) < FEWEST_WORDS or answer[-1] not in ".?!”"
        return "Write a full sentence, for somebody who has not seen the page." if short else ""

    return Question("what", "What is new, in full sentences?", refuses=refuses)


def _affects(bank: Bank) -> Question:
    readers = sorted(bank.ids("readers"))

    def refuses(answer: str) -> str:
        names = list_of(answer)
        known = names and set(names) <= set(readers)
        return "" if known else f"Give some of: {', '.join(readers)}."

    return Question("affects", f"Whom does it affect? ({', '.join(readers)})", refuses=refuses)


def _weight() -> Question:
    told = (
        "Does a practitioner need to know?",
        "`major` if they would act or advise otherwise than before, else `minor`.",
    )
    return Question("weight", "Major or minor?", told, _choices("weight"))


def _agreed(bank: Bank, places: Sequence[str], roles: Sequence[str], by: str) -> Question:
    pages = (bank.pages.get(place.partition("#")[0]) for place in places)
    needed = any(page and page.head.record.status == "approved" for page in pages)

    def refuses(answer: str) -> str:
        if answer == by:
            return "Nobody agrees their own change."
        if not answer and needed:
            return "The page is approved: have its change agreed, or set the page back to draft."
        return "" if not answer or answer in roles else f"Give one of: {', '.join(roles)}."

    asks = "Which role has agreed it today? (Nothing, if none has.)"
    return Question("approved", asks, refuses=refuses)
