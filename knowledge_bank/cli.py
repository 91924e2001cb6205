"""`kb …`: reads the command line, prints, returns an exit code; decides nothing."""

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.bench import BuildFailed, compare_builds
from knowledge_bank.building import build, check, environment
from knowledge_bank.built import left_in_site
from knowledge_bank.clock import today
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
from knowledge_bank.reading.navigation import CONFIGURATION
from knowledge_bank.reports import REPORTS
from knowledge_bank.schemas import schemas

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2
BENCHES = {
    "links": "tests.knowledge_bank.links.bench",
    "page": "tests.site.bench",
    "search": "tests.search.bench",
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
        return 130


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
    checking.set_defaults(run=_check)

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

    building = commands.add_parser("build", help="check, build and verify the site")
    building.add_argument("--site", type=Path, help="the folder to build into (site/)")
    building.add_argument("--generator", choices=("mkdocs", "properdocs"), default="mkdocs")
    building.set_defaults(run=_build)

    testing = commands.add_parser("test", help="run every test; more arguments go to pytest")
    testing.set_defaults(run=_test)

    measuring = commands.add_parser("bench", help="measure, beside something people know")
    measuring.add_argument("what", choices=("build", *BENCHES))
    measuring.add_argument("--runs", type=int, default=5)
    measuring.set_defaults(run=_bench)

    reporting = commands.add_parser("search-report", help="list what search does not find")
    reporting.set_defaults(run=_search_report)

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
    _, findings = check(options.root, today())
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
    if options.what in BENCHES:
        command = [sys.executable, "-m", BENCHES[options.what]]
        return subprocess.run(command, cwd=options.root, check=False).returncode
    try:
        comparison = compare_builds(options.root, options.runs)
    except BuildFailed as failure:
        print(f"{failure} Run `kb build` to see why.", file=sys.stderr)
        return COULD_NOT_RUN
    print(*comparison.lines(), sep="\n")
    return CLEAN


def _schemas(options: argparse.Namespace) -> int:
    folder = options.root / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"Wrote {folder}.")
    return CLEAN
