"""A page's own words give it away, and a page about such words does not."""

import pytest

from knowledge_bank.links.page import read_page
from knowledge_bank.links.result import Answer, Hop, Outcome, Result
from knowledge_bank.links.signs import led_home, notice, quoted, says_missing

WITHDRAWN = [
    "This guidance was withdrawn on 15 December 2023.",
    "This publication has been superseded by the 2023 edition.",
    "This page has now been replaced.",
    "This document is no longer current.",
    "Please note: this procedure has been archived and is kept for reference.",
    "This edition is now out of date",
    "This statutory guidance was formally withdrawn.",
]
CURRENT = [
    "This guidance replaces Working Together 2018, which has been withdrawn.",
    "The 2018 edition was withdrawn. This is the edition in force.",
    "If this document has been superseded, tell us.",
    "Check whether this guidance has been withdrawn before you rely on it.",
    "The child was withdrawn and quiet. This page is for everyone.",
    "This page has been updated to reflect the changes.",
    "This guidance is current until replaced.",
    "Consent that is no longer valid must be sought again.",
]
MISSING = [
    "Page not found",
    "404 - Page not found | Norfolk",
    "Error 404",
    "404",
    "Sorry, we couldn't find that page",
    "Oops! That page can’t be found.",
    "The page you requested cannot be found",
    "This document is no longer available",
    "Not found",
    "We can't find the page you're looking for",
]
FOUND = [
    "Neglect: learning from case reviews",
    "Section 404 of the Act",
    "Children who go missing",
    "What to do if a child is not found at home",
    "Lost and found: a guide",
    "The page turner reading scheme",
]


def page_with(heading: str = "", text: str = ""):  # type: ignore[no-untyped-def]
    body = f"<title>{heading}</title><h1>{heading}</h1><p>{text}</p>".encode()
    return read_page(Answer(200, {"content-type": "text/html; charset=utf-8"}, body))


@pytest.mark.parametrize("text", WITHDRAWN)
def test_a_notice_is_seen(text: str) -> None:
    assert notice(page_with("Guidance", text))


@pytest.mark.parametrize("text", CURRENT)
def test_what_is_no_notice_is_not_taken_for_one(text: str) -> None:
    assert notice(page_with("Guidance", text)) is None


@pytest.mark.parametrize("heading", MISSING)
def test_a_page_that_says_it_is_missing_is_seen(heading: str) -> None:
    assert says_missing(page_with(heading))


@pytest.mark.parametrize("heading", FOUND)
def test_a_page_about_missing_things_is_not(heading: str) -> None:
    assert says_missing(page_with(heading)) is None


@pytest.mark.parametrize(
    ("asked", "met", "home"),
    [
        ("/a/guide.html", "/", True),
        ("/a/guide.html", "", True),
        ("/a/guide.html", "/index.php", True),
        ("/a/guide.html", "/en-gb/home", True),
        ("/?p=13971", "/", True),
        ("/a/guide.html", "/?p=12", False),
        ("/a/guide.html", "/b/guide.html", False),
        ("/", "/home", False),
        ("/index.html", "/", False),
    ],
)
def test_a_document_that_leads_home_is_seen(asked: str, met: str, home: bool) -> None:
    site = "https://example.org"
    hops = (Hop(302, site + met),)
    result = Result(site + asked, 200, site + met, "", Outcome.ANSWERED, hops)
    assert led_home(result) is home


def test_a_strangers_words_are_quoted_short_and_printable() -> None:
    words = quoted("\x1b[31m" + "long " * 100)
    assert words.isprintable()
    assert len(words) < 170
