"""`kb …`: reads the command line, prints, returns an exit code; decides nothing."""

import argparse
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from knowledge_bank.answering import AnswersInFile, NoAnswer, ask_person
from knowledge_bank.bank import load_bank
from knowledge_bank.bench import BuildFailed, compare_builds
from knowledge_bank.bench_history import history_cost
from knowledge_bank.building import build, check, environment
from knowledge_bank.checks.against import untold
from knowledge_bank.citations.names import names_of
from knowledge_bank.citations.writing import write_ledgers
from knowledge_bank.clock import today
from knowledge_bank.editions.freezing import (
    CannotFreeze,
    edition_of,
    freeze,
    obstacles,
    read_signatures,
)
from knowledge_bank.history.keeping import KEPT, keep_history
from knowledge_bank.history.story import read_story
from knowledge_bank.links import CouldNotCheck
from knowledge_bank.noting import note_changes, write_note
from knowledge_bank.questions import KEEP_IT, Ask
from knowledge_bank.reading.navigation import CONFIGURATION
from knowledge_bank.reports import REPORTS
from knowledge_bank.reviewing import walk, write_record
from knowledge_bank.revisions import NoRevision, texts_at_base, texts_now
from knowledge_bank.schemas import schemas

CLEAN, FOUND, COULD_NOT_RUN, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if all is well, 1 for findings, 2 if it could not run."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if not (options.root / CONFIGURATION).is_file():
        print(f"There is no {CONFIGURATION} in {options.root}.", file=sys.stderr)
        return COULD_NOT_RUN
    try:
        today()
    except ValueError as error:
        print(f"KB_TODAY or SOURCE_DATE_EPOCH names no day: {error}.", file=sys.stderr)
        return COULD_NOT_RUN
    options.root = options.root.resolve()
    options.rest = rest
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what we started, too
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="The Neglect Knowledge Bank.")
    parser.add_argument("--root", type=Path, default=_project(), help="the project’s folder")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="show the site while you write")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    checking = commands.add_parser("check", help="report everything wrong, in one run")
    checking.add_argument("--format", choices=REPORTS, default="text")
    checking.add_argument(
        "--blocking", action="store_true", help="leave out the reminders, as the merge gate does"
    )
    checking.add_argument(
        "--outside", action="store_true", help="also ask whether the outside documents answer"
    )
    checking.add_argument(
        "--against",
        metavar="REVISION",
        help="also ask whether change notes tell what has changed since the work left it",
    )
    checking.set_defaults(run=_check)

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

    building = commands.add_parser("build", help="check, build and verify the site")
    building.add_argument("--site", type=Path, help="the folder to build into (site/)")
    building.add_argument("--generator", choices=("mkdocs", "properdocs"), default="mkdocs")
    building.set_defaults(run=_build)

    testing = commands.add_parser("test", help="run every test; more arguments go to pytest")
    testing.set_defaults(run=_test)

    measuring = commands.add_parser("bench", help="measure, beside something people know")
    measuring.add_argument("what", choices=("build", "history", "search"))
    measuring.add_argument("--runs", type=int, default=5)
    measuring.set_defaults(run=_bench)

    reporting = commands.add_parser("search-report", help="list what search does not find")
    reporting.set_defaults(run=_search_report)

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

    writing = commands.add_parser("schemas", help="write schemas/ anew from the models")
    writing.set_defaults(run=_schemas)
    return parser


def _project() -> Path:
    """The project around the current folder, so that `kb` works from inside it too."""
    here = Path.cwd()
    return next(
        (folder for folder in (here, *here.parents) if (folder / CONFIGURATION).is_file()), here
    )


def _serve(options: argparse.Namespace) -> int:
    _, findings = check(options.root, today())
    sys.stdout.write(REPORTS["text"](findings))
    address = f"127.0.0.1:{options.port}"
    print(f"Serving on http://{address}/ – stop with Ctrl+C.", flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    variables = environment(options.root, today(), strict=False)
    return subprocess.run(
        [*command, "--quiet"], cwd=options.root, env=variables, check=False
    ).returncode


def _check(options: argparse.Namespace) -> int:
    try:
        _, findings = check(options.root, today(), options.outside, options.against)
    except CouldNotCheck as reason:
        print(f"The outside documents: {reason}.", file=sys.stderr)
        return COULD_NOT_RUN
    except NoRevision as reason:
        print(f"Nothing to compare with: {reason}", file=sys.stderr)
        return COULD_NOT_RUN
    chosen = [finding for finding in findings if finding.blocking or not options.blocking]
    sys.stdout.write(REPORTS[options.format](chosen))
    return FOUND if chosen else CLEAN


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


def _build(options: argparse.Namespace) -> int:
    site = (options.site or options.root / "site").resolve()
    outcome = build(options.root, site, today(), options.generator)
    blocking = [finding for finding in outcome.findings if finding.blocking]
    if outcome.failure:
        print(outcome.failure, file=sys.stderr)
        print("The site could not be built; what stood there before is untouched.", file=sys.stderr)
        return COULD_NOT_RUN
    if blocking:
        sys.stdout.write(REPORTS["text"](blocking))
        print("The site was not built; what stood there before is untouched.", file=sys.stderr)
        return FOUND
    print(f"Built {site}.")
    if outcome.findings:
        print("There are reminders: see `kb check`.")
    return CLEAN


def _test(options: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "pytest", *options.rest]
    return subprocess.run(command, cwd=options.root, check=False).returncode


def _search_report(options: argparse.Namespace) -> int:
    """Ask the real page, in the browser the tests use: the report is what the gate prints."""
    options.rest = ["tests/search/test_gate.py", "-q", "-s", "--no-header", "--tb=no"]
    return _test(options)


def _bench(options: argparse.Namespace) -> int:
    if options.what == "search":
        command = [sys.executable, "-m", "tests.search.bench"]
        return subprocess.run(command, cwd=options.root, check=False).returncode
    try:
        if options.what == "history":
            print(*history_cost(options.root, options.runs), sep="\n")
            return CLEAN
        comparison = compare_builds(options.root, options.runs)
    except BuildFailed as failure:
        print(f"{failure} Run `kb build` to see why.", file=sys.stderr)
        return COULD_NOT_RUN
    print(*comparison.lines(), sep="\n")
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


def _schemas(options: argparse.Namespace) -> int:
    folder = options.root / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"Wrote {folder}.")
    return CLEAN
