"""Prompt cards: on paper the card is whole on the first sheet; how to use it follows."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page
from pypdf import PdfReader

from knowledge_bank.bank import load_bank

BANK = load_bank(Path(__file__).parents[2])[0]
PAGES = {
    page.name.replace(".md", ".html"): BANK.prompt_cards[call.arguments[0]].record
    for page in BANK.pages.values()
    for call in page.calls
    if call.word == "prompt_card"
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_card_has_its_page() -> None:
    assert len(PAGES) == len(BANK.prompt_cards) >= 3


@pytest.mark.parametrize("name", PAGES)
def test_a_card_prints_whole_on_one_sheet(page: Page, site_address: str, name: str) -> None:
    page.goto(site_address + name)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2
    sheet, guidance = (squeezed(sheet.extract_text()) for sheet in printed.pages)
    card = PAGES[name]
    questions = [question for group in card.groups for question in group.questions]
    asked = [card.use, card.close, *(group.title for group in card.groups), *questions]
    assert [text for text in asked if squeezed(text) not in sheet] == []
    for words in ("Status", "Version", "Review due", name):
        assert squeezed(words) in sheet
    for heading in page.locator(".kb-page > h2:not(.kb-page-routes__heading)").all():
        asked = squeezed(heading.inner_text())
        assert (asked in guidance) is (asked != "Thecard"), asked


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_card_can_be_read_at_arms_length(
    page: Page, site_address: str, name: str
) -> None:
    page.goto(site_address + name)
    page.emulate_media(media="print")
    size = "item => parseFloat(getComputedStyle(item).fontSize)"
    assert page.locator(".kb-card li").first.evaluate(size) >= 13  # 10 pt


@pytest.mark.parametrize("name", PAGES)
def test_on_screen_the_card_is_a_part_of_its_page(built_site: Path, name: str) -> None:
    tree = html.fromstring((built_site / name).read_bytes())
    assert len(tree.find_class("kb-card")) == 1
    assert len(tree.xpath("//article//h2")) > 2
