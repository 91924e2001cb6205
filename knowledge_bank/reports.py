"""Findings as people and machines read them: text, GitHub annotations, JSON, one issue’s body."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from knowledge_bank.findings import Finding


def as_text(findings: Sequence[Finding]) -> str:
    """One line each, as `path:line: CODE problem fix`, and a count."""
    lines = [f"{f.path}:{f.line}: {f.code} {f.problem} {f.fix}" for f in findings]
    blocking = sum(finding.blocking for finding in findings)
    reminders = len(findings) - blocking
    if not findings:
        return "Nothing found.\n"
    count = f"{_counted(blocking, 'mistake')} to mend, {_counted(reminders, 'reminder')}."
    return "\n".join((*lines, count, ""))


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(
        f"::{'error' if f.blocking else 'warning'} file={_property(f.path)},line={f.line},"
        f"title={f.code}::{_data(f'{f.problem} {f.fix}')}\n"
        for f in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with path, line, code, problem, fix and blocking."""
    return json.dumps([asdict(f) for f in findings], indent=2, ensure_ascii=False) + "\n"


def as_issue(findings: Sequence[Finding]) -> str:
    """The body of the one standing issue: the same findings always give the same bytes."""
    if not findings:
        return "Everything is in order: no mistake, nothing overdue.\n"
    parts = [
        "What the weekly check of the bank found. This issue is kept up to date by itself and",
        "closes when there is nothing left.",
        "",
    ]
    for heading, blocking in (("Mistakes", True), ("Reminders", False)):
        chosen = [finding for finding in findings if finding.blocking is blocking]
        if chosen:
            parts += [f"## {heading}", ""]
            parts += [f"- [ ] `{f.path}:{f.line}` **{f.code}** {f.problem} {f.fix}" for f in chosen]
            parts.append("")
    return "\n".join(parts)


REPORTS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "issue": as_issue,
}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
