"""A passage keeps its key through rewording, reordering and moving; two never share one."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.citations.alike import likeness, same_passages, words_of

FILES = ("docs/a.md", "docs/b.md", "docs/c.md")
Texts = dict[str, list[str]]
Known = dict[str, list[tuple[int, str]]]


@st.composite
def banks(draw: st.DrawFn) -> Known:
    """Some files whose passages have few words in common, as passages have."""
    sizes = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3))
    known: Known = {}
    number = 0
    for file, size in zip(FILES, sizes, strict=False):
        known[file] = []
        for _ in range(size):
            length = draw(st.integers(4, 14))
            said = " ".join(f"w{number}x{word}" for word in range(length)) + " and the child."
            known[file].append((number, said))
            number += 1
    return known


@st.composite
def edits(draw: st.DrawFn) -> tuple[Known, Texts, dict[str, int]]:
    """A bank, the same after random edits, and which text was which passage."""
    before = draw(banks())
    whose: dict[str, int] = {}
    after: Texts = {file: [] for file in FILES}
    for file, passages in before.items():
        for key, written in passages:
            text = written
            fate = draw(st.sampled_from(("stays", "reworded", "moves", "moves reworded", "goes")))
            if fate == "goes":
                continue
            if "reworded" in fate:
                words = text.split()
                changed = draw(st.integers(1, max(1, len(words) // 4)))
                for at in draw(st.permutations(range(len(words))))[:changed]:
                    words[at] = f"new{key}y{at}"
                text = " ".join(words)
            target = draw(st.sampled_from(FILES)) if "moves" in fate else file
            after[target].append(text)
            whose[text] = key
    for file in FILES:
        fresh = draw(st.integers(0, 2))
        after[file] += [f"{file} fresh {n} says what nobody has said" for n in range(fresh)]
        after[file] = draw(st.permutations(after[file]))
    return before, after, whose


@given(edits())
def test_a_passage_keeps_its_key_through_rewording_reordering_and_moving(
    edit: tuple[Known, Texts, dict[str, int]],
) -> None:
    before, after, whose = edit
    found = same_passages(before, after)
    told = {after[file][n]: key for (file, n), key in found.items()}
    assert told == whose


@given(
    st.dictionaries(st.sampled_from(FILES), st.lists(st.text("abc ", max_size=12), max_size=6)),
    st.dictionaries(st.sampled_from(FILES), st.lists(st.text("abc ", max_size=12), max_size=6)),
)
def test_whatever_the_texts_no_key_is_given_twice(one: Texts, other: Texts) -> None:
    known = {file: [((file, n), t) for n, t in enumerate(texts)] for file, texts in one.items()}
    found = same_passages(known, other)
    assert len(set(found.values())) == len(found)
    assert all(n < len(other[file]) for file, n in found)
    unchanged = same_passages(known, one)
    assert unchanged == {place: place for place in unchanged}
    assert len(unchanged) == sum(map(len, one.values()))


def test_a_passage_between_the_same_neighbours_may_change_more() -> None:
    neighbours = [(1, "The first one stands still."), (3, "So does the last one here.")]
    old = "Ring the hub at once if a baby has no food today."
    new = "If a baby has no food, whoever sees it rings the hub by the evening."
    assert 0.3 <= likeness(words_of(old), words_of(new)) < 0.5
    before = {"docs/a.md": [neighbours[0], (2, old), neighbours[1]]}
    here = {"docs/a.md": [neighbours[0][1], new, neighbours[1][1]]}
    assert same_passages(before, here)["docs/a.md", 1] == 2
    elsewhere = {"docs/a.md": [neighbours[0][1], neighbours[1][1], new]}
    assert ("docs/a.md", 2) not in same_passages(before, elsewhere)


def test_what_says_something_else_is_another_passage() -> None:
    before = {"docs/a.md": [(1, "Write down what you saw.")]}
    after = {"docs/a.md": ["Nobody may wait for a perfect answer."]}
    assert same_passages(before, after) == {}
