"""One built page, and the shape of what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.etree import ParserError

# Words to look for in the source, code, problem, fix.
Mistake = tuple[str, str, str, str]


@dataclass(frozen=True)
class Built:
    """One built page."""

    name: str
    tree: html.HtmlElement
    ids: frozenset[str]

    @property
    def article(self) -> html.HtmlElement:
        """The part an author wrote, or the whole page where a template has no article."""
        found = self.tree.xpath("//article")
        return found[0] if found else self.tree


def read_built(site: Path, name: str) -> Built:
    """Return the built page `name` of the folder `site`; a page with nothing in it is a page."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring((site / name).read_bytes(), parser=parser)
    except ParserError:  # there is nothing in it
        tree = html.document_fromstring(b"<html></html>", parser=parser)
    ids = (element.get("id") for element in tree.iter())
    return Built(name, tree, frozenset(name for name in ids if name))
