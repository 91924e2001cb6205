"""Any bytes at all are read without harm, and words are found however they are set."""

import gzip
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge_bank.links.page import fingerprint, plain, read_page
from knowledge_bank.links.result import Answer

HTML = {"content-type": "text/html; charset=utf-8"}
charsets = st.sampled_from(
    ["utf-8", "utf-16", "cp1252", "x-nonsense", "zlib_codec", "rot13", "idna", "undefined", "utf-7"]
)


@given(st.binary(max_size=400), charsets, st.sampled_from(["", "gzip", "deflate", "br", "x"]))
@example(b"", "utf-8", "")
@example(b"<!--", "utf-8", "")
@example(b"<html><html>\xff\xfe\0", "undefined", "")
@example(b"\xff\xfe\xff", "utf-8", "")
def test_any_bytes_can_be_read(body: bytes, charset: str, encoding: str) -> None:
    headers = {"content-type": f"text/html; charset={charset}", "content-encoding": encoding}
    answer = Answer(200, headers, body)
    page = read_page(answer)
    if page is not None:
        assert page.text == plain(page.text)
    assert (fingerprint(answer) is None) == (page is not None or not body)


@given(st.text(alphabet="abc deé’–", min_size=1, max_size=40).filter(str.strip))
def test_words_that_are_on_the_page_are_never_missed(words: str) -> None:
    body = f"<p>before</p><p>{words}</p><p>after</p>".encode()
    page = read_page(Answer(200, HTML, body))
    assert page is not None
    assert page.lacks((words.upper(), f"  {words}\n")) == ()
    assert page.lacks(("never there",)) == ("never there",)


@pytest.mark.parametrize(
    "tag", ["<div>", "<b>", "<table><tr><td>", "<svg>", "<!--", "<a b=", "&#1;"]
)
def test_endless_markup_is_read_in_the_blink_of_an_eye(tag: str) -> None:
    page = read_page(Answer(200, HTML, (tag * 60_000 + "the words").encode()))
    assert page is not None


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_unpacked_no_further_than_we_read(pack: object) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    bomb = pack(b"<h1>Words</h1>" + b" " * 100_000_000)  # type: ignore[operator]
    page = read_page(Answer(200, {**HTML, "content-encoding": name}, bomb))
    assert page is not None
    assert page.lacks(("words",)) == ()


def test_what_only_programs_see_is_not_on_the_page() -> None:
    body = b"<script>secret</script><style>secret</style><!-- secret --><p>seen</p>"
    page = read_page(Answer(200, HTML, body))
    assert page is not None
    assert page.lacks(("seen", "secret")) == ("secret",)


def test_a_file_has_a_print_that_changes_with_it_and_a_page_has_none() -> None:
    pdf = {"content-type": "application/pdf", "content-length": "9"}
    one, other = (fingerprint(Answer(200, pdf, body)) for body in (b"%PDF one", b"%PDF two"))
    assert one != other
    assert fingerprint(Answer(200, HTML, b"<p>words")) is None
