"""Each status has its plain words, and only a page that answers is ever said to be all right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.links.result import Answer, Hop, Outcome, Result
from knowledge_bank.links.state import Expected
from knowledge_bank.links.states import state_of

HERE = "https://example.org/a"
THERE = "https://example.org/b"
ELSEWHERE = "https://example.org/c"
HTML = {"content-type": "text/html"}
NOTHING = Expected()


def answered(status: int, *hops: Hop, address: str = HERE, body: bytes = b"<p>Words") -> Result:
    final = hops[-1].address if hops else address
    answer = Answer(status, HTML, body)
    return Result(address, status, final, "", Outcome.ANSWERED, hops, answer)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (200, "ok"),
        (204, "not checked"),
        (301, "failing"),
        (304, "failing"),
        (400, "failing"),
        (401, "blocked"),
        (403, "blocked"),
        (404, "broken"),
        (410, "broken"),
        (429, "rate-limited"),
        (451, "failing"),
        (500, "failing"),
        (503, "failing"),
        (999, "failing"),
    ],
)
def test_a_status_has_its_name(status: int, name: str) -> None:
    assert state_of(answered(status), NOTHING).name == name


@given(
    st.sampled_from(Outcome),
    st.none() | st.integers(100, 999),
    st.lists(st.builds(Hop, st.sampled_from([301, 302, 303, 307, 308]), st.just(THERE))),
    st.binary(max_size=60),
    st.sampled_from(["", "text/html", "application/pdf"]),
    st.lists(st.sampled_from(["Words", "other"]), max_size=2),
)
def test_only_a_status_of_200_with_a_document_is_ok_or_moved(
    outcome: Outcome,
    status: int | None,
    hops: list[Hop],
    body: bytes,
    kind: str,
    expects: list[str],
) -> None:
    answer = Answer(status or 0, {"content-type": kind}, body)
    result = Result(HERE, status, HERE, "Its host is bad.", outcome, tuple(hops), answer)
    state = state_of(result, Expected(words=tuple(expects)))
    if state.name in ("ok", "moved"):
        assert outcome is Outcome.ANSWERED
        assert status in (200, 203, 206)
        assert body
    assert (state.new_address is not None) == (state.name == "moved")
    for words in (state.sentence, state.fix):
        assert words[0].isupper()
        assert words.endswith(".")
        assert words.isprintable()


def test_moved_suggests_where_permanent_redirects_lead_and_not_a_temporary_one() -> None:
    state = state_of(answered(200, Hop(301, THERE), Hop(302, ELSEWHERE)), NOTHING)
    assert (state.name, state.new_address) == ("moved", THERE)


def test_a_permanent_redirect_after_a_temporary_one_moves_nothing() -> None:
    state = state_of(answered(200, Hop(302, THERE), Hop(301, ELSEWHERE)), NOTHING)
    assert state.name == "ok"
    assert ELSEWHERE in state.sentence


def test_the_part_after_the_hash_moves_along() -> None:
    state = state_of(answered(200, Hop(308, THERE), address=f"{HERE}#page=3"), NOTHING)
    assert state.new_address == f"{THERE}#page=3"


def test_a_permanent_redirect_back_to_the_same_address_moves_nothing() -> None:
    assert state_of(answered(200, Hop(301, THERE), Hop(301, HERE)), NOTHING).name == "ok"
    assert state_of(answered(200, address=f"{HERE}#page=3"), NOTHING).name == "ok"


def test_a_permanent_redirect_to_a_missing_page_is_broken() -> None:
    assert state_of(answered(404, Hop(301, THERE)), NOTHING).name == "broken"


def test_what_was_not_kept_is_not_called_all_right() -> None:
    assert state_of(Result(HERE, 200, HERE, "", Outcome.ANSWERED), NOTHING).name == "not checked"


def test_nobody_says_more_than_was_looked_at() -> None:
    assert "names no words" in state_of(answered(200), NOTHING).sentence
    expected = Expected(words=("Words",))
    assert "are there" in state_of(answered(200), expected).sentence
