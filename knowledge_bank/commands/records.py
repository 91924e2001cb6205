"""What people put on record: reviews, change notes, editions, the names of passages."""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge_bank.answering import AnswersInFile, NoAnswer, ask_person
from knowledge_bank.bank import load_bank
from knowledge_bank.building import check
from knowledge_bank.checks.against import untold
from knowledge_bank.citations.names import names_of
from knowledge_bank.citations.writing import write_ledgers
from knowledge_bank.clock import today
from knowledge_bank.commands import CLEAN, COULD_NOT_RUN, FOUND, STOPPED
from knowledge_bank.editions.freezing import (
    CannotFreeze,
    edition_of,
    freeze,
    obstacles,
    read_signatures,
)
from knowledge_bank.history.keeping import KEPT, keep_history
from knowledge_bank.history.story import read_story
from knowledge_bank.noting import note_changes, write_note
from knowledge_bank.questions import KEEP_IT, Ask
from knowledge_bank.reports import REPORTS
from knowledge_bank.reviewing import walk, write_record
from knowledge_bank.revisions import NoRevision, texts_at_base, texts_now


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser of `kb`."""
    reviewing = commands.add_parser("review", help="review a page, and record what you saw")
    reviewing.add_argument("page", metavar="PAGE", help="its path, such as strategy/impact.md")
    reviewing.add_argument(
        "--answers", type=Path, help="a YAML file with your answers, instead of questions"
    )
    reviewing.set_defaults(run=_review)

    noting = commands.add_parser("note", help="write a change note for what changed")
    noting.add_argument(
        "--against", metavar="REVISION", default="main", help="what it started from"
    )
    noting.add_argument(
        "--answers", type=Path, help="a YAML file with your answers, instead of questions"
    )
    noting.set_defaults(run=_note)

    freezing = commands.add_parser("edition", help="freeze what is approved, and tag it")
    freezing.add_argument("name", metavar="NAME", help="such as 2027 or 2027-spring")
    freezing.add_argument(
        "--signed", type=Path, required=True, help="a YAML file with each agency’s signature"
    )
    freezing.set_defaults(run=_edition)

    keeping = commands.add_parser("history", help="keep the history for copies without git")
    keeping.set_defaults(run=_history)

    naming = commands.add_parser("passages", help="put the names of all passages on record")
    naming.set_defaults(run=_passages)


def _review(options: argparse.Namespace) -> int:
    bank, findings = check(options.root, today())
    page = bank.pages.get(options.page.removeprefix("docs/"))
    if page is None or bank.partnership is None:
        missing = "data/partnership.yaml" if page else f"page {options.page}"
        print(f"There is no {missing} that can be read: see `kb check`.", file=sys.stderr)
        return COULD_NOT_RUN
    return _record(
        options,
        lambda ask: walk(bank, page, findings, today(), ask),
        lambda record: write_record(options.root, record),
    )


def _note(options: argparse.Namespace) -> int:
    bank, _ = check(options.root, today())
    try:
        places = untold(bank, texts_at_base(options.root, options.against), texts_now(options.root))
    except NoRevision as reason:
        print(f"Nothing to compare with: {reason}", file=sys.stderr)
        return COULD_NOT_RUN
    if not places or bank.partnership is None:
        print(f"Readers have been told of everything that changed since {options.against}.")
        return CLEAN
    addresses = [each.address for each in places]
    return _record(
        options,
        lambda ask: note_changes(bank, addresses, today(), ask),
        lambda note: write_note(options.root, note),
    )


def _record(
    options: argparse.Namespace,
    walk_through: Callable[[Ask], dict[str, Any]],
    write: Callable[[dict[str, Any]], Path],
) -> int:
    """Have questions answered by a person or a file, and write what comes of it, or nothing."""
    try:
        ask = AnswersInFile(options.answers) if options.answers else ask_person
        record = walk_through(ask)
        if not options.answers and ask_person(KEEP_IT) == "no":
            print("Nothing was written.")
            return CLEAN
    except NoAnswer as reason:
        print(f"{reason} Nothing was written.", file=sys.stderr)
        return COULD_NOT_RUN
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.", file=sys.stderr)
        return STOPPED
    path = write(record)
    print(f"Wrote {path.relative_to(options.root)}. Commit it; it is never changed afterwards.")
    return CLEAN


def _edition(options: argparse.Namespace) -> int:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.name):
        print("An edition’s name has small letters, digits and hyphens.", file=sys.stderr)
        return COULD_NOT_RUN
    if not options.signed.is_file():
        print(f"There is no file {options.signed} with the signatures.", file=sys.stderr)
        return COULD_NOT_RUN
    bank, findings = check(options.root, today())
    found = [finding for finding in findings if finding.blocking]
    signed = read_signatures(options.signed, found)
    found = sorted({*found, *obstacles(bank, signed, today())})
    if found:
        sys.stdout.write(REPORTS["text"](found))
        print("No edition was made.", file=sys.stderr)
        return FOUND
    try:
        freeze(bank, options.name, edition_of(bank, signed, today()))
    except CannotFreeze as reason:
        print(f"{reason} No edition was made.", file=sys.stderr)
        return COULD_NOT_RUN
    print(f"Edition {options.name} stands, tagged edition/{options.name}. Push the tag, too.")
    return CLEAN


def _history(options: argparse.Namespace) -> int:
    story = read_story(load_bank(options.root)[0])
    if not story:
        print("The whole history is not here: this is no full copy from git.", file=sys.stderr)
        return COULD_NOT_RUN
    changed = keep_history(options.root, story)
    print(f"{'Wrote' if changed else 'Nothing is new in'} {options.root / KEPT}.")
    return CLEAN


def _passages(options: argparse.Namespace) -> int:
    bank, findings = load_bank(options.root)
    if any(finding.blocking for finding in findings):
        sys.stdout.write(REPORTS["text"](findings))
        print("Nothing was written: mend these first.", file=sys.stderr)
        return FOUND
    written = write_ledgers(options.root, names_of(bank, today()))
    print(*(f"Wrote {path}." for path in written), sep="\n")
    print("The names of all passages are on record.")
    return CLEAN
