"""What each word in braces becomes: a record looked up in the bank, shown by its component."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from mkdocs.utils import get_relative_url

from knowledge_bank.bank import Bank
from knowledge_bank.exports.archive import ARCHIVE
from knowledge_bank.exports.documents import documents
from knowledge_bank.fields import fields_of
from knowledge_bank.findings import Finding
from knowledge_bank.health import health
from knowledge_bank.models import KINDS
from knowledge_bank.models.source import Source
from knowledge_bank.passages import target_title
from knowledge_bank.words import WORDS, Word, calls_in
from macros.components import component_renderer
from macros.page_record import page_records
from macros.ring import SIZE, circle_size, ring
from macros.slides import slides_as_markdown


class Vocabulary:
    """The words of knowledge_bank.words; each returns HTML, or Markdown, for the page it is on."""

    def __init__(self, bank: Bank, today: date, env: Any) -> None:
        self._bank = bank
        self._today = today
        self._env = env
        self._render = component_renderer(bank.root)
        self._uses: Counter[tuple[str, str]] = Counter()

    def words(self) -> Iterator[tuple[str, Callable[..., str]]]:
        """Yield every word with the function that makes its HTML."""
        for word in WORDS.values():
            yield word.name, self._shows(word) if word.shows else getattr(self, word.name)

    def source(self, name: str, place: str = "") -> str:
        """A source inline: its title as a link, its edition, its state and the place in it."""
        return self._inline("source", source=self._bank.sources[name].record, place=place)

    def quotation(self, name: str) -> str:
        """Words quoted from a source, set apart from our own."""
        quotation = self._bank.quotations[name].record
        source = self._bank.sources[quotation.source].record
        return self._block("quotation", quotation=quotation, source=source)

    def term(self, name: str, words: str = "") -> str:
        """A word of the glossary, with its meaning to open by mouse, keyboard or touch."""
        page = self._env.page.file.src_uri
        self._uses[page, name] += 1
        popover = f"term-{name}-{self._uses[page, name]}"
        term = self._bank.terms[name].record
        return self._inline("term", term=term, words=words or term.term, popover=popover)

    def query(self, name: str) -> str:
        """An open question, said openly on the page it concerns."""
        query = self._bank.queries[name].record
        return self._block("query", query=query, role=self._role(query.answer_from))

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
        sources = [located.record for located in self._bank.sources.values()]
        order = Source.model_fields["authority"].annotation.__args__  # type: ignore[union-attr]
        groups = [(name, [s for s in sources if s.authority == name]) for name in order]
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
        """Every open question, grouped by the role that must answer."""
        records = [located.record for located in self._bank.queries.values()]
        assert self._bank.partnership
        groups = [
            (role, [query for query in records if query.answer_from == role.id])
            for role in self._bank.partnership.record.roles
        ]
        return self._block("queries", groups=[group for group in groups if group[1]])

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
        count = len(picture.steps)
        drawn = {"nodes": ring(count), "radius": circle_size(count), "size": SIZE}
        return self._block("picture", picture=picture, name=name, **drawn)

    def health(self) -> str:
        """How well the bank is kept, in counts and bars."""
        return self._block("health", measures=health(self._bank, self._today))

    def accessibility(self, part: str) -> str:
        """A part of the accessibility statement: its facts, in the form the law gives."""
        assert self._bank.accessibility
        statement = self._bank.accessibility.record
        return self._block("accessibility", statement=statement, part=part, role=self._role)

    def search(self) -> str:
        """The search itself; readers without scripts get a sentence in its place."""
        return self._block("search")

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

    def _inline(self, component: str, /, **facts: Any) -> str:
        return " ".join(self._fill(component, **facts).split())

    def _block(self, component: str, /, **facts: Any) -> str:
        return f"\n{self._fill(component, **facts)}\n"

    def _fill(self, component: str, /, **facts: Any) -> str:
        words = {
            "bank": self._bank,
            "url": self._url,
            "page_title": self._title,
            "downloads": str(self._env.conf["extra"]["kb_downloads"]).split(),
        }
        return self._render(component, **words, **facts)

    def _url(self, target: str) -> str:
        """The address of `target` (path under docs/, perhaps with #anchor) from this page."""
        return get_relative_url(target.replace(".md", ".html"), self._env.page.url)

    def _title(self, target: str) -> str:
        return target_title(self._bank, target)

    def _role(self, name: str) -> str:
        assert self._bank.partnership
        roles = self._bank.partnership.record.roles
        return next((role.title for role in roles if role.id == name), name)
