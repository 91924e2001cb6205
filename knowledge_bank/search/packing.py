"""Lists of numbers and of words, packed small for the index; assets/search/packing.js unpacks them.

Numbers are packed as a list’s middle one first, in the fewest bits its place allows, then each half
the same way (binary interpolative coding): numbers close together, as the passages of one page
are, take hardly any room.
"""

from collections.abc import Iterable, Iterator, Sequence

# Six bits to a sign. All of them stand in a script as they are.
SIGNS = [chr(code) for code in range(35, 100) if code != 92]
DEEPEST = 25  # how much of a word may be said to be as in the word before it


def pack_lists(lists: Iterable[Sequence[int]], size: int) -> str:
    """Return lists of rising numbers, each below `size`, as one string."""
    bits = "".join(bit for numbers in lists for bit in _list(numbers, size))
    bits += "0" * (-len(bits) % 6)
    return "".join(SIGNS[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))


def pack_words(words: Iterable[str]) -> str:
    """Return sorted words in one string: how much is as in the word before, then the rest.

    A capital letter says how much, from A for nothing; words hold none themselves.
    """
    return "".join(_fronts(words))


def _fronts(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        same = 0
        while same < min(len(word), len(before), DEEPEST) and word[same] == before[same]:
            same += 1
        yield chr(ord("A") + same) + word[same:]
        before = word


def _list(numbers: Sequence[int], size: int) -> Iterator[str]:
    length = f"{len(numbers) + 1:b}"
    yield "0" * (len(length) - 1) + length
    yield from _between(numbers, 0, size - 1)


def _between(numbers: Sequence[int], low: int, high: int) -> Iterator[str]:
    """The numbers of one part of a list, which are known to lie from `low` to `high`."""
    if not numbers:
        return
    middle = len(numbers) // 2
    number = numbers[middle]
    least, most = low + middle, high - (len(numbers) - 1 - middle)
    yield _place(number - least, most - least + 1)
    yield from _between(numbers[:middle], low, number - 1)
    yield from _between(numbers[middle + 1 :], number + 1, high)


def _place(offset: int, choices: int) -> str:
    """One of so many choices in the fewest bits; those in the middle may take one bit less."""
    width = (choices - 1).bit_length()
    if not width:
        return ""
    short = (1 << width) - choices
    turned = (offset - (choices - short) // 2) % choices
    if turned < short:
        return f"{turned:0{width - 1}b}" if width > 1 else ""
    return f"{turned + short:0{width}b}"
