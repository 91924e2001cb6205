"""A page of history for each page: what changed, when, and what can still be cited."""

from collections.abc import Callable, Iterator
from typing import Any

from mkdocs.utils import get_relative_url

from knowledge_bank.bank import Bank
from knowledge_bank.citations.names import Names
from knowledge_bank.citations.texts import in_words, page_with
from knowledge_bank.history.keeping import History
from knowledge_bank.models.passage_ledger import GonePassage
from macros.components import day_in_words

Write = Callable[[str, str, str], None]


def history_name(page: str) -> str:
    """The address of the history of `page` (its path under docs/)."""
    return f"history/{page.replace('.md', '.html')}"


def write_histories(
    bank: Bank, names: Names, history: History, render: Callable[..., str], write: Write
) -> None:
    """Write a page of history for every page there is or was."""
    left = {
        file.removeprefix("docs/")
        for file, gone in names.gone.items()
        if gone and file.startswith("docs/")
    }
    for page in sorted({*bank.pages, *history.story, *left}):
        name = history_name(page)
        title = _title(bank, f"docs/{page}")
        content = render(
            "history",
            title=title,
            address=_address(name, page.replace(".md", ".html")) if page in bank.pages else "",
            source=history.source,
            entries=history.story.get(page, ()),
            gone=list(_gone(bank, names, page, name)),
            words=lambda text: in_words(bank, text),
            titles=lambda file: _title(bank, file),
        )
        write(name, f"What changed on “{title}”", content)


def _gone(bank: Bank, names: Names, page: str, name: str) -> Iterator[dict[str, Any]]:
    known = bank.pages.get(page)
    gone: tuple[GonePassage, ...] = (
        names.gone_from(bank, known) if known else names.gone.get(f"docs/{page}", ())
    )
    for each in gone:
        target = page_with(bank, each.to) if each.to else ""
        yield {
            "id": each.id,
            "on": day_in_words(each.on),
            "words": in_words(bank, each.said),
            "to": _address(name, target) if target else "",
        }


def _title(bank: Bank, file: str) -> str:
    page = bank.pages.get(file.removeprefix("docs/"))
    return page.head.record.title if page else file.rpartition("/")[2].rpartition(".")[0]


def _address(here: str, target: str) -> str:
    return get_relative_url(target, here)
