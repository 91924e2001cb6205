"""Two states of some pages or of a data file: what was reworded, moved, added or taken out."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from knowledge_bank.citations.alike import same_passages
from knowledge_bank.history.entries import PassageChange
from knowledge_bank.history.facts import Fact
from knowledge_bank.history.wording import Part, difference
from knowledge_bank.reading.pieces import Piece

Pieces = Sequence[Piece]
Key = tuple[str, int]
States = Mapping[str, Pieces]


def page_changes(before: States, after: States) -> dict[str, tuple[PassageChange, ...]]:
    """Return what changed on each page, by its file; a passage may have moved between them."""
    old = {
        file: [((file, n), piece.text) for n, piece in enumerate(pieces)]
        for file, pieces in before.items()
    }
    new = {file: [piece.text for piece in pieces] for file, pieces in after.items()}
    same = same_passages(old, new)
    went = {key: place[0] for place, key in same.items()}
    return {
        file: tuple(_page(file, before.get(file, ()), after.get(file, ()), before, same, went))
        for file in {**before, **after}
    }


def origin(changes: Sequence[PassageChange], passages: int) -> str:
    """The file that at least half of the passages of a new page came from; empty if none is."""
    files = Counter(change.file for change in changes if change.how == "moved here")
    return next((file for file, times in files.most_common(1) if times * 2 >= passages), "")


def fact_changes(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[PassageChange]:
    """Yield the facts that differ: single ones by their place, lists by what is in them."""
    old, new = _by_place(before), _by_place(after)
    for at in dict.fromkeys((*new, *old)):
        was, now = old.get(at, []), new.get(at, [])
        label = (now or was)[0].label
        texts = [fact.text for fact in was], [fact.text for fact in now]
        if texts[0] == texts[1]:
            continue
        if not any(fact.in_a_list for fact in (*was, *now)) and was and now:
            yield PassageChange("reworded", label, difference(was[0].text, now[0].text))
            continue
        kept = same_passages({at: list(enumerate(texts[0]))}, {at: texts[1]})
        for number, text in enumerate(texts[1]):
            key = kept.get((at, number))
            if key is None:
                yield PassageChange("new", label, (("in", text),))
            elif texts[0][key] != text:
                yield PassageChange("reworded", label, difference(texts[0][key], text))
        gone = set(range(len(texts[0]))) - set(kept.values())
        for key in sorted(gone):
            yield PassageChange("gone", label, (("out", texts[0][key]),))


def _by_place(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.at, []).append(fact)
    return found


def _page(
    file: str,
    was: Pieces,
    now: Pieces,
    before: States,
    same: Mapping[Key, Key],
    went: Mapping[Key, str],
) -> Iterator[PassageChange]:
    keys = [same.get((file, n), ("", -1)) for n in range(len(now))]
    stood = [number if source == file else -1 for source, number in keys]
    in_order = _longest_rising(stood)
    left = iter([n for n in range(len(was)) if went.get((file, n)) != file])
    waiting = next(left, None)
    for n, piece in enumerate(now):
        while waiting is not None and n in in_order and waiting < stood[n]:
            yield _left(was[waiting], went.get((file, waiting)))
            waiting = next(left, None)
        key = same.get((file, n))
        if key is None:
            yield PassageChange("new", _label(piece), (("in", piece.text),))
            continue
        old = before[key[0]][key[1]]
        if key[0] == file and old.text == piece.text and n in in_order:
            continue
        parts = difference(old.text, piece.text)
        if key[0] != file:
            yield PassageChange("moved here", _label(piece), parts, _cells(old, piece), key[0])
        elif old.text != piece.text:
            yield PassageChange("reworded", _label(piece), parts, _cells(old, piece))
        else:
            yield PassageChange("moved", _label(piece), parts)
    while waiting is not None:
        yield _left(was[waiting], went.get((file, waiting)))
        waiting = next(left, None)


def _left(piece: Piece, target: str | None) -> PassageChange:
    if target:
        return PassageChange("moved away", _label(piece), (("same", piece.text),), file=target)
    return PassageChange("gone", _label(piece), (("out", piece.text),))


def _label(piece: Piece) -> str:
    """The heading a piece stands under; of a row, its first cell too."""
    return " – ".join(filter(None, (piece.under, *piece.cells[:1])))


def _cells(old: Piece, new: Piece) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """The cells of a row that differ, if both are rows of the same columns."""
    if old.kind != "row" or new.kind != "row" or old.columns != new.columns:
        return ()
    pairs = zip(new.columns, old.cells, new.cells, strict=False)
    return tuple((column, difference(a, b)) for column, a, b in pairs if a != b)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run through `numbers`, those below 0 left out."""
    tails: list[int] = []
    at: list[int] = []
    previous: dict[int, int | None] = {}
    for place, number in enumerate(numbers):
        if number < 0:
            continue
        length = bisect_left(tails, number)
        previous[place] = at[length - 1] if length else None
        tails[length:] = [number] if length == len(tails) else [number, *tails[length + 1 :]]
        at[length:] = [place, *at[length + 1 :]]
    found: set[int] = set()
    place_now = at[-1] if at else None
    while place_now is not None:
        found.add(place_now)
        place_now = previous[place_now]
    return found
