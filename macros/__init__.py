"""The one place where the bank meets MkDocs: registers the words and hands facts to the theme."""

import logging
from datetime import date
from pathlib import Path
from typing import Any

from knowledge_bank.bank import load_bank
from knowledge_bank.citations.marks import marked_body
from knowledge_bank.citations.names import names_of
from knowledge_bank.clock import today
from knowledge_bank.exports import write_exports, write_for_pages
from knowledge_bank.exports.archive import write_archive
from knowledge_bank.exports.pdf import write_pdfs
from knowledge_bank.findings import Finding
from knowledge_bank.history.keeping import history_of
from knowledge_bank.reports import as_text
from knowledge_bank.words import BRACES, calls_in
from macros.citations import gone_passages, name_passages
from macros.components import component_renderer, day_in_words
from macros.former_pages import write_former_pages
from macros.history import write_histories
from macros.page_record import page_records
from macros.picture_sizes import PictureSizes
from macros.shell import Shell
from macros.shells import page_writer
from macros.vocabulary import Vocabulary

LOG = logging.getLogger("mkdocs.plugins.macros.bank")


def define_env(env: Any) -> None:
    """Read the bank and offer its words to pages; called by mkdocs-macros before a build.

    What could not be read is logged as a warning, so that a strict build stops.
    """
    bank, unreadable = load_bank(Path(env.project_dir))
    _warn(unreadable)
    env.bank, env.names = bank, names_of(bank, today())
    for name, function in Vocabulary(bank, env.names, today(), env).words():
        env.macro(function, name)
    env.sizes = PictureSizes(Path(env.conf["docs_dir"]))
    env.conf["markdown_extensions"].append(env.sizes)
    env.shell = Shell(bank, env.conf)
    records = page_records(bank, today())
    for name, record in records.items():
        record["scripts"] = env.shell.scripts(name)
    gone = gone_passages(bank, env.names)
    env.conf["extra"].update(kb=records, kb_local=env.shell.local(today()), kb_gone=gone)
    if edition := env.conf["extra"].get("kb_edition"):
        edition |= {f"{day}_words": _in_words(edition[day]) for day in ("on", "until")}


def on_pre_page_macros(env: Any) -> None:
    """Refuse to run anything on a page but the known words: pages hold facts, not programs."""
    env.sizes.folder = Path(env.page.file.abs_src_path).parent
    if record := env.conf["extra"]["kb"].get(env.page.file.src_uri):
        # MkDocs reads `title: 1989` as a number, and stops at it.
        env.page.meta.update(title=record["title"], description=record["description"])
    if env.page.meta.get("render_macros") in (False, "false"):
        env.page.meta["render_macros"] = False
        return
    findings: list[Finding] = []
    head = env.page.file.content_string.count("\n") - env.markdown.count("\n")
    list(calls_in(env.markdown, f"docs/{env.page.file.src_uri}", head + 1, findings))
    if findings or BRACES.search(str(env.page.title)):
        _warn(findings)
        env.page.title = "This page cannot be shown"
        env.markdown = "This page cannot be shown until its words in braces are mended."
    elif page := env.bank.pages.get(env.page.file.src_uri):
        env.markdown = marked_body(page, env.names)


def on_post_build(env: Any) -> None:
    """Write what the bank offers besides pages; called by mkdocs-macros after a build."""
    site = Path(env.conf["site_dir"])
    render = component_renderer(env.bank.root)
    name_passages(site, env.names, render)
    if env.conf["extra"].get("kb_edition"):
        write_for_pages(env.bank, site, env.conf["site_name"], env.conf["site_url"] or "", today())
        return  # the rest is the living site’s
    write_histories(env.bank, env.names, history_of(env.bank), render, page_writer(env, site))
    name, address = env.conf["site_name"], env.conf["site_url"] or ""
    env.shell.write(site)
    write_former_pages(env.bank, site, env.conf)
    write_exports(env.bank, site, name, address, today())
    downloads = str(env.conf["extra"]["kb_downloads"]).split()
    if "pdf" in downloads:
        write_pdfs(env.bank, site, name, address, today())
    if "zip" in downloads:
        write_archive(site, name, address, today())


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day)) if day else ""


def _warn(findings: Any) -> None:
    if findings:
        LOG.warning("the bank has mistakes:\n%s", as_text(findings))
