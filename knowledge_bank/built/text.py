"""The words of the built pages: nothing unrendered, no note to self."""

import re
from collections.abc import Iterator

from lxml import html

from knowledge_bank.built.page import Built, Mistake
from knowledge_bank.placeholders import Block, Placeholder, in_text, unfinished
from knowledge_bank.reading.pages import STAND_IN

UNRENDERED = re.compile(r"\{\{|\{%|Macro (?:Rendering|Syntax) Error|\w+ Macro Error")
TEXT_BLOCKS = (
    *("p", "li", "td", "th", "dt", "dd", "label", "summary", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)
# What a paragraph may introduce without a word of its own in between.
SHAPES = ("table", "ul", "ol", "dl", "pre", "figure", "img")
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "table"),
    "p": "paragraph",
    "li": "item",
}
NOT_RUNNING = frozenset(("pre", "ul", "ol", *TEXT_BLOCKS))


def braces(page: Built) -> Iterator[Mistake]:
    """Yield what the generator left unrendered in the text of the article."""
    for block in page.article.iter(*TEXT_BLOCKS):
        text = " ".join(_running_text(block).split())
        if found := UNRENDERED.search(text):
            yield (
                found.group(),
                "KB507",
                f"`{found.group()}` is left on the built page.",
                "See the generator’s warnings; correct the word in braces.",
            )


def notes(page: Built) -> Iterator[Placeholder]:
    """Yield the placeholders in the text of the article, and passages that stop half-way."""
    blocks: list[Block] = []
    told: set[int] = set()
    for element in page.article.iter(*TEXT_BLOCKS, *SHAPES):
        text = " ".join(_running_text(element).split()) if element.tag in TEXT_BLOCKS else ""
        for placeholder in in_text(text):
            told.add(len(blocks))
            yield placeholder
        kind = "other" if _in_component(element) else KINDS.get(element.tag, "other")
        blocks.append(Block("table" if element.tag in SHAPES else kind, text))
    yield from (placeholder for number, placeholder in unfinished(blocks) if number not in told)


def _in_component(element: html.HtmlElement) -> bool:
    """Whether a component set the words of `element`: labels and buttons are no sentences."""
    within = (element, *element.iterancestors())
    return any("kb-" in each.get("class", "") for each in within if each.tag != "body")


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
