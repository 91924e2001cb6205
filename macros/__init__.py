"""The one place where the bank meets MkDocs: registers the words and hands facts to the theme."""

import logging
from pathlib import Path
from typing import Any

from knowledge_bank.bank import load_bank
from knowledge_bank.clock import today
from knowledge_bank.exports import write_exports
from knowledge_bank.exports.archive import write_archive
from knowledge_bank.exports.pdf import write_pdfs
from knowledge_bank.findings import Finding
from knowledge_bank.reports import as_text
from knowledge_bank.words import BRACES, calls_in
from macros.page_record import page_records
from macros.picture_sizes import PictureSizes
from macros.shell import Shell
from macros.vocabulary import Vocabulary

LOG = logging.getLogger("mkdocs.plugins.macros.bank")


def define_env(env: Any) -> None:
    """Read the bank and offer its words to pages; called by mkdocs-macros before a build.

    What could not be read is logged as a warning, so that a strict build stops.
    """
    bank, unreadable = load_bank(Path(env.project_dir))
    _warn(unreadable)
    env.bank = bank
    for name, function in Vocabulary(bank, today(), env).words():
        env.macro(function, name)
    env.sizes = PictureSizes(Path(env.conf["docs_dir"]))
    env.conf["markdown_extensions"].append(env.sizes)
    env.shell = Shell(bank, env.conf)
    records = page_records(bank, today())
    for name, record in records.items():
        record["scripts"] = env.shell.scripts(name)
    env.conf["extra"].update(kb=records, kb_local=env.shell.local(today()))


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


def on_post_build(env: Any) -> None:
    """Write what the bank offers besides pages; called by mkdocs-macros after a build."""
    name, address = env.conf["site_name"], env.conf["site_url"] or ""
    site = Path(env.conf["site_dir"])
    env.shell.write(site)
    write_exports(env.bank, site, name, address, today())
    downloads = str(env.conf["extra"]["kb_downloads"]).split()
    if "pdf" in downloads:
        write_pdfs(env.bank, site, name, address, today())
    if "zip" in downloads:
        write_archive(site, name, address, today())


def _warn(findings: Any) -> None:
    if findings:
        LOG.warning("the bank has mistakes:\n%s", as_text(findings))
