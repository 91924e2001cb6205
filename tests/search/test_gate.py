"""Search finds what practitioners ask for, in their words; `kb search-report` prints the misses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search.gate import HELD_OUT, QUERIES, Asked, ask_our_page, queries, report, share


def answers(browser: Browser, site_address: str, path: Path) -> list[Asked]:
    context = browser.new_context()
    answered = list(ask_our_page(context.new_page(), site_address, queries(path)))
    context.close()
    return answered


@pytest.fixture(scope="module")
def asked(browser: Browser, site_address: str) -> list[Asked]:
    answered = answers(browser, site_address, QUERIES)
    print("\n" + report(answered))
    return answered


# Only the whole is printed: who reads the misses and mends them has no second list any more.
@pytest.fixture(scope="module")
def held_out(browser: Browser, site_address: str) -> list[Asked]:
    answered = answers(browser, site_address, HELD_OUT)
    shares = [share(answered, places) for places in (1, 3)]
    print("\nheld out: {} queries, {:.3f}, {:.3f}".format(len(answered), *shares))
    return answered


def test_the_list_is_as_wide_as_practice(asked: list[Asked]) -> None:
    assert len(asked) >= 150
    assert len({one.query for one in asked}) == len(asked)


# The goals are nine in ten by the first result and 97 in a hundred by the first three. The second
# list is harder, with no letters and no headings: its bars are what was reached at first.
FIRST, AMONG_THREE = 0.92, 0.97
FIRST_HELD_OUT, AMONG_THREE_HELD_OUT = 0.86, 0.93


def test_most_are_answered_by_the_first_result(asked: list[Asked]) -> None:
    assert share(asked, 1) >= FIRST


def test_nearly_all_are_answered_by_the_first_three(asked: list[Asked]) -> None:
    assert share(asked, 3) >= AMONG_THREE


@pytest.mark.parametrize("kind", ["acronym", "heading"])
def test_letters_and_headings_come_first(asked: list[Asked], kind: str) -> None:
    assert [one.query for one in asked if one.kind == kind and not one.first] == []


def test_queries_that_nothing_was_fitted_to_are_answered_too(held_out: list[Asked]) -> None:
    assert len(held_out) >= 80
    assert share(held_out, 1) >= FIRST_HELD_OUT
    assert share(held_out, 3) >= AMONG_THREE_HELD_OUT
