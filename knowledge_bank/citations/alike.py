"""Which passage of yesterday is which of today's: by its words first, then by its neighbours."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

from knowledge_bank.reading.pieces import WORD

# A passage is the same one if half of its words stayed, in their order; between the same
# neighbours, and with nothing else to choose from, three words in ten are enough.
ALIKE, ALIKE_IN_PLACE = 0.5, 0.3
K = TypeVar("K", bound=Hashable)
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of `text` in small letters, by which two passages are compared."""
    return tuple(word.casefold() for word in WORD.findall(text))


def likeness(one: Words, other: Words) -> float:
    """How much of both stayed in its order, from 0 to 1."""
    if one == other:
        return 1.0
    if not one or not other or _at_best(one, other) < ALIKE_IN_PLACE:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def same_passages(
    before: Mapping[str, Sequence[tuple[K, str]]], after: Mapping[str, Sequence[str]]
) -> dict[tuple[str, int], K]:
    """Return the key of the passage of `before` that each of `after` is, as far as there is one.

    Both are the passages of each file in order: with their keys before, as texts after, where
    they are known by file and number. No key is given twice.
    """
    left = {(file, n): text for file, texts in after.items() for n, text in enumerate(texts)}
    keys = {key: (file, text) for file, known in before.items() for key, text in known}
    found: dict[tuple[str, int], K] = {}
    for pairing in (_unchanged, _reworded):
        for place, key in list(pairing(left, keys)):
            if place in left and key in keys:
                found[place] = key
                del left[place], keys[key]
    found.update(_in_the_same_gap(before, after, found))
    return found


def _unchanged(
    left: Mapping[tuple[str, int], str], keys: Mapping[K, tuple[str, str]]
) -> Iterator[tuple[tuple[str, int], K]]:
    """Pair what says the same: first in the same file, then wherever it went."""
    here: dict[tuple[str, str], list[K]] = defaultdict(list)
    anywhere: dict[str, list[K]] = defaultdict(list)
    for key, (file, text) in keys.items():
        here[file, text].append(key)
    waiting = []
    for place, text in left.items():
        if same := here[place[0], text]:
            yield place, same.pop(0)
        else:
            waiting.append((place, text))
    for (_, text), rest in here.items():
        anywhere[text] += rest
    for place, text in waiting:
        if anywhere[text]:
            yield place, anywhere[text].pop(0)


def _reworded(
    left: Mapping[tuple[str, int], str], keys: Mapping[K, tuple[str, str]]
) -> Iterator[tuple[tuple[str, int], K]]:
    """Pair what is alike, the most alike first; of equals, what stayed in its file."""
    now = {place: words_of(text) for place, text in left.items()}
    rare: dict[str, set[K]] = defaultdict(set)
    was = {key: words_of(text) for key, (_, text) in keys.items()}
    for key, words in was.items():
        for word in words:
            rare[word].add(key)
    order = {key: number for number, key in enumerate(keys)}
    pairs = []
    for place, words in now.items():
        shared = Counter(key for word in set(words) for key in rare.get(word, ()))
        for key in (key for key, count in shared.items() if count * 4 >= len(set(was[key]))):
            if (score := likeness(was[key], words)) >= ALIKE:
                moved = keys[key][0] != place[0]
                pairs.append((-score, moved, place, order[key], key))
    pairs.sort(key=lambda pair: pair[:4])
    yield from ((place, key) for _, _, place, _, key in pairs)


def _in_the_same_gap(
    before: Mapping[str, Sequence[tuple[K, str]]],
    after: Mapping[str, Sequence[str]],
    found: Mapping[tuple[str, int], K],
) -> Iterator[tuple[tuple[str, int], K]]:
    """Pair one passage left over between two neighbours with the only one that stood there."""
    taken = set(found.values())
    for file, texts in after.items():
        known = {key: number for number, (key, _) in enumerate(before.get(file, ()))}
        stood = {n: known.get(found[file, n]) for n in range(len(texts)) if (file, n) in found}
        edges = [(-1, -1), *((n, k) for n, k in stood.items() if k is not None)]
        for (n, k), (later, end) in pairwise((*edges, (len(texts), len(known)))):
            if later - n == 2 and end - k == 2:
                key, text = before[file][k + 1] if file in before else (None, "")
                place = (file, n + 1)
                if key is None or key in taken or place in found:
                    continue
                if likeness(words_of(text), words_of(texts[n + 1])) >= ALIKE_IN_PLACE:
                    yield place, key


def _at_best(one: Words, other: Words) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))
