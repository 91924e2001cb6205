"""The scaling guide as a form to fill in on paper: what the guide asks, area by area, with room.

Its pieces were checked when they were read; put together, a text or an id may grow longer than
an author’s may be, so they are not checked a second time.
"""

from types import MappingProxyType

from knowledge_bank.models.citation import Citation
from knowledge_bank.models.form import Form, FormPart, Prompt
from knowledge_bank.published_scale import PublishedArea, PublishedGuide

Key = tuple[tuple[str, str], ...]
ROOM_FOR_AN_ANSWER = 2
# The sizes of print, and the page (without its ending) that carries each.
PAGES = MappingProxyType(
    {"a4": "toolkit/scaling-guide/form", "large-print": "toolkit/scaling-guide/large-print"}
)


def docx_of(size: str) -> str:
    """Return where the document of the form in print of `size` stands in the built site."""
    return f"{PAGES[size]}.docx"


def scaling_form(guide: PublishedGuide) -> Form:
    """Return the form of `guide`: evidence before each number, and the overall number by itself."""
    words, overall = guide.form, guide.overall
    return Form.model_construct(
        title=words.title,
        introduction=words.introduction,
        edition=guide.edition,
        status=guide.status,
        parts=(
            *words.before,
            *(part for area in guide.areas for part in _area(guide, area)),
            _scaled(
                guide,
                "overall",
                "The overall safety number",
                f"{overall.asks} 10: {overall.ten} 0: {overall.zero}",
            ),
            *words.after,
        ),
        sources=tuple(
            Citation.model_construct(source=each.id, place=each.place) for each in guide.sources
        ),
    )


def begins_a_sheet(part: FormPart) -> bool:
    """Whether `part` begins a sheet of its own: each area does, so that it can be left out."""
    return part.shape == "table" and bool(part.rows)


def key_to_numbers(guide: PublishedGuide) -> Key:
    """Return the numbers of each band, best first, and what they mean, to stand on the form."""
    return tuple(
        (f"{band.numbers}: {band.title}", f"{band.days} {band.carers} {band.next}")
        for band in guide.bands
    )


def _area(guide: PublishedGuide, area: PublishedArea) -> tuple[FormPart, FormPart]:
    prompts = tuple(
        Prompt.model_construct(
            id=f"form-{area.id}-{each.id}", label=each.asks, lines=ROOM_FOR_AN_ANSWER
        )
        for each in guide.follow_ups
    )
    return (
        _scaled(guide, area.id, area.title, area.asks),
        FormPart.model_construct(
            id=f"form-{area.id}-next",
            title=f"{area.title}: after the numbers",
            shape="prompts",
            prompts=prompts,
        ),
    )


def _scaled(guide: PublishedGuide, name: str, title: str, guidance: str) -> FormPart:
    """A part in which each voice writes what it saw, and then its number."""
    return FormPart.model_construct(
        id=f"form-{name}",
        title=title,
        guidance=guidance,
        shape="table",
        columns=guide.form.columns,
        rows=guide.form.voices,
    )
