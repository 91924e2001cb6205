"""One clean document out of built pages: only what is read, its links and ids its own.

Elements are built as elements, never out of strings, so that whatever a page says stays text.
"""

import copy
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement, HTMLParser, document_fromstring
from lxml.html.builder import (
    BODY,
    DIV,
    H1,
    H2,
    HEAD,
    HTML,
    LI,
    META,
    NAV,
    SECTION,
    SPAN,
    TITLE,
    UL,
    A,
    P,
)

from knowledge_bank.bank import Bank
from knowledge_bank.exports.documents import PARTS, pages_of
from knowledge_bank.reviews import review_of

# What is only for the screen, or says again on every page what the document says once.
ONLY_ON_SCREEN = (
    "//*[@hidden or @popover]",
    "//svg",  # what a picture shows stands in words beside it
    "//*[@aria-hidden='true' and not(contains(@class, 'kb-checklist__notes'))]",
    "//*[contains(concat(' ', @class, ' '), ' kb-page-routes ')]",
    "//*[contains(@class, 'kb-form__download')]",
    "//*[contains(concat(' ', @class, ' '), ' kb-jump ')]",
    "//h1/following-sibling::*[2][self::p][a[@href='#form' or @href='#card']]",
    "//*[contains(@class, 'kb-slides-start')]",
    "//*[contains(@class, 'kb-record__disclaimer')]",
    "//*[contains(@class, 'kb-copy')]",
    "//*[contains(@class, 'kb-record__screen')]",
    "//*[contains(concat(' ', @class, ' '), ' kb-cite ')]",
    "//*[contains(@class, 'kb-gone')]",
    "//dd[@class='kb-record__paper' and preceding-sibling::dt[1][text()='Printed on']]",
    "//dt[contains(@class, 'kb-record__paper') and text()='Printed on']",
)
DISCLAIMER = (
    "This document supports your judgement. It does not replace an assessment, a referral or your "
    "agency’s procedures."
)


@dataclass(frozen=True)
class About:
    """What a document says about itself: its title, its site with its address, and its day."""

    title: str
    site: str
    address: str
    day: date


def assemble(bank: Bank, site: Path, path: str, about: About) -> HtmlElement:
    """Return the document at `path` in the built site at `site`, as one page of HTML."""
    pages = pages_of(bank, path)
    articles = {page: _article(site, page) for page in pages}
    for page, article in articles.items():
        _own_addresses(article, page, pages, about.address)
    due = min(review_of(bank, bank.pages[page]).due for page in pages)
    if path in PARTS:
        sections = [_section(bank, article, page, 1) for page, article in articles.items()]
        body = [_cover(bank, about, due), _contents(bank, pages), *sections]
    else:
        form = _form_first(articles[pages[0]])
        body = [DIV(_danger(bank), _facts(about, due)), _section(bank, form, pages[0], 0)]
    return HTML(_head(about), BODY(*body), lang="en-GB")


def _head(about: About) -> HtmlElement:
    return HEAD(
        META(charset="utf-8"),
        TITLE(f"{about.title} – {about.site}"),
        META(name="author", content=about.site),
        META(name="dcterms.created", content=about.day.isoformat()),
        META(name="dcterms.modified", content=about.day.isoformat()),
    )


def _cover(bank: Bank, about: About, due: date) -> HtmlElement:
    return DIV(
        P(about.site, {"class": "site"}),
        H1(about.title),
        _danger(bank),
        _facts(about, due),
        P(DISCLAIMER),
        {"class": "cover"},
    )


def _facts(about: About, due: date) -> HtmlElement:
    day = f"{about.day.day} {about.day:%B %Y}"
    until = f"{due.day} {due:%B %Y}"
    words = (
        f"Check again after {until}."
        if due > about.day
        else f"Check it before you use it: a review was due on {until}."
    )
    where = f" at {about.address}" if about.address else ""
    return P(
        f"{about.site}, as it stood on {day}. ",
        SPAN(words, {"class": "check"}),
        f" This document does not change when the site does. Look{where} for the newest.",
        {"class": "facts"},
    )


def _danger(bank: Bank) -> HtmlElement:
    contacts = bank.partnership.record.contacts if bank.partnership else ()
    numbered = next((contact.number for contact in contacts if contact.number), "999")
    return P(f"Child in danger? Ring {numbered}.", {"class": "danger"})


def _contents(bank: Bank, pages: Sequence[str]) -> HtmlElement:
    entries = [
        LI(A(bank.pages[page].head.record.title, href=f"#{_prefix(page)}")) for page in pages
    ]
    return NAV(H2("Contents"), UL(*entries), {"class": "contents", "aria-label": "Contents"})


def _article(site: Path, page: str) -> HtmlElement:
    """What is read of a built page."""
    parser = HTMLParser(encoding="utf-8")
    text = (site / page).with_suffix(".html").read_bytes()
    built: HtmlElement = document_fromstring(text, parser=parser)
    article: HtmlElement = copy.deepcopy(built.find_class("kb-page")[0])
    for path in ONLY_ON_SCREEN:
        for element in article.xpath(f".{path}"):
            element.drop_tree()
    for button in article.xpath(".//button"):
        button.drop_tag()
    for box in article.xpath(".//input"):
        box.getparent().replace(box, _with_tail(SPAN({"class": "box"}), box.tail))
    for label in article.xpath(".//label | .//main"):
        label.drop_tag()
    return article


def _with_tail(element: HtmlElement, tail: str | None) -> HtmlElement:
    element.tail = tail
    return element


def _own_addresses(article: HtmlElement, page: str, pages: Sequence[str], address: str) -> None:
    """Give ids and links of `article` one space of names; take the links off that lead nowhere."""
    for element in article.iter():
        if isinstance(element.tag, str) and element.get("id"):
            element.set("id", f"{_prefix(page)}--{element.get('id')}")
        for name in ("aria-labelledby", "aria-label", "role", "tabindex"):
            element.attrib.pop(name, None)
    for link in list(article.iter("a")):
        target = _target(link.get("href") or "", page, pages, address)
        if target:
            link.set("href", target)
            for name in ("rel", "class"):
                link.attrib.pop(name, None)
        else:
            link.drop_tag()


def _target(href: str, page: str, pages: Sequence[str], address: str) -> str:
    """Where a link leads from within the document; nowhere is empty."""
    if urlsplit(href).scheme:
        return href
    here = page.removesuffix(".md") + ".html"
    path, anchor = urldefrag(href)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    source = name.removesuffix(".html") + ".md"
    if source in pages:
        return f"#{_prefix(source)}--{anchor}" if anchor else f"#{_prefix(source)}"
    return urljoin(address, f"{name}#{anchor}" if anchor else name) if address else ""


def _section(bank: Bank, article: HtmlElement, page: str, deeper: int) -> HtmlElement:
    """A page as a part of the document, its headings `deeper` than they were."""
    head = bank.pages[page].head.record
    version = f"Version {head.version}, {head.status}"
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{int(heading.tag[1]) + deeper}"
    article.tag = "div"
    about = {"id": _prefix(page), "class": f"page deeper-{deeper}", "data-version": version}
    return SECTION(article, about)


def _form_first(article: HtmlElement) -> HtmlElement:
    """The page of a form with the form at its head and how to use it after."""
    form = article.xpath(".//*[contains(concat(' ', @class, ' '), ' kb-form ')]")[0]
    heading = article.find(".//h1")
    before = list(form.itersiblings(preceding=True))
    lead = [one for one in before if one.tag == "h2"][:1]
    heading.getparent().insert(article.index(heading) + 1, form)
    for one in lead:
        article.insert(article.index(form), one)
    return article


def _prefix(page: str) -> str:
    return page.removesuffix(".md").replace("/", "-")
