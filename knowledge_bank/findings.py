"""What the bank says when something is wrong: where, what, and what to do."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, in one place.

    `path` is relative to the project's root, `line` counts from 1, `code` names the
    paragraph of docs/contributing/checks.md that explains it. A blocking finding is what
    a change broke; the others are reminders of what time broke. `title` and `passage` are what
    people call the place: a page and the heading in it, or a record and its part; they say
    where a finding is, and do not make two of one.
    """

    path: str
    line: int
    code: str
    problem: str
    fix: str
    blocking: bool = True
    title: str = field(default="", compare=False)
    passage: str = field(default="", compare=False)
