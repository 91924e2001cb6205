"""GOV.UK's word is taken where it is clear, and nothing it might send does harm."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.links.govuk import Word, api_address, word_of
from knowledge_bank.links.result import Answer, Outcome, Result

PAGE = "https://www.gov.uk/government/publications/working-together"
API = "https://www.gov.uk/api/content/government/publications/working-together"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)
KEYS = ("withdrawn_notice", "public_updated_at", "details", "document_type", "redirects")


def said(facts: object, status: int = 200) -> Word | None:
    answer = Answer(status, {}, json.dumps(facts).encode())
    return word_of(Result(API, status, API, "", Outcome.ANSWERED, (), answer))


@pytest.mark.parametrize(
    ("page", "api"),
    [
        (PAGE, API),
        (PAGE + "/", API),
        (PAGE + "#part", API),
        ("https://www.gov.uk/", None),
        ("https://assets.publishing.service.gov.uk/a.pdf", None),
        ("https://www.gov.uk.example.org/a", None),
        (API, None),
    ],
)
def test_a_page_of_govuk_has_its_entry(page: str, api: str | None) -> None:
    assert api_address(page) == api


def test_withdrawn_gone_moved_and_updated_are_told() -> None:
    notice = {
        "explanation": "<p>See <a href='/x'>the newer</a></p>",
        "withdrawn_at": "2023-12-15T1",
    }
    word = said({"withdrawn_notice": notice})
    assert word
    assert word.withdrawn == "withdrawn on 2023-12-15 See the newer"
    assert said({"document_type": "gone"}) == said({}, 410) == Word(gone=True)
    moved = said({"document_type": "redirect", "redirects": [{"destination": "/new"}]})
    assert moved == Word(moved_to="https://www.gov.uk/new")
    history = [
        {"public_timestamp": "2023", "note": "old"},
        {"public_timestamp": "2024", "note": "new"},
    ]
    word = said({"public_updated_at": "2024-02-23T10:00", "details": {"change_history": history}})
    assert word == Word(updated=date(2024, 2, 23), change="new")


@given(
    st.dictionaries(st.sampled_from(KEYS), anything) | anything, st.sampled_from([200, 404, 410])
)
def test_whatever_it_sends_is_read_without_harm(facts: object, status: int) -> None:
    said(facts, status)
