"""LinkChecker's table is read whole row by whole row, and nothing in it is trusted."""

import io

import pytest

from knowledge_bank.links.result import Hop, Outcome, Result
from knowledge_bank.links.rows import NoTable, read_rows

HEAD = "urlname;result;warningstring;infostring;valid;url\n"
A = "http://a.example.org/x"


def read(output: str) -> list[Result]:
    whole = (line for line in io.StringIO(output, newline="\n") if line.endswith("\n"))
    return list(read_rows(whole, allow_loopback=False))


def test_hops_are_read_from_the_warnings_even_when_the_reason_lies() -> None:
    row = (
        f"{A};200 OK;\"Redirected to `http://b.example.org/' status: 301 'x' status: 302 y.\n"
        f"Redirected to `http://c.example.org/it's' status: 302 .\";;True;http://c.example.org/it's\n"
    )
    (result,) = read(HEAD + row)
    assert result.hops == (Hop(301, "http://b.example.org/"), Hop(302, "http://c.example.org/it's"))
    assert result.permanent_address == "http://b.example.org/"


@pytest.mark.parametrize("inside", ["http://10.0.0.8/", "http://127.0.0.1/", "http://printer/"])
def test_a_redirect_into_the_private_network_is_not_believed(inside: str) -> None:
    row = f"{A};200 OK;Redirected to `{inside}' status: 301 Moved.;;True;{inside}\n"
    (result,) = read(HEAD + row)
    assert (result.status, result.outcome) == (None, Outcome.BROKE_OFF)
    assert (result.final_address, result.hops) == (A, ())


def test_output_cut_short_loses_the_torn_row_only() -> None:
    whole = f"{A};200 OK;;;True;{A}\n"
    next_row = f'{A}2;200 OK;"one\ntwo\nthree";;True;{A}2\n'
    for length in range(len(next_row)):
        torn = HEAD + whole + next_row[:length]
        assert [result.address for result in read(torn)] == [A]


def test_what_a_server_says_becomes_one_short_printable_line() -> None:
    row = f'{A};"404 \x1b[31m"";True;\r{"x" * 900}";;;False;{A}\n'
    (result,) = read(HEAD + row)
    assert result.status == 404
    assert result.message.startswith('404  [31m";True; xxx')
    assert result.message.isprintable()
    assert len(result.message) <= 200


@pytest.mark.parametrize("output", ["", "Traceback\n", HEAD[:20], "urlname;result\n"])
def test_other_output_is_no_table(output: str) -> None:
    with pytest.raises(NoTable):
        read(output)
