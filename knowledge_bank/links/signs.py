"""The signs by which a page that answers gives away that it is not the document any more."""

import re
from urllib.parse import urlsplit

from knowledge_bank.links.page import Page, plain
from knowledge_bank.links.result import Result

THING = (
    r"(?:page|guidance|document|publication|edition|version|procedure|chapter|guide|toolkit|"
    r"content|policy|strategy|resource|briefing|report|statutory guidance|web ?site)"
)
# “This guidance was withdrawn on …”, and not “this replaces …” nor “if this has been …”.
NOTICE = re.compile(
    rf"(?<!\bif )(?<!\bwhether )(?<!\bunless )(?<!\bonce )(?<!\bwhen )\bthis {THING}"
    r"(?: (?:was|is|has(?: now)? been|is now))+ (?:now |formally )?"
    r"(?:withdrawn|superseded|replaced|archived|obsolete|out of date|"
    r"no longer (?:current|in force|in use|valid|up to date|maintained))\b[^.]{0,120}"
)
WITHDRAWN_TITLE = re.compile(r"^\[?(?:withdrawn|superseded|archived)\b[\]:]")
CANNOT_BE = r"(?:can(?:not|'t| not)|could(?: not|n't)) be found"
CANNOT = r"(?:can(?:not|'t| not)|could(?: not|n't)) find"
MISSING = re.compile(
    rf"^(?:error )?404\b|\b404 (?:error|not found)|\berror 404\b|^not found\b|"
    rf"\b(?:{THING}|file|item)\b[^.]{{0,40}}\b(?:not found|{CANNOT_BE}|does(?: not|n't) exist|"
    r"no longer (?:available|exists)|is not available)\b|"
    r"^(?:sorry|oops)\b[^.]*\b(?:find|found)\b|"
    rf"\b{CANNOT} (?:the|that|this) (?:{THING}|file)\b"
)
WALL = re.compile(
    r"^(?:just a moment|attention required!|access denied|access to this page|are you a robot|"
    r"are you human|pardon our interruption|verify(?:ing)? you are human|checking your browser|"
    r"one more step|security check|request unsuccessful|ddos-guard)"
)
HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:(?:index|default|home)(?:\.[a-z]{2,5})?/?)?")
SIGN_IN = re.compile(r"/(?:log-?in|sign-?in|sso|oauth2?|account/login|auth)(?:[/.?]|$)", re.I)


def notice(page: Page) -> str | None:
    """Take a page; give the words in which it says that it is withdrawn or replaced, if it does."""
    for heading in (page.title, *page.headings):
        if WITHDRAWN_TITLE.search(heading):
            return heading[:160]
    found = NOTICE.search(page.text)
    return found[0].strip() if found else None


def says_missing(page: Page) -> str | None:
    """Take a page; give the title or heading that says the thing asked for is not there."""
    return next((h[:160] for h in (page.title, *page.headings) if MISSING.search(h)), None)


def is_wall(page: Page) -> bool:
    """Say whether the page only asks whether its reader is a person."""
    return any(WALL.search(words) for words in (page.title, *page.headings))


def led_home(result: Result) -> bool:
    """Say whether a document's address led, by redirects, to the front page of a site."""
    asked, met = urlsplit(result.address), urlsplit(result.final_address)
    return bool(
        result.hops
        and not met.query
        and HOME.fullmatch(met.path.lower())
        and not (HOME.fullmatch(asked.path.lower()) and not asked.query)
    )


def led_to_sign_in(result: Result) -> bool:
    """Say whether redirects led to a page where one signs in."""
    return bool(
        result.hops
        and SIGN_IN.search(urlsplit(result.final_address).path)
        and not SIGN_IN.search(urlsplit(result.address).path)
    )


def quoted(words: str) -> str:
    """Take a stranger's words; give them in quotation marks, short and printable."""
    safe = "".join(c if c.isprintable() else " " for c in plain(words))
    return f"“{safe[:157] + '…' if len(safe) > 160 else safe}”"
