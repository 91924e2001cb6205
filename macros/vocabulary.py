"""What each word in braces becomes: a record looked up in the bank, shown by its component."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from mkdocs.utils import get_relative_url

from knowledge_bank.bank import Bank
from knowledge_bank.citations.names import Names
from knowledge_bank.citing import pages_of, uses
from knowledge_bank.editions import LIVING, editions_to_build
from knowledge_bank.exports.archive import ARCHIVE
from knowledge_bank.exports.documents import documents
from knowledge_bank.fields import fields_of
from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS
from knowledge_bank.models.query import Query
from knowledge_bank.models.source import Source
from knowledge_bank.news import news_of, preceded_by, readers_of
from knowledge_bank.passages import target_title
from knowledge_bank.published_scale import PublishedGuide, published_guide
from knowledge_bank.scaling_form import docx_of, key_to_numbers, scaling_form
from knowledge_bank.supersession import chain_of, newest_of, successor_of
from knowledge_bank.words import WORDS, Word, calls_in
from macros.components import component_renderer
from macros.health import health_facts, lately_facts
from macros.link_check import LinkCheck
from macros.page_record import page_records
from macros.ring import drawn
from macros.scale_line import segments
from macros.slides import slides_as_markdown
from macros.source_register import registered

BRIEFING = timedelta(days=92)


class Vocabulary:
    """The words of knowledge_bank.words; each returns HTML, or Markdown, for the page it is on."""

    def __init__(self, bank: Bank, names: Names, today: date, env: Any) -> None:
        self._bank = bank
        self._today = today
        self._env = env
        self._render = component_renderer(bank.root, names.by_text)
        self._terms: Counter[tuple[str, str]] = Counter()
        self._uses = uses(bank)
        self._links = LinkCheck(bank, today)

    def words(self) -> Iterator[tuple[str, Callable[..., str]]]:
        """Yield every word with the function that makes its HTML."""
        for word in WORDS.values():
            yield word.name, self._shows(word) if word.shows else getattr(self, word.name)

    def source(self, name: str, place: str = "", on_purpose: str = "") -> str:
        """A source inline: its title as a link, its edition, its state and the place in it."""
        source = self._bank.sources[name].record
        return self._inline("source", source=source, place=place, on_purpose=on_purpose)

    def supersession(self, name: str) -> str:
        """The chain of editions that a source belongs to, oldest first, and who says so."""
        steps = [
            (self._bank.sources[each].record, successor_of(self._bank, each))
            for each in chain_of(self._bank, name)
        ]
        return self._block("supersession", steps=steps)

    def quotation(self, name: str) -> str:
        """Words quoted from a source, set apart from our own."""
        quotation = self._bank.quotations[name].record
        source = self._bank.sources[quotation.source].record
        return self._block("quotation", quotation=quotation, source=source)

    def term(self, name: str, words: str = "") -> str:
        """A word of the glossary, with its meaning to open by mouse, keyboard or touch."""
        page = self._env.page.file.src_uri
        self._terms[page, name] += 1
        popover = f"term-{name}-{self._terms[page, name]}"
        term = self._bank.terms[name].record
        return self._inline("term", term=term, words=words or term.term, popover=popover)

    def query(self, name: str) -> str:
        """An open question, said openly on the page it concerns."""
        query = self._bank.queries[name].record
        return self._block("query", query=query, role=self._bank.role(query.answer_from))

    def partnership(self, field: str) -> str:
        """A local word, such as the partnership’s name."""
        assert self._bank.partnership
        return self._inline("word", word=getattr(self._bank.partnership.record, field))

    def contacts(self) -> str:
        """Whom to ring, and when."""
        assert self._bank.partnership
        return self._block("contacts", contacts=self._bank.partnership.record.contacts)

    def source_register(self) -> str:
        """Every source, grouped by how much it binds."""
        groups = registered(self._bank, lambda name: self._pages("sources", name))
        return self._block("source-register", groups=groups)

    def glossary(self) -> str:
        """Every term, in order of the alphabet."""
        terms = sorted(
            (located.record for located in self._bank.terms.values()),
            key=lambda term: term.term.casefold(),
        )
        letters = groupby(terms, key=lambda term: term.term[0].upper())
        return self._block("glossary", letters=[(letter, list(group)) for letter, group in letters])

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

    def _pages(self, collection: str, name: str) -> list[tuple[str, str]]:
        """The pages on which readers meet a record, as (path under docs/, title)."""
        found = self._uses.get((collection, name), ())
        return [(path.removeprefix("docs/"), title) for path, title in pages_of(found)]

    def page_reviews(self) -> str:
        """Every page with its review, the most overdue first."""
        records = page_records(self._bank, self._today)
        pages = sorted(
            (record["review_due"], page.head.record.title, name, record)
            for (name, page), record in zip(self._bank.pages.items(), records.values(), strict=True)
        )
        return self._block("page-reviews", pages=pages)

    def picture(self, name: str) -> str:
        """A ring of steps, drawn, with the same in words."""
        picture = self._bank.pictures[name].record
        return self._block("picture", picture=picture, name=name, **drawn(len(picture.steps)))

    def health(self, part: str) -> str:
        """How well the bank is kept: in counts, by what falls due, or by what is on record."""
        return self._block(f"health-{part}", **health_facts(self._bank, self._today, part))

    def accessibility(self, part: str) -> str:
        """A part of the accessibility statement: its facts, in the form the law gives."""
        assert self._bank.accessibility
        statement = self._bank.accessibility.record
        return self._block("accessibility", statement=statement, part=part)

    def search(self) -> str:
        """The search itself; readers without scripts get a sentence in its place."""
        local = self._bank.partnership
        return self._block("search", editor_email=local.record.editor_email if local else None)

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

    def lately(self) -> str:
        """The newest changes, and how many pages are overdue: for the home page."""
        return self._block("lately", **lately_facts(self._bank, self._today))

    def saved_copy(self) -> str:
        """The reader’s choice to keep a copy of the site on this device, or to remove it."""
        return self._block("saved-copy")

    def downloads(self) -> str:
        """The files to take away that this build writes, if it writes any."""
        named = {f"{path}.pdf": title for path, title in documents(self._bank).items()}
        return self._block("downloads", documents=named.items(), archive=ARCHIVE)

    def fields(self, kind: str) -> str:
        """The reference table of one kind of record, from its model."""
        return self._block("fields", kind=kind, fields=fields_of(KINDS[kind].model))

    def areas(self) -> str:
        """The areas of a child’s life, with their parts."""
        return self._block("areas", areas=[area.record for area in self._bank.areas.values()])

    def age_bands(self) -> str:
        """The bands of age, and the children an overlay is for."""
        return self._block(
            "age-bands", bands=[band.record for band in self._bank.age_bands.values()]
        )

    def scaling_guide(self) -> str:
        """The guide’s method: its bands, numbers, follow-ups and limits."""
        return self._block("scaling-guide", guide=self._guide)

    def scale_at_a_glance(self) -> str:
        """The scale with its words, drawn: the bands on a line, and what is not on it."""
        line = segments(self._guide.bands)
        return self._block("scale-at-a-glance", guide=self._guide, segments=line)

    def scale(self, name: str) -> str:
        """One area’s descriptors, age by age."""
        return self._block("scale", guide=self._guide, area=self._guide.area(name))

    def scale_by_age(self, name: str) -> str:
        """Every area’s descriptors at one age."""
        return self._block("scale-by-age", guide=self._guide, age=self._guide.age(name))

    def scaling_form(self, size: str = "a4") -> str:
        """The guide as a form on paper, in ordinary or in large print."""
        return self._block("scaling-form", **self._form_on_paper(size))

    def scaling_tool(self) -> str:
        """The guide on screen; without scripts, the form on paper stands in its place."""
        data = self._url("api/scaling-guide.js")
        return self._block(
            "scaling-tool", guide=self._guide, data=data, **self._form_on_paper("a4")
        )

    def routes(self, kind: str) -> str:
        """The routes for roles or for tasks, step by step."""
        routes = (located.record for located in self._bank.routes.values())
        return self._block("routes", routes=[route for route in routes if route.kind == kind])

    def slides(self, name: str) -> str:
        """The slides of a training, each the passage it shows, as Markdown for this page."""
        here = self._env.page.file.src_uri
        parts = slides_as_markdown(self._bank, self._bank.trainings[name].record, here)
        refused: list[Finding] = []
        list(calls_in(parts, here, 1, refused))
        if refused:
            raise ValueError(f"A passage holds more than words in braces. {refused[0].problem}")
        return str(self._env.env.from_string(parts).render())

    def _shows(self, word: Word) -> Callable[[str], str]:
        """The function of a word that shows one record whole, by the component of its name."""

        def show(name: str) -> str:
            record = getattr(self._bank, str(word.refers_to))[name].record
            return self._block(word.name.replace("_", "-"), **{word.name: record}, name=name)

        return show

    @cached_property
    def _guide(self) -> PublishedGuide:
        guide = published_guide(self._bank)
        assert guide
        return guide

    def _form_on_paper(self, size: str) -> dict[str, Any]:
        return {
            "form": scaling_form(self._guide),
            "key": key_to_numbers(self._guide),
            "size": size,
            "file": docx_of(size),
        }

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
