"""A page: its front matter as a record, and what stands on it, with lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from knowledge_bank.findings import Finding
from knowledge_bank.models.page import PageHead
from knowledge_bank.reading.lost_references import lost_references
from knowledge_bank.reading.markup import breaks, line_of, markup_mistakes
from knowledge_bank.reading.pieces import Piece, pieces_in
from knowledge_bank.reading.records import Lines, Located, make_record, nearest, parse_yaml
from knowledge_bank.words import CALL, Call, calls_in


class _Reader(MarkdownIt):
    """Takes every link for a link, as the site generator does, so that each can be judged."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 – their name, their argument
        return True


MARKDOWN = _Reader("commonmark").enable("table").use(admon_plugin)
STAND_IN = "it"
FACTS_END = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\s*\{ (?P<id>#[a-z0-9-]+)?[^{}]*\}\s*$")


@dataclass(frozen=True)
class Heading:
    """A heading with the id an author gave it."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Link:
    """A Markdown link or image."""

    text: str
    address: str
    line: int


@dataclass(frozen=True)
class Passage:
    """The running text of one block, without its markup, in the lines its author wrote."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Page:
    """One page of docs/."""

    path: str
    head: Located[PageHead]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    calls: tuple[Call, ...]
    passages: tuple[Passage, ...]
    pieces: tuple[Piece, ...]
    body: str
    body_line: int

    @property
    def name(self) -> str:
        """The path under docs/, as navigation and links write it."""
        return self.path.removeprefix("docs/")


def read_page(text: str, path: str, findings: list[Finding]) -> Page | None:
    """Return the page in `text`, or None with findings if its head cannot be read.

    Mistakes in the body are findings too, but leave the page readable.
    """
    head_text, body, body_line = split_page(text)
    if head_text is None:
        findings.append(
            Finding(
                path,
                1,
                "KB018",
                "The page does not begin with front matter.",
                "Begin it with a line `---`, the page’s facts, and another line `---`.",
            )
        )
        return None
    parsed = parse_yaml(head_text, path, findings, first_line=2)
    if parsed:
        _refuse_typed_review(*parsed, path, findings)
    head = make_record(PageHead, *parsed, path, findings) if parsed else None
    environment: dict[str, Any] = {}
    tokens = MARKDOWN.parse(body, environment)
    runs_words = head is None or head.record.render_macros is None
    calls = tuple(calls_in(body, path, body_line, findings)) if runs_words else ()
    findings.extend(markup_mistakes(tokens, body, path, body_line))
    defined = environment.get("references", {})
    findings.extend(lost_references(tokens, defined, path, body_line))
    if head is None:
        return None
    return Page(
        path,
        head,
        tuple(_headings(tokens, body_line)),
        tuple(_links(tokens, body_line)),
        calls,
        tuple(_passages(tokens, body_line)),
        tuple(pieces_in(tokens)),
        body,
        body_line,
    )


def _refuse_typed_review(facts: Any, lines: Lines, path: str, findings: list[Finding]) -> None:
    """Take a review date out of a head: a date that somebody typed is no review."""
    if isinstance(facts, dict) and facts.pop("reviewed", None) is not None:
        findings.append(
            Finding(
                path,
                nearest(lines, ("reviewed",)),
                "KB207",
                "A review date is typed at the head of the page.",
                f"Take it out, review the page with `kb review {path.removeprefix('docs/')}`, "
                "and its record will give the date.",
            )
        )


def split_page(text: str) -> tuple[str | None, str, int]:
    """Split a page into front matter, body and the line on which the body begins."""
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if match is None or FACTS_END.search(match.group(1)):
        return None, text, 1
    return match.group(1), text[match.end() :], text[: match.end()].count("\n") + 1


def _headings(tokens: Sequence[Token], first_line: int) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            attributes = ATTRIBUTES.search(inline.content)
            given = attributes and attributes.group("id")
            yield Heading(
                int(opening.tag[1]),
                " ".join(ATTRIBUTES.sub("", _words(inline)).split()),
                given.removeprefix("#") if given else None,
                line_of(opening, first_line),
            )


def _links(tokens: Sequence[Token], first_line: int) -> Iterator[Link]:
    for inline in tokens:
        children = inline.children or []
        for position, child in enumerate(children):
            line = line_of(inline, first_line) + breaks(children[:position])
            if child.type == "link_open":
                closing = next(
                    i for i in range(position, len(children)) if children[i].type == "link_close"
                )
                text = "".join(c.content for c in children[position:closing])
                yield Link(text, str(child.attrs["href"]), line)
            elif child.type == "image":
                yield Link(child.content, str(child.attrs["src"]), line)


def _passages(tokens: Sequence[Token], first_line: int) -> Iterator[Passage]:
    kinds = {"heading_open": "heading", "td_open": "table", "th_open": "table"}
    depth = 0
    for before, token in pairwise(tokens):
        depth += (before.type == "list_item_open") - (before.type == "list_item_close")
        if token.type == "inline":
            kind = kinds.get(before.type, "item" if depth else "paragraph")
            alone = CALL.fullmatch(token.content.strip())
            text = ATTRIBUTES.sub("", _words(token)).strip()
            yield Passage(
                "other" if alone else kind, "" if alone else text, line_of(token, first_line)
            )


def _words(inline: Token) -> str:
    """The text of a block as a reader sees it; code and words in braces become one plain word."""
    stand_ins = {"softbreak": "\n", "hardbreak": "\n", "code_inline": STAND_IN}
    parts = [
        stand_ins.get(child.type, child.content)
        for child in inline.children or []
        if child.type in ("text", "image", *stand_ins)
    ]
    return CALL.sub(STAND_IN, "".join(parts))
