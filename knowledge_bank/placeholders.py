"""Finds what an author meant to come back to: notes, blanks, empty links, cut-off sentences.

Everything here works on plain text, with Markdown and HTML already taken off. A rule earns its
place only if honest prose does not trip over it: a check that cries wolf is switched off.
A placeholder alone in quotation marks is being talked about, and is left in peace.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Placeholder:
    """Something left unfinished, and where it starts in its block."""

    start: int
    found: str
    code: str
    problem: str
    fix: str

    @property
    def said(self) -> str:
        """The problem with the words it was found in."""
        return f"{self.problem} It reads: “{self.found}”."


@dataclass(frozen=True)
class Block:
    """One block of a page; its kind is heading, paragraph, item, table or other."""

    kind: str
    text: str


Meaning = tuple[str, str, str]
Rule = tuple[re.Pattern[str], str, str, str]

NOTE = "KB301", "A note to self was left in the text.", "Do what it asks, or record a query."
BLANK = "KB301", "A blank was left in the text.", "Fill it in, or record a query for it."
NOWHERE = "KB302", "This link leads nowhere.", "Give it its destination, or take the link away."
VAGUE = "KB303", "This link does not say where it leads.", "Use the title of what it opens."
PAGE = "KB304", "A web page has no page numbers.", "Link to the heading, or name the section."
HALF = "KB305", "The text stops half-way.", "Finish the sentence, or take it out."
NOTHING = "KB305", "This announces something that does not follow.", "Add what it announces."
UNCLOSED = "KB305", "A quotation is opened and never closed.", "Close it where the quotation ends."
FILLER = "KB306", "Filler text was left in place of the real words.", "Write the real words."

# What one writes, what one looks up, and what a form leaves blank.
WORDS = (
    r"(?:(?:hyper)?link|url|sentence|paragraph|word|wording|text|content|reference|ref|citation|"
    r"source|quote|quotation|statistic|stat|section|example|footnote|caption|definition|info)s?"
)
FACTS = (
    r"(?:date|(?:phone )?number|name|data|figure|detail|address|contact|photo|picture|image|logo|"
    r"diagram|chart|spelling|edition|title|role|venue|time|owner|lead|table|chapter|appendix)s?"
)
FIELD = (
    r"(?:(?:full|first|last|phone|telephone|page|child['’]s|parent['’]s|worker['’]s|lead['’]s) )?"
    r"(?:names?|date|day|month|year|number|phone|tel|email|address|link|url|role|job title|ref|"
    r"reference|figure|percentage|amount|place|source|time|venue|signature)"
)
MONTH = r"(?:Month|MM|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*"
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
START = r"(?:^|(?<=[.!?:;–—-]\s)|(?<=[.!?:;–—-]\s\s)|(?<=[.!?][\"”’)]\s)|(?<=[(\[]))"
END = r"(?=\s*(?:[.;,)\]]|$))"
UNQUOTED = r"(?![^“]*”)(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)(?![\s.,]*['’])"
PART = r"(?:page|section|chapter|part|paragraph|text|table|list)"


def _rules(meaning: Meaning, *patterns: str) -> tuple[Rule, ...]:
    """Prose wraps anywhere, so a space in these patterns stands for any white space."""
    return tuple((re.compile(each.replace(" ", r"\s+")), *meaning) for each in patterns)


TEXT_RULES: tuple[Rule, ...] = (
    *_rules(
        NOTE,
        r"(?<![\w-])(?:(?i:tb[acd]|t\.b\.[acd]\.?|fixme|n/?a yet)|TODO|TO DO:|QUERY:)(?![\w-])",
        rf"{START}(?i:(?:to[\s-]?do|nb):? (?:add|write|check|insert|find|confirm|ask|update)\b)",
        r"\bINSERT\b|\bDRAFT (?:TEXT|WORDING|COPY)\b|\bPLACEHOLDER\b",
        rf"\b(?:ADD|CHECK|CONFIRM|UPDATE|QUERY|NEEDS?)(?: [A-Z]+)? "
        rf"(?:{WORDS.upper()}|{FACTS.upper()}|HERE)\b",
        # Word leaves these behind.
        r"Error! (?:Reference source|Bookmark|Hyperlink)[\w\s]*\.?|\bComment(?:ed)? \[\w+\]",
        r"(?i:\binsert\b[^.!?]{1,60}\bhere\b)",
        rf"{START}(?i:(?:please )?(?:insert|add|paste|put|type)(?: an?| the| local)? "
        rf"(?:more|{WORDS}|{FACTS}) (?:here|later)){END}",
        rf"{START}(?i:(?:please )?insert(?: an?| the| your)?(?: local)? (?:{WORDS}|{FACTS})\b)",
        rf"{START}(?i:(?:check|confirm) (?:{WORDS}|{FACTS})|(?:expand on|rewrite) this){END}",
        rf"^(?i:(?:add|insert) (?:{WORDS}|{FACTS}))\.?$",
        rf"{START}(?i:(?:needs? an? {WORDS}|(?:{WORDS}|{FACTS}) (?:needed|missing|required))){END}",
        rf"(?i:\b(?:{WORDS}|{FACTS}|heading) goes here\b)",
        rf"{START}(?i:(?:(?:sub-?)?heading|(?:email |phone )?(?:{WORDS}|{FACTS})) here){END}",
        r"(?i:\bnotes? to self\b|\bplease (?:ignore|delete) this (?:text|note|line|paragraph)\b)",
        rf"(?i:\b{PART}(?: is)? under construction\b|\bthis {PART}(?: still)? needs "
        r"(?:completing|updating|writing|expanding|checking|more (?:work|detail)))",
        # In round brackets only what is about writing: "(check the fridge)" is advice.
        rf"\((?i:(?:add|query|expand|rewrite|reword|replace|needs?|beef)(?: up)?:?"
        rf"(?: (?:an?|the|in|this|that|some|more|another|better))* {WORDS}\b)[^)]*\)",
        rf"\((?i:(?:add|insert|check|confirm|update|find|needs?)(?: this)?"
        rf"(?: (?:{WORDS}|{FACTS})){{1,2}}|query|add|check(?: this)?|insert\b[^)]*|rewrite|expand|"
        rf"(?:{FIELD}|{WORDS})\?|is (?:this|that|it)(?: still)? (?:right|correct|true)\?)\)",
        r"\((?:QUERY|CHECK|INSERT|CONFIRM|REWRITE)\b[^)]*\)",
        rf"[(\[](?i:(?:more|{WORDS}|{FACTS}) (?:needed|missing|required|here|please)|draft text|"
        r"awaiting [^)\]]*|to (?:come|follow|be (?:[a-z]+ed|written))[^)\]]*)[)\]]",
        r"[(\[][A-Z]\w*(?: \w+)? to (?:check|confirm|advise|supply|provide|write)[)\]]",
        # In square brackets an editor's "[the mother]", "[sic]" or "[2015]" is no note.
        r"\[(?i:(?:insert|add|check|confirm|update|rewrite|reword|expand|query|delete|needs|to add|"
        r"note to|note:|nb\b|placeholder|your|is this|should|can we|do we|ask|more)\b[^\]]*)\]",
        r"\[[^][]*\?\s*\]",
        rf"{START}(?i:(?:more|(?:the |a )?(?:{WORDS}|{FACTS}|report))(?: is| are)? "
        rf"to (?:follow|come)){END}|{START}(?i:to follow|coming soon|awaiting {WORDS}){END}",
        # A fragment is a note; "the wording is to be confirmed by a person" is a sentence.
        rf"{START}(?i:(?:[\w’']+ ){{0,3}}?(?:{WORDS}|{FACTS}) to be (?:[a-z]+ed|written)"
        rf"(?: here| later| soon| shortly| when available)?){END}",
        rf"(?i:\b(?:{WORDS}|{FACTS}) (?:is|are|has|have)(?: still| yet)* to be "
        rf"(?:added|inserted|written|supplied)){END}",
        rf"{START}(?i:(?:to|will) be (?:confirmed|completed|written|added|updated|inserted|agreed|"
        rf"announced|advised|decided|determined|supplied)(?: later| soon| shortly)?){END}",
    ),
    *_rules(
        BLANK,
        # Not the editor of a quotation, who writes "[the number of visits]".
        r"[\[<{]\s*(?!(?i:the|an?|his|her|their|its|this|these)\b)(?i:(?:[^][<>{}.]{0,40}\s)?"
        rf"(?:{WORDS}|{FACTS}|{FIELD})(?: (?:on|of|to|for|from|about) [^][<>{{}}]{{0,80}})?|"
        r"(?:insert|add|your|enter) [^][<>{}]{1,80}|dd/mm/y+|draft|[x?]+)\s*[\]>}]",
        r"\{[{%][^}]*[}%]\}",
        r"\((?i:dates?|names?|year|month|number|phone number|(?:hyper)?link|role|ref|reference)\)",
        r"\(\s*\?+\s*\)|\?{2,}|^\s*\?\s*$|(?<=:\s)\s*\?(?=\s|$)|(?<!\w)[(\[]\s*[\])]",
        r"(?<!\w)_{3,}(?!\w)|_{4,}",
        r"(?:…|\.{3})[….\s]*(?:…|\.{3})(?!\s?\d)|^\s*(?:…|\.{3})\s*$",
        r"(?:\b(?:the|an?|is|are|by|on|at|to|from|of|in|for|call|ring|named?)|[:£])\s*"
        rf"(?:…|\.{{3}}){UNQUOTED}",
        # "Part X" and "Chapter X" may be Roman numerals; there is no "section X".
        r"(?i:\b(?:sec\.|section|table|figure|fig\.|page|paragraph|para|appendix|annex|pp?\.)) "
        r"(?:[Xx]{1,3}|\?+|NN?|#)(?!\w)",
        rf"\b(?:[Xx]{{2}}|DD)(?:/[Xx]{{2}}/\S+| {MONTH})|\b(?:19|20)(?:[Xx]{{2}}|\?\?)(?!\w)",
        r"[£$€]\s?[Xx]+\b|\b[Xx]+\s?%|\b[Xx]{1,3} per cent\b|\bX{1,2}(?:st|nd|rd|th)\b|"
        r"\bXX (?:children|people|families|cases|days|weeks|months|years)\b",
    ),
    *_rules(
        FILLER,
        r"(?i:\b(?:lorem|ipsum|dolor sit|sit amet|consectetur)\b(?:,? [a-z]+)*)",
        r"(?i:(?<![\w-])x{3,}\b|\basdf\w*|\bqwerty\b|\bblah(?:,? blah)+\b)",
        r"(?i:\b(text|test|word)(?: \1){2,}\b)",
        rf"{START}(?i:placeholder\b)|(?i:\bthis(?: \w+)? is (?:just |only )?a placeholder\b)",
        rf"{START}(?i:(?:sample|dummy|body) text|(?:your|type your|some) (?:\w+ ){{1,2}}here){END}",
        r"\bName Surname\b",
        r"(?i:\bthe quick brown fox\b|\b\w+@example\.\w+)",
        r"^(?i:test(?: page)?|hello,? world|dummy data)$",
        r"(?<![#\w-])(?<!\d[\s,.])0{3,}[\s-]*0{3,}\b[\d\s]*|\b01?234\s*567?\s*8[\d\s]*",
    ),
    *_rules(
        PAGE,
        r"(?i:\b(?:(?:see|on|at|to|from|in|of) )?pages? \d+\b(?!\.\d)"
        r"(?:(?:\s*[-–,&]\s*| and | to )\d+)*)",
        r"(?i:\b(?:see|on) pages? (?:one|two|three|four|five|six|seven|eight|nine|ten)\b)",
        r"\b(?:pp?\.\s*|pp? |pg\.?\s*|see p)\d+(?:[-–]\d+)?|\(pp?\d+\)",
        r"(?i:\boverleaf\b|\b(?:over the|opposite|facing) page\b|\bp\.t\.o\.|\bplease turn over\b)",
    ),
    # A full stop after a word that cannot bear one.
    *_rules(HALF, r"(?<![/\w-])(?:and|because|although|the|their|unless|,)\s*\.(?=\s|$)"),
)

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


def in_text(text: str) -> Iterator[Placeholder]:
    """Yield what was left behind in the running text of one block, each place once."""
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
