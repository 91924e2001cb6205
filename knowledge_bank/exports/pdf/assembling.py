"""One clean document out of built pages: only what is read, its links and ids its own.

Elements are built as elements, never out of strings, so that whatever a page says stays text.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from lxml.html.builder import (
    BODY,
    DIV,
    H1,
    H2,
    H3,
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
from knowledge_bank.exports.documents import PARTS, left_out_of, pages_of
from knowledge_bank.exports.pdf.articles import article_of
from knowledge_bank.reviews import review_of

DISCLAIMER = (
    "This document supports your judgement. It does not replace an assessment, a referral or your "
    "agency’s procedures."
)
RECORDS = "About these pages"


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
    articles = {page: article_of(site, page) for page in pages}
    for page, article in articles.items():
        _own_addresses(article, page, pages, about.address)
    due = min(review_of(bank, bank.pages[page]).due for page in pages)
    if path in PARTS:
        records = _records(bank, articles)
        sections = [_section(bank, one, page, 1) for page, one in articles.items()]
        body = [_cover(bank, about, due, pages), _contents(bank, path, pages), *sections, records]
    else:
        form = _form_first(articles[pages[0]])
        form.find(".//h1").addnext(DIV(_danger(bank), _facts(about, due), {"class": "top"}))
        body = [_section(bank, form, pages[0], 0)]
    return HTML(_head(about), BODY(*body), lang="en-GB")


def _head(about: About) -> HtmlElement:
    return HEAD(
        META(charset="utf-8"),
        TITLE(f"{about.title} – {about.site}"),
        META(name="author", content=about.site),
        META(name="dcterms.created", content=about.day.isoformat()),
        META(name="dcterms.modified", content=about.day.isoformat()),
    )


def _cover(bank: Bank, about: About, due: date, pages: Sequence[str]) -> HtmlElement:
    return DIV(
        P(about.site, {"class": "site"}),
        H1(about.title),
        _danger(bank),
        _facts(about, due),
        P(_standing(bank, pages)),
        P(DISCLAIMER),
        {"class": "cover"},
    )


def _standing(bank: Bank, pages: Sequence[str]) -> str:
    """How much of a document the partnership has agreed."""
    drafts = sum(bank.pages[page].head.record.status == "draft" for page in pages)
    if not drafts:
        return f"The partnership has approved all of its {len(pages)} pages."
    agreed = len(pages) - drafts or "none"
    return (
        f"The partnership has approved {agreed} of its {len(pages)} pages so far. Each draft says "
        "so under its heading."
    )


def _facts(about: About, due: date) -> HtmlElement:
    day = f"{about.day.day} {about.day:%B %Y}"
    until = f"{due.day} {due:%B %Y}"
    words = (
        f"Check again after {until}."
        if due > about.day
        else f"Check it before you use it: a review was due on {until}."
    )
    said = [f"{about.site}, as it stood on {day}. ", SPAN(words, {"class": "check"})]
    said.append(" This document does not change when the site does. Look for the newest")
    said += [" at ", A(about.address, href=about.address), "."] if about.address else ["."]
    return P(*said, {"class": "facts"})


def _danger(bank: Bank) -> HtmlElement:
    contacts = bank.partnership.record.contacts if bank.partnership else ()
    numbered = next((contact.number for contact in contacts if contact.number), "999")
    return P(f"Child in danger? Ring {numbered}.", {"class": "danger"})


def _contents(bank: Bank, path: str, pages: Sequence[str]) -> HtmlElement:
    entries = [(bank.pages[page].head.record.title, _prefix(page)) for page in pages]
    entries.append((RECORDS, "records"))
    lines = UL(*(LI(A(title, href=f"#{anchor}")) for title, anchor in entries))
    said = [H2("Contents"), lines]
    if missing := [bank.pages[page].head.record.title for page in left_out_of(bank, path)]:
        listed = UL(*(LI(title) for title in missing))
        said += [P("On the site only, because it says again what is here:"), listed]
    return NAV(*said, {"class": "contents", "aria-label": "Contents"})


def _records(bank: Bank, articles: Mapping[str, HtmlElement]) -> HtmlElement:
    """What the pages say about themselves, taken out of them and put together at the end."""
    made = SECTION(H2(RECORDS), {"id": "records", "class": "page deeper-1 records"})
    made.set("data-version", "all its pages")
    for page, article in articles.items():
        for record in article.find_class("kb-record"):
            record.drop_tree()
            record.tail = None
            record[0].getparent().replace(record[0], H3(bank.pages[page].head.record.title))
            made.append(record)
    return made


def _own_addresses(article: HtmlElement, page: str, pages: Sequence[str], address: str) -> None:
    """Give ids and links of `article` one space of names; take the links off that lead nowhere."""
    for drawing in article.iter("svg"):
        drawing.set("font-family", "Noto Sans")
    for element in article.iter():
        if isinstance(element.tag, str) and element.get("id") and not _is_drawn(element):
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


def _is_drawn(element: HtmlElement) -> bool:
    """Say whether `element` is part of a drawing, which calls its own parts by their ids."""
    return next(element.iterancestors("svg"), None) is not None


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
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{int(heading.tag[1]) + deeper}"
    article.tag = "div"
    said = {
        "id": _prefix(page),
        "class": f"page deeper-{deeper}",
        "data-version": f"version {head.version}, {head.status}",
    }
    return SECTION(article, said)


def _form_first(article: HtmlElement) -> HtmlElement:
    """The page of a form with the form at its head and how to use it after."""
    form = article.xpath(".//*[contains(concat(' ', @class, ' '), ' kb-form ')]")[0]
    above = [one for one in form.itersiblings(preceding=True) if one.tag == "h2"][:1]
    for heading in above:
        heading.drop_tree()
    for heading in form.iter("h3"):
        heading.tag = "h2"
    status = article.find_class("kb-status")
    after = status[0] if status else article.find(".//h1")
    after.addnext(form)
    form.addnext(H2("How to use the form"))
    return article


def _prefix(page: str) -> str:
    return page.removesuffix(".md").replace("/", "-")
