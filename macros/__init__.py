"""The one place where the bank meets MkDocs: registers the words and hands facts to the theme."""

import logging
from pathlib import Path
from typing import Any

from knowledge_bank.bank import load_bank
from knowledge_bank.clock import today
from knowledge_bank.findings import Finding
from knowledge_bank.reports import as_text
from knowledge_bank.words import BRACES, WORDS, calls_in
from macros.page_record import page_records
from macros.vocabulary import Vocabulary

LOG = logging.getLogger("mkdocs.plugins.macros.bank")


def define_env(env: Any) -> None:
    """Read the bank and offer its words to pages; called by mkdocs-macros before a build.

    What could not be read is logged as a warning, so that a strict build stops.
    """
    bank, unreadable = load_bank(Path(env.project_dir))
    _warn(unreadable)
    vocabulary = Vocabulary(bank, today(), env)
    for word in WORDS:
        env.macro(getattr(vocabulary, word), word)
    env.conf["extra"]["kb"] = page_records(bank, today())


def on_pre_page_macros(env: Any) -> None:
    """Refuse to run anything on a page but the known words: pages hold facts, not programs."""
    if record := env.conf["extra"]["kb"].get(env.page.file.src_uri):
        # MkDocs reads `title: 1989` as a number, and stops at it.
        env.page.meta.update(title=record["title"], description=record["description"])
    if env.page.meta.get("render_macros") in (False, "false"):
        env.page.meta["render_macros"] = False
        return
    findings: list[Finding] = []
    list(calls_in(env.markdown, f"docs/{env.page.file.src_uri}", 1, findings))
    if findings or BRACES.search(str(env.page.title)):
        _warn(findings)
        env.page.title = "This page cannot be shown"
        env.markdown = "This page cannot be shown until its words in braces are mended."


def _warn(findings: Any) -> None:
    if findings:
        LOG.warning("the bank has mistakes:\n%s", as_text(findings))
