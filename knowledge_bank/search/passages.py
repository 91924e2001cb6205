"""The passages of a built page: what stands between one anchor and the next, as readers see it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

HEADINGS = ("h1", "h2", "h3", "h4")
PLACES = ("li", "dt", "details", "div")  # with an id, these begin a passage of their own
NAMED_BY = ("summary", "label", "strong", "h3", "p")
BLOCKS = frozenset(
    ("p", "li", "dt", "dd", "td", "th", "tr", "div", "ul", "ol", "br", "aside", "figure", "section")
)
# What readers do not come for: machinery of the page, and words that stand elsewhere already.
LEFT_OUT = frozenset(
    (
        "kb-status",
        "kb-contents__open",
        "kb-cite",
        "kb-record",
        "kb-page-routes",
        "kb-query",
        "kb-source",
        "kb-term__meaning",
        "kb-checklist__sources",
        "kb-checklist__notes",
        "kb-folded__title",
        "kb-form__downloads",
        "kb-form__edition",
        "kb-form__awaiting",
        "kb-form__sources",
        "kb-form__prompt-id",
        "kb-card__sources",
        "kb-contacts__missing",
        "kb-contacts__source",
        "kb-coverage",
        "kb-jump",
        "kb-scale-label",
        "kb-scaling-tool__form",
        "kb-slides",
        "kb-search",
        "kb-glossary__names",
    )
)
# Every passage one can cite has such an id; it does not begin another passage of the search.
NAMED_PASSAGE = re.compile(r"p-(?:[a-z2-7]{8})?$")
EMPTY_BRACKETS = re.compile(r"\(\s*[;,.]?\s*\)")


@dataclass
class Passage:
    """One passage: its anchor, its heading and how deep that stands, and its words."""

    anchor: str
    heading: str
    level: int
    parts: list[str] = field(default_factory=list)
    tag: str = "h1"

    @property
    def text(self) -> str:
        """The words in one line, without the brackets that a left-out source leaves empty."""
        words = EMPTY_BRACKETS.sub("", " ".join("".join(self.parts).split()))
        return re.sub(r"\s+([.,;:)])", r"\1", words).strip()


def every_passage(path: Path) -> list[Passage]:
    """Return the passages of the built page at `path`, in order; the first is its lead."""
    parser = html.HTMLParser(encoding="utf-8")
    if not path.is_file():
        return []
    tree = html.document_fromstring(path.read_bytes(), parser=parser)
    passages = [Passage("", "", 1)]
    for article in tree.iter("article"):
        _read(article, passages)
    return [p for p in passages if p.heading and (p.text or p.level < 3 or p.tag == "dt")]


def _read(element: html.HtmlElement, passages: list[Passage]) -> None:
    for child in element:
        if not isinstance(child.tag, str) or _is_left_out(child):
            passages[-1].parts.append(child.tail or "")
            continue
        if child.tag in HEADINGS:
            _open(passages, child, int(child.tag[1]))
        elif child.tag in PLACES and _begins_a_passage(child):
            heading = next(p for p in reversed(passages) if p.tag in HEADINGS)
            _open(passages, child, heading.level + 1)
            if child.tag != "dt":
                passages[-1].parts.append(child.text or "")
                _read(child, passages)
        else:
            passages[-1].parts.append(" " if child.tag in BLOCKS else "")
            passages[-1].parts.append(child.text or "")
            _read(child, passages)
        passages[-1].parts.append((" " if child.tag in BLOCKS else "") + (child.tail or ""))


def _open(passages: list[Passage], element: html.HtmlElement, level: int) -> None:
    name = _name(element)
    if not passages[0].heading:
        passages[0].heading = name
        return
    passages.append(Passage(element.get("id", ""), name, level, tag=element.tag))


def _begins_a_passage(element: html.HtmlElement) -> bool:
    own_id = not NAMED_PASSAGE.match(element.get("id", "p-"))
    return own_id and (element.tag != "div" or bool(element.xpath("./h3[@id]")))


def _name(element: html.HtmlElement) -> str:
    """The words by which a passage is known: the heading’s, or the first that name the place."""
    if element.tag in (*HEADINGS, "dt"):
        return _words(element)
    found = (named for tag in NAMED_BY for named in element.iter(tag))
    return next((_words(named) for named in found if not _is_left_out(named)), "")


def _words(element: html.HtmlElement) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return " ".join("".join(parts).split())


def _gather(element: html.HtmlElement, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child):
            _gather(child, parts)
        parts.append(child.tail or "")


def _is_left_out(element: html.HtmlElement) -> bool:
    if (
        element.tag in ("script", "style", "noscript", "code")
        or element.get("aria-hidden") == "true"
    ):
        return True
    if element.tag == "dt" and not element.get("id"):
        return True  # the label of a fact
    return not LEFT_OUT.isdisjoint(element.get("class", "").split())
