"""The real bank keeps its promises: true to its sources, naming no person, no place, no guess."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from knowledge_bank.bank import Bank
from knowledge_bank.building import check
from knowledge_bank.models.base import Record
from knowledge_bank.references import references
from knowledge_bank.supersession import chain_of, newest_of

ROOT = Path(__file__).parents[2]
Site = dict[str, html.HtmlElement]

# What the partnership's own documents are called belongs in these, and nowhere else.
MAY_NAME_PLACES = (
    "data/resources/sources.yaml",
    "data/resources/quotations.yaml",
    "data/resources/coverage/",
)
PLACES = re.compile(
    r"\b(?:Bexley|Norfolk|London|Camden|Kent|Hounslow|Hampshire|Norwich|Croydon|Bromley|Greenwich|"
    r"Lewisham|Dartford|Thamesmead|Great Yarmouth|King[’']s Lynn|Suffolk|Essex|Plymouth)\b"
)
# The people named in the source documents, turned by thirteen letters so that no file names them.
PEOPLE = ("Funj", "Wbarf", "ZpTneel", "Qbjarf", "Cnefbaf", "Avpxv", "Novtnvy", "Ynhera")
NUMBERS = re.compile(r"(?<![\w£.,-])(?:999|112|101|111|0\d(?:[ -]?\d){8,9}|116 ?\d{3})(?![.,-]?\d)")

# The addresses that stand in the strategy of 2021, as they stand there.
GOV = (
    "https://assets.publishing.service.gov.uk/government/uploads/system/uploads/"
    "attachment_data/file"
)
ADDRESSES_OF_2021 = (
    "https://bexleysafeguardingpartnership.co.uk/for-professionals/neglect/",
    "https://www.londoncp.co.uk/responding_concerns.html",
    f"{GOV}/942454/Working_together_to_safeguard_children_inter_agency_guidance.pdf",
    "https://bexleysafeguardingpartnership.co.uk/for-professionals/professional-curiosity/",
    "https://www.safeguardingadultsinbexley.com/wp-content/uploads/Self-neglect-toolkit-1.pdf",
    f"{GOV}/722740/Older_children_neglect_FINAL_060718.pdf",
    f"{GOV}/901091/DfE_Death_in_infancy_review.pdf",
    "https://youngminds.org.uk/media/3091/adversity-and-trauma-informed-practice-guide-for-"
    "professionals.pdf",
    "https://learning.nspcc.org.uk/media/2246/isolated-and-struggling-social-isolation-risk-child-"
    "maltreatment-lockdown-and-beyond.pdf",
    "https://www.hampshirethamesvalleyclinicalnetworks.nhs.uk/trauma-informed-practice/",
    "https://learning.nspcc.org.uk/research-resources/learning-from-case-reviews/neglect",
)


def texts(value: Any, name: str = "") -> Iterator[str]:
    """What a record says to readers, without ids and without words quoted as found."""
    if isinstance(value, Record):
        for field in type(value).model_fields:
            yield from texts(getattr(value, field), field)
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts(entry, name)
    elif isinstance(value, str) and name not in (
        "id",
        "found",
        "source",
        "carried_by",
        "query",
        "path",
    ):
        yield value


def said(bank: Bank) -> Iterator[tuple[str, int, str]]:
    """Every text of the bank as (path, line, words)."""
    for page in bank.pages.values():
        for passage in page.passages:
            yield page.path, passage.line, passage.text
        for link in page.links:
            yield page.path, link.line, link.text
    for located in bank.records():
        for words in texts(located.record):
            yield located.path, 1, words


def ids(page: html.HtmlElement) -> list[str]:
    return [str(name) for name in page.xpath("//@id")]


def test_nothing_stands_in_the_way_of_a_merge() -> None:
    assert [finding for finding in check(ROOT, date.today())[1] if finding.blocking] == []


def test_the_bank_holds_what_it_should(bank: Bank) -> None:
    assert len(bank.pages) > 40
    assert len(bank.sources) > 30
    assert len(bank.queries) > 25
    assert {"challenges", "good-practice", "best-practice", "safety-plan", "organisation"} <= set(
        bank.checklists
    )
    assert len(list(said(bank))) > 2000


def test_no_place_is_named_outside_the_registers(bank: Bank) -> None:
    named = [
        (path, line, found.group(), words)
        for path, line, words in said(bank)
        if not path.startswith(MAY_NAME_PLACES) and (found := PLACES.search(words))
    ]
    assert named == []


def test_nobody_is_named() -> None:
    """In no file at all, comments and code included."""
    people = re.compile(rf"\b(?:{'|'.join(codecs.decode(name, 'rot13') for name in PEOPLE)})\b")
    files = [
        p
        for f in ("docs", "data", "overrides", "schemas")
        for p in (ROOT / f).rglob("*")
        if p.is_file()
    ]
    assert len(files) > 80
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in files}
    assert [path for path, text in texts.items() if people.search(text)] == []
    assert people.search(codecs.decode("Avpxv Funj", "rot13"))


def test_no_number_is_given_but_those_of_the_partnerships_list(bank: Bank) -> None:
    assert bank.partnership
    known = {
        contact.number.replace(" ", "")
        for contact in bank.partnership.record.contacts
        if contact.number
    }
    given = [
        (path, line, number)
        for path, line, words in said(bank)
        for number in NUMBERS.findall(words)
        if not path.startswith(("data/resources/sources.yaml", "data/resources/coverage/"))
    ]
    assert given
    assert [
        place for place in given if place[2].replace(" ", "").replace("-", "") not in known
    ] == []


# --- The ledger ---


def test_every_point_of_a_ledger_has_its_own_name(bank: Bank) -> None:
    assert bank.coverage
    for ledger in bank.coverage.values():
        points = [point.id for section in ledger.record.sections for point in section.points]
        assert [name for name, times in Counter(points).items() if times > 1] == []


def test_the_ledger_of_2021_is_whole(bank: Bank) -> None:
    sections = bank.coverage["bexley-strategy-2021"].record.sections
    assert len(sections) > 20
    assert sum(len(section.points) for section in sections) > 250


def test_every_passage_that_carries_a_point_exists_on_the_built_site(
    bank: Bank, site: Site
) -> None:
    targets = {
        target
        for ledger in bank.coverage.values()
        for section in ledger.record.sections
        for point in section.points
        for target in point.carried_by
    }
    assert len(targets) > 80
    known = {name: set(ids(page)) for name, page in site.items()}
    lost = []
    for target in targets:
        path, _, anchor = target.partition("#")
        name = path.removesuffix(".md") + ".html"
        if name not in known or (anchor and anchor not in known[name]):
            lost.append(target)
    assert lost == []


def test_the_ledger_is_shown_to_readers(bank: Bank, site: Site) -> None:
    shown = set(ids(site["resources/2021-document.html"]))
    sections = bank.coverage["bexley-strategy-2021"].record.sections
    assert {point.id for section in sections for point in section.points} <= shown


# --- Sources and questions ---


def test_every_source_is_cited_or_explained(bank: Bank) -> None:
    cited = {
        call.arguments[0]
        for page in bank.pages.values()
        for call in page.calls
        if call.word == "source"
    }
    cited |= {
        reference.id
        for located in bank.records()
        for reference in references(located.record)
        if reference.collection == "sources"
    }
    idle = [
        name
        for name, source in bank.sources.items()
        if name not in cited and not source.record.note
    ]
    assert idle == []


@pytest.mark.parametrize("address", ADDRESSES_OF_2021)
def test_every_address_of_the_strategy_is_in_the_register(address: str, bank: Bank) -> None:
    def bare(text: str | None) -> str:
        return (
            (text or "")
            .removeprefix("https://")
            .removeprefix("http://")
            .removeprefix("www.")
            .rstrip("/")
        )

    known = {
        bare(each) for s in bank.sources.values() for each in (s.record.cited_as, s.record.address)
    }
    assert bare(address) in known


def test_there_are_eleven_addresses() -> None:
    assert len(set(ADDRESSES_OF_2021)) == 11


def test_nothing_is_called_current_that_nobody_opened(bank: Bank) -> None:
    called = [s.record for s in bank.sources.values() if s.record.state == "current"]
    assert [source.id for source in called if source.checked is None] == []
    entries = (ROOT / "data/resources/sources.yaml").read_text("utf-8")
    assert entries.count("state: current") == len(called)


def test_working_together_is_a_chain_whose_newest_a_person_must_confirm(
    bank: Bank, site: Site
) -> None:
    editions = [f"working-together-{year}" for year in (2018, 2020, 2023, 2026)]
    for edition in editions:
        assert chain_of(bank, edition) == tuple(editions)
    newest = bank.sources["working-together-2026"].record
    assert newest.to_confirm
    assert newest.how_we_know
    assert newest.checked is None
    page = site["resources/statutory-guidance.html"]
    (chain,) = page.xpath("//ol[contains(@class, 'kb-supersession')]")
    links = [link.get("href").partition("#")[2] for link in chain.xpath("./li/p[1]/a[1]")]
    assert links == editions
    assert newest.to_confirm in " ".join(chain.text_content().split())


def test_every_superseded_edition_says_so_wherever_a_page_cites_it(bank: Bank, site: Site) -> None:
    told = 0
    for page in bank.pages.values():
        cited = site[page.name.removesuffix(".md") + ".html"].xpath("//article//cite")
        titles = [" ".join(each.text_content().split()) for each in cited]
        for call in page.calls:
            if call.word == "source" and newest_of(bank, call.arguments[0]) != call.arguments[0]:
                source = bank.sources[call.arguments[0]].record
                said = [each for each in titles if each.startswith(source.name)]
                assert said, (page.path, source.id)
                assert all("superseded" in each for each in said), said
                told += 1
    assert told > 10


def test_the_strategy_says_that_its_own_review_has_passed(bank: Bank, site: Site) -> None:
    assert bank.sources["bexley-strategy-2021"].record.review_due == date(2024, 6, 3)
    page = site["strategy/what-is-neglect.html"].xpath("//article")[0].text_content()
    assert "3 June 2024" in page


def test_the_numbers_to_ring_wear_no_warning_that_is_the_strategys(site: Site) -> None:
    page = site["resources/who-to-ring.html"]
    assert "999" in page.xpath("//article")[0].text_content()
    assert "2024" not in page.xpath("//*[contains(@class, 'kb-status')]")[0].text_content()


def test_every_question_is_shown_and_has_somebody_to_answer_it(bank: Bank, site: Site) -> None:
    shown = set(ids(site["resources/questions.html"]))
    assert set(bank.queries) - shown == set()


def test_no_built_page_shows_what_the_source_left_open(site: Site) -> None:
    for name, page in site.items():
        article = page.xpath("//article")[0]
        for code in article.xpath(".//code | .//pre"):
            code.clear(keep_tail=True)
        for left in ("ADD LINK", "QUERY WORD", "beef it up"):
            assert left not in article.text_content(), name


def test_every_page_is_built_and_can_be_reached(bank: Bank, site: Site) -> None:
    expected = {name.removesuffix(".md") + ".html" for name in bank.pages}
    histories = {f"history/{name}" for name in expected}
    assert expected | histories | {"404.html"} == set(site)
    assert {name for name, _ in bank.navigation.lines} == set(bank.pages)


def test_the_accessibility_statement_has_the_form_the_law_gives(site: Site) -> None:
    """Regulation 8 of 2018 No. 952, which revoked No. 852; the wording of GOV.UK's sample."""
    page = site["resources/accessibility.html"]
    said = " ".join(page.text_content().split())
    regulations = (
        "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
        "Accessibility Regulations 2018"
    )
    for words in (
        "This accessibility statement applies to",
        f"is committed to making its website accessible, in accordance with {regulations}.",
        "compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
        f"Human Rights Commission (EHRC) is responsible for enforcing {regulations}",
        "contact the Equality Advisory and Support Service (EASS)",
        "This statement was prepared on",
        "It was last reviewed on",
        "This website was last tested on",
    ):
        assert words in said
    assert {heading.get("id") for heading in page.iter("h2", "h3")} >= {
        *("feedback", "enforcement", "compliance", "non-compliance", "burden", "out-of-scope"),
        *("tests", "dates"),
    }
    links = {link.get("href") for link in page.xpath("//article//a")}
    # Part 5, on enforcement, and where a complaint goes.
    assert links >= {
        "https://www.legislation.gov.uk/uksi/2018/952/made",
        "https://www.equalityadvisoryservice.com/",
    }
