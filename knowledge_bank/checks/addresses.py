"""Links inside the bank, and pages that no navigation reaches."""

import posixpath
from collections.abc import Iterator
from datetime import date

from knowledge_bank.anchors import anchors_of
from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.reading.navigation import CONFIGURATION
from knowledge_bank.reading.pages import Link, Page


def broken_links(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the Markdown links that lead nowhere, or outside past the register."""
    for page in bank.pages.values():
        for link in page.links:
            if problem := _problem(bank, page, link):
                yield Finding(page.path, link.line, *problem)


def _problem(bank: Bank, page: Page, link: Link) -> tuple[str, str, str] | None:
    """Return (code, problem, fix) for `link`, or None if it holds."""
    address = link.address
    if address in ("", "#"):
        return None
    if ":" in address.split("/")[0] or address.startswith("//"):
        return (
            "KB111",
            f"The address `{address}` is typed on the page.",
            'Add the document to data/resources/sources.yaml and write {{ source("its-id") }}.',
        )
    path, _, anchor = address.partition("#")
    if path.startswith("/"):
        return (
            "KB112",
            f"The link `{address}` begins at the server’s root.",
            "Write it from this page, such as `../toolkit/index.md`.",
        )
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
    if not path:
        target = page.name
    if not target.endswith(".md"):
        if (bank.root / "docs" / target).is_file() and not target.startswith(".."):
            return None
        return "KB113", f"There is no file `{address}`.", "Link to the page’s .md file."
    linked = bank.pages.get(target)
    if linked is None:
        if (bank.root / "docs" / target).is_file():
            return None
        return "KB113", f"There is no page `{address}`.", "Correct the path to the page."
    if anchor and anchor not in anchors_of(bank, linked):
        known = ", ".join(sorted(anchors_of(bank, linked))[:12])
        return (
            "KB114",
            f"“{linked.head.record.title}” has no passage `#{anchor}`.",
            f"Use one of: {known}." if known else "It has none; link to the page as a whole.",
        )
    return None


def unreachable_pages(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield pages missing from the navigation, and entries of it that name no page."""
    if not bank.navigation.known:
        return
    named = {name for name, _ in bank.navigation.lines}
    for page in bank.pages.values():
        if page.name not in named:
            yield Finding(
                page.path,
                1,
                "KB121",
                "The page is not in the navigation.",
                "Add it under `nav` in mkdocs.yml.",
            )
    for name, line in bank.navigation.lines:
        if name not in bank.pages and not (bank.root / "docs" / name).is_file():
            yield Finding(
                CONFIGURATION,
                line,
                "KB122",
                f"The navigation names a page that is not there: `{name}`.",
                "Correct the path, or take the entry out.",
            )
