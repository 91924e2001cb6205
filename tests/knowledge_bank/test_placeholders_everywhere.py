"""Mutation: every kind of placeholder is put into pages, records and built pages, and is found."""

import json
import re
from collections.abc import Callable
from html import escape
from importlib.metadata import distributions
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.built import left_in_site
from knowledge_bank.built.page import read_built
from knowledge_bank.built.text import TEXT_BLOCKS, notes
from knowledge_bank.findings import Finding
from knowledge_bank.ledger import left_in_records, left_on
from knowledge_bank.placeholders import Block, in_text
from knowledge_bank.reading.pages import STAND_IN
from tests.knowledge_bank.test_placeholders import ALONE, CUT_OFF, LEFT_BEHIND, UNFINISHED

ROOT = Path(__file__).parents[2]
KINDS = [
    *(words for words, _ in LEFT_BEHIND),
    *ALONE,
    *(f"Nobody was at home. {words}" for words in CUT_OFF),
]
LINKS = [
    ("here", "https://www.nspcc.org.uk/"),
    ("click here", "index.md"),
    ("this page", "index.md"),
    ("Read more…", "index.md"),
    ("nspcc.org.uk/help", "index.md"),
    ("The neglect strategy", "#"),
    ("The neglect strategy", "TBC"),
    ("The neglect strategy", "javascript:void(0)"),
]
HONEST = "The child was seen at home, and the school was told the same day."
ELEMENTS = ("p", "li", "td", "dd", "label", "summary", "h2", "blockquote><p")
PAGE = "<!doctype html><html><body><article><h1>T</h1>{}</article></body></html>"
Found = Callable[..., list[Finding]]


def test_at_least_fifty_kinds_are_put_in() -> None:
    assert len(set(KINDS)) + len(LINKS) + len(UNFINISHED) >= 120


def test_each_is_found_on_its_line_of_a_page_and_nothing_else_is(
    complete: Path, found: Found
) -> None:
    """Honest sentences stand between any two; what would be run is refused as that."""
    path = "docs/toolkit/index.md"
    head = (complete / path).read_text("utf-8")
    links = [f"Ask [{words}]({address})." for words, address in LINKS]
    body = "".join(f"\n{HONEST}\n\n{words}\n" for words in (*KINDS, *links))
    lines = (head + body).split("\n")
    findings = [f for f in found(path, head + body + f"\n{HONEST}\n") if f.path == path]
    told = {finding.line for finding in findings if finding.blocking}
    put_in = {n for n, words in enumerate(lines, 1) if words in {*KINDS, *links}}
    assert put_in - told == set(), [lines[n - 1] for n in put_in - told]
    assert told - put_in == set(), [lines[n - 1] for n in told - put_in]
    assert all(finding.title for finding in findings)


def test_each_that_only_its_neighbours_give_away_is_found_on_a_page(
    complete: Path, found: Found
) -> None:
    signs = {"paragraph": "\n{}\n", "item": "\n- {}\n", "heading": "\n## {} {{ #n{} }}\n"}
    path = "docs/toolkit/index.md"
    head = (complete / path).read_text("utf-8")
    for lines in UNFINISHED:
        blocks = [line.split(": ", 1) for line in lines]
        text = "".join(signs[kind].format(words, n) for n, (kind, words) in enumerate(blocks))
        codes = [finding.code for finding in found(path, head + text)]
        assert "KB305" in codes, lines


def test_each_is_found_in_the_words_of_a_record(complete: Path, found: Found) -> None:
    path = "data/queries.yaml"
    head = (complete / path).read_text("utf-8")
    asked = (
        f"- id: kind-{n}\n  question: Why?\n  missing: {json.dumps(words)}\n  meanwhile: So.\n"
        "  answer_from: board\n  since: 2026-11-02\n  blocking: false\n"
        for n, words in enumerate(KINDS)
    )
    text = head + "".join(asked)
    put_in = {n for n, words in enumerate(text.split("\n"), 1) if words.startswith('  missing: "')}
    told = {finding.line for finding in found(path, text)}
    assert len(put_in) == len(KINDS)
    assert put_in - told == set(), [text.split("\n")[n - 1] for n in put_in - told]
    assert told - put_in == set()


def test_each_is_found_on_a_built_page_in_whatever_element(complete: Path, tmp_path: Path) -> None:
    bank, _ = load_bank(complete)
    for number, words in enumerate(KINDS):
        element = ELEMENTS[number % len(ELEMENTS)]
        made = f"<{element}>{escape(words)}</{element.split('>')[0]}>"
        (tmp_path / f"kind-{number}.html").write_text(PAGE.format(f"<p>{HONEST}</p>{made}"))
    for number, (words, address) in enumerate(LINKS):
        link = f'<p>Ask <a href="{escape(address)}">{escape(words)}</a>.</p>'
        (tmp_path / f"link-{number}.html").write_text(PAGE.format(link))
    tags = {"paragraph": "p", "item": "li", "heading": "h2"}
    for number, lines in enumerate(UNFINISHED):
        blocks = [line.split(": ", 1) for line in lines]
        made = "".join(f"<{tags[kind]}>{words}</{tags[kind]}>" for kind, words in blocks)
        (tmp_path / f"cut-{number}.html").write_text(PAGE.format(made))
    (tmp_path / "honest.html").write_text(PAGE.format(f"<p>{HONEST}</p>"))
    told = {left.place.path.removeprefix("site/") for left in left_in_site(bank, tmp_path)}
    every = {path.name for path in tmp_path.glob("*.html")}
    assert every - told == {"honest.html"}


# --- And honest words are left in peace ---


def test_the_real_pages_and_records_raise_no_false_alarm() -> None:
    """Whatever they raise is false: nothing is left behind in what has been merged."""
    bank, _ = load_bank(ROOT)
    blocks = sum(len(page.passages) + len(page.links) for page in bank.pages.values())
    assert blocks > 3000
    assert alarms_on(bank) <= 0.02 * blocks


def alarms_on(bank: Bank) -> int:
    pages = (left for page in bank.pages.values() for left in left_on(bank, page))
    undeclared = [left for left in (*pages, *left_in_records(bank)) if left.query is None]
    return len(undeclared)


def test_the_built_pages_raise_no_false_alarm(built_site: Path) -> None:
    blocks = alarms = 0
    for path in sorted(built_site.rglob("*.html")):
        page = read_built(built_site, path.relative_to(built_site).as_posix())
        blocks += sum(1 for _ in page.article.iter(*TEXT_BLOCKS))
        alarms += len(list(notes(page)))
    assert blocks > 10_000
    assert alarms <= 0.02 * blocks


def prose(markdown: str) -> list[Block]:
    """The paragraphs and items of a text that are sentences, as a reader of Markdown sees them."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    stand_ins = {"softbreak": " ", "code_inline": STAND_IN}
    blocks = []
    for before, token in pairwise(tokens):
        if token.type == "inline":
            children = token.children or []
            text = "".join(stand_ins.get(c.type, c.content) for c in children)
            plain = all(c.type in ("text", "softbreak", "code_inline") for c in children)
            kind = "heading" if before.type == "heading_open" else "paragraph"
            if plain and re.fullmatch(r"[A-Z][^`<>|=]{40,}[.!?]", text.strip(), re.DOTALL):
                blocks.append(Block(kind, " ".join(text.split())))
    return blocks


def test_texts_of_other_authors_raise_hardly_any() -> None:
    """What the authors of the installed packages wrote of them: people, and not about children."""
    texts = {}
    for package in distributions():
        written = package.metadata.get_payload() or package.metadata.get("Description") or ""
        if len(blocks := prose(str(written))) >= 3:
            texts[package.metadata["Name"]] = blocks
    assert len(texts) >= 20
    alarms = [
        found for blocks in texts.values() for block in blocks for found in in_text(block.text)
    ]
    assert len(alarms) <= 0.02 * sum(map(len, texts.values())), alarms
