"""Two states of the bank compared as readers see them: laws, on the specimen and the real bank."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_bank.anchors import anchors_of
from knowledge_bank.bank import load_bank
from knowledge_bank.comparing import SHOWN_BY, differences
from knowledge_bank.revisions import Texts, texts_now
from knowledge_bank.units import fingerprint_of
from knowledge_bank.words import WORDS

ROOT = Path(__file__).parents[2]
TEXTS = texts_now(ROOT / "tests" / "sites" / "complete")
BANK = load_bank(ROOT / "tests" / "sites" / "complete")[0]
PAGES = sorted(path for path in TEXTS if path.startswith("docs/"))
seldom = settings(deadline=None, max_examples=25)
HEAD = """---
title: T
---
# T

Opening words.

## One { #one }

First words stand here.

### Inside { #inside }

Inner words stand here.

## Two { #two }

Last words stand here.
"""
ANCHORS = {"Opening": "", "First": "#one", "Inner": "#inside", "Last": "#two"}


def with_page(text: str, name: str = "a.md") -> dict[str, str]:
    return {f"docs/{name}": text}


def addresses(old: Texts, new: Texts) -> list[str]:
    return [difference.address for difference in differences(old, new)]


def test_every_word_that_shows_records_is_known_to_show_them() -> None:
    """Or a change of what it shows would pass without a note."""
    collections = set(BANK.__dataclass_fields__)
    about_the_bank = {"fields", "page_reviews", "health", "changes", "lately", "briefing"}
    shows_no_record = about_the_bank | {"search", "editions", "saved_copy", "downloads"}
    for word in WORDS.values():
        known = word.name in SHOWN_BY or word.refers_to in collections
        assert known or word.name in shows_no_record, word.name


@pytest.mark.parametrize(
    ("path", "old", "new", "where"),
    [
        (
            "data/toolkit/scaling-guide.yaml",
            "carers:",
            "carers: never",
            {
                "toolkit/scaling-guide/index.md",
                "toolkit/scaling-guide/form.md",
                "toolkit/scaling-guide/tool.md",
            },
        ),
        (
            "data/resources/accessibility.yaml",
            "what:",
            "what: never",
            {"resources/accessibility.md"},
        ),
    ],
)
def test_a_record_that_a_page_shows_by_a_word_of_its_own_differs_on_that_page(
    path: str, old: str, new: str, where: set[str]
) -> None:
    (found,) = differences(TEXTS, {**TEXTS, path: TEXTS[path].replace(old, new, 1)})
    told = {found.address, *found.aliases}
    assert where <= {address.partition("#")[0] for address in told}
    for address in told:
        name, _, anchor = address.partition("#")
        assert not anchor or anchor in anchors_of(BANK, BANK.pages[name]), address


def test_nothing_differs_from_itself() -> None:
    assert differences(TEXTS, dict(TEXTS)) == []


@seldom
@given(st.sampled_from(sorted(ANCHORS)), st.sampled_from(["other", "no", "5", "Opening"]))
def test_a_changed_word_is_found_where_it_stands_and_nowhere_else(word: str, other: str) -> None:
    new = HEAD.replace(f"{word} words", f"{word} {other} words")
    assert addresses(with_page(HEAD), with_page(new)) == [f"a.md{ANCHORS[word]}"]


@seldom
@given(st.data())
def test_typing_anywhere_in_the_specimen_makes_no_difference(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PAGES))
    head, body = TEXTS[path].split("\n---\n", 1)
    paragraphs = re.split(r"(\n\n)", body)
    spots = [i for i, text in enumerate(paragraphs) if re.match(r"[A-Z][^{}\[\]|#]+\.\s*$", text)]
    if not spots:
        return
    spot = data.draw(st.sampled_from(spots))
    words = paragraphs[spot].split()
    gaps = st.sampled_from([" ", "  ", "\n", ", ", " – ", "; "])
    typed = "".join(word + data.draw(gaps) for word in words).rstrip(" ,–;\n")
    paragraphs[spot] = data.draw(st.sampled_from([typed, typed.upper(), f"**{typed}**"])) + "\n"
    new = f"{head}\n---\n{''.join(paragraphs)}"
    assert differences(TEXTS, {**TEXTS, path: new}) == []
    assert fingerprint_of("".join(paragraphs)) == fingerprint_of(body)


@seldom
@given(st.data())
def test_from_one_state_to_the_other_and_back_the_same_places_differ(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(ANCHORS)), unique=True))
    new = HEAD
    for word in chosen:
        new = new.replace(f"{word} words", f"{word} other words")
    there = addresses(with_page(HEAD), with_page(new))
    assert sorted(there) == sorted(addresses(with_page(new), with_page(HEAD)))
    assert sorted(there) == sorted(f"a.md{ANCHORS[word]}" for word in chosen)


FORMER = """- page: a.md
  became: moved
  to: far/b.md
"""
ROUTE = "- id: r\n  kind: role\n  steps:\n    - to: {}#one\n      do: Read.\n"
LINK = '---\ntitle: L\n---\n# L\n\nSee [it]({}#one) and this.\n\n{{{{ routes("role") }}}}\n'


def test_a_page_that_only_moved_says_what_it_said_and_so_do_those_that_lead_to_it() -> None:
    old = {
        **with_page(HEAD),
        "docs/l.md": LINK.format("a.md"),
        "data/routes.yaml": ROUTE.format("a.md"),
    }
    new = {
        **with_page(HEAD, "far/b.md"),
        "docs/l.md": LINK.format("far/b.md"),
        "data/routes.yaml": ROUTE.format("far/b.md"),
        "data/former-pages.yaml": FORMER,
    }
    assert addresses(old, new) == []
    forgotten = {**new, "data/former-pages.yaml": "[]"}
    assert sorted(addresses(old, forgotten)) == ["a.md", "far/b.md", "l.md", "l.md#r"]


def test_a_section_that_moves_to_another_page_is_told_at_both() -> None:
    section = HEAD[HEAD.index("## Two") :]
    other = HEAD.replace("{ #", "{ #b-")
    old = {**with_page(HEAD), "docs/b.md": other}
    new = {**with_page(HEAD.replace(section, "")), "docs/b.md": other + section}
    assert addresses(old, new) == ["a.md#two", "b.md#two"]


@pytest.mark.parametrize(
    ("file", "before", "after", "address"),
    [
        ("resources/glossary", "who sit together", "who sit", "resources/glossary.md#mash"),
        ("resources/sources", "withdrawn guide", "guide", "resources/sources.md#withdrawn"),
        ("resources/sources", "test/gone", "test/come", "resources/sources.md#gone"),
        ("resources/quotations", "needs and/or", "needs or", "index.md#what-to-do"),
        ("routes", "there is no time", "there is time", "toolkit/routes.md#begin-at-once"),
        ("toolkit/forms/agreed", "title: ", "title: Other ", "toolkit/forms/agreed.md#the-form"),
        ("partnership", "model: Signs", "model: Sines", "toolkit/index.md"),
        ("queries", "The number.", "The time.", "resources/questions.md#blocking-question"),
    ],
)
def test_data_counts_as_the_passages_that_show_it(
    file: str, before: str, after: str, address: str
) -> None:
    path = f"data/{file}.yaml"
    assert before in TEXTS[path]
    found = differences(TEXTS, {**TEXTS, path: TEXTS[path].replace(before, after, 1)})
    assert [difference.path for difference in found] == [path]
    assert found[0].is_at(address), found


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("resources/sources", "state: unverified", "state: current"),
        ("resources/sources", "on: 2026-11-20", "on: 2026-11-21"),
        ("resources/sources", "cited_as: http", "cited_as: https"),
        ("resources/coverage/odd-title", "carried_by", "carried"),
        ("partnership", "does: Keeps", "does: Holds"),
        ("events", "what: a", "what: some"),
    ],
)
def test_what_only_those_who_keep_the_bank_need_makes_no_difference(
    file: str, before: str, after: str
) -> None:
    path = f"data/{file}.yaml"
    assert before in TEXTS[path]
    assert differences(TEXTS, {**TEXTS, path: TEXTS[path].replace(before, after)}) == []


@pytest.mark.parametrize(
    "text", ["", "---", "---\n---\n", "no head", "---\nx: [\n---\n# A\n", "- 1\n- [2]\n", "\x00"]
)
def test_what_cannot_be_read_breaks_nothing(text: str) -> None:
    assert addresses(with_page(text), with_page(text)) == []
    differences(with_page(text), with_page(HEAD))
    differences(with_page(HEAD), {"docs/a.md": text, "data/queries.yaml": text})
    differences({"data/former-pages.yaml": text}, {"data/former-pages.yaml": text})


def test_a_sentence_more_in_the_real_bank_is_one_difference() -> None:
    texts = texts_now(ROOT)
    some = next(path for path in texts if path.startswith("docs/strategy/"))
    changed = {**texts, some: texts[some] + "\nAnother sentence of ours.\n"}
    assert len(differences(texts, changed)) == 1
