"""Says from what a server sent whether it still is the document the register means."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag

from knowledge_bank.links.govuk import Word
from knowledge_bank.links.page import Page, fingerprint, read_page
from knowledge_bank.links.result import Result
from knowledge_bank.links.signs import (
    is_wall,
    led_home,
    led_to_sign_in,
    notice,
    quoted,
    says_missing,
)
from knowledge_bank.links.state import AGAIN, CONFIRM, LOOK, NEW_ONE, Expected, State, wall


def state_by_content(result: Result, expected: Expected, word: Word | None) -> State:
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
        yield wall("It leads to a page where one signs in.")
    if page and not right and is_wall(page):
        yield wall("It asks first whether its reader is a person.", f"title {quoted(page.title)}")
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
