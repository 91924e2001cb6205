"""The scaling guide’s data: what is wrong is found by line, and nothing is derived from it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from knowledge_bank.bank import load_bank
from knowledge_bank.checks.scaling_guide import scale_mistakes
from knowledge_bank.exports.scaling_json import as_json, schema
from knowledge_bank.findings import Finding
from knowledge_bank.models.scaling_guide import Band, ScalingGuide
from knowledge_bank.published_scale import PublishedGuide, published_guide
from knowledge_bank.reading.records import Located
from knowledge_bank.scaling_form import key_to_numbers, scaling_form

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests" / "sites"
TODAY = date(2026, 11, 22)
GUIDE = "data/toolkit/scaling-guide.yaml"
HOME = "data/toolkit/scaling-guide/home.yaml"
FIVE = "  - number: 5\n    means: As many good days as bad.\n"
ANY_AGE = """  - age_band: any-age
    does_not_apply: A door is *asked* about & "scaled" elsewhere [sic].
"""
NOBODY = "Nobody looks for one."
Found = Callable[..., list[Finding]]


def changed(path: str, old: str, new: str) -> str:
    """The file of the complete site with one passage changed."""
    text = (SITES / "complete" / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    return text.replace(old, new)


def said(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(finding.path, finding.line, finding.code) for finding in findings]


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "on", "words"),
    [
        (GUIDE, "10 is best", "0 is best", "KB015", "direction: 0 is best", "Use '10 is best'"),
        (GUIDE, "from: 7", "from: 8", "KB421", "to: 6", "No band holds 7."),
        (GUIDE, "to: 6", "to: 7", "KB422", "to: 7", "`well` and `so-so` both hold 7."),
        (GUIDE, "from: 4", "from: 7", "KB423", "from: 7", "`so-so` runs from 7 down to 6."),
        (GUIDE, "to: 6", "to: 11", "KB015", "to: 11", "from 0 to 10"),
        (GUIDE, "to: 6", "to: six", "KB015", "to: six", "is not a whole number"),
        (GUIDE, FIVE, "", "KB424", "numbers:", "The number 5 has no meaning"),
        (GUIDE, "number: 5", "number: 6", "KB425", "- number: 6", "6 stands here a second time"),
        (GUIDE, "by: board", "by: nobody", "KB101", "by: nobody", "board, editor."),
        (HOME, "part: own-bed", "part: own-bad", "KB434", "- part: own-bad", "mean `own-bed`?"),
        (HOME, "part: own-bed", "part: own-bad", "KB433", "evidence:", "the part `own-bed`"),
        (HOME, "band: any-age", "band: any", "KB101", "- age_band: any", "mean `any-age`?"),
        (HOME, ANY_AGE, "", "KB435", "by_age:", "Nothing is said of the age band `any-age`."),
        (HOME, "band: so-so", "band: good", "KB437", "- band: good", "Use one of: badly, so-so"),
        (HOME, "band: so-so", "band: good", "KB436", "bands:", "The band `so-so` is missing."),
        (HOME, "area: home", "area: network", "KB431", "area: network", "named for `home`"),
        (HOME, "The carers try.", NOBODY, "KB427", f"carers: {NOBODY}", "under `so-so` already"),
    ],
)
def test_a_bad_edit_is_found_by_line(
    found: Found, path: str, old: str, new: str, code: str, on: str, words: str
) -> None:
    text = changed(path, old, new)
    (finding,) = (each for each in found(path, text) if (each.path, each.code) == (path, code))
    assert finding.blocking
    assert words in f"{finding.problem} {finding.fix}"
    assert text.split("\n")[finding.line - 1].strip() == on


def test_a_renamed_band_is_found_in_every_area_that_forgot_it(found: Found) -> None:
    findings = found(GUIDE, changed(GUIDE, "id: so-so", "id: middling"))
    assert {(f.path.rsplit("/", 1)[-1], f.code) for f in findings} == {
        ("home.yaml", "KB436"),
        ("home.yaml", "KB437"),
        ("network.yaml", "KB436"),
        ("network.yaml", "KB437"),
    }


def test_an_approved_guide_names_who_approved_it(found: Found) -> None:
    text = changed(GUIDE, "approved:\n  by: board\n  on: 2026-11-21\n", "")
    findings = found(GUIDE, text)
    assert said(findings)[0] == (GUIDE, 1, "KB015")
    assert "needs `approved:`" in findings[0].problem


def test_bands_and_a_reason_why_there_are_none_exclude_each_other(found: Found) -> None:
    both = changed(
        HOME, "  - age_band: any-age\n", "    does_not_apply: No.\n  - age_band: any-age\n"
    )
    assert (HOME, 11, "KB015") in said(found(HOME, both))


def test_a_guide_that_is_missing_is_said_once_and_its_areas_are_left_alone(
    complete: Path, found: Found
) -> None:
    (complete / GUIDE).unlink()
    first, link = found("data/queries.yaml")
    assert (first.path, first.line, first.code) == (GUIDE, 1, "KB009")
    assert link.code == "KB114"  # a page leads to one of its bands


def test_a_new_area_asks_for_its_descriptors(found: Found) -> None:
    areas = (SITES / "complete" / "data/toolkit/areas.yaml").read_text("utf-8")
    new = areas + areas.split("- id: network")[1].join(["- id: garden", ""])
    findings = found("data/toolkit/areas.yaml", new)
    assert [(f.code, f.fix) for f in findings if f.code == "KB432"] == [
        ("KB432", "Write data/toolkit/scaling-guide/garden.yaml.")
    ]


def guide_with(complete: ScalingGuide, cuts: list[tuple[int, int]]) -> Located[ScalingGuide]:
    """The complete site’s guide with the bands (lowest, highest) given."""
    bands = tuple(
        Band.model_validate(
            {"id": f"b-{i}", "from": str(low), "to": str(high)}
            | dict.fromkeys(("title", "days", "carers", "next"), "Words.")
        )
        for i, (low, high) in enumerate(cuts)
    )
    return Located(complete.model_copy(update={"bands": bands}), GUIDE, {(): 1})


CUTS = st.sets(st.integers(1, 10), min_size=1).map(sorted)


def whole(cuts: list[int]) -> list[tuple[int, int]]:
    """A scale from 10 to 0, cut below each of `cuts`."""
    edges = [0, *cuts, 11]
    return [(low, high - 1) for low, high in pairwise(edges)][::-1]


SMALL, _ = load_bank(SITES / "complete")


def codes(bands: list[tuple[int, int]]) -> set[str]:
    assert SMALL.scaling_guide
    bank = replace(SMALL, scaling_guide=guide_with(SMALL.scaling_guide.record, bands))
    return {finding.code for finding in scale_mistakes(bank, TODAY)}


@given(CUTS)
def test_any_way_to_cut_the_scale_whole_is_accepted(cuts: list[int]) -> None:
    assert codes(whole(cuts)) == set()


@given(CUTS, st.data())
def test_a_hole_an_overlap_or_a_reversal_is_never_accepted(
    cuts: list[int], data: st.DataObject
) -> None:
    bands = whole(cuts)
    index = data.draw(st.integers(0, len(bands) - 1))
    low, high = bands[index]
    assert "KB421" in codes([*bands[:index], *bands[index + 1 :]])
    assert "KB423" in codes(bands[::-1])
    if low:
        assert "KB422" in codes([*bands[:index], (low - 1, high), *bands[index + 1 :]])
    if low < high:
        assert {"KB421", "KB423"} <= codes([*bands[:index], (high, low), *bands[index + 1 :]])


@pytest.fixture(params=["tests/sites/complete", "."])
def guide(request: pytest.FixtureRequest) -> PublishedGuide:
    made = published_guide(load_bank(ROOT / request.param)[0])
    assert made
    return made


def test_the_json_obeys_its_schema_and_another_shape_does_not(guide: PublishedGuide) -> None:
    shape = json.loads(schema())
    Draft202012Validator.check_schema(shape)
    validator = Draft202012Validator(shape)
    made = json.loads(as_json(guide))
    validator.validate(made)
    for broken in (
        made | {"direction": "0 is best"},
        made | {"total": 7},
        {key: value for key, value in made.items() if key != "edition"},
        made | {"bands": [made["bands"][0] | {"from": "nine"}]},
    ):
        with pytest.raises(ValidationError):
            validator.validate(broken)


def test_the_json_is_read_back_as_it_was(guide: PublishedGuide) -> None:
    assert PublishedGuide.model_validate_json(as_json(guide)) == guide


def test_every_field_of_the_schema_says_what_it_means() -> None:
    shape = json.loads(schema())
    for model in (shape, *shape["$defs"].values()):
        for name, field in model["properties"].items():
            assert "description" in field, (model["title"], name)


def test_the_prompts_are_those_of_the_conversations(guide: PublishedGuide) -> None:
    asked = [question for area in guide.areas for at in area.by_age for question in at.ask]
    assert asked
    for area in guide.areas:
        assert area.opening and area.to_parents and area.strengths and area.notice


def test_ten_comes_before_nought_and_every_number_has_words(guide: PublishedGuide) -> None:
    assert [each.number for each in guide.numbers] == list(range(10, -1, -1))
    assert all(each.means for each in guide.numbers)
    assert guide.bands[0].highest == 10 and guide.bands[-1].lowest == 0


def test_the_form_asks_every_voice_about_every_area_the_evidence_before_the_number(
    guide: PublishedGuide,
) -> None:
    form = scaling_form(guide)
    parts = {part.id: part for part in form.parts}
    assert len(parts) == len(form.parts)
    for area in guide.areas:
        scaled, after = parts[f"form-{area.id}"], parts[f"form-{area.id}-next"]
        assert scaled.rows == guide.form.voices
        assert scaled.columns == guide.form.columns
        assert "number" in scaled.columns[-1].casefold()
        assert [prompt.label for prompt in after.prompts] == [f.asks for f in guide.follow_ups]
    assert parts["form-overall"].guidance.startswith(guide.overall.asks)
    assert len(key_to_numbers(guide)) == len(guide.bands)


def test_a_draft_is_called_one_until_the_data_says_otherwise(complete: Path) -> None:
    approved = published_guide(load_bank(complete)[0])
    assert (
        approved and approved.label == 'Approved by The board\'s [sic] "chair" on 21 November 2026'
    )
    text = changed(
        GUIDE, "status: approved\napproved:\n  by: board\n  on: 2026-11-21\n", "status: draft\n"
    )
    (complete / GUIDE).write_text(text, "utf-8")
    draft = published_guide(load_bank(complete)[0])
    assert draft and draft.label == "Draft, awaiting approval"


def test_the_real_guide_is_complete_and_a_draft() -> None:
    bank, findings = load_bank(ROOT)
    assert findings == ()
    guide = published_guide(bank)
    assert guide and guide.status == "draft"
    children = [area for area in guide.areas if area.about == "child"]
    assert (len(children), len(guide.areas), len(guide.ages)) == (8, 9, 6)
    for area in children:
        assert [at.age_band for at in area.by_age] == [age.id for age in guide.ages]
        for at in area.by_age:
            assert at.does_not_apply or len(at.bands) == 5


def test_the_data_itself_holds_no_score() -> None:
    """Not as a key: a file read without the models would show one."""
    keys: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, dict):
            keys.update(map(str, value))
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    files = [ROOT / GUIDE, *(ROOT / "data/toolkit/scaling-guide").glob("*.yaml")]
    assert len(files) == 10
    for path in files:
        gather(yaml.safe_load(path.read_text("utf-8")))
    assert "bands" in keys
    assert [
        key for key in keys if re.search(r"total|average|mean\b|score|sum|threshold", key)
    ] == []
