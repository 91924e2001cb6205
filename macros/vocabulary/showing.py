"""How a record is shown: its component filled with facts, for the page that is being made."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from mkdocs.utils import get_relative_url

from knowledge_bank.bank import Bank
from knowledge_bank.citations.names import Names
from knowledge_bank.citing import Named, Use, pages_of, uses
from knowledge_bank.models.source import Source
from knowledge_bank.passages import target_title
from knowledge_bank.supersession import newest_of
from macros.components import component_renderer
from macros.link_check import LinkCheck


class Showing:
    """What the words of every family share: the bank, the day, and the way to a component."""

    def __init__(self, bank: Bank, names: Names, today: date, env: Any) -> None:
        self._bank = bank
        self._today = today
        self._env = env
        self._render = component_renderer(bank.root, names.by_text)
        self._links = LinkCheck(bank, today)

    def _inline(self, component: str, /, **facts: Any) -> str:
        return " ".join(self._fill(component, **facts).split())

    def _block(self, component: str, /, **facts: Any) -> str:
        return f"\n{self._fill(component, **facts)}\n"

    def _fill(self, component: str, /, **facts: Any) -> str:
        words = {
            "bank": self._bank,
            "url": self._url,
            "page_title": self._title,
            "newest": self._newest,
            "links": self._links,
            "downloads": str(self._env.conf["extra"]["kb_downloads"]).split(),
        }
        return self._render(component, **words, **facts)

    def _url(self, target: str) -> str:
        """The address of `target` (path under docs/, perhaps with #anchor) from this page."""
        return get_relative_url(target.replace(".md", ".html"), self._env.page.url)

    def _newest(self, source: str) -> Source | None:
        """The document that stands today where `source` stood; None while it is the newest."""
        newest = newest_of(self._bank, source)
        return None if newest == source else self._bank.sources[newest].record

    def _title(self, target: str) -> str:
        return target_title(self._bank, target)

    def _pages(self, collection: str, name: str) -> list[tuple[str, str]]:
        """The pages on which readers meet a record, as (path under docs/, title)."""
        found = self._uses.get((collection, name), ())
        return [(path.removeprefix("docs/"), title) for path, title in pages_of(found)]

    @cached_property
    def _uses(self) -> Mapping[Named, tuple[Use, ...]]:
        return uses(self._bank)
