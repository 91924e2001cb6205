"""What always holds of an assessment on screen, whatever people answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.site.scaling_tool import NAME

few = settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
AREAS = ("food-and-drink", "home", "health", "own-load", "parents-and-network", "*overall")
choices = st.one_of(st.integers(0, 10), st.sampled_from(["not known yet", "does not apply"]))
given_answers = st.dictionaries(
    st.tuples(st.sampled_from(AREAS), st.sampled_from(["v1", "v2", "v3"])), choices, max_size=12
)
BUILD = """
  const guide = new kbScaling.Guide(kbScalingGuide);
  const build = (answers, day) => answers.reduce(
    (state, [area, voice, choice]) => kbScaling.choose(state, area, voice, choice, guide.edition),
    kbScaling.blank(guide, day));
"""


@pytest.fixture(scope="module")
def tool(browser: Browser, site_address: str) -> Iterator[Page]:
    """The page of the tool, for its functions."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_address + NAME)
    yield page
    context.close()


def run(tool: Page, program: str, *values: Any) -> Any:
    """What `program` returns, given `values` and a way to build an assessment."""
    return tool.evaluate(f"(values) => {{ {BUILD} {program} }}", list(values))


def listed(answers: dict[tuple[str, str], Any]) -> list[list[Any]]:
    return [[area, voice, choice] for (area, voice), choice in answers.items()]


@given(answers=given_answers)
@few
def test_what_was_answered_stands_and_what_was_not_is_no_number(
    tool: Page, answers: dict[tuple[str, str], Any]
) -> None:
    program = """const state = kbScaling.read(build(values[0], '2027-01-12'));
      return values[1].flatMap((area) => ['v1', 'v2', 'v3'].map((voice) => {
        const {says, number} = kbScaling.answerOf(state, area, voice);
        return [area, voice, says === 'number' ? number : says];
      }));"""
    found = run(tool, program, listed(answers), list(AREAS))
    assert {(area, voice): said for area, voice, said in found if said != ""} == answers


@given(answers=given_answers)
@few
def test_answers_taken_back_leave_a_blank_page(
    tool: Page, answers: dict[tuple[str, str], Any]
) -> None:
    program = """let state = build(values[0], '2027-01-12');
      for (const [area, voice] of values[0]) state = kbScaling.choose(state, area, voice, '', '');
      return kbScaling.isBlank(state);"""
    assert run(tool, program, listed(answers))


@given(answers=given_answers)
@few
def test_the_lowest_come_first_and_none_is_lost(
    tool: Page, answers: dict[tuple[str, str], Any]
) -> None:
    program = """const state = build(values[0], '2027-01-12');
      return kbScaling.lowestFirst(state, guide).map(({id, about}) =>
        [id, about, kbScaling.numbersAt(state, id).map(({number}) => number)]);"""
    found = run(tool, program, listed(answers))
    lowest = [min(numbers, default=11) for _, about, numbers in found if about == "child"]
    assert lowest == sorted(lowest)
    assert found[-1][0] == "parents-and-network"
    assert len({area for area, *_ in found}) == run(tool, "return guide.areas.length;")


@given(answers=given_answers)
@few
def test_every_difference_between_voices_is_found_and_said_in_their_own_numbers(
    tool: Page, answers: dict[tuple[str, str], Any]
) -> None:
    program = """const state = build(values[0], '2027-01-12');
      return kbScaling.gaps(state, guide).map(({area, apart}) => [area, apart]);"""
    numbers = {
        area: [n for (where, _), n in answers.items() if where == area and isinstance(n, int)]
        for area in AREAS
    }
    expected = {a: max(found) - min(found) for a, found in numbers.items() if len(set(found)) > 1}
    found = run(tool, program, listed(answers))
    assert dict(found) == expected
    assert [apart for _, apart in found] == sorted(expected.values(), reverse=True)


@given(answers=given_answers)
@few
def test_the_next_review_brings_the_child_along_and_no_number(
    tool: Page, answers: dict[tuple[str, str], Any]
) -> None:
    program = """const earlier = build(values[0], '2027-01-12');
      earlier.child = {reference: 'XX', age: '5-10', overlays: []};
      const next = kbScaling.nextReview(earlier, guide, '2027-03-23');
      return [next.child.reference, next.answers, next.overall, next.followUps, next.day];"""
    assert run(tool, program, listed(answers)) == ["XX", [], [], [], "2027-03-23"]


@given(before=st.integers(0, 10), after=st.integers(0, 10), new=st.booleans())
@few
def test_a_rise_is_doubted_unless_somebody_wrote_something_new(
    tool: Page, before: int, after: int, new: bool
) -> None:
    program = """const [before, after, fresh] = values;
      const review = (number, day, seen) => kbScaling.withAnswer(
        build([['home', 'v1', number]], day), 'home', 'v1', {evidence: {seen}});
      const reviews = [review(before, '2027-01-12', 'A wet bed.'),
        review(after, '2027-03-23', fresh ? 'A dry bed.' : ' a  wet BED.')];
      const rows = kbScaling.histories(reviews, guide);
      return [kbScaling.risesWithoutEvidence(rows).length,
        kbScaling.direction(...rows[0].points)];"""
    doubts, words = run(tool, program, before, after, new)
    assert doubts == int(after > before and not new)
    if after == before:
        assert words == f"no change: still {after}"
    else:
        assert words.startswith("up" if after > before else "down")


def test_two_voices_of_one_name_are_both_followed(tool: Page) -> None:
    program = """let state = kbScaling.blank(guide, '2027-01-12');
      state = kbScaling.withVoice(state, 'parent', 'Parent or carer');
      const added = state.voices.at(-1);
      const same = {...state, voices: state.voices.map((v) => ({...v, label: 'Parent'}))};
      const both = ['v2', added.id].reduce(
        (found, id, at) => kbScaling.choose(found, 'home', id, at + 3, '0.1'), same);
      const later = {...both, day: '2027-03-23'};
      const rows = kbScaling.histories([both, later], guide);
      return [added.label, rows.map((row) => row.points.map((point) => point.number))];"""
    assert run(tool, program) == ["Parent or carer 2", [[3, 3], [4, 4]]]


def test_only_a_draft_guide_calls_its_record_one(tool: Page) -> None:
    program = """const said = (published) => JSON.stringify(kbScaling.recordOf(
        build([['home', 'v1', 4]], '2027-01-12'), new kbScaling.Guide(published),
        {address: 'there', day: '2027-01-12'}));
      const approved = {...kbScalingGuide, status: 'approved', label: 'Approved by the group'};
      return [said(kbScalingGuide), said(approved)];"""
    draft, approved = run(tool, program)
    assert "Draft guide, edition 0.1. Written out on 12 January 2027 from there." in draft
    assert "Draft guide" not in approved
    assert "Approved by the group. Edition 0.1." in approved
