"""What counts as the same words: every slip of typing, and nothing that says something else."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge_bank.wording import is_repair, same_words, words_of

KNOWN = Counter({"necessary": 3, "receive": 2, "separate": 4, "typical": 5, "necesary": 1})
letters = "abcdefghijklmnopqrstuvwxyz"
word = st.text(letters, min_size=1, max_size=9)
sentence = st.lists(word, min_size=1, max_size=12)
loose = st.sampled_from([" ", "  ", "\n", ", ", "; ", ": ", " – ", "-", ".\n\n", " (", ") ", "… "])


def same(old: str, new: str) -> bool:
    return same_words([old], [new], KNOWN)


@given(sentence, st.data())
def test_typing_makes_no_difference(words: list[str], data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from([each, each.upper(), each.title()])) + data.draw(loose)
        for each in words
    )
    assert words_of(typed) == tuple(words)
    assert same(" ".join(words), typed)


@given(sentence, word, st.data())
def test_a_word_more_less_or_other_is_a_difference(
    words: list[str], other: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    whole = " ".join(words)
    assert not same_words([whole], [" ".join([*words[:at], other, *words[at:]])], Counter())
    assert not same_words([whole], [" ".join([*words[:at], *words[at + 1 :]])], Counter())
    assume(words[at] != other)
    assert not same_words([whole], [" ".join([*words[:at], other, *words[at + 1 :]])], Counter())


@given(st.lists(sentence, min_size=2, max_size=5, unique_by=tuple), st.randoms())
def test_blocks_in_another_order_are_a_difference(blocks: list[list[str]], random: object) -> None:
    texts = [" ".join(block) for block in blocks]
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same_words(texts, shuffled, Counter()) == (shuffled == texts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within 24 hours", "within 42 hours"),
        ("1.5 kg", "15 kg"),
        ("at 10:30", "at 1030"),
        ("aged 2–5", "aged 25"),
        ("£500", "500"),
        ("5% of", "5 of"),
        ("Is the child safe?", "Is the child safe."),
        ("must", "may"),
        ("It is safe", "It is not safe"),
        ("A & B", "A B"),
        ("less than < 5", "less than 5"),
        ("unsafe", "safe"),
        ("we re-sign it", "we resign it"),
    ],
)
def test_what_says_something_else_is_a_difference(old: str, new: str) -> None:
    assert not same(old, new)
    assert not same(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the child’s room", "the child's room"),
        ("“Act now”", "'Act now'"),
        ("re-read it", "re read it"),
        ("Act now!", "Act now."),
        ("it is necesary", "it is necessary"),
        ("we recieve", "we receive"),
        ("seperate rooms", "separate rooms"),
        ("separrate rooms", "separate rooms"),
    ],
)
def test_what_says_the_same_is_none(old: str, new: str) -> None:
    assert same(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("typical", "atypical"),  # the first letter
        ("atypical", "typical"),
        ("receives", "receive"),  # the last
        ("separate", "seperate"),  # the bank knows the first and not the second
        ("recieve", "recover"),  # more than one slip
        ("now", "not"),  # too short
        ("necess4ry", "necessary"),  # not only letters
        ("typicale", "typicals"),
        ("unheard", "unheord"),  # the bank has never used it
    ],
)
def test_what_only_looks_like_a_repair_is_none(old: str, new: str) -> None:
    assert not is_repair(old, new, KNOWN)


@given(word, word)
def test_a_repair_needs_the_banks_own_witness(old: str, new: str) -> None:
    assert not is_repair(old, new, Counter())
