"""Words that draw: what people would rather look at than read."""

from macros.ring import drawn
from macros.vocabulary.showing import Showing


class Pictures(Showing):
    """Words that show a picture, drawn from the record that its words come from."""

    def picture(self, name: str) -> str:
        """A ring of steps, drawn, with the same in words."""
        picture = self._bank.pictures[name].record
        return self._block("picture", picture=picture, name=name, **drawn(len(picture.steps)))
