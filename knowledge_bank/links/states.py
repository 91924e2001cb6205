"""Says in plain words what state an address is in, from one look at it and what we expect there."""

from dataclasses import replace

from knowledge_bank.links.content import state_by_content
from knowledge_bank.links.govuk import Word
from knowledge_bank.links.result import Outcome, Result
from knowledge_bank.links.rows import NOT_PUBLIC
from knowledge_bank.links.signs import quoted
from knowledge_bank.links.state import AGAIN, CONFIRM, LOOK, NEW_ONE, Expected, State, wall

TROUBLES = {
    "ConnectTimeout": "No answer came in time.",
    "ReadTimeout": "No answer came in time.",
    "SSLError": "A secure connection could not be made.",
    "TooManyRedirects": "Its redirects lead in a circle or never end.",
    "It redirects to": "It redirects to a place that is not to be looked at.",
}


def state_of(result: Result, expected: Expected, word: Word | None = None) -> State:
    """Take one look, what is expected and GOV.UK's word on it if any; give the state."""
    state = _by_outcome(result, expected, word)
    updated = word.updated if word else None
    return replace(state, evidence=(*_way(result), *state.evidence), updated=updated)


def _by_outcome(result: Result, expected: Expected, word: Word | None) -> State:
    match result.outcome:
        case Outcome.REFUSED:
            fix = "Correct the address in the register."
            return State("not checked", f"It was not fetched. {result.message}", fix)
        case Outcome.UNFINISHED:
            return State("not checked", "No answer came before the check ended.", "Check again.")
        case Outcome.ROBOTS:
            sentence = "The site asks programs to stay away, so nothing was looked at."
            return State("refused by robots.txt", sentence, f"{LOOK} {CONFIRM}")
        case Outcome.UNREACHABLE | Outcome.BROKE_OFF:
            return State("failing", _trouble(result), AGAIN, (quoted(result.message),))
        case Outcome.ANSWERED:
            return _by_status(result, expected, word)


def _by_status(result: Result, expected: Expected, word: Word | None) -> State:
    """Take a result with a status; give the state that status tells."""
    if result.answer and result.answer.headers.get("cf-mitigated"):
        return wall("It asks first whether its reader is a person.", "header cf-mitigated")
    match result.status:
        case 401 | 403 as status:
            return wall(f"The server turns programs away (status {status}); people may get in.")
        case 404 | 410 as status:
            sentence = f"The server says the page is not there ({status})."
            return State("broken", sentence, NEW_ONE)
        case 429:
            sentence = "The server says we asked too often (status 429)."
            return State("rate-limited", sentence, "Check again later, or open it in a browser.")
        case 200 | 203 | 206:
            return state_by_content(result, expected, word)
        case int(status) if 200 <= status < 300:
            sentence = f"The server answers without a document (status {status})."
            return State("not checked", sentence, f"{LOOK} {CONFIRM}")
        case status:
            return State("failing", f"The server answered with an error ({status}).", AGAIN)


def _way(result: Result) -> tuple[str, ...]:
    """Say which way the look went: each redirect, and the last status."""
    hops = (f"{hop.status} to {hop.address[:200]}" for hop in result.hops)
    return (*hops, *((f"status {result.status}",) if result.status else ()))


def _trouble(result: Result) -> str:
    """Take a result without a status; say in plain words what went wrong."""
    if NOT_PUBLIC in result.message:
        return "It leads to a number on a private network, which is not looked at."
    for beginning, sentence in TROUBLES.items():
        if result.message.startswith(beginning):
            return sentence
    if result.outcome is Outcome.UNREACHABLE:
        return "No server could be found or connected to."
    return "The server broke off, or what it sent or redirects to cannot be read."
