"""apply(diff(a, b), a) = b, whatever a and b; and what is shown can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.history.wording import applied, difference

SENTENCES = st.lists(
    st.sampled_from(
        ["Ring", "the", "hub", "a", "baby", "now", ".", ",", '{{ term("mash") }}', "’s"]
    ),
    max_size=25,
).map(" ".join)


@given(st.text(max_size=80) | SENTENCES, st.text(max_size=80) | SENTENCES)
def test_a_difference_applied_to_the_one_gives_the_other(one: str, other: str) -> None:
    parts = difference(one, other)
    assert applied(parts, one) == other
    assert all(text for _, text in parts)


@given(st.text(max_size=80))
def test_the_same_words_have_no_difference(text: str) -> None:
    assert all(sign == "same" for sign, _ in difference(text, text))


def test_a_difference_is_about_one_text_only() -> None:
    with pytest.raises(ValueError, match="another text"):
        applied(difference("one", "two"), "three")


def test_words_in_braces_and_words_are_never_cut() -> None:
    parts = difference('Ring {{ term("mash") }} today.', 'Ring {{ term("dsl") }} tomorrow.')
    assert parts == (
        ("same", "Ring "),
        ("out", '{{ term("mash") }} today'),
        ("in", '{{ term("dsl") }} tomorrow'),
        ("same", "."),
    )
