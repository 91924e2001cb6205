"""A page: its front matter as a record, and what stands on it, with lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from knowledge_bank.findings import Finding
from knowledge_bank.models.page import PageHead
from knowledge_bank.reading.records import Located, make_record, parse_yaml
from knowledge_bank.words import CALL, Call, calls_in

MARKDOWN = MarkdownIt("commonmark").enable("table").use(admon_plugin)
STAND_IN = "it"
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
    """The running text of one block, without its markup."""

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

    @property
    def name(self) -> str:
        """The path under docs/, as navigation and links write it."""
        return self.path.removeprefix("docs/")


def read_page(text: str, path: str, findings: list[Finding]) -> Page | None:
    """Return the page in `text`, or None with findings if its head cannot be read.

    Mistakes in the body are findings too, but leave the page readable.
    """
    head_text, body, body_line = _split(text)
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
    head = make_record(PageHead, *parsed, path, findings) if parsed else None
    tokens = MARKDOWN.parse(body)
    runs_words = head is None or head.record.render_macros is None
    calls = tuple(calls_in(body, path, body_line, findings)) if runs_words else ()
    findings.extend(_markup_mistakes(tokens, path, body_line))
    if head is None:
        return None
    return Page(
        path,
        head,
        tuple(_headings(tokens, body_line)),
        tuple(_links(tokens, body_line)),
        calls,
        tuple(_passages(tokens, body_line)),
    )


def _split(text: str) -> tuple[str | None, str, int]:
    """Split a page into front matter, body and the line on which the body begins."""
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if match is None:
        return None, text, 1
    return match.group(1), text[match.end() :], text[: match.end()].count("\n") + 1


def _headings(tokens: Sequence[Token], first_line: int) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            attributes = ATTRIBUTES.search(inline.content)
            given = attributes and attributes.group("id")
            yield Heading(
                int(opening.tag[1]),
                ATTRIBUTES.sub("", _words(inline)),
                given.removeprefix("#") if given else None,
                _line(opening, first_line),
            )


def _links(tokens: Sequence[Token], first_line: int) -> Iterator[Link]:
    for inline in tokens:
        children = inline.children or []
        for position, child in enumerate(children):
            line = _line(inline, first_line) + _breaks(children[:position])
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
                "other" if alone else kind, "" if alone else text, _line(token, first_line)
            )


def _markup_mistakes(tokens: Sequence[Token], path: str, first_line: int) -> Iterator[Finding]:
    for token in tokens:
        line = _line(token, first_line)
        if token.type == "code_block":
            yield Finding(
                path,
                line,
                "KB024",
                "These lines are indented and would be shown as code.",
                "Take the indentation off, or put a blank line before the list they belong to.",
            )
        elif token.type == "html_block":
            yield _html(path, line, token.content)
        for position, child in enumerate(token.children or []):
            if child.type == "html_inline":
                yield _html(path, line + _breaks((token.children or [])[:position]), child.content)
        if token.type == "ordered_list_open" and int(token.attrs.get("start", 1)) > 1:
            yield Finding(
                path,
                line,
                "KB025",
                f"This line would become number {token.attrs['start']} of a list.",
                "Begin the sentence with a word, or the list with 1.",
            )


def _html(path: str, line: int, content: str) -> Finding:
    tag = content.strip().split("\n")[0][:40]
    return Finding(
        path,
        line,
        "KB023",
        f"`{tag}` is HTML.",
        "Write Markdown; put a word in angle brackets between backticks.",
    )


def _words(inline: Token) -> str:
    """The text of a block as a reader sees it; code and words in braces become one plain word."""
    stand_ins = {"softbreak": " ", "hardbreak": " ", "code_inline": STAND_IN}
    parts = [
        stand_ins.get(child.type, child.content)
        for child in inline.children or []
        if child.type in ("text", "image", *stand_ins)
    ]
    return CALL.sub(STAND_IN, "".join(parts))


def _breaks(children: Sequence[Token]) -> int:
    return sum(child.type in ("softbreak", "hardbreak") for child in children)


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)
