"""Three different days make a failure broken, and a person's look counts for sixty."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.links.judging import confirmed, judged
from knowledge_bank.links.ledger import Entry
from knowledge_bank.links.state import WORST_FIRST, Name, State

DAY = date(2026, 11, 1)
HERE = "https://example.org/a"
FAILING = State("failing", "No answer came in time.", "Nothing yet.", ("timeout",))
OK = State("ok", "A page answers.", "Nothing.", ("status 200",))
BLOCKED = State("blocked", "It turns programs away.", "Open it.", ("status 403",))
GONE = State("broken", "It is not there (404).", "Look.", ("status 404",))
UNSEEN = State("not checked", "No answer came before the check ended.", "Check again.")


def over(*states: State, step: int = 1) -> list[Entry]:
    entries: list[Entry] = []
    for number, state in enumerate(states):
        before = entries[-1] if entries else None
        entries.append(judged(state, HERE, before, DAY + timedelta(days=number * step)))
    return entries


def names(entries: list[Entry]) -> list[Name]:
    return [entry.state for entry in entries]


def test_three_failures_on_three_days_are_broken_and_the_strikes_are_told() -> None:
    entries = over(FAILING, FAILING, FAILING, FAILING)
    assert names(entries) == ["failing", "failing", "broken", "broken"]
    assert "strike 1 of 3" in entries[0].sentence
    assert "strike 2 of 3" in entries[1].sentence
    assert "three different days" in entries[2].sentence
    assert len(entries[3].strikes) == 3


def test_ten_failures_on_one_day_are_one_strike() -> None:
    assert names(over(*[FAILING] * 10, step=0)) == ["failing"] * 10


def test_an_answer_forgives_and_a_wall_does_not() -> None:
    assert names(over(FAILING, FAILING, OK, FAILING))[-1] == "failing"
    assert names(over(FAILING, FAILING, BLOCKED, FAILING))[-1] == "broken"


def test_a_page_that_is_not_there_is_broken_at_once() -> None:
    assert names(over(OK, GONE)) == ["ok", "broken"]


def test_what_was_not_looked_at_keeps_what_was_known() -> None:
    before, after = over(OK, UNSEEN)
    assert after == before


def test_another_address_begins_another_history() -> None:
    before = over(FAILING, FAILING)[-1]
    assert judged(FAILING, "https://example.org/b", before, DAY).strikes == (DAY,)


@given(st.lists(st.tuples(st.sampled_from([FAILING, OK, BLOCKED, UNSEEN]), st.integers(0, 3))))
def test_nothing_that_only_failed_is_broken_before_its_third_day(
    plan: list[tuple[State, int]],
) -> None:
    entry, day, failed = None, DAY, set[date]()
    for state, later in plan:
        day += timedelta(days=later)
        entry = judged(state, HERE, entry, day)
        if state is FAILING:
            failed.add(day)
        elif state is OK:
            failed.clear()
        assert (entry.state == "broken") <= (len(failed) >= 3)
        assert entry.since <= day
        if state is FAILING:
            assert (entry.state == "broken") == (len(failed) >= 3)


def test_a_persons_look_is_good_for_sixty_days_and_for_that_state_alone() -> None:
    entry = confirmed(judged(BLOCKED, HERE, None, DAY), "bank-editor", DAY)
    for later, quiet in ((0, True), (8, True), (45, True), (59, True), (60, False), (61, False)):
        day = DAY + timedelta(days=later)
        assert judged(BLOCKED, HERE, entry, day).quiet(day) is quiet, later
        assert not judged(GONE, HERE, entry, day).quiet(day)
    assert not entry.quiet(DAY - timedelta(days=1))


@given(st.sampled_from(WORST_FIRST))
def test_what_a_person_accepted_is_the_document_from_then_on(name: Name) -> None:
    first = judged(State("ok", "A.", "B.", ("x",), print="one"), HERE, None, DAY)
    other = judged(State(name, "A.", "B.", ("x",), print="two"), HERE, first, DAY)
    assert other.accepted.print == "one"
    now = "one" if name == "failing" else "two"  # a failure brings nothing to accept
    assert confirmed(other, "bank-editor", DAY).accepted.print == now
