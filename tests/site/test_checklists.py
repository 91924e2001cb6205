"""Checklists: named boxes, ticked by keyboard, remembered nowhere, and room to write on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

CHECKLIST = "toolkit/checklists/challenges.html"


def tick_first(page: Page) -> None:
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def expect_no_ticks(page: Page) -> None:
    expect(page.get_by_role("checkbox").first).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_each_box_is_named_by_its_question(page: Page, site_address: str) -> None:
    page.goto(site_address + CHECKLIST)
    questions = page.locator(".kb-checklist label").all_inner_texts()
    assert len(questions) > 5
    for question in questions:
        expect(page.get_by_role("checkbox", name=question, exact=True)).to_have_count(1)


def test_a_box_is_reached_and_ticked_by_keyboard(page: Page, site_address: str) -> None:
    page.goto(site_address + CHECKLIST)
    first = page.get_by_role("checkbox").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if first.evaluate("box => box === document.activeElement"):
            break
    expect(first).to_be_focused()
    assert first.evaluate("box => getComputedStyle(box).outlineWidth") == "3px"
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()


def test_a_question_is_a_target_large_enough_for_a_finger(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site_address + CHECKLIST)
    for box in page.locator(".kb-checklist label").all():
        assert box.bounding_box()["height"] >= 44


def test_a_tick_does_not_outlive_reload(page: Page, site_address: str) -> None:
    page.goto(site_address + CHECKLIST)
    tick_first(page)
    page.reload()
    expect_no_ticks(page)


def test_a_tick_does_not_outlive_going_away_and_back(page: Page, site_address: str) -> None:
    page.goto(site_address + CHECKLIST)
    tick_first(page)
    page.goto(site_address)
    page.go_back()
    expect_no_ticks(page)


def test_a_page_the_browser_kept_whole_comes_back_without_ticks(
    page: Page, site_address: str
) -> None:
    page.goto(site_address + CHECKLIST)
    tick_first(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect_no_ticks(page)


@pytest.mark.parametrize("field", ["name", "form", "value"])
def test_a_box_has_nothing_that_could_be_sent(built_site: Path, field: str) -> None:
    for page in (built_site / "toolkit/checklists").glob("*.html"):
        for box in page.read_text(encoding="utf-8").split('<input class="kb-checklist__box"')[1:]:
            assert f" {field}=" not in box.split(">")[0]


def test_what_to_look_for_is_folded_away_on_screen_and_open_on_paper(
    page: Page, site_address: str
) -> None:
    page.goto(site_address + CHECKLIST)
    item = page.locator(".kb-checklist__item").first
    sign, title = item.locator(".kb-checklist__signs li").first, item.locator("summary")
    expect(sign).to_be_hidden()
    assert title.bounding_box()["height"] >= 44
    title.focus()
    page.keyboard.press("Enter")
    expect(sign).to_be_visible()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert sign.evaluate("sign => sign.getBoundingClientRect().height") > 0
    expect(sign).to_be_visible()


def test_there_is_room_to_write_on_paper_and_only_there(page: Page, site_address: str) -> None:
    page.goto(site_address + CHECKLIST)
    room = page.locator(".kb-checklist__notes").first
    expect(room).to_be_hidden()
    page.emulate_media(media="print")
    expect(room).to_be_visible()
    assert room.bounding_box()["height"] > 75
