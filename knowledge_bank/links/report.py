"""What the links need, as lines for a terminal and as the body of the one standing issue."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from knowledge_bank.bank import Bank
from knowledge_bank.links.ledger import Entry, Ledger
from knowledge_bank.links.state import Name
from knowledge_bank.links.touching import Touched, needs_somebody, touched

MOST_CHARACTERS = 60_000  # an issue holds 65,536
HEADINGS: dict[Name, str] = {
    "broken": "Broken",
    "superseded": "Superseded",
    "changed": "Changed",
    "soft 404": "Answers, but says that the page is not there",
    "redirected to a home page": "Leads to a front page",
    "moved": "Moved",
    "failing": "Failing, not yet counted as broken",
    "blocked": "Blocked: a person must look",
    "refused by robots.txt": "Refused by robots.txt: a person must look",
    "rate-limited": "Rate-limited",
    "not checked": "Not checked",
}
SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")


def as_lines(bank: Bank, ledger: Ledger, today: date) -> Iterator[str]:
    """Yield what a terminal shows: each link that needs somebody, then the count of each state."""
    links = touched(bank, ledger)
    for link in links:
        if needs_somebody(link.entry, today):
            entry = link.entry
            yield f"{entry.state}: {link.source.name} ({link.source.id})"
            yield f"    {entry.address}"
            yield f"    {entry.sentence} {link.reach}"
            yield f"    {_since(entry)}"
            yield f"    What to do: {entry.fix}"
    quiet = [link for link in links if link.entry.quiet(today)]
    for link in quiet:
        yield f"{link.entry.state}, but kept quiet: {link.source.id}. {_confirmed(link.entry)}"
    states = sorted(links, key=lambda link: link.entry.state)
    counts = (f"{len(list(group))} {state}" for state, group in groupby(states, key=_state))
    yield f"{len(links)} links: {', '.join(counts) or 'none'}."
    if not ledger.finished:
        yield "Time ran out; run it again today to go on where it stopped."


def as_issue(bank: Bank, ledger: Ledger, today: date) -> str:
    """The Markdown body of the standing issue: the same facts always give the same bytes.

    It names no day of today's, so that a week without news changes nothing in it.
    """
    links = touched(bank, ledger)
    needing = [link for link in links if needs_somebody(link.entry, today)]
    quiet = [link for link in links if link.entry.quiet(today)]
    if not needing:
        return "Every outside document was found as the register describes it.\n" + _quiet(quiet)
    parts = [
        "What the weekly look at the outside documents found, the worst first. This issue is kept",
        "up to date by itself and closes when there is nothing left.",
        "",
    ]
    for state, group in groupby(needing, key=_state):
        parts += [f"## {HEADINGS[state]}", "", *map(_item, group), ""]
    return _bounded("\n".join(parts)) + _quiet(quiet)


def _state(link: Touched) -> Name:
    return link.entry.state


def _item(link: Touched) -> str:
    entry = link.entry
    owners = ", ".join(link.owners) or "whoever keeps the register"
    facts = [
        f"- [ ] **{_marked(link.source.name)}** (`{link.source.id}`)",
        f"  - {_marked(entry.sentence)} {_marked(link.reach)}",
        f"  - What to do: {_marked(entry.fix)}",
        f"  - Address: {_marked(entry.address)}",
        f"  - For: {_marked(owners)}",
        f"  - {_since(entry)}",
    ]
    if entry.evidence:
        facts.append(f"  - Evidence: {_marked('; '.join(entry.evidence))}")
    if entry.seen:
        facts.append(f"  - {_confirmed(entry)} That no longer counts.")
    return "\n".join(facts)


def _since(entry: Entry) -> str:
    good = f"last found good on {entry.last_good}" if entry.last_good else "never found good"
    return f"So since {entry.since}; {good}."


def _confirmed(entry: Entry) -> str:
    assert entry.seen
    return f"A person ({entry.seen.by}) opened it on {entry.seen.on} and saw the right document."


def _quiet(links: Sequence[Touched]) -> str:
    if not links:
        return ""
    lines = [f"- `{k.source.id}`: {_state(k)}. {_confirmed(k.entry)}" for k in links]
    return "\n".join(("\n## Kept quiet for sixty days after a person’s look", "", *lines, ""))


def _marked(words: str) -> str:
    """Take words that may be a stranger's; give them so that Markdown shows them as they are."""
    return SIGNS.sub(r"\\\1", words)


def _bounded(body: str) -> str:
    if len(body) <= MOST_CHARACTERS:
        return body
    return (
        body[: body.rfind("\n- [ ]", 0, MOST_CHARACTERS)]
        + "\n\nThe list goes on: `kb links --show`.\n"
    )
