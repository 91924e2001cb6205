"""What changed, for programs that watch: Atom and JSON feeds, for all and for each role."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from knowledge_bank.bank import Bank
from knowledge_bank.news import News, news_of, readers_of

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
PAGE = "resources/what-changed.html"


def write_feeds(bank: Bank, site: Path, name: str, address: str) -> None:
    """Write the feeds into `site`; `name` and `address` are the site’s, the latter perhaps empty.

    They say nothing of the day on which they are made: the same bank gives the same bytes.
    """
    everything = news_of(bank)
    folder = site / "feeds"
    folder.mkdir(exist_ok=True)
    for reader, title, news in _feeds(bank, name, everything):
        written = _atom(reader, title, name, address, news)
        (folder / f"{reader}.xml").write_bytes(written)
        text = json.dumps(_json(reader, title, name, address, news), indent=1, ensure_ascii=False)
        (folder / f"{reader}.json").write_text(text + "\n", encoding="utf-8", newline="")


def _feeds(
    bank: Bank, name: str, everything: tuple[News, ...]
) -> Iterator[tuple[str, str, list[News]]]:
    yield "everyone", f"{name}: what changed", list(everything)
    for reader, title in readers_of(bank):
        told = [news for news in everything if news.concerns(reader)]
        yield reader, f"{name}: what changed. {title}", told


def _atom(reader: str, title: str, author: str, address: str, news: list[News]) -> bytes:
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"}
    )

    def add(
        parent: ElementTree.Element, tag: str, text: str = "", **more: str
    ) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", more)
        element.text = text or None
        return element

    add(feed, "id", _urn(f"{author}/{reader}"))
    add(feed, "title", title)
    add(feed, "updated", _moment(news[0]) if news else "1970-01-01T00:00:00Z")
    add(add(feed, "author"), "name", author)
    add(feed, "link", rel="alternate", type="text/html", href=_link(address, ""))
    add(feed, "link", rel="self", type="application/atom+xml", href=_self(address, reader, "xml"))
    for each in news:
        entry = add(feed, "entry")
        add(entry, "id", _urn(f"{author}/{each.id}"))
        add(entry, "title", _title(each))
        add(entry, "updated", _moment(each))
        add(entry, "published", _moment(each))
        add(entry, "link", rel="alternate", type="text/html", href=_link(address, each.id))
        add(entry, "category", term="major" if each.major else "minor")
        add(entry, "content", _text(each), type="text")
    ElementTree.indent(feed, " ")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _json(
    reader: str, title: str, author: str, address: str, news: list[News]
) -> dict[str, object]:
    feed: dict[str, object] = {"version": JSON_FEED, "title": title, "language": "en-GB"}
    if address:  # addresses in a JSON feed are whole ones
        feed |= {"home_page_url": _link(address, ""), "feed_url": _self(address, reader, "json")}
    feed["items"] = [
        {
            "id": _urn(f"{author}/{each.id}"),
            "url": _link(address, each.id),
            "title": _title(each),
            "content_text": _text(each),
            "date_published": _moment(each),
            "tags": ["major" if each.major else "minor", *each.affects],
        }
        for each in news
    ]
    return feed


def _title(news: News) -> str:
    return news.title if news.kind == "edition" or news.major else f"{news.title} (minor)"


def _text(news: News) -> str:
    return f"{news.what} Why: {news.why}." if news.why else news.what


def _moment(news: News) -> str:
    return f"{news.day.isoformat()}T00:00:00Z"


def _link(address: str, anchor: str) -> str:
    return f"{address or '../'}{PAGE}{'#' if anchor else ''}{anchor}"


def _self(address: str, reader: str, ending: str) -> str:
    return f"{address}feeds/{reader}.{ending}" if address else f"{reader}.{ending}"


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn
