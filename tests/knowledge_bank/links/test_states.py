"""Each status has its plain words, and only a page that answers is said to answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.links.result import Hop, Outcome, Result
from knowledge_bank.links.states import state_of

HERE = "https://example.org/a"
THERE = "https://example.org/b"
ELSEWHERE = "https://example.org/c"


def answered(status: int, *hops: Hop, address: str = HERE) -> Result:
    final = hops[-1].address if hops else address
    return Result(address, status, final, "", Outcome.ANSWERED, hops)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (200, "answers"),
        (204, "answers"),
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
    assert state_of(answered(status)).name == name


@given(
    st.sampled_from(Outcome),
    st.none() | st.integers(100, 999),
    st.lists(st.builds(Hop, st.sampled_from([301, 302, 303, 307, 308]), st.just(THERE))),
)
def test_only_a_status_in_the_200s_answers_or_has_moved(
    outcome: Outcome, status: int | None, hops: list[Hop]
) -> None:
    state = state_of(Result(HERE, status, HERE, "Its host is bad.", outcome, tuple(hops)))
    good = outcome is Outcome.ANSWERED and status is not None and 200 <= status < 300
    assert (state.name in ("answers", "moved")) == good
    assert (state.new_address is not None) == (state.name == "moved")
    for words in (state.sentence, state.fix):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not {"ok", "current", "valid", "good"} & set(words.lower().split())


def test_moved_suggests_where_permanent_redirects_lead_and_not_a_temporary_one() -> None:
    state = state_of(answered(200, Hop(301, THERE), Hop(302, ELSEWHERE)))
    assert (state.name, state.new_address) == ("moved", THERE)


def test_a_permanent_redirect_after_a_temporary_one_moves_nothing() -> None:
    state = state_of(answered(200, Hop(302, THERE), Hop(301, ELSEWHERE)))
    assert state.name == "answers"
    assert ELSEWHERE in state.sentence


def test_the_part_after_the_hash_moves_along() -> None:
    state = state_of(answered(200, Hop(308, THERE), address=f"{HERE}#page=3"))
    assert state.new_address == f"{THERE}#page=3"


def test_a_permanent_redirect_back_to_the_same_address_moves_nothing() -> None:
    assert state_of(answered(200, Hop(301, THERE), Hop(301, HERE))).name == "answers"
    assert state_of(answered(200, address=f"{HERE}#page=3")).name == "answers"


def test_a_permanent_redirect_to_a_missing_page_is_broken() -> None:
    assert state_of(answered(404, Hop(301, THERE))).name == "broken"
