"""The built pages: each mistake that shows only there, beside its clean counterpart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.built import built_mistakes
from knowledge_bank.findings import Finding

Look = Callable[..., list[Finding]]
PAGE = (
    "<!doctype html><html><head>{head}</head><body>{before}<article>{body}</article></body></html>"
)


@pytest.fixture
def look(complete: Path, tmp_path: Path) -> Look:
    """Say what is found on a built page beside two others, a style and a picture."""
    bank, _ = load_bank(complete)

    def look(body: str, *, head: str = "", before: str = "", name: str = "x.html") -> list[Finding]:
        site = tmp_path / "site"
        (site / "toolkit").mkdir(parents=True, exist_ok=True)
        (site / "style.css").write_text("")
        (site / "a picture.png").write_bytes(b"")
        (site / "index.html").write_text(
            PAGE.format(head="", before="", body='<h1 id="top">T</h1>')
        )
        (site / "toolkit" / "index.html").write_text(
            PAGE.format(head="", before="", body='<h1 id="a b">T</h1>')
        )
        (site / name).write_text(PAGE.format(head=head, before=before, body=body), encoding="utf-8")
        return [f for f in built_mistakes(bank, site) if name in f.path or "docs/" in f.path]

    return look


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("KB501", '<p id="a">A.</p><p id="a">B.</p>', '<p id="a">A.</p><p id="b">B.</p>'),
        ("KB502", "<h1>A</h1><h3>B</h3>", "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>"),
        ("KB502", "<h2>No title</h2>", "<h1>Title</h1>"),
        ("KB503", '<a href="lost.html">The lost</a>', '<a href="index.html">Home page</a>'),
        ("KB503", '<a href="/index.html">Home page</a>', '<a href="./index.html">Home page</a>'),
        (
            "KB503",
            '<a href="../x.html">Outside it</a>',
            '<a href="toolkit/../index.html">Home page</a>',
        ),
        (
            "KB503",
            '<a href="a%20drawing.png">Picture</a>',
            '<a href="a%20picture.png">A picture</a>',
        ),
        (
            "KB503",
            '<a href="http://[bad">A bracket</a>',
            '<a href="http://documents.test">A guide</a>',
        ),
        ("KB504", '<a href="#b">Passage b</a>', '<p id="b">B.</p><a href="#b">Passage b</a>'),
        ("KB504", '<a href="index.html#no">No</a>', '<a href="index.html#top">The top</a>'),
        (
            "KB504",
            '<a href="toolkit/index.html#b">No</a>',
            '<a href="toolkit/index.html#a%20b">Yes</a>',
        ),
        ("KB508", '<p onclick="run()">A.</p>', '<p class="once">A.</p>'),
        ("KB508", '<svg><g ONLOAD="run()"></g></svg>', '<svg><g class="load"></g></svg>'),
        ("KB508", "<script>run()</script>", '<script src="style.css"></script>'),
        (
            "KB509",
            '<p><img src="a.png" alt="A." width="9"></p>',
            '<p><img src="style.css" alt="A." width="9" height="9"></p>',
        ),
        ("KB508", "<style>p {}</style>", '<link rel="stylesheet" href="style.css">'),
        ("KB508", '<p style="color: red">A.</p>', '<p class="red">A.</p>'),
        ("KB505", '<script src="https://cdn.test/a.js"></script>', '<script src="a.js"></script>'),
        (
            "KB505",
            '<img alt="" src="//cdn.test/a.png" width="9" height="9">',
            '<img alt="" src="a%20picture.png" width="9" height="9">',
        ),
        ("KB505", '<iframe src="https://cdn.test"></iframe>', '<iframe src="index.html"></iframe>'),
        (
            "KB505",
            '<object data="https://cdn.test"></object>',
            '<object data="index.html"></object>',
        ),
        (
            "KB506",
            '<img src="a%20picture.png" width="9" height="9">',
            '<img src="a%20picture.png" alt="A picture" width="9" height="9">',
        ),
        ("KB507", "<p>{{ source }}</p>", "<p><code>{{ source }}</code> is a word in braces.</p>"),
        ("KB507", "<p>{% if x %}</p>", "<pre>{% if x %}</pre>"),
        ("KB507", "<p>Macro Syntax Error</p>", "<p>A mistake in the syntax of a word.</p>"),
        (
            "KB301",
            "<p>Ring the hub. ADD LINK</p>",
            "<p>Ring the hub. Add a link to the record.</p>",
        ),
        (
            "KB301",
            "<ul><li>TBC<p>B.</p></li></ul>",
            "<ul><li><code>TBC</code> is not an answer</li></ul>",
        ),
        ("KB302", '<a href="#">The number</a>', '<a href="index.html">The number</a>'),
        ("KB303", '<a href="index.html">click here</a>', '<a href="index.html">The home page</a>'),
        (
            "KB303",
            '<a href="index.html"><b></b></a>',
            '<a href="index.html" aria-label="Home"></a>',
        ),
    ],
)
def test_each_mistake_is_told_and_its_counterpart_is_not(
    code: str, wrong: str, right: str, look: Look
) -> None:
    also = ["KB301"] if code == "KB507" else []  # braces are a blank that was left, too
    found = [(f.code, f.path, f.line) for f in look(wrong) if f.code not in also]
    assert found == [(code, "site/x.html", 1)]
    assert look(right) == []


@pytest.mark.parametrize(
    "rel", ["stylesheet", "preload stylesheet", "icon", "shortcut icon", "preconnect"]
)
def test_what_the_head_fetches_from_elsewhere_is_told(rel: str, look: Look) -> None:
    assert [f.code for f in look("", head=f'<link rel="{rel}" href="https://cdn.test/a">')] == [
        "KB505"
    ]
    assert look("", head=f'<link rel="{rel}" href="style.css">') == []
    assert look("", head='<link rel="canonical" href="https://documents.test/">') == []


def test_the_theme_around_the_article_may_say_what_it_likes_but_leads_nowhere_and_runs_nothing(
    look: Look,
) -> None:
    assert look("<h1>A</h1>", before='<h3>Menu</h3><a href="index.html">here</a><p>TBC</p>') == []
    assert [f.code for f in look("", before='<a href="lost.html">Menu</a>')] == ["KB503"]
    assert [f.code for f in look("", before="<script>theme()</script>")] == ["KB508"]


def test_the_page_for_lost_addresses_links_from_the_root(look: Look) -> None:
    assert look('<a href="/index.html">Home page</a>', name="404.html") == []


def test_the_source_of_the_page_is_named_with_the_line_that_holds_the_words(look: Look) -> None:
    [found] = look("<h1>Toolkit</h1><p>Once we saw page 4 of it.</p>", name="toolkit/index.html")
    assert (found.path, found.line, found.code) == ("docs/toolkit/index.md", 13, "KB304")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "plain words", "<!-- -->", "<", "<html>"])
def test_an_odd_file_is_no_disaster(text: str, complete: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "odd.html").write_text(text)
    assert list(built_mistakes(load_bank(complete)[0], site)) == []
