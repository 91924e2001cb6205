"""Two states of some pages, told passage by passage and cell by cell."""

from markdown_it import MarkdownIt

from knowledge_bank.history.changes import fact_changes, page_changes
from knowledge_bank.history.facts import facts_at_head, facts_in
from knowledge_bank.reading.pieces import Piece, pieces_in

MARKDOWN = MarkdownIt("commonmark").enable("table")
LIST = "- Ring the hub first of all.\n- Write down what you saw.\n- Tell your safeguarding lead.\n"
TABLE = """
| Domain | Enough | Not enough |
| --- | --- | --- |
| Food | Three meals on most days | Hungry at school every day |
| Warmth | The heating works well | The home is cold in winter |
"""


def pieces(text: str) -> tuple[Piece, ...]:
    return tuple(pieces_in(MARKDOWN.parse(text)))


def told(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    changes = page_changes(
        {file: pieces(text) for file, text in before.items()},
        {file: pieces(text) for file, text in after.items()},
    )
    return [
        (file, each.how, "".join(text for _, text in each.parts))
        for file, found in changes.items()
        for each in found
    ]


def test_nothing_is_told_of_what_stayed() -> None:
    assert told({"docs/a.md": LIST + TABLE}, {"docs/a.md": LIST + TABLE}) == []


def test_a_moved_passage_is_moved_and_not_taken_out_and_put_in() -> None:
    lines = LIST.splitlines(keepends=True)
    assert told({"docs/a.md": LIST}, {"docs/a.md": lines[2] + lines[0] + lines[1]}) == [
        ("docs/a.md", "moved", "Tell your safeguarding lead.")
    ]


def test_a_passage_that_went_to_another_page_is_told_on_both() -> None:
    lines = LIST.splitlines(keepends=True)
    before = {"docs/a.md": LIST, "docs/b.md": "Something else stands here.\n"}
    after = {"docs/a.md": lines[0] + lines[2], "docs/b.md": before["docs/b.md"] + "\n" + lines[1]}
    assert told(before, after) == [
        ("docs/a.md", "moved away", "Write down what you saw."),
        ("docs/b.md", "moved here", "Write down what you saw."),
    ]


def test_what_went_is_told_where_it_stood() -> None:
    lines = LIST.splitlines(keepends=True)
    new = "- Nobody waits for certainty.\n"
    assert told({"docs/a.md": LIST}, {"docs/a.md": lines[0] + lines[2] + new}) == [
        ("docs/a.md", "gone", "Write down what you saw."),
        ("docs/a.md", "new", "Nobody waits for certainty."),
    ]


def test_a_row_is_compared_cell_by_cell() -> None:
    after = TABLE.replace("on most days", "on every day")
    (change,) = page_changes({"docs/a.md": pieces(TABLE)}, {"docs/a.md": pieces(after)})[
        "docs/a.md"
    ]
    assert change.how == "reworded"
    (column, parts), *others = change.cells
    assert (column, others) == ("Enough", [])
    assert parts == (("same", "Three meals on "), ("out", "most days"), ("in", "every day"))


DATA = """
title: What works well
items:
  - id: seen-alone
    question: Was the child seen alone?
    reason: Children speak otherwise when they are alone.
    look_for:
      - A dated entry in the record
      - The words of the child
  - id: home
    question: Was the home seen?
"""


def test_data_is_told_with_labels_and_not_as_yaml() -> None:
    after = (
        DATA.replace("speak otherwise when", "say more when")
        .replace("      - The words of the child\n", "")
        .replace("  - id: home\n    question: Was the home seen?\n", "")
    )
    changes = list(fact_changes(facts_in(DATA), facts_in(after)))
    assert [(c.how, c.label) for c in changes] == [
        ("reworded", "Was the child seen alone? – Reason"),
        ("gone", "Was the child seen alone? – Look for"),
        ("gone", "Was the home seen? – Question"),
    ]


def test_an_entry_that_only_stands_elsewhere_in_its_list_has_not_changed() -> None:
    first, second = DATA.split("  - id: seen-alone", maxsplit=1)[0], DATA.split("items:\n")[1]
    one, other = second.split("  - id: home")
    turned = f"{first}  - id: home{other}{one}"
    assert facts_in(turned) != facts_in(DATA)
    assert list(fact_changes(facts_in(DATA), facts_in(turned))) == []


def test_facts_that_nobody_can_read_are_none() -> None:
    assert facts_in("a: [") == ()
    assert facts_at_head("no head") == ()
    assert [f.label for f in facts_at_head("---\ntitle: A\nowner: b\nversion: '1'\n---\n")] == [
        "Title",
        "Version",
    ]
