"""Addresses that once held a page: each keeps a small page of its own that sends readers on.

Static files, because there is no server to ask and the site must work from a folder.
"""

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from knowledge_bank.bank import Bank
from knowledge_bank.passages import target_title
from macros.components import component_renderer


def write_former_pages(bank: Bank, site: Path, conf: Any) -> None:
    """Write a page for every former page of `bank` into the built site at `site`."""
    render = component_renderer(bank.root, folder="documents")
    for name, located in bank.former_pages.items():
        former = located.record
        if name in bank.pages:
            continue  # it has its own finding, and a page is never written over
        path = site / name.replace(".md", ".html")
        here = posixpath.dirname(name) or "."
        to = former.to.replace(".md", ".html") if former.to else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        page = render(
            "former-page",
            former=former,
            site=conf["site_name"],
            tab_title=bank.partnership.record.tab_title if bank.partnership else None,
            policy=conf["extra"].get("security_policy", ""),
            root=posixpath.relpath(".", here),
            to=posixpath.relpath(to, here) if to else "",
            to_title=target_title(bank, former.to) if former.to else "",
            canonical=urljoin(conf["site_url"] or "", to) if conf["site_url"] else "",
        )
        path.write_text(page + "\n", encoding="utf-8")
