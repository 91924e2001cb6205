"""“Exit this page”, where a partnership has turned it on: by pointer, by key, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import violations
from tests.site.hosting import hosted

WEATHER = "https://weather.test/?a=1&b=2"


@pytest.fixture(scope="module")
def address(first_site: Path) -> Iterator[str]:
    """Where the complete specimen, whose partnership has turned it on, is served."""
    with hosted(first_site) as host:
        yield host.address


@pytest.fixture
def reading(page: Page, address: str) -> Page:
    """A reader on the second page they opened."""
    page.route("https://weather.test/**", lambda route: route.fulfill(body="Sunny"))
    page.goto(f"{address}index.html")
    page.goto(f"{address}toolkit/index.html")
    return page


def left(page: Page, address: str) -> None:
    """Say that the page is gone and that the way back skips it."""
    page.wait_for_url(WEATHER)
    page.go_back()
    page.wait_for_url(f"{address}index.html")


def test_the_button_puts_another_page_in_the_place_of_this_one(reading: Page, address: str) -> None:
    reading.get_by_role("link", name="Exit this page").click()
    left(reading, address)


def test_shift_three_times_does_the_same_and_says_how_often_is_left(
    reading: Page, address: str
) -> None:
    status = reading.locator("[data-kb-exit-status]")
    reading.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift 2 more times to exit this page.")
    reading.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift 1 more time to exit this page.")
    reading.keyboard.press("Shift")
    left(reading, address)


def test_what_shift_was_said_to_do_is_unsaid_when_its_time_is_over(reading: Page) -> None:
    status = reading.locator("[data-kb-exit-status]")
    reading.clock.install()
    reading.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift 2 more times to exit this page.")
    reading.clock.run_for(6000)
    expect(status).to_have_text("")


def test_capital_letters_and_marking_text_are_no_way_out_and_say_nothing(
    reading: Page, address: str
) -> None:
    reading.get_by_role("searchbox").focus()
    for letter in "Abc Def Ghi Jkl":
        reading.keyboard.press(f"Shift+{letter}" if letter.isupper() else letter)
        expect(reading.locator("[data-kb-exit-status]")).to_have_text("")
    for _ in range(3):
        reading.get_by_role("heading", level=1).click(modifiers=["Shift"])
    expect(reading.locator("[data-kb-exit-status]")).to_have_text("")
    assert reading.url == f"{address}toolkit/index.html"


def test_the_page_is_covered_before_the_other_one_has_answered(page: Page, address: str) -> None:
    page.route("https://weather.test/**", lambda _: None)
    page.goto(f"{address}toolkit/index.html")
    count = "(selector) => document.querySelectorAll(selector).length"
    click = "() => document.querySelector('[data-kb-exit]').click()"
    seen = page.evaluate(
        f"() => {{ ({click})(); return ['.kb-exit-cover', 'article'].map({count}); }}"
    )
    assert seen == [1, 0]


def test_it_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("https://weather.test/**", lambda route: route.fulfill(body="Sunny"))
    page.goto(f"{address}toolkit/index.html")
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(WEATHER)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_breaks_no_rule_and_hides_nothing_that_has_focus(reading: Page, width: int) -> None:
    reading.set_viewport_size({"width": width, "height": 700})
    assert violations(reading) == []
    for _ in range(60):
        reading.keyboard.press("Tab")
        covered = reading.evaluate(
            """() => { const box = document.activeElement.getClientRects()[0];
              const exit = document.querySelector('.kb-exit').getBoundingClientRect();
              return document.activeElement.matches('.kb-exit') || !box ? false
                : box.top >= exit.top && box.left >= exit.left && box.right <= exit.right; }"""
        )
        assert not covered
