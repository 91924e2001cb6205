"""The patterns of what authors leave behind, each with what it means."""

import re

from knowledge_bank.placeholders.meanings import BLANK, FILLER, HALF, NOTE, PAGE, Meaning

Rule = tuple[re.Pattern[str], str, str, str]

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
        rf"{START}(?i:(?:to(?: |-)?do|nb):? (?:add|write|check|insert|find|confirm|ask|update)\b)",
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
        r"\(\s*\?+\s*\)|\?{2,}|^\s*\?\s*$|(?<=:\s)\s*\?(?=\s|$)|[(\[]\s+[\])]",
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
        r"^(?i:test page|hello,? world|dummy data)$",
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
