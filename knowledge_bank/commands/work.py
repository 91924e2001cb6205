"""Working on the bank: to see it, check it, build it, test it and measure it."""

import argparse
import subprocess
import sys
from pathlib import Path

from knowledge_bank.bench import BuildFailed, compare_builds
from knowledge_bank.bench_history import history_cost
from knowledge_bank.building import build, check, environment
from knowledge_bank.clock import today
from knowledge_bank.commands import CLEAN, COULD_NOT_RUN, FOUND
from knowledge_bank.exports.pdf import why_no_pdf
from knowledge_bank.links.reminders import LINK_CODES
from knowledge_bank.reports import REPORTS
from knowledge_bank.revisions import NoRevision
from knowledge_bank.schemas import schemas

BENCHES = {
    "links": "tests.knowledge_bank.links.bench",
    "page": "tests.site.bench",
    "search": "tests.search.bench",
}
# A file is one worker's, in the order of files; each worker has a build and a browser of its own.
SHARED_OUT = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
DOWNLOADS = {
    "pdf": "also write the strategy, the toolkit and each form as a PDF",
    "zip": "also write the whole site as one file, to open from a folder",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser of `kb`."""
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

    building = commands.add_parser("build", help="check, build and verify the site")
    building.add_argument("--site", type=Path, help="the folder to build into (site/)")
    building.add_argument("--generator", choices=("mkdocs", "properdocs"), default="mkdocs")
    for name, what in DOWNLOADS.items():
        building.add_argument(f"--{name}", action="store_true", help=what)
    building.set_defaults(run=_build)

    testing = commands.add_parser(
        "test", help="run every test; more arguments go to pytest; `-n 0` uses one processor"
    )
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
    command = [sys.executable, "-m", "pytest", *SHARED_OUT, *options.rest]
    return subprocess.run(command, cwd=options.root, check=False).returncode


def _search_report(options: argparse.Namespace) -> int:
    """Ask the real page, in the browser the tests use: the report is what the gate prints."""
    if options.beside:
        command = [sys.executable, "-m", "tests.search.rivals"]
        return subprocess.run(command, cwd=options.root, check=False).returncode
    options.rest = ["tests/search/test_gate.py", "-n", "0", "-q", "-s", "--no-header", "--tb=no"]
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


def _schemas(options: argparse.Namespace) -> int:
    folder = options.root / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"Wrote {folder}.")
    return CLEAN
