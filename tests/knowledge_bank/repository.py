"""A repository of the complete specimen and a page to change, for those who work on a branch."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from knowledge_bank.bank import load_bank
from knowledge_bank.building import check
from knowledge_bank.units import fingerprint_of

TODAY = date(2026, 11, 22)
SITE = Path(__file__).parents[1] / "sites" / "complete"
GATE = """---
title: The gate
description: A page with passages to change.
owner: editor
status: draft
version: "0.1"
written: 2026-11-02
written_by: editor
risk: practice
sources:
  - source: newest
---
# The gate

A typical opening with one **necesary** word.

## When to ring { #when-to-ring }

Ring within 24 hours if a child is not safe. It is necessary. ({{ source("odd-title") }})

### At night { #at-night }

Ring the police; it is necessary then.

## Whom to ask { #whom-to-ask }

Ask [the hub](../resources/who-to-ring.md). A child's word counts.

- First look.
- Then ask.

| Sign | Weight |
| --- | --- |
| Hungry | high |
| Cold | low |

{{ query("blocking-question") }}
"""
FIT = {"newest": "2026-03", "odd-title": "the 2nd & *best*"}
GATE_PATH, CHECKLIST = "docs/toolkit/gate.md", "data/toolkit/checklists/all-fields.yaml"
SOURCES, INDEX = "data/resources/sources.yaml", "docs/index.md"
EVENTS, FORMER = "data/events.yaml", "data/former-pages.yaml"
OLD_NOTE = "data/changes/2026/the-hub-answers.yaml"
OLD_RECORD = "data/reviews/index/2026-11-19.yaml"


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


@dataclass
class Work:
    """A branch of the specimen's repository, and what somebody does on it."""

    root: Path

    def edit(self, path: str, old: str, new: str) -> "Work":
        text = (self.root / path).read_text("utf-8")
        assert old in text, (path, old)
        return self.write(path, text.replace(old, new))

    def write(self, path: str, text: str) -> "Work":
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return self

    def remove(self, path: str) -> "Work":
        (self.root / path).unlink()
        return self

    def note(self, *where: str, name: str = "new-note", **facts: object) -> "Work":
        record = {
            "what": "The page now says something that it did not say before.",
            "where": list(where),
            "why": "correction",
            "affects": ["everyone"],
            "weight": "minor",
            "by": "editor",
            "on": "2026-11-22",
            **facts,
        }
        return self.write(f"data/changes/2026/{name}.yaml", yaml.safe_dump(record))

    def review(self, page: str = "toolkit/gate.md", **facts: object) -> "Work":
        """Write a record by hand, as one who does not use the command might."""
        found = load_bank(self.root)[0].pages[page]
        record = {
            "page": page,
            "on": "2026-11-22",
            "by": "board",
            "agency": "council",
            "read": "whole page",
            "version": found.head.record.version,
            "risk": found.head.record.risk,
            "fingerprint": fingerprint_of(found.body),
            "sources": [{"source": s, "edition": e} for s, e in FIT.items()],
            "queries": [{"query": "blocking-question", "outcome": "kept"}],
            "outcome": "needs work",
            "note": "The question is open.",
            "next": {"on": "2027-02-22", "reason": "Then it is known."},
            **facts,
        }
        path = f"data/reviews/{page.removesuffix('.md')}/{record['on']}.yaml"
        return self.write(path, yaml.safe_dump(record))

    def codes(self) -> set[str]:
        """What stops the merge of this work, once committed."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "--allow-empty", "-m", "Do something")
        _, findings = check(self.root, TODAY, base="main")
        return {finding.code for finding in findings if finding.blocking}


def begin(root: Path) -> None:
    """Commit the specimen and the page to change, at `root`."""
    shutil.copytree(SITE, root)
    (root / GATE_PATH).write_text(GATE, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace(
            "      - toolkit/index.md\n", "      - toolkit/index.md\n      - toolkit/gate.md\n"
        ),
        "utf-8",
    )
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
