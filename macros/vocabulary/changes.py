"""Words about what changed, and about the editions that were frozen on the way."""

from datetime import timedelta
from itertools import groupby

from knowledge_bank.editions import LIVING, editions_to_build
from knowledge_bank.news import news_of, preceded_by, readers_of
from macros.health import lately_facts
from macros.vocabulary.showing import Showing

BRIEFING = timedelta(days=92)


class Changes(Showing):
    """Words that list changes and editions."""

    def changes(self) -> str:
        """What changed, by month and by role."""
        news = news_of(self._bank)
        months = [(month, list(group)) for month, group in groupby(news, key=lambda n: n.month)]
        readers = [
            (reader, title, [n for n in news if n.concerns(reader)])
            for reader, title in readers_of(self._bank)
        ]
        titles = {"everyone": "everyone", **dict(readers_of(self._bank))}
        before = preceded_by(self._bank)
        # An edition has no feeds of its own; the address is completed when it is built.
        living = LIVING if self._env.conf["extra"].get("kb_edition") else ""
        return self._block(
            "changes", months=months, readers=readers, titles=titles, before=before, living=living
        )

    def briefing(self) -> str:
        """The changes of the last quarter on one sheet, for a team meeting."""
        since = self._today - BRIEFING
        recent = [news for news in news_of(self._bank) if since <= news.day <= self._today]
        major = [news for news in recent if news.major]
        minor = [news for news in recent if not news.major]
        return self._block("briefing", since=since, until=self._today, major=major, minor=minor)

    def lately(self) -> str:
        """The newest changes, and how many pages are overdue: for the home page."""
        return self._block("lately", **lately_facts(self._bank, self._today))

    def editions(self) -> str:
        """Every edition, and which one stood on a given day."""
        editions = sorted(
            (
                (located.record.on, name, located.record)
                for name, located in self._bank.editions.items()
            ),
            key=lambda each: each[:2],
            reverse=True,
        )
        agencies = self._bank.partnership.record.agencies if self._bank.partnership else ()
        titles = {agency.id: agency.title for agency in agencies}
        before = preceded_by(self._bank)
        return self._block(
            "editions", editions=editions, titles=titles, before=before, built=editions_to_build()
        )
