"""Says in plain words what state an address is in, from the status of one look alone."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag

from knowledge_bank.links.result import Outcome, Result

Name = Literal[
    "answers",
    "moved",
    "blocked",
    "rate-limited",
    "refused by robots.txt",
    "failing",
    "broken",
    "not checked",
]
LOOK = "Open it in a browser and compare what you see with the record."
AGAIN = "Check again on another day; if it still fails, look for a new address."
TROUBLES = {
    "ConnectTimeout": "No answer came in time.",
    "ReadTimeout": "No answer came in time.",
    "SSLError": "A secure connection could not be made.",
    "TooManyRedirects": "Its redirects lead in a circle or never end.",
    "It redirects to": "It redirects to a place that is not to be looked at.",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state's name, one plain sentence, what to do, and a better address if one is known."""

    name: Name
    sentence: str
    fix: str
    new_address: str | None = None


def state_of(result: Result) -> State:
    """Take the result of one look; give the state. No state means that the document is right."""
    match result.outcome:
        case Outcome.REFUSED:
            fix = "Correct the address in the register."
            return State("not checked", f"It was not fetched. {result.message}", fix)
        case Outcome.UNFINISHED:
            return State("not checked", "No answer came before the check ended.", "Check again.")
        case Outcome.ROBOTS:
            sentence = "The site asks programs to stay away, so nothing was looked at."
            return State("refused by robots.txt", sentence, LOOK)
        case Outcome.UNREACHABLE | Outcome.BROKE_OFF:
            return State("failing", _trouble(result), AGAIN)
        case Outcome.ANSWERED:
            return _by_status(result)


def _by_status(result: Result) -> State:
    """Take a result with a status; give the state that status tells."""
    match result.status:
        case 401 | 403 as status:
            sentence = f"The server turns programs away (status {status}); people may get in."
            return State("blocked", sentence, LOOK)
        case 404 | 410 as status:
            fix = "Look for the document's new address, or mark the source as gone."
            return State("broken", f"The server says the page is not there ({status}).", fix)
        case 429:
            sentence = "The server says we asked too often (status 429)."
            return State("rate-limited", sentence, "Check again later, or open it in a browser.")
        case int(status) if 200 <= status < 300:
            return _answers(result)
        case status:
            return State("failing", f"The server answered with an error ({status}).", AGAIN)


def _answers(result: Result) -> State:
    """Take a result that ended well; say whether it first moved house for good."""
    bare, fragment = urldefrag(result.address)
    new, new_fragment = urldefrag(result.permanent_address)
    if new != bare:
        new = "#".join(filter(None, (new, new_fragment or fragment)))
        fix = f"Open {new}; if it is the same document, write that address in the register."
        return State("moved", f"The server says this has moved for good, to {new}.", fix, new)
    sentence = "A page answers here; the check did not read whether it is the right document."
    if result.final_address != bare and result.hops:
        sentence += f" It is a temporary redirect to {result.final_address}."
    return State("answers", sentence, LOOK)


def _trouble(result: Result) -> str:
    """Take a result without a status; say in plain words what went wrong."""
    for beginning, sentence in TROUBLES.items():
        if result.message.startswith(beginning):
            return sentence
    if result.outcome is Outcome.UNREACHABLE:
        return "No server could be found or connected to."
    return "The server broke off, or what it sent or redirects to cannot be read."
