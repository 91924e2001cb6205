"""When the automatic checks of links have stopped, the reader's own browser says so."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge_bank.links.age import LONG_AFTER, STOPPED_AFTER
from macros.components import component_renderer

ROOT = Path(__file__).parents[2]
CHECKED = date(2026, 11, 22)
STOPPED = f"The automatic checks seem to have stopped: more than {STOPPED_AFTER} days"
LONG = f"more than {LONG_AFTER} days. Treat every link as unchecked"
AHEAD = "that day is still to come, so one of the two is wrong"
Show = Callable[..., Page]


def facts(age: int = 0) -> dict[str, object]:
    """What a build `age` days after the last look knows of it."""
    return {
        "state": "checked",
        "day": CHECKED.isoformat(),
        "day_words": "22 November 2026",
        "age": age,
        "stopped_after": STOPPED_AFTER,
        "long_after": LONG_AFTER,
    }


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Show the words of a build, with the project's own script, as if on another day."""
    opened = []

    def show_on(check: dict[str, object], day: date, scripts: bool = True) -> Page:
        context = browser.new_context(timezone_id="Europe/London", java_script_enabled=scripts)
        opened.append(context)
        words = component_renderer(ROOT)("link-check", check=check)
        script = '<script src="link-check.js" defer></script>'
        shutil.copy(ROOT / "overrides/assets/link-check.js", tmp_path)
        file = tmp_path / "page.html"
        file.write_text(f"<!doctype html><meta charset=utf-8>{script}<p>{words}</p>", "utf-8")
        page = context.new_page()
        if scripts:
            page.clock.set_fixed_time(datetime.combine(day, time(12), UTC))
        page.goto(file.as_uri())
        return page

    yield show_on
    for context in opened:
        context.close()


@pytest.mark.parametrize(
    ("later", "visible"),
    [
        (0, []),
        (8, []),
        (STOPPED_AFTER, []),
        (STOPPED_AFTER + 1, [STOPPED]),
        (45, [STOPPED]),
        (LONG_AFTER, [STOPPED]),
        (61, [STOPPED, LONG]),
        (-1, []),
        (-2, [AHEAD]),
        (-400, [AHEAD]),
    ],
)
def test_the_browser_says_on_the_readers_day_what_the_build_could_not_know(
    show: Show, later: int, visible: list[str]
) -> None:
    page = show(facts(), CHECKED + timedelta(days=later))
    expect(page.get_by_text("On 22 November 2026, by a program")).to_be_visible()
    for words in (STOPPED, LONG, AHEAD):
        expect(page.get_by_text(words)).to_be_visible(visible=words in visible)


@pytest.mark.parametrize(
    ("age", "visible"), [(0, []), (8, []), (45, [STOPPED]), (61, [STOPPED, LONG])]
)
def test_without_scripts_the_build_says_it_and_always_the_day(
    show: Show, age: int, visible: list[str]
) -> None:
    page = show(facts(age), CHECKED, scripts=False)
    expect(page.get_by_text("On 22 November 2026, by a program")).to_be_visible()
    told = f"If that is more than {STOPPED_AFTER} days ago, the automatic checks seem to have"
    expect(page.get_by_text(told)).to_be_visible()
    for words in (STOPPED, LONG):
        expect(page.get_by_text(words)).to_be_visible(visible=words in visible)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("missing", "Not yet: no automatic check has been recorded"),
        ("corrupt", "the record of the automatic checks cannot be read"),
        ("future", "bears a day that is still to come"),
    ],
)
def test_a_history_that_cannot_be_gone_by_is_told_to_readers(
    show: Show, state: str, words: str
) -> None:
    for scripts in (True, False):
        page = show({**facts(), "state": state}, CHECKED, scripts)
        expect(page.get_by_text(words)).to_be_visible()


def test_the_register_and_every_page_that_rests_on_a_source_say_it(built_site: Path) -> None:
    for name in ("resources/sources.html", "strategy/what-is-neglect.html"):
        text = (built_site / name).read_text("utf-8")
        assert "Links last checked" in text
        assert "kb-link-check" in text
        assert "assets/site.js" in text
    assert "kb-link-check" in (built_site / "assets" / "site.css").read_text("utf-8")
    assert "data-kb-link-check" in (built_site / "assets" / "site.js").read_text("utf-8")
