"""Finds what an author meant to come back to: notes, blanks, empty links, cut-off sentences.

Everything here works on plain text, with Markdown and HTML already taken off. A rule earns its
place only if honest prose does not trip over it: a check that cries wolf is switched off.
A placeholder alone in quotation marks is being talked about, and is left in peace.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge_bank.placeholders.meanings import (
    HALF,
    NOTHING,
    NOWHERE,
    UNCLOSED,
    VAGUE,
    Block,
    Meaning,
    Placeholder,
)
from knowledge_bank.placeholders.rules import TEXT_RULES

__all__ = ["Block", "Placeholder", "in_link_text", "in_text", "unfinished"]

# Words that no sentence, heading or list item ends with. (Headings may end with "to" or "about".)
CUT_OFF = re.compile(
    r"(?:,|(?<=\S\s)(?:and|or|but|because|although|unless|whether|than|the|an?|their|its|which|"
    r"whose|such as|as well as|including|namely|e\.g\.|i\.e\.))\s*$"
)
MENTIONED = re.compile(r"^[\"'“‘]\|[.,]?[\"'”’]")
SALUTATION = re.compile(r"(?:Dear|Hello|Yours|Kind|Best|With)\b[^.]{0,40},$")
LIST_STYLE = re.compile(r"^(?:\(?\w{1,4}[.)]\s+)?[a-z]|;\s*(?:and|or)\s*$|^\S+\s+\S+$")
# A caption, a credit or a few words with no sentence before them need no full stop.
UNPOINTED = re.compile(
    r"[—–-]|(?:Figure|Table|Source|Copyright|By|by)\b[^.]*$|(?:\S*[^\s.?!]\s+){0,6}\S+$"
)
ANNOUNCES = re.compile(
    r"\S*:$|\b(?:as follows|these are|includ(?:e|es|ing)|such as)[.:]?$|"
    r"\bthe following(?! (?:\w+ )?(?:day|night|morning|afternoon|evening|week|month|year|spring|"
    r"summer|autumn|winter|section|chapter|page|part|paragraph)s?\b)(?: \w+){0,3}[.:]?$"
)
BRACKETS = r"\s*[(\[](?:[^()\[\]]|\([^()]*\))*[)\]]"
CLOSED = re.compile(
    rf"(?:[.!?…:;][\"'”’)\]*†\d]*(?:{BRACKETS})*|^{BRACKETS}|(?:https?:|www\.|\w@)\S+)$"
)

LINK_NOWHERE = re.compile(
    r"(?i:(?:#?!?|javascript:.*|about:blank|https?://|mailto:|tel:|(?:add )?link|url|tb[acd])$|"
    r"https?://(?:www\.)?(?:example\.\w+|(?:xx+|your)\b))"
)
LINK_VAGUE = re.compile(
    r"(?i:(?:please )?(?:(?:click|tap|press|follow|read|see|find|learn|view|open|download|go to) )*"
    r"(?:(?:on|out|the|for) |(?<=\s)about )*"
    r"(?:here|this|more|now|(?:this |the |web ?)?(?:link|page|site|website|document|article|pdf)|"
    r"(?:more )?(?:info|information|details)|read|click|view|open|download|continue|see|url)"
    r"(?: here)?[\s.…:»›>→]*)$|(?i:.*\b(?:click|tap) here\b)"
)
LINK_ADDRESS = re.compile(
    r"(?i:.*(?:https?://|\bwww\.)|(?!gov\.uk$)(?:[\w-]+\.)+(?:uk|com|org|net|eu|info)(?:/\S*)?$|"
    r"[\w ()%,/-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|zip|html?|md|aspx)$)"
)
FOOTNOTE = re.compile(r"[\W\d]{1,3}$")


def _made(start: int, found: str, meaning: Meaning) -> Placeholder:
    return Placeholder(start, " ".join(found.split()), *meaning)


def _cut_off(text: str) -> re.Match[str] | None:
    return None if SALUTATION.match(text) else CUT_OFF.search(text)


@cache  # the same sentence is read where an author wrote it and again where it was built
def in_text(text: str) -> tuple[Placeholder, ...]:
    """Return what was left behind in the running text of one block, each place once."""
    return tuple(_left_behind(text))


def _left_behind(text: str) -> Iterator[Placeholder]:
    hits = [
        (hit.start(), -hit.end(), (code, problem, fix))
        for pattern, code, problem, fix in TEXT_RULES
        for hit in pattern.finditer(text)
        if not MENTIONED.search(f"{text[hit.start() - 1 : hit.start()]}|{text[hit.end() :][:2]}")
    ]
    if (cut := _cut_off(text)) and not LIST_STYLE.search(text):
        hits.append((cut.start(), -cut.end(), HALF))
    done = 0
    for start, end, meaning in sorted(hits):
        if start >= done:
            done = -end
            yield _made(start, text[start:done], meaning)


def in_link_text(text: str, address: str) -> Iterator[Placeholder]:
    """Yield what is wrong with one link: where it leads, and what it says about that."""
    words, address = " ".join(text.split()), address.strip()
    if LINK_NOWHERE.match(address):
        yield _made(0, address or words, NOWHERE)
    if address.startswith("#") and FOOTNOTE.match(words):
        return
    if not words or LINK_VAGUE.match(words) or LINK_ADDRESS.match(words):
        yield _made(0, words or address, VAGUE)


def unfinished(blocks: Sequence[Block]) -> Iterator[tuple[int, Placeholder]]:
    """Yield, with the number of its block, what only the neighbouring blocks can show."""
    told = [(n, each) for n, each in enumerate(blocks) if each.text.strip() or each.kind == "table"]
    followers = [each for _, each in told[1:]] + [Block("nothing", "")]
    for (number, block), after in zip(told, followers, strict=False):
        text = block.text.rstrip()
        if block.kind not in {"paragraph", "item"}:
            continue
        for hit, meaning in (
            (_announced(text, after), NOTHING),
            (_stopped(block.kind, text, after), HALF),
            (_opened(text, after), UNCLOSED),
        ):
            if hit:
                yield number, _made(hit.start(), hit.group(), meaning)
                break


def _announced(text: str, after: Block) -> re.Match[str] | None:
    return ANNOUNCES.search(text) if after.kind in {"heading", "nothing"} else None


def _stopped(kind: str, text: str, after: Block) -> re.Match[str] | None:
    if cut := _cut_off(text):  # `in_text` has told the rest
        goes_on = after.kind == kind and (kind == "item" or LIST_STYLE.search(after.text))
        return cut if LIST_STYLE.search(text) and not goes_on else None
    whole = CLOSED.search(text) or UNPOINTED.match(text)
    introduces = after.kind in {"item", "table", "other"}
    return None if kind == "item" or whole or introduces else re.search(r"\S+$", text)


def _opened(text: str, after: Block) -> re.Match[str] | None:
    """Where the next paragraph opens with the same mark, the quotation goes on."""
    for mark, closing in ("“", "”"), ('"', '"'), ("‘", "’"):
        odd = text.count(mark) % 2 and not re.search(r'\d"', text)
        more = text.count(mark) > text.count(closing)
        if (odd if mark == closing else more) and not after.text.lstrip().startswith(mark):
            return re.search(rf"{mark}[^{mark}]{{0,40}}(?!.*{mark})", text, re.DOTALL)
    return None
