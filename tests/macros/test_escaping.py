"""Data stays text: no value, however hostile, changes a component's elements or attributes."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Facts
from typing import Any

import pytest
import yaml
from lxml import html
from markdown import Markdown

from knowledge_bank.history.entries import Entry, PassageChange
from knowledge_bank.news import Before, News
from macros.components import component_renderer

ROOT = Path(__file__).parents[2]
COMPONENTS = sorted(path.stem for path in (ROOT / "overrides" / "components").glob("*.html"))
DAY = date(2026, 11, 22)
HOSTILE = (
    "<b>x</b>",
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onload='alert(1)' x='",
    "</span></p></article><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;b> &amp;copy; &copy",
    "*s* _u_ **b** __c__ `d` ~e~ ^f^ \\<b>",
    "[l](javascript:alert(1)) ![i](x.png) [l][m] <javascript:alert(1)>",
    "{{ 7 * 7 }} {% x %} {# y #}",
    "--> ]]> <!-- x",
    "{ onclick=alert(1) } {: #x }",
    "# no heading",
    "1989. no list",
    "| no | table |",
)


def form(value: str, citation: Facts) -> Facts:
    """A form of every shape."""
    prompt = Facts(id="a-prompt", label=value, hint=value, lines=3)
    part = {
        "guidance": value,
        "title": value,
        "prompts": (),
        "rows": (),
        "columns": (),
        "empty_rows": None,
    }
    return Facts(
        title=value,
        edition="0.1",
        status="draft",
        awaiting="a-query",
        parts=(
            Facts(**{**part, "id": "a", "shape": "prompts", "prompts": (prompt,)}),
            Facts(**{**part, "id": "b", "shape": "side by side", "prompts": (prompt,)}),
            Facts(**{**part, "id": "c", "shape": "table", "columns": (value,), "rows": (value,)}),
            Facts(**{**part, "id": "d", "shape": "table", "columns": (value,), "empty_rows": 2}),
        ),
        good_when=(value,),
        sources=(citation,),
    )


def guide(value: str) -> Facts:
    """A scaling guide with one of everything."""
    band = Facts(id="a-band", numbers="10 to 9", title=value, days=value, carers=value, next=value)
    age = Facts(id="an-age", title=value, overlay=value)
    described = (Facts(band="a-band", child=value, carers=value),)
    ages = (
        Facts(age_band="an-age", bands=described, does_not_apply=None),
        Facts(age_band="an-age", bands=(), does_not_apply=value),
    )
    part = Facts(id="a-part", title=value, covers=value, ask_for=(value,))
    area = Facts(
        id="an-area",
        title=value,
        asks=value,
        page="a.html",
        parts=(part,),
        by_age=ages,
        at_any_age=described,
    )
    return Facts(
        label=value,
        descriptors_from=value,
        edition="0.1",
        published=DAY,
        direction=value,
        bands=(band,),
        numbers=(Facts(number=10, means=value),),
        follow_ups=(Facts(id="a", asks=value),),
        evidence_fields=(Facts(id="a", label=value, help=value),),
        overall=Facts(asks=value, ten=value, zero=value, why_separate=value),
        limits=(value,),
        sources=(Facts(id="a-source", title=value, place=value),),
        areas=(area,),
        band=lambda name: band,
        age=lambda name: age,
    )


def facts(value: str) -> dict[str, dict[str, Any]]:
    """What each component is given, with `value` wherever an author's text may stand."""
    source = Facts(
        id="a-source",
        title=value,
        name=value,
        publisher=value,
        edition=value,
        published="2018-07",
        link="https://a.test/",
        authority="law",
        state="current",
        supersedes=(),
        to_confirm=value,
        archived="https://a.test/",
        expects=(value,),
        how_we_know=value,
        licence=value,
        read=Facts(by="a-role", on=DAY),
        review_due=DAY,
        cited_as=value,
        note=value,
        checked=Facts(by="a", on=DAY),
    )
    parts = (("same", value), ("out", value), ("in", value))
    entry = Entry(
        DAY,
        changes=(
            PassageChange("reworded", value, parts, file=value),
            PassageChange("reworded", value, parts, cells=((value, parts),)),
        ),
    )
    where = (("resources/a.md", value), ("", value))
    news = News("an-id", DAY, "change", value, value, value, True, ("a-reader",), where)
    before = Before("a-source", value, "2018-07", DAY)
    edition = Facts(
        signed=[Facts(agency="an-agency", on=DAY)], pages=[Facts()], content="0123456789abcdef" * 4
    )
    role = Facts(id="a-role", title=value, does=value)
    citation = Facts(source="a-source", place=value, on_purpose=value)
    answer = Facts(by="a-role", on=DAY, words=value)
    query = Facts(
        id="a-query",
        question=value,
        found=value,
        where=citation,
        missing=value,
        meanwhile=value,
        answer_from="a-role",
        since=DAY,
        blocking=True,
        answered=None,
    )
    answered = Facts(**{**vars(query), "id": "b-query", "answered": answer})
    term = Facts(
        id="a-term",
        term=value,
        expansion=value,
        meaning=value,
        also=(value,),
        family_words=(value,),
        old_names=(value,),
        misspellings=(),
        instead_of=(value,),
    )
    item = Facts(
        id="an-item", question=value, reason=value, look_for=(value, value), sources=(citation,)
    )
    carried = Facts(id="p", place=value, label=value, carried_by=("a.md#b",), left_out=None)
    left_out = Facts(id="q", place=value, label=value, carried_by=(), left_out=value)
    section = Facts(heading=value, points=(carried, left_out))
    numbered = Facts(id="c", name=value, when=value, number="999", source="a-source", query=None)
    asked = Facts(
        id="d",
        name=value,
        when=value,
        number=None,
        source=None,
        query="a-query",
        until_then=value,
        look_up="a-source",
    )
    field = Facts(name="name", required=True, description=value, choices=(value,))
    last = {"stands": False, "outcome": value}
    record = defaultdict(
        lambda: value,
        review_state="overdue",
        review_due="2026-11-22",
        review=last,
        review_doubts=({"on": value, "titles": value, "outcome": value, "note": value},),
        withdrawn=None,
    )
    located = Facts(record=source)
    band = Facts(id="a-band", title=value, overlay=value)
    part = Facts(id="a-part", title=value, covers=value)
    area = Facts(id="an-area", title=value, asks=value, parts=(part,))
    by_age = Facts(age_band="a-band", ask=(value,), notice=(value,))
    session = Facts(
        id="a-session", title=value, minutes=15, aim=value, notes=(value,), exercise=(value,)
    )
    route = Facts(id="a-route", title=value, opening=value, steps=(Facts(to="a.md#b", do=value),))
    bank = Facts(
        sources={"a-source": located},
        queries={"a-query": Facts(record=query)},
        age_bands={"a-band": Facts(record=band)},
        role=lambda name: value,
    )
    check = Facts(
        state="checked", day="2026-11-22", day_words=value, stopped_after=14, long_after=60, age=20
    )
    look = Facts(looked=DAY, last_good=DAY, state="changed", seen=Facts(on=DAY))
    links = Facts(
        of=lambda source: look,
        quiet=lambda entry: False,
        words=lambda entry: value,
        facts=lambda: check,
    )
    every = {
        "bank": bank,
        "links": links,
        "url": lambda target: target,
        "page_title": lambda target: value,
        "newest": lambda name: source,
        "downloads": ["pdf", "zip"],
    }
    says = Facts(source="a-source", place=value, by=None, on=None)
    role_says = Facts(source=None, place=None, by="a-role", on=DAY)
    newer = Facts(older="a-source", newer="a-source", says_who=says)
    older = (Facts(source="a-source", says_who=role_says), Facts(source="a-source", says_who=None))
    states = ("unverified", "current", "moved", "withdrawn", "gone")
    register = [
        {
            "source": Facts(**{**vars(source), "id": state, "state": state, "supersedes": older}),
            "newer": newer,
            "chain": [source, source, source],
            "pages": [("a.md", value)],
            "unrecorded": [value],
        }
        for state in states
    ]
    scale = guide(value)
    month = Facts(first=DAY)
    told = Facts(title=value, before=1, counts=(1, 1))
    drawn = Facts(label=value, count=1, left=1, width=1, top=1, height=1, middle=1)
    paper = {
        "form": form(value, citation),
        "key": ((value, value),),
        "size": "a4",
        "file": "a-form.docx",
    }
    given: dict[str, dict[str, Any]] = {
        "scale-label": {"guide": scale},
        "scale-bands": {
            "guide": scale,
            "area": scale.areas[0],
            "caption": value,
            "descriptors": scale.areas[0].at_any_age,
        },
        "scale": {"guide": scale, "area": scale.areas[0]},
        "scale-by-age": {"guide": scale, "age": scale.age("an-age")},
        "scaling-guide": {"guide": scale},
        "scaling-form": paper,
        "scaling-tool": {"guide": scale, "data": "a.js", **paper},
        "search": {"editor_email": value},
        "saved-copy": {},
        "lately": {"news": [Facts(day=DAY, what=value)], "late": 1, "pages": 2},
        "downloads": {"documents": [("a.pdf", value)], "archive": "a.zip"},
        "accessibility": {
            "part": "barriers",
            "statement": Facts(
                barriers=(Facts(id="a", what=value, criterion=value, instead=value, mend=value),)
            ),
        },
        "picture": {
            "picture": Facts(title=value, steps=(Facts(name=value, words=value, to="a.md"),)),
            "name": "a-picture",
            "nodes": [Facts(x=1, y=2, arc="M 0 0", point="0,0")],
            "radius": 3,
            "size": 4,
        },
        "way": {
            "way": Facts(
                title=value,
                fork=Facts(asks=value, off=value, to="a.md", on=value),
                steps=(Facts(id="a", name=value, words=value, to="a.md"),),
            )
        },
        "stop": {"number": value, "begins": True, "ends": True},
        "scale-at-a-glance": {
            "guide": scale,
            "segments": [
                Facts(band=scale.bands[0], numbers=(10, 9), marks=(25, 75), begin=25, end=75)
            ],
        },
        "columns": {"columns": [drawn]},
        "health-counts": {
            "measures": (
                Facts(id="a", title=value, total=1, parts=(Facts(name=value, count=1, share=9),)),
            )
        },
        "health-ahead": {
            "ahead": Facts(total=3, already=1, later=1, months=((month, 1),), fullest=(month, 1)),
            "columns": [drawn],
            "today": DAY,
        },
        "health-past": {
            "past": Facts(days=(DAY, DAY), months=(month, month), series=(told,), open=(1, 1)),
            "pictures": [(value, [drawn])],
            "today": DAY,
        },
        "age-bands": {"bands": (band,)},
        "areas": {"areas": (area,)},
        "conversation": {
            "conversation": Facts(
                opening=value,
                to_parents=(value,),
                strengths=(value,),
                notice=(value,),
                by_age=(by_age,),
            )
        },
        "form": {"form": form(value, citation), "name": "a-form"},
        "prompt-card": {
            "prompt_card": Facts(
                title=value,
                use=value,
                groups=(Facts(id="a-group", title=value, questions=(value,)),),
                close=value,
                sources=(citation,),
            )
        },
        "routes": {"routes": (route,)},
        "training": {
            "training": Facts(
                introduction=value,
                outcomes=(value,),
                before=(value,),
                care=(value,),
                sessions=(session,),
                feedback=(value,),
            )
        },
        "checklist": {"checklist": Facts(title=value, introduction=value, items=(item,))},
        "contacts": {"contacts": (numbered, asked)},
        "coverage": {"coverage": Facts(source="a-source", sections=(section,))},
        "fields": {"kind": "page", "fields": (field,)},
        "glossary": {"letters": [("A", [term])]},
        "page-reviews": {"pages": [("2026-11-22", value, "a.md", record)]},
        "citation": {"citation": citation},
        "says-who": {"says_who": says},
        "supersession": {"steps": [(source, newer), (source, None)]},
        "queries": {
            "groups": [(role, [(query, [("a.md", value)])])],
            "answered": [(answered, [("a.md", value)])],
            "counts": {"open": 1, "blocking": 1, "answered": 1},
        },
        "link-check": {"check": check},
        "query": {"query": query, "role": value},
        "quotation": {"quotation": Facts(words=value, place=value, note=value), "source": source},
        "source": {
            "source": source,
            "place": value,
            "on_purpose": value,
        },
        "source-register": {"groups": [("law", register)]},
        "term": {"term": term, "words": value, "popover": "a-1"},
        "word": {"word": value},
        "changes": {
            "months": [("2026-11", [news])],
            "readers": [("a-reader", value, [news])],
            "titles": {"a-reader": value},
            "before": [before],
            "living": "",
        },
        "briefing": {"since": DAY, "until": DAY, "major": [news], "minor": [news]},
        "editions": {
            "editions": [(DAY, "a-name", edition)],
            "built": ("a-name",),
            "titles": {"an-agency": value},
            "before": [before],
        },
        "history": {
            "title": value,
            "address": "a.html",
            "source": "git",
            "entries": [entry],
            "gone": [{"id": "p-aaaaaaaa", "on": value, "words": value, "to": ""}],
            "words": str,
            "titles": str,
        },
        "cite": {"name": value, "words": "0123abcd", "bears_id": True},
    }
    return {name: {**every, **own} for name, own in given.items()}


@pytest.fixture(scope="module")
def page() -> Callable[[str], html.HtmlElement]:
    """What the site generator makes of a passage of Markdown, with the project's own settings."""
    loader = type("Loader", (yaml.BaseLoader,), {})
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), loader)["markdown_extensions"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in settings]

    def make(text: str) -> html.HtmlElement:
        return html.fragment_fromstring(
            Markdown(extensions=names).convert(text), create_parent="main"
        )

    return make


def skeleton(tree: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(element.tag), tuple(sorted(element.keys()))) for element in tree.iter()]


def test_every_component_is_tried() -> None:
    assert sorted(facts("x")) == COMPONENTS


# A word has no block of its own; the saved copy shows nothing that an author wrote.
SHOWING = [name for name in COMPONENTS if name not in ("word", "saved-copy")]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", SHOWING)
def test_a_hostile_value_stays_text(
    name: str, value: str, page: Callable[[str], html.HtmlElement]
) -> None:
    render = component_renderer(ROOT)
    harmless = page(f"Before.\n\n{render(name, **facts('harmless')[name])}\n\nAfter.")
    hostile = page(f"Before.\n\n{render(name, **facts(value)[name])}\n\nAfter.")
    assert skeleton(hostile) == skeleton(harmless)
    shown = " ".join(hostile.text_content().split()).casefold()
    labels = " ".join(hostile.xpath("//@aria-label")).casefold()
    assert value.casefold() in shown + labels
    assert shown.count(value.casefold()) == harmless.text_content().casefold().count("harmless")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["source", "term", "word"])
def test_a_hostile_value_stays_text_in_the_middle_of_a_sentence(
    name: str, value: str, page: Callable[[str], html.HtmlElement]
) -> None:
    render = component_renderer(ROOT)
    made = {
        each: page(f"A *b* ({' '.join(render(name, **facts(each)[name]).split())}) and `c`.")
        for each in ("harmless", value)
    }
    assert skeleton(made[value]) == skeleton(made["harmless"])
    assert " ".join(value.split()) in " ".join(made[value].text_content().split())


@pytest.mark.parametrize("value", [*HOSTILE, "- no list", "1) no list", "=== x", "!!! note"])
def test_a_hostile_local_word_stays_text_alone_on_its_line(
    value: str, page: Callable[[str], html.HtmlElement]
) -> None:
    word = component_renderer(ROOT)("word", **facts(value)["word"])
    for text in ("Before.\n\n{}\n\nAfter.", "Before\n{}\nafter.", "{}", "- {}", "> {}"):
        made = page(text.format(word))
        assert skeleton(made) == skeleton(page(text.format("harmless")))
        assert value in made.text_content()


def test_no_component_and_no_partial_turns_escaping_off() -> None:
    for template in (ROOT / "overrides").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text), template


def test_every_partial_of_ours_that_shows_data_escapes_it() -> None:
    for name in ("page-record", "page-routes", "page-status"):
        text = (ROOT / "overrides" / "partials" / f"{name}.html").read_text("utf-8")
        assert "{% autoescape true %}" in text.split("{{")[0], name
