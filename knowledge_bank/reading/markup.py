"""Markup that a page does without, or that the site generator reads otherwise than it looks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from knowledge_bank.findings import Finding
from knowledge_bank.words import CALL

# What the site generator reads otherwise than CommonMark does.
CODE_SPAN = re.compile(r"(?<!\\)(`+).+?(?<!`)\1(?!`)", re.DOTALL)
TAG = re.compile(
    r"<(?!https?://)[A-Za-z/!?][^<>]*>|(?<!\{)\{(?![{%#])(?!(?: [#.][a-z0-9_-]+)+ \})[^\n}]*\}?"
)
HEADING = re.compile(r"^#{1,6}(?=[^#\s])", re.MULTILINE)
LANGUAGE = re.compile(r"[\w+.-]*")


def markup_mistakes(
    tokens: Sequence[Token], body: str, path: str, first_line: int
) -> Iterator[Finding]:
    """Yield what would become something else than its author meant."""
    yield from _list_mistakes(tokens, body.split("\n"), path, first_line)
    for token in tokens:
        line = line_of(token, first_line)
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
        elif token.type == "fence" and not _is_closed(token):
            yield Finding(
                path,
                line,
                "KB024",
                "This block of code would not be shown as one.",
                "Close it with a line like its first, and write at most one word after the marks.",
            )
        elif token.type == "inline":
            yield from _inline_mistakes(token, path, line)
        if token.type == "ordered_list_open" and int(token.attrs.get("start", 1)) > 1:
            yield Finding(
                path,
                line,
                "KB025",
                f"This line would become number {token.attrs['start']} of a list.",
                "Begin the sentence with a word, or the list with 1.",
            )


def _list_mistakes(
    tokens: Sequence[Token], lines: Sequence[str], path: str, first_line: int
) -> Iterator[Finding]:
    """Yield lists, and parts of list items, that the site generator would set elsewhere."""
    items: list[int] = []
    quoted = 0
    for before, token in pairwise(tokens):
        quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "list_item_close":
            items.pop()
        if token.map is None or token.type == "inline" or quoted:
            if token.type == "list_item_open":
                items.append(-1)
            continue
        start = token.map[0]
        is_list = token.type in ("bullet_list_open", "ordered_list_open")
        if token.type == "list_item_open":
            items.append(start)
        elif items and start > items[-1] >= 0:
            indent = len(lines[start]) - len(lines[start].lstrip(" "))
            if indent % 4:
                yield Finding(
                    path,
                    first_line + start,
                    "KB025",
                    "This would not stand inside the list item above it.",
                    "Indent it by four spaces for each list it stands in.",
                )
        elif is_list and before.type == "paragraph_close" and lines[start - 1].strip():
            yield Finding(
                path,
                first_line + start,
                "KB025",
                "This list would run on in the paragraph above it.",
                "Put a blank line before the list.",
            )


def _inline_mistakes(inline: Token, path: str, first_line: int) -> Iterator[Finding]:
    """Yield what becomes HTML, or a heading, in the running text of one block."""
    children = inline.children or []
    found = False
    for position, child in enumerate(children):
        if child.type == "html_inline":
            found = True
            yield _html(path, first_line + breaks(children[:position]), child.content)
    text = without_code(inline.content)
    if not found:
        for tag in TAG.finditer(text):
            yield _html(path, first_line + text.count("\n", 0, tag.start()), tag.group())
    for sign in HEADING.finditer(text):
        yield Finding(
            path,
            first_line + text.count("\n", 0, sign.start()),
            "KB025",
            "This line would become a heading.",
            "Put a space after the `#` of a heading, or begin the sentence with a word.",
        )


def _is_closed(fence: Token) -> bool:
    """Whether the site generator, too, will take `fence` for code."""
    assert fence.map
    lines = fence.map[1] - fence.map[0]
    whole = lines == len(fence.content.split("\n")) + 1 and fence.content[-1:] in ("", "\n")
    return whole and LANGUAGE.fullmatch(fence.info.strip()) is not None


def _html(path: str, line: int, content: str) -> Finding:
    tag = content.strip().split("\n")[0][:40]
    return Finding(
        path,
        line,
        "KB023",
        f"`{tag}` is HTML.",
        "Write Markdown; put a word in angle brackets between backticks.",
    )


def without_code(text: str) -> str:
    """The running text less what stands between backticks or in braces, on the same lines."""
    return CALL.sub("", CODE_SPAN.sub(lambda m: "\n" * m.group().count("\n"), text))


def breaks(children: Sequence[Token]) -> int:
    return sum(child.type in ("softbreak", "hardbreak") for child in children)


def line_of(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)
