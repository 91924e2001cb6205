"""Every page, reached through the site’s own menu: on a phone, on a desk, in light, in dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Response

MENU = "[...document.querySelectorAll('#kb-site-nav a')].map((link) => link.href)"
LEFT_BEHIND = """async () => ({
  local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": {}, "session": {}, "cookies": "", "databases": [], "caches": [], "workers": 0}
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > edge + 1)
    .map((element) => `${element.tagName} ${element.className}`);
}"""
# Of a small phone’s 640 pixels: the title ends in the upper half, and what answers it has begun.
FIRST_SCREEN = """() => {
  const title = document.querySelector('.kb-page h1');
  const begins = (element) => Math.round(element.getBoundingClientRect().top + scrollY);
  const after = [...document.querySelectorAll('.kb-page h1 ~ *')];
  const answer = after.find((each) => each.checkVisibility());
  const found = [];
  if (begins(title) > 320) found.push(`the title begins at ${begins(title)}`);
  if (begins(answer) > 420) found.push(`the words after the title begin at ${begins(answer)}`);
  return found;
}"""
# How many of its own characters a line holds, in the middle of a page’s paragraphs, if it has some.
MEASURE = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  const holds = [...document.querySelectorAll('.kb-page > p:not([class])')]
    .filter((each) => each.checkVisibility() && each.innerText.length > 120)
    .map((each) => {
      pen.font = getComputedStyle(each).font;
      return each.clientWidth * each.innerText.length / pen.measureText(each.innerText).width;
    }).sort((a, b) => a - b);
  if (holds.length < 3) return [];
  const middle = holds[Math.floor(holds.length / 2)];
  return middle < 60 || middle > 80 ? [`${Math.round(middle)} characters in a line`] : [];
}"""
MARKUP = """() => {
  const found = [];
  const count = (selector) => document.querySelectorAll(selector).length;
  for (const [selector, wanted] of [['h1', 1], ['main', 1], ['body > header, header.kb-header', 1],
      ['footer', 1], ['[role=search]', 1]]) {
    if (count(selector) !== wanted) found.push(`${count(selector)} of ${selector}`);
  }
  const name = (element) => (element.getAttribute('aria-label')
    || document.getElementById(element.getAttribute('aria-labelledby'))?.textContent || '').trim();
  const navs = [...document.querySelectorAll('nav')].map(name);
  if (navs.includes('') || new Set(navs).size < navs.length) found.push(`nav names ${navs}`);
  for (const input of document.querySelectorAll('input:not(.md-toggle)')) {
    if (!name(input) && ![...input.labels].some((label) => label.textContent.trim())) {
      found.push(`unnamed ${input.outerHTML}`);
    }
  }
  for (const control of document.querySelectorAll('button, a[href]')) {
    if (!name(control) && !control.textContent.trim()) found.push(`unnamed ${control.outerHTML}`);
  }
  for (const picture of document.querySelectorAll('svg, img')) {
    const named = name(picture) || picture.getAttribute('alt') !== null
      || picture.querySelector('title')?.textContent.trim();
    if (!named && !picture.closest('[aria-hidden=true]')) {
      found.push(`a picture without a name in ${picture.parentElement.outerHTML.slice(0, 90)}`);
    }
  }
  return found;
}"""


class Watch:
    """What goes wrong in the background while pages are open."""

    def __init__(self, page: Page, address: str) -> None:
        self.mishaps: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.mishaps.append(str(error)))
        page.on("response", self._answered)
        page.on("request", lambda request: self._asked(request.url, address))

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.mishaps.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.mishaps.append(f"{response.status}: {response.url}")

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.mishaps.append(f"asked another host: {url}")


def pages_from_menu(page: Page, address: str) -> Iterator[str]:
    """Open every page that the menu leads to, from the home page on; yield each in turn."""
    waiting, seen = [f"{address}index.html"], []
    while waiting:
        here = waiting.pop(0)
        seen.append(here)
        page.goto(here)
        for link in (urldefrag(url).url for url in page.evaluate(MENU)):
            if link not in (*seen, *waiting):
                waiting.append(link)
        yield here


def other(scheme: Any) -> Any:
    return "dark" if scheme == "light" else "light"


def test_only_styles_ask_for_the_scheme(built_site: Path) -> None:
    """So a page that is opened in one scheme and then seen in the other misses nothing."""
    scripts = {path.name: path.read_text("utf-8") for path in built_site.rglob("*.js")}
    assert len(scripts) > 20
    assert [name for name, text in scripts.items() if "prefers-color-scheme" in text] == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_page_opens_from_the_menu_alone_with_this_host_and_leaves_nothing_behind(
    browser: Browser, built_site: Path, site_address: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, site_address)
    found, problems = set(), []
    for here in pages_from_menu(page, site_address):
        name = here.removeprefix(site_address)
        found.add(name)
        problems += [f"{name}: {problem}" for problem in page.evaluate(MARKUP)]
        problems += [
            f"{name}: {what}" for what in page.evaluate(FIRST_SCREEN if width == 360 else MEASURE)
        ]
        for seen_in in (scheme, other(scheme)):
            page.emulate_media(color_scheme=seen_in)
            problems += [f"{name}: too wide, {seen_in}: {e}" for e in page.evaluate(TOO_WIDE)]
            if width == 360:
                page.set_viewport_size({"width": 320, "height": 800})
                problems += [
                    f"{name}: too wide at 320, {seen_in}: {e}" for e in page.evaluate(TOO_WIDE)
                ]
                page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if page.locator(".kb-record").count() != 1:
            problems.append(f"{name}: no record of the page")
    left_behind = page.evaluate(LEFT_BEHIND)
    cookies = context.cookies()
    context.close()

    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert problems == []
    assert watch.mishaps == []
    # Each page leads to its history, which the menu does not hold; test_history.py opens those.
    assert found == {name for name in built if not name.startswith("history/")} - {"404.html"}
    assert left_behind == NOTHING
    assert cookies == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_for_wrong_addresses_leads_back(page: Page, site_address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_address}404.html")
    assert page.evaluate(MARKUP) == []
    assert page.evaluate(TOO_WIDE) == []
    page.get_by_role("link", name="Start from your worry").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Worried about a child?"


def test_every_page_begins_with_a_way_past_its_head(built_site: Path) -> None:
    """WCAG 2.4.1: the first link of each page leads to what only this page says."""
    for path in built_site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        skip = tree.xpath("//body//a")[0]
        assert skip.text_content().strip() == "Skip to content", path
        assert tree.xpath("//main//*[@id=$id]", id=skip.get("href").removeprefix("#")), path


def test_dark_and_light_are_the_readers_own_choice(browser: Browser, site_address: str) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(site_address)
        papers[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
    assert papers == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 22)"}
