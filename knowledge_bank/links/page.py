"""Reads the words of what a server sent, whatever its bytes are, and believes none of them."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from knowledge_bank.links.result import Answer

MOST_INFLATED = 2_000_000
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
UNSEEN = ("script", "style", "noscript", "template", "svg")
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page, ready to be compared: in small letters, with single spaces.

    `whole` is False where only the beginning could be read. A page that shows hardly any word
    without running its scripts is `bare`.
    """

    title: str
    headings: tuple[str, ...]
    text: str
    whole: bool
    bare: bool

    def lacks(self, expected: tuple[str, ...]) -> tuple[str, ...]:
        """Give those of the expected words that are nowhere on the page."""
        return tuple(words for words in expected if plain(words) not in self.text)


def plain(text: str) -> str:
    """Take words; give them as they are compared: capitals, spaces and kinds of mark aside."""
    text = unicodedata.normalize("NFKC", text).translate(MARKS).replace("\u00ad", "")
    return " ".join(text.casefold().split())


def read_page(answer: Answer) -> Page | None:
    """Take an answer; give its words, or None where it is no page of text that can be read."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = _inflated(answer)
    if body is None or (kind and kind not in PAGE_TYPES) or body.startswith(b"%PDF"):
        return None
    text = _decoded(body, answer.headers.get("content-type", ""))
    if kind == "text/plain":
        return Page("", (), plain(text), answer.whole, False)
    return _read_html(text, answer.whole)


def fingerprint(answer: Answer) -> str | None:
    """Take the answer for a file that is no page; give signs that change when the file does."""
    if read_page(answer) is not None or not answer.body:
        return None
    length = answer.headers.get("content-length", "?")
    return hashlib.sha256(answer.body + length.encode()).hexdigest()[:16]


def _read_html(text: str, whole: bool) -> Page:
    # Without the characters that stop libxml2, and with an encoding that it need not guess.
    body = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", text).encode()
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError):
        return Page("", (), plain(text), whole, False)
    title = plain(_text_of(tree.find(".//title")))
    headings = tuple(plain(_text_of(heading)) for heading in tree.iter("h1"))
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # Nested deeper than libxml2 goes along with: the words as they stand between the signs.
        return Page(title, headings, plain(TAG.sub(" ", text)), whole, False)
    scripted = tree.find(".//script") is not None
    words = plain(" ".join(_seen(tree)))
    return Page(title, headings, f"{title} {words}".strip(), whole, scripted and len(words) < 200)


def _seen(tree: Any) -> Iterator[str]:
    """Yield the words that readers see, in order."""
    for element in list(tree.iter(*UNSEEN, etree.Comment, etree.ProcessingInstruction)):
        element.text = None
        for inner in list(element):
            element.remove(inner)
    yield from tree.itertext()


def _text_of(element: Any) -> str:
    return "" if element is None else " ".join(element.itertext())


def _inflated(answer: Answer) -> bytes | None:
    """Take an answer; give its body unpacked, no more than a bounded part of it, if it can be."""
    match answer.headers.get("content-encoding", "").strip().lower():
        case "" | "identity":
            return answer.body
        case "gzip" | "x-gzip":
            window = 31
        case "deflate":
            window = 15 if answer.body[:1] == b"\x78" else -15
        case _:
            return None
    try:
        return zlib.decompressobj(window).decompress(answer.body, MOST_INFLATED)
    except zlib.error:
        return None


def _decoded(body: bytes, content_type: str) -> str:
    """Take bytes; give text, by what the server, the page or the bytes say; never fails."""
    told = CHARSET.search(content_type.encode(errors="replace")) or CHARSET.search(body[:2048])
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    elif body.startswith(b"\xef\xbb\xbf"):
        names = ["utf-8-sig"]
    else:
        names = [told[1].decode("ascii").lower()] if told else []
    for name in (*names, "utf-8"):
        try:
            return body.decode("cp1252" if name in ("iso-8859-1", "latin-1", "ascii") else name)
        except (LookupError, ValueError):
            continue
    return body.decode(names[0] if names == ["utf-8"] else "cp1252", errors="replace")
