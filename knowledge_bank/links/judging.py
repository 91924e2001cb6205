"""Turns what was seen today, and what was known before, into the entry of the ledger."""

from datetime import date

from knowledge_bank.links.ledger import Entry, Seen, Signs
from knowledge_bank.links.state import State

STRIKES = 3
GOOD = ("ok", "moved")
# A server answered and was not the trouble; the days it failed on are forgotten.
ANSWERED = (*GOOD, "changed", "superseded", "redirected to a home page", "soft 404", "broken")


def judged(state: State, address: str, before: Entry | None, today: date) -> Entry:
    """Take today's state of `address` and the entry before, if any; give the new entry.

    A failure counts as broken only once it was met on three different days, without an answer
    between them. What was not reached today keeps what was known of it.
    """
    if before is not None and before.address != address:
        before = None
    if before is not None and state.name == "not checked" and not state.evidence:
        return before
    strikes = _strikes(state, before, today)
    if state.name == "failing":
        state = _counted(state, len(strikes))
    same = before is not None and before.state == state.name
    now = Signs(print=state.print, updated=state.updated)
    return Entry(
        address=address,
        state=state.name,
        since=before.since if before and same else today,
        looked=today if state.name != "not checked" or state.evidence else None,
        last_good=today if state.name in GOOD else before.last_good if before else None,
        sentence=state.sentence,
        fix=state.fix,
        evidence=state.evidence,
        new_address=state.new_address,
        strikes=strikes,
        now=now,
        accepted=_accepted(state, now, before),
        seen=before.seen if before else None,
    )


def confirmed(entry: Entry, role: str, today: date) -> Entry:
    """Take an entry; give it as a person leaves it: what stands there now is right."""
    now, held = entry.now, entry.accepted
    accepted = Signs(print=now.print or held.print, updated=now.updated or held.updated)
    return entry.model_copy(
        update={"seen": Seen(by=role, on=today, state=entry.state), "accepted": accepted}
    )


def _strikes(state: State, before: Entry | None, today: date) -> tuple[date, ...]:
    known = before.strikes if before else ()
    if state.name == "failing":
        return tuple(sorted({*known, today}))[-STRIKES:]
    return () if state.name in ANSWERED else known


def _counted(state: State, strikes: int) -> State:
    """Take a failing state; say which strike it is, or that it is broken now."""
    if strikes < STRIKES:
        sentence = f"{state.sentence} This is strike {strikes} of {STRIKES}."
        return State("failing", sentence, state.fix, state.evidence)
    sentence = f"{state.sentence} It failed on three different days."
    fix = "Look for the document's new address, or mark the source as gone."
    return State("broken", sentence, fix, state.evidence)


def _accepted(state: State, now: Signs, before: Entry | None) -> Signs:
    """What was first found good counts as the document until a person says otherwise."""
    held = before.accepted if before else Signs()
    if state.name not in GOOD:
        return held
    return Signs(print=held.print or now.print, updated=held.updated or now.updated)
