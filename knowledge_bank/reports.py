"""Findings as people and machines read them: text, GitHub annotations, JSON, one issue’s body."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from knowledge_bank.findings import Finding
from knowledge_bank.whereabouts import named


def as_text(findings: Sequence[Finding]) -> str:
    """One line each, as `path:line: CODE problem fix`, under the name of its place; a count.

    The path begins its line, where editors and terminals make a link of it.
    """
    if not findings:
        return "Nothing found.\n"
    parts = []
    for place, group in groupby(findings, key=_heading):
        lines = [f"{f.path}:{f.line}: {f.code} {f.problem} {f.fix}" for f in group]
        parts.append("\n".join((place, *lines) if place else lines))
    blocking = sum(finding.blocking for finding in findings)
    reminders = len(findings) - blocking
    count = f"{_counted(blocking, 'mistake')} to mend, {_counted(reminders, 'reminder')}."
    return "\n\n".join((*parts, count)) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(
        f"::{'error' if f.blocking else 'warning'} file={_property(f.path)},line={f.line},"
        f"title={f.code}::{_data(_said(f))}\n"
        for f in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with path, line, code, problem, fix, blocking, title and passage."""
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
            parts += [f"- [ ] {_said(f)} `{f.path}:{f.line}` **{f.code}**" for f in chosen]
            parts.append("")
    return "\n".join(parts)


REPORTS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "issue": as_issue,
}


def _heading(finding: Finding) -> str:
    """What people call the place of a finding, or nothing."""
    place = named(finding.title, finding.passage)
    return f"In {place}:" if place else ""


def _said(finding: Finding) -> str:
    """The finding in sentences that begin with its place."""
    place = _heading(finding)
    return f"{place}{' ' if place else ''}{finding.problem} {finding.fix}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
