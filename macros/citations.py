"""Gives the passages of the built pages their names, and each a quiet link to cite it by."""

from collections.abc import Callable
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.citations.elements import with_names
from knowledge_bank.citations.names import Names, fingerprint
from knowledge_bank.citations.texts import in_words, page_with
from macros.components import day_in_words


def gone_passages(bank: Bank, names: Names) -> dict[str, list[dict[str, str]]]:
    """What became of the passages that once stood on each page, in plain words for templates."""
    return {
        page.name: [
            {
                "id": gone.id,
                "on": day_in_words(gone.on),
                "words": in_words(bank, gone.said),
                "to": page_with(bank, gone.to) if gone.to else "",
            }
            for gone in names.gone_from(bank, page)
        ]
        for page in bank.pages.values()
    }


def name_passages(site: Path, names: Names, render: Callable[..., str]) -> set[str]:
    """Put names in place of marks on every built page under `site`; return those placed."""

    def link(name: str, bears_id: bool) -> str:
        words = fingerprint(names.says[name])
        return render("cite", name=name, words=words, bears_id=bears_id)

    placed: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        named, here = with_names(page, link)
        if named != page:
            path.write_text(named, encoding="utf-8", newline="")
        placed |= here
    return placed
