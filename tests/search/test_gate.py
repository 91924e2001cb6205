"""Search finds what practitioners ask for, in their words; `kb search-report` prints the misses."""

import pytest
from playwright.sync_api import Browser

from tests.search.gate import Asked, ask_our_page, queries, report, share


@pytest.fixture(scope="module")
def asked(browser: Browser, site_address: str) -> list[Asked]:
    context = browser.new_context()
    answered = list(ask_our_page(context.new_page(), site_address, queries()))
    context.close()
    print("\n" + report(answered))
    return answered


def test_the_list_is_as_wide_as_practice(asked: list[Asked]) -> None:
    assert len(asked) >= 150
    assert len({one.query for one in asked}) == len(asked)


# The goals are nine in ten by the first result, and 97 in a hundred by the first three. These bars
# are what is reached so far; whole questions and what families say are what is missing.
FIRST, AMONG_THREE = 0.88, 0.94


def test_most_are_answered_by_the_first_result(asked: list[Asked]) -> None:
    assert share(asked, 1) >= FIRST


def test_nearly_all_are_answered_by_the_first_three(asked: list[Asked]) -> None:
    assert share(asked, 3) >= AMONG_THREE


@pytest.mark.parametrize("kind", ["acronym", "heading"])
def test_letters_and_headings_come_first(asked: list[Asked], kind: str) -> None:
    assert [one.query for one in asked if one.kind == kind and not one.first] == []
