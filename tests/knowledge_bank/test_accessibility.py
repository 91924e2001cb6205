"""The facts of the accessibility statement agree with one another."""

from collections.abc import Callable

import pytest

from knowledge_bank.findings import Finding

STATEMENT = """\
compliance: {compliance}
prepared: 2026-11-20
reviewed: {reviewed}
tests:
  - on: 2026-11-20
    by: editor
    how: By hand.
{barriers}contact: blocking-question
"""
BARRIER = """\
barriers:
  - id: one
    what: A page.
    instead: Another page.
    mend: Soon.
"""


@pytest.mark.parametrize(
    ("compliance", "reviewed", "barriers", "said"),
    [
        ("fully compliant", "2026-11-20", "", ""),
        ("partially compliant", "2026-11-20", BARRIER, ""),
        ("fully compliant", "2026-11-20", BARRIER, "exclude each other"),
        ("not compliant", "2026-11-20", "", "exclude each other"),
        ("partially compliant", "2026-11-19", BARRIER, "before `prepared`"),
        ("mostly compliant", "2026-11-20", BARRIER, "cannot be 'mostly compliant'"),
    ],
)
def test_what_is_claimed_and_what_falls_short_go_together(
    found: Callable[..., list[Finding]], compliance: str, reviewed: str, barriers: str, said: str
) -> None:
    content = STATEMENT.format(compliance=compliance, reviewed=reviewed, barriers=barriers)
    findings = found("data/resources/accessibility.yaml", content)
    mine = [f.problem for f in findings if f.path == "data/resources/accessibility.yaml"]
    assert [said in problem for problem in mine] == ([True] if said else [])
