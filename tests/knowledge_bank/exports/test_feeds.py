"""Feeds that programs accept: what RFC 4287 and JSON Feed 1.1 ask for, and always the same."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from knowledge_bank.bank import load_bank
from knowledge_bank.exports.feeds import write_feeds
from knowledge_bank.news import news_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "https://bank.test/"
URN = re.compile(r"urn:uuid:[0-9a-f-]{36}")


@pytest.fixture(params=["", ADDRESS], ids=["nowhere", "somewhere"])
def feeds(request: pytest.FixtureRequest, complete: Path, tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    write_feeds(load_bank(complete)[0], site, "A *bank* & co", request.param)
    return site / "feeds"


def one(tree: etree._Element, path: str) -> str:
    found = tree.xpath(path, namespaces=ATOM)
    assert len(found) == 1, (path, found)
    return str(found[0])


def test_each_atom_feed_has_what_the_standard_asks_for(feeds: Path) -> None:
    atom = sorted(feeds.glob("*.xml"))
    assert [path.stem for path in atom] == ["everyone", "for-a-teacher"]
    for path in atom:
        feed = etree.fromstring(path.read_bytes())
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        assert URN.fullmatch(one(feed, "a:id/text()"))
        assert one(feed, "a:title/text()").startswith("A *bank* & co: what changed")
        assert one(feed, "a:author/a:name/text()") == "A *bank* & co"
        assert one(feed, "a:link[@rel='self']/@href").endswith(path.name)
        updated = [datetime.fromisoformat(one(feed, "a:updated/text()"))]
        entries = feed.xpath("a:entry", namespaces=ATOM)
        assert entries
        for entry in entries:
            assert URN.fullmatch(one(entry, "a:id/text()"))
            assert one(entry, "a:title/text()")
            assert one(entry, "a:content/text()")
            assert "resources/what-changed.html#" in one(entry, "a:link[@rel='alternate']/@href")
            updated.append(datetime.fromisoformat(one(entry, "a:updated/text()")))
        assert updated[0] == max(updated)
        ids = feed.xpath("//a:id/text()", namespaces=ATOM)
        assert len(set(ids)) == len(ids)


def test_each_json_feed_says_the_same(feeds: Path) -> None:
    for path in feeds.glob("*.json"):
        feed = json.loads(path.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        atom = etree.fromstring(path.with_suffix(".xml").read_bytes())
        assert [item["id"] for item in feed["items"]] == atom.xpath(
            "a:entry/a:id/text()", namespaces=ATOM
        )
        assert all(item["content_text"] and item["url"] for item in feed["items"])
        whole = ("home_page_url", "feed_url")
        assert all(feed[name].startswith(ADDRESS) for name in whole if name in feed)


def test_a_role_is_told_what_affects_it_and_what_affects_everyone(complete: Path) -> None:
    news = news_of(load_bank(complete)[0])
    assert [each.day for each in news] == sorted((each.day for each in news), reverse=True)
    assert {each.kind for each in news} == {"change", "edition"}
    assert all(each.concerns("for-a-teacher") for each in news)
    only = news[0].__class__(**{**vars(news[0]), "affects": ("for-a-nurse",)})
    assert not only.concerns("for-a-teacher")


def test_the_same_bank_gives_the_same_bytes(complete: Path, tmp_path: Path) -> None:
    bank, _ = load_bank(complete)
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_feeds(bank, tmp_path / name, "A bank", ADDRESS)
        files = sorted((tmp_path / name / "feeds").iterdir())
        written.append([(path.name, path.read_bytes()) for path in files])
    assert written[0] == written[1]
