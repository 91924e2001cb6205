"""Headings: one title, no skipped level, an id on each so that links outlive rewording."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.reading.pages import Page


def heading_mistakes(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the headings of each page."""
    for page in bank.pages.values():
        yield from _title(page)
        yield from _order(page)
        yield from _ids(page)


def _title(page: Page) -> Iterator[Finding]:
    title = page.head.record.title
    tops = [heading for heading in page.headings if heading.level == 1]
    if not tops or page.headings[0] is not tops[0]:
        yield Finding(
            page.path,
            page.headings[0].line if page.headings else 1,
            "KB131",
            "The page does not open with its title as a heading.",
            f"Begin the text with `# {title}`.",
        )
    elif tops[0].text != title:
        yield Finding(
            page.path,
            tops[0].line,
            "KB132",
            f"The heading “{tops[0].text}” is not the page’s title, “{title}”.",
            "Make the two the same.",
        )
    for extra in tops[1:]:
        yield Finding(
            page.path, extra.line, "KB133", "This is a second title.", "Use `##` instead of `#`."
        )


def _order(page: Page) -> Iterator[Finding]:
    for above, below in pairwise(page.headings):
        if below.level > above.level + 1:
            yield Finding(
                page.path,
                below.line,
                "KB134",
                f"The heading “{below.text}” skips a level.",
                f"Use {'#' * (above.level + 1)} under “{above.text}”.",
            )


def _ids(page: Page) -> Iterator[Finding]:
    for heading in page.headings:
        if heading.level > 1 and heading.id is None:
            yield Finding(
                page.path,
                heading.line,
                "KB135",
                f"The heading “{heading.text}” has no id.",
                "Add one, such as `{ #what-to-do }`, and keep it when you reword the heading.",
            )
    for name, times in Counter(heading.id for heading in page.headings if heading.id).items():
        if times > 1:
            last = [heading for heading in page.headings if heading.id == name][-1]
            yield Finding(
                page.path,
                last.line,
                "KB136",
                f"The id `{name}` stands on this page already.",
                "Give this heading another.",
            )
