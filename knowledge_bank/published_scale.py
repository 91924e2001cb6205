"""The scaling guide as it leaves the bank: one frozen object for pages, forms, files and the tool.

No field of it is worked out from numbers: it describes a scale, and holds nobody's answers.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge_bank.bank import Bank
from knowledge_bank.models.area import Area
from knowledge_bank.models.citation import Citation
from knowledge_bank.models.conversation import AgeQuestions
from knowledge_bank.models.scale import Descriptor, Evidence, Scale, ScaleAtAge
from knowledge_bank.models.scaling_form import ScalingForm
from knowledge_bank.models.scaling_guide import (
    Band,
    EvidenceField,
    FollowUp,
    NumberMeaning,
    OverallNumber,
    ScalingGuide,
)

DRAFT = "Draft, awaiting approval"


class Published(BaseModel):
    """A part of what leaves the bank."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class CitedSource(Published):
    """A document the guide or an area rests on."""

    id: str = Field(description="The document's id in this site's register of sources.")
    title: str = Field(description="Its title.")
    place: str | None = Field(description="The place in it.")
    address: str | None = Field(description="Where the document is, if an address is known.")


class Contact(Published):
    """Whom to ring when a number says that harm may be happening now."""

    id: str = Field(description="A name for the contact.")
    name: str = Field(description="Who answers.")
    when: str = Field(description="When to ring them.")
    number: str | None = Field(description="The telephone number, if the partnership gave one.")


class Age(Published):
    """A band of ages, or an overlay that goes with any age."""

    id: str = Field(description="The band's name in `by_age`.")
    title: str = Field(description="The band in words.")
    overlay: str | None = Field(description="For an overlay: which children it is for.")


class Part(Published):
    """One part of an area, with what to ask for before a number."""

    id: str = Field(description="The part's name.")
    title: str = Field(description="The part in everyday words.")
    covers: str = Field(description="What it covers.")
    ask_for: tuple[str, ...] = Field(description="What to see, ask or read about it.")


class AtAge(Published):
    """One area at one age: descriptors, or why there are none, and the prompts for that age."""

    age_band: str = Field(description="The band of ages.")
    bands: tuple[Descriptor, ...] = Field(description="The descriptors, the best first.")
    does_not_apply: str | None = Field(description="Why there are no descriptors at this age.")
    ask: tuple[str, ...] = Field(description="Open questions to the child, from the conversation.")
    notice: tuple[str, ...] = Field(description="What to notice, from the conversation.")


class PublishedArea(Published):
    """One area with its parts, descriptors and prompts."""

    id: str = Field(description="The area's name.")
    title: str = Field(description="The area in everyday words.")
    asks: str = Field(description="What we want to know, as a question.")
    about: Literal["child", "parents and network"] = Field(
        description="Whom it is about; the two are never added together."
    )
    page: str = Field(description="The page of its reference tables, from the site's root.")
    parts: tuple[Part, ...] = Field(description="Its parts, in order.")
    by_age: tuple[AtAge, ...] = Field(description="Every age, for an area about the child.")
    at_any_age: tuple[Descriptor, ...] = Field(
        description="The descriptors of an area about parents and network."
    )
    opening: str = Field(description="A way to begin, from the conversation.")
    to_parents: tuple[str, ...] = Field(description="Open questions to a parent or carer.")
    strengths: tuple[str, ...] = Field(description="Questions that find what works already.")
    notice: tuple[str, ...] = Field(description="What to notice, whatever the child's age.")
    sources: tuple[CitedSource, ...] = Field(description="What the area rests on.")


class PublishedGuide(Published):
    """The guide whole: the shape of api/scaling-guide.json, and of all that is shown of it."""

    format: Literal["scaling-guide/1"] = Field(description="The name and version of this shape.")
    edition: str = Field(description="The guide's edition.")
    published: date = Field(description="The day this edition was published.")
    status: Literal["draft", "approved"] = Field(description="Whether it has been agreed.")
    label: str = Field(description="The status in words, to stand on every output.")
    direction: Literal["10 is best"] = Field(description="10 is best, 0 is worst.")
    partnership: str = Field(description="The partnership whose guide it is.")
    practice_model: str = Field(description="The partnership's practice model.")
    descriptors_from: str = Field(description="Whose words the descriptors are.")
    prompts_from: str = Field(description="Where questions and things to notice come from.")
    bands: tuple[Band, ...] = Field(description="The bands of the scale, the best first.")
    numbers: tuple[NumberMeaning, ...] = Field(description="Each number in words, 10 first.")
    follow_ups: tuple[FollowUp, ...] = Field(description="What to ask after a number.")
    evidence_fields: tuple[EvidenceField, ...] = Field(
        description="What to write down before a number."
    )
    overall: OverallNumber = Field(description="The overall safety number, scaled by itself.")
    form: ScalingForm = Field(description="What the form on paper says beside the areas.")
    limits: tuple[str, ...] = Field(description="What the guide does not do.")
    ages: tuple[Age, ...] = Field(description="The bands of age, in order.")
    areas: tuple[PublishedArea, ...] = Field(description="The areas, in order.")
    contacts: tuple[Contact, ...] = Field(description="Whom to ring, in order.")
    sources: tuple[CitedSource, ...] = Field(description="What the guide rests on.")

    def band(self, name: str) -> Band:
        """The band called `name`; raise KeyError if there is none."""
        return {band.id: band for band in self.bands}[name]

    def age(self, name: str) -> Age:
        """The age band called `name`; raise KeyError if there is none."""
        return {age.id: age for age in self.ages}[name]

    def area(self, name: str) -> PublishedArea:
        """The area called `name`; raise KeyError if there is none."""
        return {area.id: area for area in self.areas}[name]


def published_guide(bank: Bank) -> PublishedGuide | None:
    """Return the guide of `bank` as it is shown and exported, or None if it could not be read."""
    if bank.scaling_guide is None or bank.partnership is None:
        return None
    guide, partnership = bank.scaling_guide.record, bank.partnership.record
    return PublishedGuide(
        format="scaling-guide/1",
        edition=guide.edition,
        published=guide.published,
        status=guide.status,
        label=_label(bank, guide),
        direction=guide.direction,
        partnership=partnership.name,
        practice_model=partnership.practice_model,
        descriptors_from=f"Written for {partnership.name}; no other tool’s wording is used.",
        prompts_from="The conversation guide of the same site.",
        bands=guide.bands,
        numbers=guide.numbers,
        follow_ups=guide.follow_ups,
        evidence_fields=guide.evidence_fields,
        overall=guide.overall,
        form=guide.form,
        limits=guide.limits,
        ages=tuple(
            Age(id=name, title=age.record.title, overlay=age.record.overlay)
            for name, age in bank.age_bands.items()
        ),
        areas=tuple(
            _area(bank, area.record, bank.scales[name].record)
            for name, area in bank.areas.items()
            if name in bank.scales
        ),
        contacts=tuple(
            Contact(id=each.id, name=each.name, when=each.when, number=each.number)
            for each in partnership.contacts
        ),
        sources=_cited(bank, guide.sources),
    )


def _label(bank: Bank, guide: ScalingGuide) -> str:
    if guide.approved is None:
        return DRAFT
    roles = bank.partnership.record.roles if bank.partnership else ()
    day = guide.approved.on
    by = next((role.title for role in roles if role.id == guide.approved.by), guide.approved.by)
    return f"Approved by {by} on {day.day} {day:%B %Y}"


def _area(bank: Bank, area: Area, scale: Scale) -> PublishedArea:
    located = bank.conversations.get(area.id)
    talk = located.record if located else None
    at_age = {group.age_band: group for group in talk.by_age} if talk else {}
    return PublishedArea(
        id=area.id,
        title=area.title,
        asks=area.asks,
        about=area.about,
        page=f"toolkit/scaling-guide/{area.id}.html",
        parts=_parts(area, {each.part: each for each in scale.evidence}),
        by_age=tuple(_at_age(each, at_age.get(each.age_band)) for each in scale.by_age),
        at_any_age=scale.at_any_age,
        opening=talk.opening if talk else "",
        to_parents=talk.to_parents if talk else (),
        strengths=talk.strengths if talk else (),
        notice=talk.notice if talk else (),
        sources=_cited(bank, area.sources),
    )


def _parts(area: Area, evidence: dict[str, Evidence]) -> tuple[Part, ...]:
    return tuple(
        Part(
            id=part.id,
            title=part.title,
            covers=part.covers,
            ask_for=evidence[part.id].ask_for if part.id in evidence else (),
        )
        for part in area.parts
    )


def _at_age(scale: ScaleAtAge, prompts: AgeQuestions | None) -> AtAge:
    return AtAge(
        age_band=scale.age_band,
        bands=scale.bands,
        does_not_apply=scale.does_not_apply,
        ask=prompts.ask if prompts else (),
        notice=prompts.notice if prompts else (),
    )


def _cited(bank: Bank, citations: tuple[Citation, ...]) -> tuple[CitedSource, ...]:
    return tuple(
        CitedSource(
            id=citation.source,
            title=bank.sources[citation.source].record.title,
            place=citation.place,
            address=bank.sources[citation.source].record.link,
        )
        for citation in citations
        if citation.source in bank.sources
    )
