"""Text as search reads it: small letters, no marks; assets/search/words.js does the same."""

import re

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
LETTERS_WITH_MARKS = re.compile(r"(?<!\w)(\w)[.&](?=\w)")
# Words that find nothing. The index carries them to the browser, so that there is one list.
WORDS_THAT_FIND_NOTHING = """
about a am an and any are as at be been being but by can could did do does doing done
for from get give go had has have having he her here him his how i if in into is it its
just like may me might more my no not of on or our out own please say she should so some
such than that the their them then there these they this those to too up us very was we
were what when where whether which while who whom whose why will with would you your
"""
STOP = frozenset(WORDS_THAT_FIND_NOTHING.split())


def words_in(text: str) -> list[str]:
    """The words of `text` in order: s.17 and S.H.I.E.L.D. are one word each, a child’s is child."""
    plain = text.casefold().replace("’", "'")
    while (joined := LETTERS_WITH_MARKS.sub(r"\1", plain)) != plain:
        plain = joined
    return [word.removesuffix("'s") for word in WORD.findall(plain)]
