"""Says in plain words what state an address is in, from one look at it and what we expect there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args
from urllib.parse import urldefrag

from knowledge_bank.links.govuk import Word
from knowledge_bank.links.page import Page, fingerprint, read_page
from knowledge_bank.links.result import Outcome, Result
from knowledge_bank.links.rows import NOT_PUBLIC
from knowledge_bank.links.signs import (
    is_wall,
    led_home,
    led_to_sign_in,
    notice,
    quoted,
    says_missing,
)

Name = Literal[
    "broken",
    "superseded",
    "changed",
    "soft 404",
    "redirected to a home page",
    "moved",
    "failing",
    "blocked",
    "refused by robots.txt",
    "rate-limited",
    "not checked",
    "ok",
]
WORST_FIRST: tuple[Name, ...] = get_args(Name)
LOOK = "Open it in a browser and compare what you see with the record."
CONFIRM = (
    "If it is the right document, run `kb links confirm` and the check keeps quiet for a while."
)
AGAIN = "Nothing yet: it is looked at again. It counts as broken after three such days."
NEW_ONE = "Look for the document's new address, or mark the source as gone."
TROUBLES = {
    "ConnectTimeout": "No answer came in time.",
    "ReadTimeout": "No answer came in time.",
    "SSLError": "A secure connection could not be made.",
    "TooManyRedirects": "Its redirects lead in a circle or never end.",
    "It redirects to": "It redirects to a place that is not to be looked at.",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the register says should be found: words, a successor, the day a person last read it.

    `print` and `updated` are what stood there when the record was last known to be right.
    """

    words: tuple[str, ...] = ()
    successor: str = ""
    seen: date | None = None
    print: str | None = None
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state's name, one plain sentence, what to do, why we think so, and a better address.

    `print` and `updated` are the signs by which a later look tells another document.
    """

    name: Name
    sentence: str
    fix: str
    evidence: tuple[str, ...] = ()
    new_address: str | None = None
    print: str | None = None
    updated: date | None = None


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
        return _wall("It asks first whether its reader is a person.", "header cf-mitigated")
    match result.status:
        case 401 | 403 as status:
            return _wall(f"The server turns programs away (status {status}); people may get in.")
        case 404 | 410 as status:
            sentence = f"The server says the page is not there ({status})."
            return State("broken", sentence, NEW_ONE)
        case 429:
            sentence = "The server says we asked too often (status 429)."
            return State("rate-limited", sentence, "Check again later, or open it in a browser.")
        case 200 | 203 | 206:
            return _by_content(result, expected, word)
        case int(status) if 200 <= status < 300:
            sentence = f"The server answers without a document (status {status})."
            return State("not checked", sentence, f"{LOOK} {CONFIRM}")
        case status:
            return State("failing", f"The server answered with an error ({status}).", AGAIN)


def _by_content(result: Result, expected: Expected, word: Word | None) -> State:
    """Take a result that ended well; the first sign of anything else than the document decides."""
    if result.answer is None:
        return State("not checked", "What the server sent was not kept.", f"{LOOK} {CONFIRM}")
    if not result.answer.body:
        return State("failing", "The server answers with an empty page.", AGAIN)
    page, file = read_page(result.answer), fingerprint(result.answer)
    missing = page.lacks(expected.words) if page else ()
    right = page is not None and bool(expected.words) and not missing
    troubles = (
        *_off_the_page(result, page, right),
        *_replaced(expected, word, page),
        *_altered(expected, word, page, missing, file),
        *_moved(result, word),
    )
    return replace(troubles[0] if troubles else _fine(result, expected, page, file), print=file)


def _off_the_page(result: Result, page: Page | None, right: bool) -> Iterator[State]:
    """Yield what shows that something else than a document answers here."""
    if led_to_sign_in(result):
        yield _wall("It leads to a page where one signs in.")
    if page and not right and is_wall(page):
        yield _wall("It asks first whether its reader is a person.", f"title {quoted(page.title)}")
    if page and not right and (words := says_missing(page)):
        sentence = "A page answers, but it says that what was asked for is not there."
        yield State("soft 404", sentence, NEW_ONE, (f"the page says {quoted(words)}",))
    if led_home(result):
        sentence = f"It leads to the front page of a site, {result.final_address}."
        yield State("redirected to a home page", sentence, NEW_ONE)


def _replaced(expected: Expected, word: Word | None, page: Page | None) -> Iterator[State]:
    """Yield what says that a newer document has taken its place."""
    fix = "Find out what replaced it, record that, and read again the passages that rest on it."
    if word and word.gone:
        yield State("broken", "GOV.UK says that the page is gone.", NEW_ONE, ("GOV.UK: gone",))
    if word and word.withdrawn:
        sentence = "GOV.UK says that it is withdrawn."
        yield State("superseded", sentence, fix, (f"GOV.UK: {quoted(word.withdrawn)}",))
    if page and (words := notice(page)):
        sentence = "The page says of itself that it is withdrawn or replaced."
        yield State("superseded", sentence, fix, (f"the page says {quoted(words)}",))
    if expected.successor:
        sentence = f"The register says that {expected.successor} has taken its place."
        fix = "Nothing, as long as every passage that cites it means this edition."
        yield State("superseded", sentence, fix, ("the register",))


def _altered(
    expected: Expected,
    word: Word | None,
    page: Page | None,
    missing: tuple[str, ...],
    file: str | None,
) -> Iterator[State]:
    """Yield what shows that the same address holds another document now, or may do so."""
    fix = "Read it. If it is another document, correct the record and the passages that rest on it."
    if page and missing:
        words = ", ".join(quoted(each) for each in missing)
        if page.bare:
            sentence = "The page shows its words only to a browser that runs its programs."
            yield State("not checked", sentence, f"{LOOK} {CONFIRM}")
        elif not page.whole:
            sentence = f"Only its beginning could be read, and {words} is not in it."
            yield State("not checked", sentence, f"{LOOK} {CONFIRM}")
        else:
            sentence = f"Words that belong on the page are no longer there: {words}."
            title = (f"its title now: {quoted(page.title)}",) if page.title else ()
            yield State("changed", sentence, f"{fix} {CONFIRM}", title)
    if file and expected.print and file != expected.print:
        sentence = "The file at this address is not the one that stood there before."
        yield State("changed", sentence, f"{fix} {CONFIRM}", (f"{expected.print}, now {file}",))
    if file and expected.words and not expected.print and not expected.seen:
        sentence = "It is a file whose words the check cannot read."
        yield State("not checked", sentence, f"{LOOK} {CONFIRM}")
    known = max((day for day in (expected.updated, expected.seen) if day), default=None)
    if word and word.updated and known and word.updated > known:
        sentence = f"GOV.UK says that it was updated on {word.updated}, after it was last read."
        change = f"GOV.UK: {quoted(word.change)}" if word.change else "GOV.UK: public_updated_at"
        yield State("changed", sentence, f"{fix} {CONFIRM}", (change,))


def _moved(result: Result, word: Word | None) -> Iterator[State]:
    """Yield where it has moved for good, by a permanent redirect or by GOV.UK's word."""
    bare, fragment = urldefrag(result.address)
    new, new_fragment = urldefrag(result.permanent_address)
    if new == bare and word and word.moved_to:
        new = word.moved_to
    if new != bare:
        new = "#".join(filter(None, (new, new_fragment or fragment)))
        fix = f"Open {new}; if it is the same document, write that address in the register."
        yield State("moved", f"It has moved for good, to {new}.", fix, (), new)


def _fine(result: Result, expected: Expected, page: Page | None, file: str | None) -> State:
    """Give the state of an address where nothing speaks against the document."""
    if expected.words and page:
        sentence = "The page answers, and the words that belong on it are there."
    elif expected.words and file:
        sentence = "The file answers and is the same as before."
    else:
        sentence = (
            "A page answers. The register names no words to tell whether it is the right one."
        )
    if result.hops and result.final_address != urldefrag(result.address).url:
        sentence += f" It is reached by a temporary redirect to {result.final_address}."
    return State("ok", sentence, "Nothing.")


def _wall(sentence: str, *evidence: str) -> State:
    return State("blocked", sentence, f"{LOOK} {CONFIRM}", evidence)


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
