"""Which element of a built page each marked passage is: read without changing another byte."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge_bank.citations.marks import MARK

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->", re.DOTALL)
OWN_ID = re.compile(r"\sid\s*=\s*[\"']?([^\"'\s>]+)")
EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
NAMED = re.compile(r"p-[a-z2-7]{8}$")
PASSAGES = ("p", "li", "dd", "dt", "blockquote", "figcaption", "summary", "div", "h2", "h3", "h4")


@dataclass(frozen=True)
class _Open:
    tag: str
    at: int
    id: str | None


def with_names(page: str, link: Callable[[str, bool], str]) -> tuple[str, set[str]]:
    """Return the HTML of `page` with names in place of marks, and the names that found a place.

    The element of a passage gets its name as its id, and at its end `link(name, whether the link
    must bear the id)`. A name that is on the page already is not given again.
    """
    edits: list[tuple[int, int, str]] = []
    given: set[str] = set()
    done: set[_Open] = set()
    for mark, around in _marked(page):
        element, ids = _passage(around), {each.id for each in around}
        names = [name for name in mark.group(1).split() if name not in given]
        name = next((n for n in names if n in ids or NAMED.match(n)), None)
        # One element is one passage, whichever of its texts comes first.
        if name is None or element is None or element in done:
            continue
        given.add(name)
        done.add(element)
        needs_id = name not in ids
        if needs_id and element.id is None:
            edits.append((element.at, element.at, f' id="{name}"'))
            needs_id = False
        edits.append((mark.start(), mark.end(), link(name, needs_id)))
    parts, at = [], 0
    for start, end, text in sorted(edits):
        parts += [page[at:start], text]
        at = end
    return MARK.sub("", "".join((*parts, page[at:]))), given


def _marked(page: str) -> Iterator[tuple[re.Match[str], tuple[_Open, ...]]]:
    """Yield the marks in the text of `page`, each with the elements around it."""
    begin, end = page.find("<article"), page.rfind("</article>")
    stack: list[_Open] = []
    before = max(begin, 0)
    for tag in TAG.finditer(page, before, max(end, 0)):
        for mark in MARK.finditer(page, before, tag.start()):
            yield mark, tuple(stack)
        before = tag.end()
        if tag.group(2) is None:
            continue
        name = tag.group(2).lower()
        if tag.group(1):
            while stack and stack.pop().tag != name:
                pass
        elif name not in EMPTY:
            own = OWN_ID.search(tag.group(3))
            stack.append(_Open(name, tag.end(2), own.group(1) if own else None))


def _passage(stack: tuple[_Open, ...]) -> _Open | None:
    row = next((element for element in reversed(stack) if element.tag == "tr"), None)
    return row or next((e for e in reversed(stack) if e.tag in PASSAGES), None)
