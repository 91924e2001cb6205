"""Words that lead somewhere: to whom to ring, along a route, through a training, to a file."""

from knowledge_bank.exports.archive import ARCHIVE
from knowledge_bank.exports.documents import documents
from knowledge_bank.findings import Finding
from knowledge_bank.words import calls_in
from macros.slides import slides_as_markdown
from macros.vocabulary.showing import Showing


class Ways(Showing):
    """Words that take readers further, on the site, on the telephone or away from both."""

    def partnership(self, field: str) -> str:
        """A local word, such as the partnership’s name."""
        assert self._bank.partnership
        return self._inline("word", word=getattr(self._bank.partnership.record, field))

    def contacts(self) -> str:
        """Whom to ring, and when."""
        assert self._bank.partnership
        return self._block("contacts", contacts=self._bank.partnership.record.contacts)

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

    def search(self) -> str:
        """The search itself; readers without scripts get a sentence in its place."""
        local = self._bank.partnership
        return self._block("search", editor_email=local.record.editor_email if local else None)

    def saved_copy(self) -> str:
        """The reader’s choice to keep a copy of the site on this device, or to remove it."""
        return self._block("saved-copy")

    def downloads(self) -> str:
        """The files to take away that this build writes, if it writes any."""
        named = {f"{path}.pdf": title for path, title in documents(self._bank).items()}
        return self._block("downloads", documents=named.items(), archive=ARCHIVE)
