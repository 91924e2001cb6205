"""The built pages, read as a browser would: what shows only once all is put together."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import html
from lxml.etree import ParserError

from knowledge_bank.bank import Bank
from knowledge_bank.built.programs import programs_in
from knowledge_bank.findings import Finding
from knowledge_bank.placeholders import in_link_text, in_text
from knowledge_bank.reading.pages import STAND_IN

UNRENDERED = re.compile(r"\{\{|\{%|Macro (?:Rendering|Syntax) Error|\w+ Macro Error")
TEXT_BLOCKS = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "dt",
    "dd",
    "label",
    "summary",
    "figcaption",
]
NOT_RUNNING = frozenset(("pre", "ul", "ol", *TEXT_BLOCKS))
FETCHED = {
    **dict.fromkeys(("script", "img", "iframe", "source", "video", "audio", "embed"), "src"),
    "object": "data",
}
FETCHED_LINKS = frozenset(
    ("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest")
)


@dataclass(frozen=True)
class Built:
    """One built page."""

    name: str
    tree: html.HtmlElement
    ids: frozenset[str]

    @property
    def article(self) -> html.HtmlElement:
        """The part an author wrote, or the whole page where a template has no article."""
        found = self.tree.xpath("//article")
        return found[0] if found else self.tree


def built_mistakes(bank: Bank, site: Path) -> Iterator[Finding]:
    """Yield everything wrong with the built pages under `site`."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _read(site, name) for name in sorted(files) if name.endswith(".html")}
    for page in pages.values():
        for needle, code, problem, fix in (
            *_ids(page),
            *_headings(page),
            *_links(page, pages, files),
            *_links_that_say_nothing(page),
            *_fetched(page),
            *_text(page),
            *(found for part in page.tree.xpath("//article") for found in programs_in(part)),
        ):
            yield Finding(*_place(bank, page, needle), code, problem, fix)


Mistake = tuple[str, str, str, str]


def _read(site: Path, name: str) -> Built:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring((site / name).read_bytes(), parser=parser)
    except ParserError:  # there is nothing in it
        tree = html.document_fromstring(b"<html></html>", parser=parser)
    ids = (element.get("id") for element in tree.iter())
    return Built(name, tree, frozenset(name for name in ids if name))


def _place(bank: Bank, page: Built, needle: str) -> tuple[str, int]:
    """The file and line an author would look at: the page’s source where it holds `needle`."""
    source = bank.pages.get(page.name.removesuffix(".html") + ".md")
    if source is None:
        return f"site/{page.name}", 1
    lines = (bank.root / source.path).read_text(encoding="utf-8").split("\n")
    alone = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
    return source.path, next((n for n, words in enumerate(lines, 1) if alone.search(words)), 1)


def _ids(page: Built) -> Iterator[Mistake]:
    for name, times in Counter(page.tree.xpath("//@id")).items():
        if times > 1:
            yield (
                name,
                "KB501",
                f"The id `{name}` stands {times} times on the built page.",
                "Give each heading and list its own id; show a checklist once on a page.",
            )


def _headings(page: Built) -> Iterator[Mistake]:
    headings = page.article.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")
    level = 0
    for heading in headings:
        below = int(heading.tag[1])
        text = " ".join(heading.text_content().split())
        if below > level + 1:
            yield (
                text,
                "KB502",
                f"The heading “{text}” skips a level on the built page.",
                "Use the next level down.",
            )
        level = below


def _links(page: Built, pages: dict[str, Built], files: set[str]) -> Iterator[Mistake]:
    for link in page.tree.iter("a", "link", "area"):
        address = link.get("href")
        parts = _parts(address or "")
        if not address or parts.scheme or parts.netloc:
            continue
        if parts.path.startswith("/"):
            if page.name != "404.html":
                yield (
                    address,
                    "KB503",
                    f"The link `{address}` begins at the server’s root.",
                    "Write it from this page.",
                )
            continue
        here = posixpath.dirname(page.name)
        target = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
        target = target if parts.path else page.name
        if target in files:
            anchor = unquote(parts.fragment)
            if anchor and target in pages and anchor not in pages[target].ids:
                yield (
                    address,
                    "KB504",
                    f"The link `{address}` points to a passage that is not there.",
                    "Correct what follows the `#`.",
                )
        else:
            yield (
                address,
                "KB503",
                f"The link `{address}` points to a file that is not there.",
                "Correct it, or the word that made it.",
            )


def _parts(address: str) -> SplitResult:
    """The parts of `address`; one that no browser could take apart leads to itself, nowhere."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address.replace("/", "%2F"), "", "")


def _links_that_say_nothing(page: Built) -> Iterator[Mistake]:
    for link in page.article.iter("a"):
        if "headerlink" in link.get("class", "") or link.get("href") is None:
            continue
        text = " ".join((link.get("aria-label") or link.text_content()).split())
        for placeholder in in_link_text(text, link.get("href")):
            yield link.get("href"), placeholder.code, placeholder.said, placeholder.fix


def _fetched(page: Built) -> Iterator[Mistake]:
    for element in page.tree.iter(*FETCHED, "link"):
        address = element.get(FETCHED.get(element.tag, "href"), "")
        if element.tag == "link" and not FETCHED_LINKS & set(element.get("rel", "").split()):
            continue
        if _parts(address).netloc:
            yield (
                address,
                "KB505",
                f"The page fetches `{address}` from another site.",
                "Bundle it, or do without.",
            )
        if element.tag == "img" and element.get("alt") is None:
            yield (
                address,
                "KB506",
                f"The image `{address}` has no text alternative.",
                "Give it one.",
            )


def _text(page: Built) -> Iterator[Mistake]:
    for block in page.article.iter(*TEXT_BLOCKS):
        text = " ".join(_running_text(block).split())
        if found := UNRENDERED.search(text):
            yield (
                found.group(),
                "KB507",
                f"`{found.group()}` is left on the built page.",
                "See the generator’s warnings; correct the word in braces.",
            )
        for placeholder in in_text(text):
            yield placeholder.found, placeholder.code, placeholder.said, placeholder.fix


def _running_text(block: html.HtmlElement) -> str:
    """The text of `block` without blocks and lists inside it; code becomes one plain word."""
    parts = [block.text or ""]
    for child in block:
        if child.tag == "code":
            parts.append(STAND_IN)
        elif isinstance(child.tag, str) and child.tag not in NOT_RUNNING:
            parts.append(_running_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
