"""What the bank rests on and what it lacks: outside documents, links, placeholders."""

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.built import left_in_site
from knowledge_bank.clock import today
from knowledge_bank.commands import CLEAN, COULD_NOT_RUN, FOUND
from knowledge_bank.ledger import entries
from knowledge_bank.links import CouldNotCheck
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


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser of `kb`."""
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
