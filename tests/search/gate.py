"""The queries by which search is judged, asked of a real page in a real browser."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).parent / "queries.yaml"
HELD_OUT = Path(__file__).parent / "held-out.yaml"
LINKS = "links => links.slice(0, 10).map(link => link.href)"


@dataclass(frozen=True)
class Asked:
    """One query, what would answer it, and what came back, best first."""

    query: str
    kind: str
    answers: tuple[str, ...]
    returned: tuple[str, ...] = ()

    @property
    def first(self) -> bool:
        """Whether the first result answers."""
        return self.answered_within(1)

    def answered_within(self, places: int) -> bool:
        """Whether one of the first results answers; a page stands for any of its passages."""
        return any(self._fits(result) for result in self.returned[:places])

    def answered_by(self, links: Iterable[str], address: str) -> "Asked":
        """The same query with what came back: links of the site at `address`."""
        names = (link.removeprefix(address).replace(".html", ".md") for link in links)
        return replace(self, returned=tuple(names))

    def by_page(self) -> "Asked":
        """The same, but any passage of a page that answers will do."""
        pages = tuple(answer.partition("#")[0] for answer in self.answers)
        return replace(self, answers=pages)

    def _fits(self, result: str) -> bool:
        return any(
            result == answer or ("#" not in answer and result.partition("#")[0] == answer)
            for answer in self.answers
        )


def queries(path: Path = QUERIES) -> Iterator[Asked]:
    """Yield the queries as their author wrote them."""
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield Asked(str(entry["query"]), entry["kind"], tuple(entry["answers"]))


def ask_our_page(page: Page, address: str, asked: Iterable[Asked]) -> Iterator[Asked]:
    """Type each query into the search page and read the links in the order they stand."""
    page.goto(f"{address}search.html")
    field = page.get_by_role("searchbox", name="Search this site")
    results = page.locator("[data-kb-results] a")
    for one in asked:
        field.fill(one.query)
        field.press("Enter")
        page.wait_for_function(
            "q => document.querySelector('[data-kb-search-page]').dataset.kbAnswered === q",
            arg=one.query.strip(),
        )
        yield one.answered_by(results.evaluate_all(LINKS), address)


def share(asked: Iterable[Asked], places: int) -> float:
    """The part of the queries that one of the first results answers."""
    all_of_them = list(asked)
    return sum(one.answered_within(places) for one in all_of_them) / max(len(all_of_them), 1)


def report(asked: list[Asked]) -> str:
    """The result as a table by kind, and every miss with what came instead."""
    lines = [f"{'':14}{'queries':>8}{'hit@1':>8}{'recall@3':>10}"]
    kinds = list(dict.fromkeys(one.kind for one in asked))
    for name in [*kinds, "all"]:
        some = [one for one in asked if name in (one.kind, "all")]
        lines.append(f"{name:14}{len(some):8}{share(some, 1):8.3f}{share(some, 3):10.3f}")
    for one in asked:
        if not one.first:
            place = "second or third" if one.answered_within(3) else "MISSED"
            lines += [
                f"\n{one.kind}: {one.query} – {place}",
                f"  wanted   {' or '.join(one.answers)}",
            ]
            lines.append(f"  returned {', '.join(one.returned[:3]) or 'nothing'}")
    return "\n".join(lines)
