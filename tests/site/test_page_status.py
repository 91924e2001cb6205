"""A page says how old it is: at the build, and again on the reader's own day."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from knowledge_bank.bank import load_bank

OVERDUE = "Review overdue"
ADVICE = ".kb-status__advice[data-kb-until]"
STRONGER = ".kb-status__advice:not([data-kb-until])"
ROOT = Path(__file__).resolve().parents[2]
Open = Callable[[str, date], Page]


@pytest.fixture
def open_on(browser: Browser, site_address: str) -> Iterator[Open]:
    """Open a page as if on another day."""
    context = browser.new_context(timezone_id="Europe/London")

    def open_page(name: str, day: date) -> Page:
        page = context.new_page()
        page.clock.set_fixed_time(datetime.combine(day, time(12), UTC))
        page.goto(site_address + name)
        return page

    yield open_page
    context.close()


def due(built_site: Path, name: str) -> date:
    tree = html.fromstring((built_site / name).read_bytes())
    return date.fromisoformat(tree.find_class("kb-status")[0].get("data-kb-due"))


@pytest.fixture(scope="module")
def in_date(built_site: Path) -> str:
    """A page that was not overdue when it was built."""
    return next(
        name
        for path in sorted(built_site.rglob("*.html"))
        if path.name != "404.html"
        and (name := path.relative_to(built_site).as_posix())
        and due(built_site, name) > date.today()
    )


def test_a_page_in_date_says_nothing_the_day_before(
    open_on: Open, built_site: Path, in_date: str
) -> None:
    page = open_on(in_date, due(built_site, in_date) - timedelta(days=1))
    expect(page.get_by_text(OVERDUE)).to_be_hidden()


def test_a_page_is_overdue_on_its_day(open_on: Open, built_site: Path, in_date: str) -> None:
    page = open_on(in_date, due(built_site, in_date))
    expect(page.get_by_text(OVERDUE)).to_be_visible()
    expect(page.locator(ADVICE)).to_be_visible()
    expect(page.locator(STRONGER)).to_be_hidden()


def test_a_page_long_overdue_says_so_more_strongly(
    open_on: Open, built_site: Path, in_date: str
) -> None:
    page = open_on(in_date, due(built_site, in_date) + timedelta(days=185))
    expect(page.get_by_text(OVERDUE)).to_be_visible()
    expect(page.locator(STRONGER)).to_be_visible()
    expect(page.locator(ADVICE)).to_be_hidden()


def test_a_device_whose_clock_is_slow_hides_nothing(open_on: Open) -> None:
    page = open_on("strategy/what-is-neglect.html", date(2020, 1, 1))
    expect(page.get_by_text(OVERDUE)).to_be_visible()
    expect(page.locator(STRONGER)).to_be_visible()


def test_without_scripts_a_page_says_what_was_known_when_it_was_built(
    browser: Browser, site_address: str, in_date: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + "strategy/what-is-neglect.html")
    expect(page.get_by_text(OVERDUE)).to_be_visible()
    expect(page.get_by_text("3 June 2024").first).to_be_visible()
    page.goto(site_address + in_date)
    expect(page.get_by_text(OVERDUE)).to_be_hidden()
    expect(page.locator(".kb-record")).to_contain_text(re.compile("treat the page as overdue"))
    context.close()


def test_the_table_of_pages_grows_old_too(open_on: Open) -> None:
    soon = open_on("resources/page-reviews.html", date.today())
    some = soon.locator(".kb-page-reviews__late:visible").count()
    later = open_on("resources/page-reviews.html", date.today().replace(year=2099))
    rows = later.locator("tbody tr").count()
    assert some < rows == later.locator(".kb-page-reviews__late:visible").count()


@pytest.mark.parametrize(
    ("risk", "advice", "stronger"),
    [
        ("statutory", "look at the current edition", "law asks: ask your safeguarding lead"),
        ("practice", "check dates and numbers", "Check with your safeguarding lead"),
        ("background", "check a figure before you quote it", "Check its sources"),
    ],
)
def test_the_words_are_graded_by_what_it_costs_to_be_wrong(
    risk: str, advice: str, stronger: str, built_site: Path
) -> None:
    pages = load_bank(ROOT)[0].pages.values()
    name = next(page.name for page in pages if page.head.record.risk == risk)
    tree = html.fromstring((built_site / name.replace(".md", ".html")).read_bytes())
    said = [words.text_content() for words in tree.find_class("kb-status__advice")]
    assert [advice in said[0], stronger in said[1]] == [True, True], said


def test_three_dates_stand_beside_one_another(page: Page, site_address: str) -> None:
    page.goto(site_address + "strategy/what-is-neglect.html")
    record = page.locator(".kb-record")
    for label in ("Updated", "Reviewed", "Review due"):
        expect(record.get_by_text(label, exact=True)).to_be_visible()


def test_the_status_is_told_to_a_page_opened_from_a_folder(
    browser: Browser, built_site: Path, in_date: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    day = due(built_site, in_date)
    page.clock.set_fixed_time(datetime.combine(day, time(12), UTC))
    page.goto((built_site / in_date).as_uri())
    expect(page.get_by_text(OVERDUE)).to_be_visible()
    context.close()
