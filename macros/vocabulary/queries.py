"""Words about what nobody has answered yet."""

from collections.abc import Iterable

from knowledge_bank.models.query import Query
from macros.vocabulary.showing import Showing


class Queries(Showing):
    """Words that show an open question, or list them all."""

    def query(self, name: str) -> str:
        """An open question, said openly on the page it concerns."""
        query = self._bank.queries[name].record
        return self._block("query", query=query, role=self._bank.role(query.answer_from))

    def queries(self) -> str:
        """Every question: the open ones by the role that must answer, then the answered ones."""
        records = [located.record for located in self._bank.queries.values()]
        still = [query for query in records if not query.answered]
        still.sort(key=lambda query: (not query.blocking, query.since))
        settled = [(query.answered.on, query.id, query) for query in records if query.answered]
        done = [query for *_, query in sorted(settled, reverse=True)]
        assert self._bank.partnership
        groups = [
            (role, self._with_pages(query for query in still if query.answer_from == role.id))
            for role in self._bank.partnership.record.roles
        ]
        counts = {
            "open": len(still),
            "blocking": sum(query.blocking for query in still),
            "answered": len(done),
        }
        return self._block(
            "queries",
            groups=[group for group in groups if group[1]],
            answered=self._with_pages(done),
            counts=counts,
        )

    def _with_pages(self, queries: Iterable[Query]) -> list[tuple[Query, list[tuple[str, str]]]]:
        return [(query, self._pages("queries", query.id)) for query in queries]
