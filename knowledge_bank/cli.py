"""`kb …`: reads the command line, prints, returns an exit code; decides nothing."""

import argparse
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from knowledge_bank.answering import AnswersInFile, NoAnswer, ask_person
from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.bench import BuildFailed, compare_builds
from knowledge_bank.bench_history import history_cost
from knowledge_bank.building import build, check, environment
from knowledge_bank.built import left_in_site
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
from knowledge_bank.exports.pdf import why_no_pdf
from knowledge_bank.history.keeping import KEPT, keep_history
from knowledge_bank.history.story import read_story
from knowledge_bank.ledger import entries
from knowledge_bank.links import CouldNotCheck
from knowledge_bank.links.reminders import LINK_CODES
from knowledge_bank.links.report import as_issue as links_as_issue
from knowledge_bank.links.report import as_lines as links_as_lines
from knowledge_bank.links.run import confirm, known, look
from knowledge_bank.links.touching import needs_somebody, touched
from knowledge_bank.listings import (
    as_json,
    ledger_as_data,
    ledger_as_text,
    source_as_text,
    sources_as_data,
    sources_as_text,
    still_cited,
    superseded_as_text,
)
from knowledge_bank.noting import note_changes, write_note
from knowledge_bank.questions import KEEP_IT, Ask
from knowledge_bank.reading.navigation import CONFIGURATION
from knowledge_bank.reports import REPORTS
from knowledge_bank.reviewing import walk, write_record
from knowledge_bank.revisions import NoRevision, texts_at_base, texts_now
from knowledge_bank.schemas import schemas

CLEAN, FOUND, COULD_NOT_RUN, STOPPED = 0, 1, 2, 130
BENCHES = {
    "links": "tests.knowledge_bank.links.bench",
    "page": "tests.site.bench",
    "search": "tests.search.bench",
}
DOWNLOADS = {
    "pdf": "also write the strategy, the toolkit and each form as a PDF",
    "zip": "also write the whole site as one file, to open from a folder",
}


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
        "--no-links",
        action="store_true",
        help="leave out the reminders about outside links, which have a report of their own",
    )
    checking.add_argument(
        "--against",
        metavar="REVISION",
        help="also ask whether change notes tell what has changed since the work left it",
    )
    checking.set_defaults(run=_check)

    _add_register(commands)
    _add_records(commands)

    building = commands.add_parser("build", help="check, build and verify the site")
    building.add_argument("--site", type=Path, help="the folder to build into (site/)")
    building.add_argument("--generator", choices=("mkdocs", "properdocs"), default="mkdocs")
    for name, what in DOWNLOADS.items():
        building.add_argument(f"--{name}", action="store_true", help=what)
    building.set_defaults(run=_build)

    testing = commands.add_parser("test", help="run every test; more arguments go to pytest")
    testing.set_defaults(run=_test)

    measuring = commands.add_parser("bench", help="measure, beside something people know")
    measuring.add_argument("what", choices=("build", "history", *BENCHES))
    measuring.add_argument("--runs", type=int, default=5)
    measuring.set_defaults(run=_bench)

    reporting = commands.add_parser("search-report", help="list what search does not find")
    reporting.add_argument("--beside", action="store_true", help="beside searches people know")
    reporting.set_defaults(run=_search_report)

    writing = commands.add_parser("schemas", help="write schemas/ anew from the models")
    writing.set_defaults(run=_schemas)
    return parser


def _add_register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What the bank rests on: outside documents, and what is still missing."""
    linking = commands.add_parser("links", help="look at the outside documents")
    linking.add_argument("--report", choices=("text", "issue"), default="text")
    linking.add_argument("--show", action="store_true", help="say what is known; look at nothing")
    linking.add_argument("--time-limit", type=float, default=600, help="seconds for the whole run")
    linking.set_defaults(run=_links, what="look")
    more = linking.add_subparsers(dest="what", metavar="confirm")
    confirming = more.add_parser("confirm", help="record that you opened a link and it is right")
    confirming.add_argument("id", help="the source, as in data/resources/sources.yaml")
    confirming.add_argument("--by", required=True, help="your role, as in data/partnership.yaml")

    citing = commands.add_parser("sources", help="list the register, and what cites a source")
    which = citing.add_mutually_exclusive_group()
    which.add_argument("id", nargs="?", help="one source: what cites it, and falls if it goes")
    which.add_argument("--superseded", action="store_true", help="what is, and is still cited")
    citing.add_argument("--format", choices=("text", "json"), default="text")
    citing.set_defaults(run=_sources)

    waiting = commands.add_parser("placeholders", help="list what is missing, and who must act")
    waiting.add_argument("--site", type=Path, help="look through the pages built there, too")
    waiting.add_argument("--format", choices=("text", "json"), default="text")
    waiting.set_defaults(run=_placeholders)


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What people record: reviews, changes, editions, the names of passages."""
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
        _, findings = check(options.root, today(), options.against)
    except NoRevision as reason:
        print(f"Nothing to compare with: {reason}", file=sys.stderr)
        return COULD_NOT_RUN
    chosen = [
        finding
        for finding in findings
        if (finding.blocking or not options.blocking)
        and not (options.no_links and finding.code in LINK_CODES)
    ]
    sys.stdout.write(REPORTS[options.format](chosen))
    return FOUND if chosen else CLEAN


def _links(options: argparse.Namespace) -> int:
    bank, _ = load_bank(options.root)
    try:
        if options.what == "confirm":
            entry = confirm(bank, options.id, options.by, today())
            print(f"Kept quiet until {entry.quiet_until}, as long as it stays “{entry.state}”.")
            return CLEAN
        if options.show:
            ledger = known(bank.root, today())
        else:
            ledger = look(bank, today(), time_limit=options.time_limit)
    except CouldNotCheck as reason:
        print(f"{reason}.", file=sys.stderr)
        return COULD_NOT_RUN
    if options.report == "issue":
        sys.stdout.write(links_as_issue(bank, ledger, today()))
    else:
        print(*links_as_lines(bank, ledger, today()), sep="\n")
    waits = any(needs_somebody(link.entry, today()) for link in touched(bank, ledger))
    return FOUND if waits else CLEAN


def _readable(root: Path) -> Bank:
    """What can be read of the bank; a word of warning if that is not all of it."""
    bank, unread = load_bank(root)
    if unread:
        print("Not everything could be read, so this is not all: see `kb check`.", file=sys.stderr)
    return bank


def _sources(options: argparse.Namespace) -> int:
    bank = _readable(options.root)
    if options.id and options.id not in bank.sources:
        near = get_close_matches(options.id, bank.sources, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        print(f"There is no source {options.id} in the register.{hint}", file=sys.stderr)
        return COULD_NOT_RUN
    if options.format == "json":
        names = still_cited(bank) if options.superseded else bank.sources
        chosen = [options.id] if options.id else names
        sys.stdout.write(as_json(sources_as_data(bank, chosen)))
    elif options.id:
        print(*source_as_text(bank, options.id), sep="\n")
    else:
        lines = superseded_as_text if options.superseded else sources_as_text
        print(*lines(bank), sep="\n")
    return CLEAN


def _placeholders(options: argparse.Namespace) -> int:
    bank = _readable(options.root)
    if options.site and not options.site.is_dir():
        print(f"There is no built site in {options.site}. Run `kb build`.", file=sys.stderr)
        return COULD_NOT_RUN
    built = left_in_site(bank, options.site) if options.site else ()
    found = list(entries(bank, built))
    if options.format == "json":
        sys.stdout.write(as_json(ledger_as_data(found)))
    else:
        print(*ledger_as_text(bank, found), sep="\n")
    return CLEAN


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
    downloads = [name for name in DOWNLOADS if getattr(options, name)]
    if "pdf" in downloads and (lacking := why_no_pdf()):
        print(f"{lacking}\nNothing was built.", file=sys.stderr)
        return COULD_NOT_RUN
    outcome = build(options.root, site, today(), options.generator, downloads)
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
    if options.beside:
        command = [sys.executable, "-m", "tests.search.rivals"]
        return subprocess.run(command, cwd=options.root, check=False).returncode
    options.rest = ["tests/search/test_gate.py", "-q", "-s", "--no-header", "--tb=no"]
    return _test(options)


def _bench(options: argparse.Namespace) -> int:
    if options.what in BENCHES:
        command = [sys.executable, "-m", BENCHES[options.what]]
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
