"""Every kind of placeholder is found wherever it stands, and honest prose is left in peace."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.placeholders import Block, Placeholder, in_link_text, in_text, unfinished

CLEAN = Path(__file__).with_name("texts") / "clean.md"

# Each may stand between any two sentences.
LEFT_BEHIND = [
    ("TBC", "KB301"),
    ("The lead nurse is tbc.", "KB301"),
    ("Chair: TBA.", "KB301"),
    ("The figure (TBD) is from the census.", "KB301"),
    ("TODO", "KB301"),
    ("To do: check the spelling.", "KB301"),
    ("FIXME", "KB301"),
    ("ADD LINK", "KB301"),
    ("The toolkit ADD LINK explains this.", "KB301"),
    ("UPDATE FIGURES", "KB301"),
    ("CHECK WITH LEAD", "KB301"),
    ("INSERT", "KB301"),
    ("Insert the name of the hub here.", "KB301"),
    ("Insert link.", "KB301"),
    ("Add text here.", "KB301"),
    ("Link goes here.", "KB301"),
    ("DRAFT TEXT", "KB301"),
    ("Note to self, ask the school.", "KB301"),
    ("Habits can then (QUERY WORD) new habits.", "KB301"),
    ("Educational neglect (add sentence to beef it up).", "KB301"),
    ("Missed schooling (needs a source) is common.", "KB301"),
    ("About one in ten (check figure) are seen.", "KB301"),
    ("It was in 2014 (check this).", "KB301"),
    ("It was in 2014 (query).", "KB301"),
    ("The hub (insert number) is open all day.", "KB301"),
    ("The rate is rising (citation needed).", "KB301"),
    ("The rate is rising [source missing].", "KB301"),
    ("The guide (link here) helps.", "KB301"),
    ("The guide (to follow) helps.", "KB301"),
    ("The guide (to be written) helps.", "KB301"),
    ("The age is twelve [check this].", "KB301"),
    ("The age is twelve [is this still right?].", "KB301"),
    ("The age is twelve [update after the review].", "KB301"),
    ("Ring [name] on Monday.", "KB301"),
    ("Ring [name of duty worker] on Monday.", "KB301"),
    ("Ring <name> on Monday.", "KB301"),
    ("Ring <insert role> on Monday.", "KB301"),
    ("Ring {{ name }} on Monday.", "KB301"),
    ("Ring [your local team] on Monday.", "KB301"),
    ("It was agreed on (date).", "KB301"),
    ("Details to follow.", "KB301"),
    ("More to follow.", "KB301"),
    ("Link to be added.", "KB301"),
    ("The definition is still to be written.", "KB301"),
    ("Local wording to be confirmed.", "KB301"),
    ("Owner: to be confirmed.", "KB301"),
    ("Coming soon.", "KB301"),
    ("This section is under construction.", "KB301"),
    ("Thresholds are N/A yet.", "KB301"),
    ("Error! Reference source not found.", "KB301"),
    ("In case AG (?) the father was not seen.", "KB301"),
    ("Was the father seen??", "KB301"),
    ("The number is ____ by day.", "KB301"),
    ("Ring ……… by day.", "KB301"),
    ("The number is … by day.", "KB301"),
    ("This follows Sec. X of the Act.", "KB301"),
    ("This follows section XX of the Act.", "KB301"),
    ("The figures are in Table X.", "KB301"),
    ("It was agreed on XX March.", "KB301"),
    ("It was agreed in 20XX.", "KB301"),
    ("It concerns XX% of children.", "KB301"),
    ("It costs £X a year.", "KB301"),
    ("Lorem ipsum dolor sit amet.", "KB306"),
    ("Ipsum is here.", "KB306"),
    ("The hub is at xxx on weekdays.", "KB306"),
    ("Placeholder for the introduction.", "KB306"),
    ("This paragraph is a placeholder.", "KB306"),
    ("Your text here.", "KB306"),
    ("Text text text.", "KB306"),
    ("Blah blah blah.", "KB306"),
    ("asdf", "KB306"),
    ("Write to name@example.com today.", "KB306"),
    ("Ring {% hub %} by day.", "KB301"),
    ("Then insert local pathway here.", "KB301"),
    ("Please insert name and role.", "KB301"),
    ("The age is twelve (CHECK AGE).", "KB301"),
    ("The age is twelve [really?].", "KB301"),
    ("The age is twelve (awaiting data).", "KB301"),
    ("The age is twelve ( ).", "KB301"),
    ("Name Surname", "KB306"),
    ("Your organisation here.", "KB306"),
    ("Text to come.", "KB301"),
    ("Info to be provided.", "KB301"),
    ("Awaiting content.", "KB301"),
    ("NB check with legal.", "KB301"),
    ("QUERY: the age.", "KB301"),
    ("It is common [JS to check].", "KB301"),
    ("It is common [Jo to check].", "KB301"),
    ("It is common (Jo to confirm).", "KB301"),
    ("It is common (is this right?).", "KB301"),
    ("It is common (reference?).", "KB301"),
    ("Quote needed.", "KB301"),
    ("Needs a source.", "KB301"),
    ("Expand on this.", "KB301"),
    ("This section needs updating.", "KB301"),
    ("Sub-heading here.", "KB301"),
    ("Will be added later.", "KB301"),
    ("Approved by [Name, role].", "KB301"),
    ("Approved on [DD/MM/YYYY].", "KB301"),
    ("This is the policy of [Partnership name].", "KB301"),
    ("Number of children: ? in all.", "KB301"),
    ("It was agreed on Xth March.", "KB301"),
    ("It says so on pg 9.", "KB304"),
    ("Ring 01234 567890 by day.", "KB306"),
    ("Ring 0000 000 000 by day.", "KB306"),
    ("This is explored further on page 9.", "KB304"),
    ("See page 9.", "KB304"),
    ("Pages 3 and 4 say why.", "KB304"),
    ("It is in the review (p. 12).", "KB304"),
    ("It is in the review, pp. 12–14.", "KB304"),
    ("The table overleaf says why.", "KB304"),
    ("It is on page two.", "KB304"),
    ("The school was told because. Nobody came.", "KB305"),
]

# Each is a whole block.
ALONE = ["Add link", "Insert figure.", "Test page", "Hello world", "?", "…", "...", "To follow"]

# Each is the end of a block.
CUT_OFF = [
    "The school was told, and",
    "The school was told,",
    "Tell the school, the nursery and the",
    "Nobody came because",
    "Look for signs, such as",
    "You must ask whether",
]

HONEST = [
    "The 2026 wording is to be confirmed by a person.",
    "The strategy group has to decide what is to be added to the plan.",
    "Three steps to follow",
    "Here is what matters. Write down what you saw here.",
    "Add a link to the chronology.",
    "“TBC” and 'ADD LINK' are placeholders.",
    "The plan was “not [...] good enough”, she wrote.",
    "“I am worried that …” is a good beginning.",
    'He said "I go to … you know, school" and smiled.',
    "parents, carers and",
    "the child's name, and",
    "Dear colleague,",
    "Is it 5 < 6 and 7 > 3?",
    "What to look for, and whom to talk to",
    "He is in Year 6 (see the school's letter).",
    "The child (name and date of birth on file) is well.",
    "Three forms to be completed by the nurse",
    "Working Together 2020 (update)",
    "Bring the papers (check the dates of both) to the meeting.",
    "Yes and/or no. Then what?",
]


def findings(text: str) -> list[Placeholder]:
    return list(in_text(text))


def codes(text: str) -> set[str]:
    return {each.code for each in in_text(text)}


def passages() -> dict[str, list[Block]]:
    """Every passage of the clean texts, cut into blocks as a reader of Markdown would."""
    found: dict[str, list[Block]] = {}
    blocks: list[Block] = []
    for line in CLEAN.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            blocks = found.setdefault(line[3:], [Block("heading", line[3:])])
        elif item := re.match(r"(?:-|\d\.) (.+)", line):
            blocks.append(Block("item", item[1]))
        elif line:
            blocks.append(Block("paragraph", line))
    return found


SENTENCES = [
    sentence
    for blocks in passages().values()
    for block in blocks
    if block.kind == "paragraph"
    for sentence in re.findall(r"[A-Z][^.?!:\[\]“”\"]+[.?!](?=\s|$)", block.text)
]


def test_there_are_fifty_kinds_and_enough_clean_texts() -> None:
    assert len({words for words, _ in LEFT_BEHIND}) >= 50
    assert len(passages()) >= 24


@pytest.mark.parametrize(("words", "code"), LEFT_BEHIND)
@pytest.mark.parametrize("frame", ["{}", "She was seen today. {} Nobody came.", "It rained! {}"])
def test_what_was_left_behind_is_found(words: str, code: str, frame: str) -> None:
    text = frame.format(words)
    (found,) = findings(text)
    assert found.code == code
    assert " ".join(text[found.start :].split()).startswith(found.found)
    assert found.problem.endswith(".")
    assert found.fix.endswith(".")


@given(
    before=st.lists(st.sampled_from(SENTENCES), max_size=4),
    after=st.lists(st.sampled_from(SENTENCES), max_size=4),
    left=st.sampled_from(LEFT_BEHIND),
    gap=st.sampled_from([" ", "  ", "\n"]),
)
def test_it_is_found_between_any_sentences_and_nothing_else_is(
    before: list[str], after: list[str], left: tuple[str, str], gap: str
) -> None:
    words, code = left
    text = gap.join([*before, words.replace(" ", gap), *after])
    assert codes(text) == {code}
    assert not codes(gap.join([*before, *after]))


@pytest.mark.parametrize("text", ALONE)
def test_a_block_that_is_nothing_but_a_placeholder_is_found(text: str) -> None:
    assert len(findings(text)) == 1


@pytest.mark.parametrize("text", CUT_OFF)
def test_a_sentence_that_stops_half_way_is_found(text: str) -> None:
    assert codes(f"Nobody was at home. {text}") == {"KB305"}


@given(sentence=st.sampled_from(SENTENCES), word=st.sampled_from(["and", "because", "the", "or"]))
def test_any_sentence_cut_after_a_joining_word_is_found(sentence: str, word: str) -> None:
    assert codes(f"She was seen. {sentence.rstrip('.?!')} {word}") == {"KB305"}


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_are_left_in_peace(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize("address", ["", "#", " # ", "javascript:void(0)", "https://", "TBC"])
def test_a_link_without_a_destination_is_found(address: str) -> None:
    assert [each.code for each in in_link_text("Safer sleep", address)] == ["KB302"]


@pytest.mark.parametrize(
    "words",
    [
        "Click here",
        "click here for the report",
        "here",
        "Here.",
        "this link",
        "This page",
        "read more",
        "Read more…",
        "more",
        "More information",
        "find out more",
        "link",
        "download",
        "Download here",
        "the document",
        "see here",
        "https://www.nspcc.org.uk/what",
        "www.nspcc.org.uk",
        "nspcc.org.uk/help",
        "Guide at https://a.org",
        "neglect-strategy.pdf",
        "Neglect strategy 2021.docx",
        "index.html",
        "",
    ],
)
def test_a_link_text_that_says_nothing_is_found(words: str) -> None:
    assert [each.code for each in in_link_text(words, "https://www.nspcc.org.uk/")] == ["KB303"]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Safer sleep", "safer-sleep.html"),
        ("Who to ring from here", "#ring"),
        ("Read more about safer sleep", "safer-sleep.html#more"),
        ("What more can I do?", "more.html"),
        ("Hereford", "https://www.herefordshire.gov.uk/"),
        ("GOV.UK", "https://www.gov.uk/"),
        ("help@nspcc.org.uk", "mailto:help@nspcc.org.uk"),
        ("1", "#fn:1"),
        ("¶", "#top"),
        ("This page and its sources", "sources.html"),
    ],
)
def test_a_link_that_names_its_destination_is_left_in_peace(words: str, address: str) -> None:
    assert not list(in_link_text(words, address))


UNFINISHED = [
    ["paragraph: A review appeared in 2015 with the following recommendations."],
    ["paragraph: A review appeared with the following recommendations.", "heading: Next"],
    ["paragraph: It has four parts, as follows:", "heading: Next", "paragraph: It is over."],
    ["paragraph: It is long. The signs are these:", "paragraph: ", "heading: Next"],
    ["paragraph: The signs include"],
    ["item: The signs include:", "heading: Next"],
    ["paragraph: The child was seen at home on Monday and again at school"],
    ["paragraph: She came. The father was not", "paragraph: He came later."],
    ["paragraph: She said “nobody asked me.", "paragraph: He came later."],
    ['paragraph: She said "nobody asked me.', "item: He came later."],
    ["paragraph: She said ‘nobody asked me.", "item: He came later."],
    ["item: the first one, and", "heading: Next"],
    ["item: the first one,", "item: the second one, or"],
    ["paragraph: where the child is missing, and", "heading: Next"],
]

FINISHED = [
    ["paragraph: The signs are these:", "item: hunger", "item: cold", "heading: Next"],
    ["paragraph: The signs include", "item: hunger", "item: cold"],
    ["paragraph: A review appeared with the following recommendations.", "paragraph: Ask."],
    ["paragraph: The figures are as follows:", "table: "],
    ["paragraph: The Act says that a child is in need if she is unlikely to", "other: “thrive”"],
    ["paragraph: The baby was seen the following day.", "heading: Next"],
    ["paragraph: This is the subject of the following section.", "heading: Next"],
    ["heading: Neglect", "heading: What it is", "paragraph: It is long.", "heading: Next"],
    ["heading: Neglect", "heading: Next"],
    ["item: the first one, and", "item: the second one"],
    ["item: The first one is a long item without any stop at its end"],
    ["paragraph: Family support worker"],
    ["paragraph: — Working Together to Safeguard Children, the edition of the year 2023"],
    ["paragraph: The rate is lower than it was. (Out of routine, 2020, chapter 3)"],
    ["paragraph: It is lower. (Working Together (2023), chapter 1) (superseded)"],
    ["paragraph: The full text of the procedures is at https://www.example.org/a/b"],
    ["paragraph: She wrote: “It was cold.", "paragraph: “It was dark.”"],
    ["paragraph: The child was 3'5\" tall when the nurse saw him."],
    ["paragraph: She said “nobody asked” and ‘nobody’s there’, twice."],
    ["other: These are:", "heading: Next"],
]


def blocks(lines: list[str]) -> list[Block]:
    return [Block(*line.split(": ", 1)) for line in lines]


@pytest.mark.parametrize("lines", UNFINISHED)
def test_what_is_announced_or_opened_and_not_finished_is_found(lines: list[str]) -> None:
    ((number, found),) = unfinished(blocks(lines))
    assert found.code == "KB305"
    assert blocks(lines)[number].text[found.start :].startswith(found.found)


@pytest.mark.parametrize("lines", FINISHED)
def test_finished_passages_are_left_in_peace(lines: list[str]) -> None:
    assert not list(unfinished(blocks(lines)))


def test_clean_texts_raise_no_more_than_two_alarms_in_a_hundred_blocks() -> None:
    texts = passages().values()
    alarms = [found for text in texts for block in text for found in in_text(block.text)]
    alarms += [found for text in texts for _, found in unfinished(text)]
    assert len(alarms) <= 0.02 * sum(map(len, texts)), alarms


@pytest.mark.parametrize("unit", [*'_. …x?[(“"‘<{,', "page 1 ", "to be ", "[a ", "link ", ". A "])
def test_no_text_takes_longer_than_a_glance(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + " and so on"
    started = time.perf_counter()
    findings(text)
    list(unfinished([Block("paragraph", text)]))
    list(in_link_text(text, text))
    assert time.perf_counter() - started < 10
