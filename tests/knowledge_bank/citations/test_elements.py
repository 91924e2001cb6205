"""Marks become ids and links, and no other byte of a page changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.citations.elements import with_names
from knowledge_bank.citations.marks import MARK, mark

A, B = "p-aaaaaaaa", "p-bbbbbbbb"
MA, MB = mark((A,)), mark((B,))


def link(name: str, bears_id: bool) -> str:
    return f"[{name}{' #' if bears_id else ''}]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>Words.{MA}</p>", f'<p id="{A}">Words.[{A}]</p>'),
        (f'<p class="x">Words.{MA}</p>', f'<p id="{A}" class="x">Words.[{A}]</p>'),
        (f'<p id="own">Words.{MA}</p>', f'<p id="own">Words.[{A} #]</p>'),
        (
            f"<ul><li>One.{MA}<ul><li>Two.{MB}</li></ul></li></ul>",
            f'<ul><li id="{A}">One.[{A}]<ul><li id="{B}">Two.[{B}]</li></ul></li></ul>',
        ),
        (
            f"<table><tr><td>One</td><td>Two{MA}</td></tr></table>",
            f'<table><tr id="{A}"><td>One</td><td>Two[{A}]</td></tr></table>',
        ),
        (f"<p>One.{MA} Two.{MB}</p>", f'<p id="{A}">One.[{A}] Two.</p>'),
        (f"<p>One.{MA}</p><p>Again.{MA}</p>", f'<p id="{A}">One.[{A}]</p><p>Again.</p>'),
        (f'<p title="Words{MA}">Said.</p>', '<p title="Words">Said.</p>'),
        (
            f'<li id="item"><p>Why?{mark(("item",))}</p></li>',
            '<li id="item"><p>Why?[item]</p></li>',
        ),
        (f"<p>A word of the glossary{mark(('mash',))}</p>", "<p>A word of the glossary</p>"),
        (f"<p>Words.{mark((B, A))}</p>", f'<p id="{B}">Words.[{B}]</p>'),
        (
            f'<p>One <br> <img alt="a > b"> two.{MA}</p>',
            f'<p id="{A}">One <br> <img alt="a > b"> two.[{A}]</p>',
        ),
    ],
)
def test_each_passage_is_named_where_it_stands(before: str, after: str) -> None:
    page = "<title>T</title><article>{}</article>"
    assert with_names(page.format(before), link)[0] == page.format(after)


@given(st.text(st.sampled_from("<>/pli a\"'=!-" + MA[0] + MA[-1] + "abc"), max_size=60))
def test_whatever_the_page_nothing_but_marks_is_taken_out(text: str) -> None:
    page = f"<article>{text}</article>"
    assert with_names(page, lambda *_: "")[0] == MARK.sub("", page)
