"""Words that draw: what people would rather look at than read."""

from macros.ring import SIZE, circle_size, ring
from macros.vocabulary.showing import Showing


class Pictures(Showing):
    """Words that show a picture, drawn from the record that its words come from."""

    def picture(self, name: str) -> str:
        """A ring of steps, drawn, with the same in words."""
        picture = self._bank.pictures[name].record
        count = len(picture.steps)
        drawn = {"nodes": ring(count), "radius": circle_size(count), "size": SIZE}
        return self._block("picture", picture=picture, name=name, **drawn)
