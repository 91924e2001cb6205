"""Pictures from data, in a browser: read on a phone, in any colours, at any size of letters."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

SCALE = "toolkit/scaling-guide/using-it.html"
WAY = "strategy/responding.html"
RING = "strategy/index.html"
HEALTH = "resources/health.html"
PICTURES = [SCALE, WAY, RING, HEALTH]

SMALLEST = """() => Math.min(...[...document.querySelectorAll(
    'figure :is(svg text, span, p, a, figcaption)')].map((element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const drawing = element.ownerSVGElement;
    const box = drawing && drawing.viewBox.baseVal;
    return box && box.width ? size * drawing.getBoundingClientRect().width / box.width : size;
  }))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = """() => [...document.querySelectorAll('figure svg text')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.left < 0 || box.right > innerWidth);
  }).map((element) => element.textContent)"""
# How far each mark of the scale is from its number, and how long the breaks of the line are.
ASTRAY = """() => [...document.querySelectorAll('.kb-glance__band')].flatMap((band) => {
    const middle = (element) => {
      const box = element.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const marks = [...band.querySelectorAll('circle')].map(middle);
    return [...band.querySelectorAll('.kb-glance__number')].map((number, at) =>
      Math.abs(middle(number) - marks[at]));
  })"""
BREAKS = """() => {
    const lines = [...document.querySelectorAll('.kb-glance__band line:first-of-type')]
      .map((line) => line.getBoundingClientRect());
    return lines.slice(1).map((line, at) => line.top - lines[at].bottom);
  }"""


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_can_be_read_on_the_smallest_phone(
    name: str, page: Page, site_address: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site_address + name)
    assert page.evaluate(SMALLEST) >= 14
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("letters", ["100%", "200%"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_scale_is_one_line_with_a_mark_at_each_number_whatever_the_letters(
    width: int, letters: str, page: Page, site_address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_address + SCALE)
    page.evaluate(
        "size => document.querySelectorAll('.kb-glance__words')"
        ".forEach((words) => { words.style.fontSize = size; })",
        letters,
    )
    astray = page.evaluate(ASTRAY)
    assert len(astray) == 11
    assert max(astray) < 2
    assert all(abs(gap) < 1 for gap in page.evaluate(BREAKS))


def test_what_is_not_known_stands_apart_from_the_line(page: Page, site_address: str) -> None:
    page.goto(site_address + SCALE)
    answers = page.locator(".kb-glance__scale--apart .kb-glance__band")
    assert [each.split("\n")[0] for each in answers.all_inner_texts()] == [
        "Not known yet",
        "Does not apply",
    ]
    assert answers.locator(".kb-glance__number, line").count() == 0
    line = page.locator(".kb-glance__scale").first.bounding_box()
    apart = answers.first.bounding_box()
    assert line
    assert apart
    assert apart["y"] > line["y"] + line["height"] + 16


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_takes_the_colours_that_a_reader_forces(
    name: str, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(site_address + name)
    words = page.evaluate("() => getComputedStyle(document.body).color")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('figure svg :is(line, path, circle, rect, text)')]
          .flatMap((element) => {
            const style = getComputedStyle(element);
            return element.localName === 'text' || element.localName === 'rect'
              ? [style.fill] : [style.stroke];
          })"""
    )
    context.close()
    assert drawn
    assert set(drawn) == {words}


def test_the_pictures_for_the_board_are_the_tables_below_them(built_site: Path) -> None:
    tree = html.fromstring((built_site / HEALTH).read_bytes())
    (figure,) = tree.xpath("//h2[@id='ahead']/following-sibling::figure[1]")
    (table,) = tree.xpath("//h2[@id='ahead']/following-sibling::details[1]//table")
    rows = [int(cell) for cell in table.xpath(".//td/text()")]
    *parts, total = rows
    assert sum(parts) == total
    shown = [int(text) for text in figure.xpath(".//text[contains(@class, '__count')]/text()")]
    assert shown == [count for count in parts[:-1] if count]
    (drawing,) = figure.xpath(".//svg")
    assert drawing.get("aria-hidden") == "true"
