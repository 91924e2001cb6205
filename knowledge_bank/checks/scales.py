"""The descriptors of each area: complete for every part, age and band, each in its own words."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from knowledge_bank.bank import Bank
from knowledge_bank.checks.names import did_you_mean
from knowledge_bank.findings import Finding
from knowledge_bank.models.area import Area
from knowledge_bank.models.scale import Descriptor, Scale
from knowledge_bank.reading.records import Located, Location

CHILD = "child"


def incomplete_scales(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield areas without a scale, and what is missing, unknown or too much in each scale."""
    for name, area in bank.areas.items():
        if not bank.knows("scales", name):
            yield Finding(
                area.path,
                area.line("id"),
                "KB432",
                f"The area `{name}` has no descriptors in the scaling guide.",
                f"Write data/toolkit/scaling-guide/{name}.yaml.",
            )
    for name, scale in bank.scales.items():
        if scale.record.area != name:
            yield Finding(
                scale.path,
                scale.line("area"),
                "KB431",
                f"The file is named for `{name}`, but holds `{scale.record.area}`.",
                "Name the file for its area.",
            )
        elif known := bank.areas.get(name):
            yield from _evidence(scale, known.record)
            yield from _whom_it_is_about(scale, known.record)
        yield from _ages(bank, scale)
        for where, bands in _groups(scale.record):
            yield from _bands(bank, scale, where, bands)
            yield from _same_words(scale, where, bands)


def _groups(scale: Scale) -> Iterator[tuple[Location, Sequence[Descriptor]]]:
    """Every group of descriptors that should hold each band once, and where it stands."""
    for index, at in enumerate(scale.by_age):
        if at.bands:
            yield ("by_age", index, "bands"), at.bands
    if scale.at_any_age:
        yield ("at_any_age",), scale.at_any_age


def _evidence(scale: Located[Scale], area: Area) -> Iterator[Finding]:
    parts = [part.id for part in area.parts]
    given = [evidence.part for evidence in scale.record.evidence]
    for index, part in enumerate(given):
        line = scale.line("evidence", index, "part")
        if part not in parts:
            problem = f"The area `{area.id}` has no part `{part}`."
            yield Finding(scale.path, line, "KB434", problem, did_you_mean(part, parts))
        elif part in given[:index]:
            problem = f"The part `{part}` stands here a second time."
            yield Finding(scale.path, line, "KB434", problem, "Put the two together.")
    for part in parts:
        if part not in given:
            yield Finding(
                scale.path,
                scale.line("evidence"),
                "KB433",
                f"Nothing is asked for about the part `{part}`.",
                "Add it with `ask_for`: what to see, ask or read before a number is given.",
            )


def _whom_it_is_about(scale: Located[Scale], area: Area) -> Iterator[Finding]:
    if (area.about == CHILD) != bool(scale.record.by_age):
        wrong, right = ("at_any_age", "by_age") if area.about == CHILD else ("by_age", "at_any_age")
        yield Finding(
            scale.path,
            scale.line(wrong),
            "KB439",
            f"The area `{area.id}` is about the {area.about}, and cannot have `{wrong}`.",
            f"Write `{right}` in its place.",
        )


def _ages(bank: Bank, scale: Located[Scale]) -> Iterator[Finding]:
    given = [at.age_band for at in scale.record.by_age]
    for index, age in enumerate(given):
        if age in given[:index]:
            yield Finding(
                scale.path,
                scale.line("by_age", index, "age_band"),
                "KB435",
                f"The age band `{age}` stands here a second time.",
                "Put the two together.",
            )
    for age in bank.age_bands if given else ():
        if age not in given:
            yield Finding(
                scale.path,
                scale.line("by_age"),
                "KB435",
                f"Nothing is said of the age band `{age}`.",
                "Add it with all `bands`, or with the reason why it `does_not_apply`.",
            )


def _bands(
    bank: Bank, scale: Located[Scale], where: Location, bands: Sequence[Descriptor]
) -> Iterator[Finding]:
    if bank.scaling_guide is None:
        return  # it has a finding of its own
    due = [band.id for band in bank.scaling_guide.record.bands]
    given = [descriptor.band for descriptor in bands]
    for index, band in enumerate(given):
        line = scale.line(*where, index, "band")
        if band not in due:
            problem = f"The guide has no band `{band}`."
            yield Finding(scale.path, line, "KB437", problem, did_you_mean(band, due))
        elif band in given[:index]:
            problem = f"The band `{band}` stands here a second time."
            yield Finding(scale.path, line, "KB438", problem, "Keep one of the two.")
    for band in due:
        if band not in given:
            yield Finding(
                scale.path,
                scale.line(*where),
                "KB436",
                f"The band `{band}` is missing.",
                "Add it with `child` and `carers`.",
            )
    for index, (above, below) in enumerate(pairwise(given), start=1):
        if above in due and below in due and due.index(below) < due.index(above):
            yield Finding(
                scale.path,
                scale.line(*where, index, "band"),
                "KB438",
                f"The band `{below}` is better than `{above}` before it.",
                "Put the best band first, as in the guide.",
            )


def _same_words(
    scale: Located[Scale], where: Location, bands: Sequence[Descriptor]
) -> Iterator[Finding]:
    for key in ("child", "carers"):
        words = [getattr(descriptor, key) for descriptor in bands]
        for index, said in enumerate(words):
            if said in words[:index]:
                yield Finding(
                    scale.path,
                    scale.line(*where, index, key),
                    "KB427",
                    f"The same words stand under `{bands[words.index(said)].band}` already.",
                    "Say what is different here, so that a reader can see the step.",
                )
