"""A passage of a page: what stands between a heading and the next, as its author wrote it."""

import hashlib
import re

from markdown_it import MarkdownIt

from knowledge_bank.bank import Bank
from knowledge_bank.models.training import Slide
from knowledge_bank.reading.pages import Page

MARKDOWN = MarkdownIt("commonmark").enable("table")
OPENINGS = {"lead": ("paragraph_open",), "list": ("bullet_list_open", "ordered_list_open")}


def title_of(page: Page, anchor: str) -> str:
    """The heading at `anchor`, or the page’s title where there is none."""
    return next((h.text for h in page.headings if h.id == anchor), page.head.record.title)


def target_title(bank: Bank, target: str) -> str:
    """The title of the page that `target` (page.md#anchor) names, and its heading’s."""
    name, _, anchor = target.partition("#")
    page = bank.pages[name]
    title, heading = page.head.record.title, title_of(page, anchor)
    return title if heading == title else f"{title}: {heading}"


def section_of(page: Page, anchor: str) -> str | None:
    """Return the Markdown under the heading `anchor`, without the heading; None if it is not there.

    Without an anchor it is what stands between the title and the first heading after it.
    """
    start = next(
        (i for i, h in enumerate(page.headings) if (h.id == anchor if anchor else h.level == 1)),
        None,
    )
    if start is None:
        return None
    heading, later = page.headings[start], page.headings[start + 1 :]
    ends = (h.line for h in later if not anchor or h.level <= heading.level)
    lines = page.body.split("\n")
    last = next(ends, page.body_line + len(lines))
    return "\n".join(lines[heading.line - page.body_line + 1 : last - page.body_line]).strip()


def shown_on(bank: Bank, slide: Slide) -> str | None:
    """Return the Markdown that `slide` shows of its passage, or None if there is no such thing."""
    name, _, anchor = slide.passage.partition("#")
    page = bank.pages.get(name)
    section = section_of(page, anchor) if page else None
    if section is None or slide.shows == "whole":
        return section
    for token in MARKDOWN.parse(section):
        if token.type in OPENINGS[slide.shows] and token.map and token.level == 0:
            return "\n".join(section.split("\n")[slice(*token.map)]).strip()
    return None


def fingerprint(passage: str) -> str:
    """Sixteen signs that change when the words of `passage` do, not when lines are wrapped."""
    words = re.sub(r"\s+", " ", passage).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:16]
