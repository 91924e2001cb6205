"""A former address keeps a page that sends readers on, without a server and without a script."""

from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.bank import load_bank
from macros.former_pages import write_former_pages
from tests.macros.test_escaping import HOSTILE

SITE = Path(__file__).parents[1] / "sites" / "complete"
ROOT = Path(__file__).parents[2]


def read(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "to", "title"),
    [
        ("toolkit/old-name.html", "index.html", "Toolkit"),
        ("small.html", "index.html#what-to-do", "Q&A *starred* _lined_ [sic]: What to do"),
    ],
)
def test_an_old_address_leads_to_the_new_one(name: str, to: str, title: str, built: Path) -> None:
    page = read(built, name)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={to}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [to]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    link = page.xpath("//main//a")
    assert [(a.get("href"), a.text_content()) for a in link] == [(to, f"Go on to “{title}”")]
    assert page.xpath("//h1")[0].text_content() == "This page has moved"
    assert (built / name).parent.joinpath(to.partition("#")[0]).is_file()
    for asset in page.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
        assert (built / name).parent.joinpath(asset).is_file(), asset


def test_what_was_published_in_error_says_so_and_sends_nobody_on(built: Path) -> None:
    page = read(built, "resources/mistaken.html")
    assert page.xpath("//meta[@http-equiv='refresh'] | //link[@rel='canonical']") == []
    words = " ".join(page.xpath("//main")[0].text_content().split())
    assert words.startswith('This page was published in error It was about *another* & "older"')
    assert "It was taken away on 19 November 2026." in words


def test_former_pages_are_in_no_menu_no_map_and_no_search(built: Path) -> None:
    for path in ("index.html", "sitemap.xml", "search/index.js", "search/texts.js"):
        assert "old-name" not in (built / path).read_text("utf-8")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_reason_stays_text(value: str, tmp_path: Path) -> None:
    bank = load_bank(SITE)[0]
    for located in bank.former_pages.values():
        object.__setattr__(located.record, "reason", value)
    object.__setattr__(bank, "root", ROOT)
    conf = {
        "site_name": value,
        "site_url": "https://bank.test/kb/",
        "extra": {"security_policy": value},
    }
    write_former_pages(bank, tmp_path, conf)
    page = read(tmp_path, "toolkit/old-name.html")
    assert value in page.xpath("//article/p")[0].text
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [value]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "https://bank.test/kb/toolkit/index.html"
    ]
    assert len(page.xpath("//body//*")) == 6
