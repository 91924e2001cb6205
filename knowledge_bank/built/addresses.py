"""Where the built pages lead, and what they fetch."""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from knowledge_bank.built.page import Built, Mistake
from knowledge_bank.placeholders import Placeholder, in_link_text

FETCHED = {
    **dict.fromkeys(("script", "img", "iframe", "source", "video", "audio", "embed"), "src"),
    "object": "data",
}
FETCHED_LINKS = frozenset(
    ("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest")
)


def dead_links(page: Built, pages: Mapping[str, Built], files: set[str]) -> Iterator[Mistake]:
    """Yield the links of `page` into the site that lead nowhere; `files` are all that it has."""
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


def weak_links(page: Built) -> Iterator[Placeholder]:
    """Yield links of the article without a destination, or whose text says nothing."""
    for link in page.article.iter("a"):
        if "headerlink" in link.get("class", "") or link.get("href") is None:
            continue
        text = " ".join((link.get("aria-label") or link.text_content()).split())
        yield from in_link_text(text, link.get("href"))


def foreign_parts(page: Built) -> Iterator[Mistake]:
    """Yield what `page` fetches from another site, and pictures without words."""
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
