"""WCAG 2.2 AA in a real browser: every kind of page in every state, then what no rule can see."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import violations

KINDS = [
    "index.html",
    "404.html",
    "strategy/what-is-neglect.html",
    "toolkit/checklists/challenges.html",
    "toolkit/conversation-guide/home.html",
    "toolkit/forms/harm-analysis-matrix.html",
    "toolkit/supervision/one-to-one.html",
    "toolkit/training/index.html",
    "toolkit/training/slides.html",
    "resources/glossary.html",
    "resources/sources.html",
    "resources/questions.html",
    "resources/page-reviews.html",
    "resources/2021-document.html",
    "resources/who-to-ring.html",
    "resources/offline.html",
    "contributing/words.html",
]
LOOKS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


def look(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_page_has_no_violation_in_any_look(
    page: Page, site_address: str, name: str
) -> None:
    page.goto(site_address + name)
    found = []
    for width, scheme in LOOKS:
        look(page, width, scheme)
        found += [f"{width} {scheme}: {violation}" for violation in violations(page)]
    assert found == []


def pages_to_look_at(site: Path) -> list[str]:
    """Every page that is not a kind above; of the histories, which one template makes, but two.

    They are the fullest and the emptiest.
    """
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    histories = sorted(
        (name for name in pages if name.startswith("history/")),
        key=lambda name: (pages[name].read_text("utf-8").count("kb-history__change"), name),
    )
    return sorted({*pages}.difference(KINDS, histories[1:-1]))


def test_no_other_page_has_a_violation(page: Page, built_site: Path, site_address: str) -> None:
    """Every page in one look; the four looks in turn."""
    found = []
    for number, name in enumerate(pages_to_look_at(built_site)):
        look(page, *LOOKS[number % len(LOOKS)])
        page.goto(site_address + name)
        found += [f"{name}: {violation}" for violation in violations(page)]
    assert found == []


def menu(page: Page, address: str) -> None:
    page.goto(f"{address}toolkit/index.html")
    if (button := page.get_by_role("button", name="Menu", exact=True)).is_visible():
        button.click()


def suggestions(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("searchbox").fill("dirty house")
    expect(page.locator("[data-kb-suggestions] a").first).to_be_visible()


def searched(text: str, shown: str) -> Callable[[Page, str], None]:
    def search(page: Page, address: str) -> None:
        page.goto(f"{address}search.html")
        page.get_by_role("searchbox").fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(shown).first).to_be_visible()

    return search


def meaning(page: Page, address: str) -> None:
    page.goto(f"{address}strategy/recognising/professional-curiosity.html")
    page.locator(".kb-term__word").first.click()
    expect(page.locator(".kb-term__meaning:popover-open")).to_be_visible()


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


def slides(page: Page, address: str) -> None:
    page.goto(f"{address}toolkit/training/slides.html")
    page.get_by_role("button", name="Start the slides").click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("look_at", LOOKS, ids=str)
@pytest.mark.parametrize(
    "state",
    [
        menu,
        suggestions,
        searched("chronolgy", "[data-kb-results] a"),
        searched("zzzyqx", "[data-kb-search-page] [role=status]"),
        meaning,
        opened,
        slides,
    ],
    ids=["menu open", "suggestions", "results", "no results", "a meaning", "details", "slides"],
)
def test_a_page_in_use_has_no_violation(
    page: Page,
    site_address: str,
    state: Callable[[Page, str], None],
    look_at: tuple[int, str],
) -> None:
    look(page, *look_at)
    state(page, site_address)
    assert violations(page) == []


def citing(page: Page, address: str) -> None:
    page.goto(f"{address}strategy/responding.html")
    page.get_by_role("link", name="Cite a passage of this page").click()
    page.locator("a.kb-cite:focus").press("Enter")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".kb-citation__status")).not_to_be_empty()


def message(page: Page, address: str) -> None:
    searched("zzzyqx", "[data-kb-slip]")(page, address)
    page.get_by_label("Put the words I searched for").check()
    page.get_by_role("button", name="Copy the message").click()
    expect(page.locator("[data-kb-slip-status]")).not_to_be_empty()


def late(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2040-01-01T12:00:00")
    page.goto(f"{address}strategy/impact.html")
    expect(page.locator(".kb-status__review")).to_be_visible()


# Each in one of the looks: what they add to a page is little.
@pytest.mark.parametrize(
    ("state", "look_at"),
    [(citing, LOOKS[2]), (message, LOOKS[3]), (late, LOOKS[1])],
    ids=["citing", "a message", "overdue"],
)
def test_a_page_in_rarer_use_has_no_violation(
    page: Page,
    site_address: str,
    state: Callable[[Page, str], None],
    look_at: tuple[int, str],
) -> None:
    look(page, *look_at)
    state(page, site_address)
    assert violations(page) == []


FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0];
  const style = getComputedStyle(element);
  const middle = document.elementFromPoint(
    box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
  return {
    what: element.outerHTML.slice(0, 90),
    marked: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none',
    inside: box.top >= -1 && box.top < innerHeight && box.left >= -1 && box.right <= innerWidth + 1,
    uncovered: Boolean(middle && element.closest('label, li, p, div').contains(middle)),
  };
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "name", ["index.html", "strategy/responding.html", "toolkit/checklists/safety-plan.html"]
)
def test_the_keyboard_always_shows_where_it_is(
    page: Page, site_address: str, name: str, width: int
) -> None:
    """WCAG 2.4.7 focus visible, 2.4.11 focus not obscured."""
    look(page, width, "light")
    page.goto(site_address + name)
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUS)) is None:
            break
        stops.append(stop)
    assert len(stops) > 10
    assert [s for s in stops if not (s["marked"] and s["inside"] and s["uncovered"])] == []


SPACED = """p, li, dd, dt, td, th, h1, h2, h3, a, button, label, summary {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && !element.closest('.kb-hidden, .md-skip, svg'))
  .filter((element) => {
    const style = getComputedStyle(element);
    const hides = style.overflowX === 'hidden' || style.overflowY === 'hidden'
      || style.textOverflow === 'ellipsis';
    return hides && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1);
  })
  .map((element) => element.outerHTML.slice(0, 100))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", KINDS)
def test_wider_spaced_text_at_400_percent_is_all_there(
    browser: Browser, site_address: str, name: str
) -> None:
    """WCAG 1.4.12 text spacing and 1.4.10 reflow: 320 CSS pixels are 1280 at 400 %."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True)
    page = context.new_page()
    page.goto(site_address + name)
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(TOO_WIDE) <= 0
    context.close()


SMALL = """(least) => [...document.querySelectorAll('a[href], button, input, summary, select')]
  .filter((element) => element.checkVisibility({visibilityProperty: true}))
  .filter((element) => element.matches('button')
    || !element.closest('p, li, dd, td, cite, .kb-hidden, .md-skip'))
  .map((element) => [element.closest('label') ?? element, element.outerHTML.slice(0, 90)])
  .filter(([element]) => !element.closest('.kb-term__word'))
  .map(([element, words]) => [element.getBoundingClientRect(), words])
  .filter(([box]) => box.width && (box.width < least || box.height < least))
  .map(([box, words]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${words}`)"""


@pytest.mark.parametrize("name", [*KINDS, "search.html"])
def test_targets_outside_running_text_are_large_enough(
    page: Page, site_address: str, name: str
) -> None:
    """WCAG 2.5.8: 24 CSS pixels; links in sentences are excepted there, too."""
    look(page, 360, "light")
    page.goto(site_address + name)
    assert page.evaluate(SMALL, 24) == []


MAIN = """() => [...document.querySelectorAll(`.kb-header a, .kb-header button,
    .kb-search-box__field, .kb-worries + ul > li, .kb-checklist__question label`)]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 90)])
  .filter(([height]) => height < 43.5)"""


@pytest.mark.parametrize("name", ["index.html", "toolkit/checklists/challenges.html"])
def test_the_main_targets_suit_a_thumb(page: Page, site_address: str, name: str) -> None:
    look(page, 360, "light")
    page.goto(site_address + name)
    assert page.evaluate(MAIN) == []


@pytest.fixture
def in_forced_colours(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(forced_colors="active", viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_in_forced_colours_boxes_and_focus_keep_their_edges(
    in_forced_colours: Page, site_address: str
) -> None:
    page = in_forced_colours
    page.goto(f"{site_address}strategy/responding.html")
    edges = page.evaluate(
        """() => [...document.querySelectorAll('.kb-status, .admonition, .kb-search-box__field')]
          .map((box) => getComputedStyle(box))
          .map((style) => parseFloat(style.borderLeftWidth))"""
    )
    assert edges and min(edges) >= 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["marked"]


def test_nothing_moves_where_the_reader_wants_stillness(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site_address}index.html")
    moving = """() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      return style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)
        || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    }).map((element) => element.className)"""
    assert page.evaluate(moving) == []
    context.close()
