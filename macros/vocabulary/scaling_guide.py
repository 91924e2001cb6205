"""Words of the scaling guide: its method, its tables, its forms and its tool on screen."""

from functools import cached_property
from typing import Any

from knowledge_bank.published_scale import PublishedGuide, published_guide
from knowledge_bank.scaling_form import docx_of, key_to_numbers, scaling_form
from macros.scale_line import segments
from macros.vocabulary.showing import Showing


class ScalingGuide(Showing):
    """Words that show the guide, whole or in part."""

    def areas(self) -> str:
        """The areas of a child’s life, with their parts."""
        return self._block("areas", areas=[area.record for area in self._bank.areas.values()])

    def age_bands(self) -> str:
        """The bands of age, and the children an overlay is for."""
        return self._block(
            "age-bands", bands=[band.record for band in self._bank.age_bands.values()]
        )

    def scaling_guide(self) -> str:
        """The guide’s method: its bands, numbers, follow-ups and limits."""
        return self._block("scaling-guide", guide=self._guide)

    def scale_at_a_glance(self) -> str:
        """The scale with its words, drawn: the bands on a line, and what is not on it."""
        line = segments(self._guide.bands)
        return self._block("scale-at-a-glance", guide=self._guide, segments=line)

    def scale(self, name: str) -> str:
        """One area’s descriptors, age by age."""
        return self._block("scale", guide=self._guide, area=self._guide.area(name))

    def scale_by_age(self, name: str) -> str:
        """Every area’s descriptors at one age."""
        return self._block("scale-by-age", guide=self._guide, age=self._guide.age(name))

    def scaling_form(self, size: str = "a4") -> str:
        """The guide as a form on paper, in ordinary or in large print."""
        return self._block("scaling-form", **self._form_on_paper(size))

    def scaling_tool(self) -> str:
        """The guide on screen; without scripts, the form on paper stands in its place."""
        data = self._url("api/scaling-guide.js")
        return self._block(
            "scaling-tool", guide=self._guide, data=data, **self._form_on_paper("a4")
        )

    @cached_property
    def _guide(self) -> PublishedGuide:
        guide = published_guide(self._bank)
        assert guide
        return guide

    def _form_on_paper(self, size: str) -> dict[str, Any]:
        return {
            "form": scaling_form(self._guide),
            "key": key_to_numbers(self._guide),
            "size": size,
            "file": docx_of(size),
        }
