"""Three editions: each stays readable, every citation of each holds, and the history tells them."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.bank import load_bank
from knowledge_bank.building import build
from knowledge_bank.checks.editions import changed_editions
from knowledge_bank.editions.content import content_of, content_of_all
from tests.knowledge_bank.editions.conftest import ADDRESS, DAYS
from tests.knowledge_bank.history.conftest import run_git

GOLDEN = Path(__file__).with_name("history.txt")
NAMED = re.compile(r"p-[a-z2-7]{8}")


def tree(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))


def told(page: html.HtmlElement) -> str:
    """The history of a page as it is read aloud, a line for each block."""
    kinds = "self::h1 or self::h2 or self::p or self::dt or self::dd"
    blocks = page.xpath(f"//article//*[{kinds}][not(@hidden or @aria-hidden)]")
    lines = (" ".join(block.text_content().split()) for block in blocks)
    return "\n".join(lines) + "\n"


def test_the_history_of_three_editions_is_the_golden_one(chain: Path) -> None:
    pages = ("toolkit/index", "resources/about", "toolkit/conversation-guide/home")
    said = [told(tree(chain / "site" / "history" / f"{name}.html")) for name in pages]
    assert "\n".join(said) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("name", DAYS)
def test_every_passage_that_an_edition_names_is_on_the_site_at_its_old_address(
    name: str, chain: Path
) -> None:
    edition = chain / "site" / "editions" / name
    cited = 0
    for page in edition.rglob("*.html"):
        here = page.relative_to(edition)
        today = {*tree(chain / "site" / here).xpath("//@id")}
        then = {each for each in tree(page).xpath("//article//@id") if NAMED.fullmatch(each)}
        assert then <= today, (here, then - today)
        cited += len(then)
    assert cited > 25


@pytest.mark.parametrize("name", DAYS)
def test_an_edition_says_what_it_is_and_where_the_words_stand_today(name: str, chain: Path) -> None:
    page = chain / "site" / "editions" / name / "toolkit" / "index.html"
    seen = tree(page)
    (banner,) = seen.xpath("//div[@class='kb-edition']")
    assert f"Edition {name}" in banner.text_content()
    assert seen.xpath("//p[@class='kb-danger-line']")
    assert seen.xpath("//article//p[@class='kb-status__saved']")
    assert ("Superseded" in banner.text_content()) is (name != "third")
    links = [link.get("href") for link in banner.iter("a")]
    assert links[:2] == ["../../../toolkit/index.html", "../../../history/toolkit/index.html"]
    assert seen.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert seen.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}toolkit/index.html"]
    assert not (chain / "site" / "editions" / name / "assets").exists()
    assert not (chain / "site" / "editions" / name / "search.html").exists()
    assert all(
        (page.parent / sheet).resolve().is_file()
        for sheet in seen.xpath("//link[@rel='stylesheet']/@href")
    )
    found = "editions/" in (chain / "site" / "search" / "index.js").read_text("utf-8")
    assert not found


def test_an_edition_holds_the_words_of_its_day(chain: Path) -> None:
    for name, meals in (("first", "most days"), ("second", "every day")):
        page = (chain / "site" / "editions" / name / "toolkit" / "index.html").read_text("utf-8")
        assert f"Three meals on {meals}" in page


def test_the_record_names_pages_signatures_and_sources_and_cannot_be_changed_unseen(
    chain: Path,
) -> None:
    bank, _ = load_bank(chain)
    edition = bank.editions["third"].record
    assert [each.agency for each in edition.signed] == ["council", "police"]
    assert {each.page for each in edition.pages} >= {"index.md", "toolkit/index.md"}
    assert edition.sources
    assert edition.content == content_of_all(edition.pages)
    stands = {each.page: each.content for each in edition.pages}
    assert stands["index.md"] == content_of(bank, bank.pages["index.md"])
    assert stands["toolkit/index.md"] != content_of(bank, bank.pages["toolkit/index.md"])
    assert list(changed_editions(bank, edition.on)) == []
    tag = run_git(chain, "cat-file", "-p", "edition/third")
    assert "Edition third" in tag
    assert "type commit" in tag


def test_the_editions_page_tells_which_stood_when(chain: Path) -> None:
    page = tree(chain / "site" / "resources" / "editions.html")
    stood = page.xpath("//li[@data-kb-from]/@data-kb-from")
    assert stood == [*sorted(DAYS.values(), reverse=True), "2018-07-09"]
    assert page.xpath("//a[@href='../editions/second/index.html']")


def test_the_history_of_the_whole_chain_can_be_kept(chain: Path) -> None:
    kept = run_git(chain, "show", "edition/third:history/pages.json")
    assert '"edition": "second"' in kept
    assert (
        subprocess.run(
            ["git", "-C", chain, "status", "--porcelain"], capture_output=True, check=True
        ).stdout
        == b""
    )


def test_two_builds_of_one_commit_agree_in_another_folder_and_time_zone(
    chain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its editions, its history and its feeds; the second has nothing in its cache."""
    run_git(tmp_path, "clone", "--quiet", chain.as_uri(), "elsewhere")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("KB_SITE_URL", ADDRESS)
    elsewhere = tmp_path / "elsewhere"
    outcome = build(elsewhere, elsewhere / "site", date(2026, 12, 4))
    assert outcome.succeeded, outcome
    assert files(elsewhere / "site") == files(chain / "site")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
