"""How fast search is: beside stock Material and Pagefind, on the same pages, in the same run.

Run by `kb bench search`. Pagefind takes part if KB_PAGEFIND names its program.
"""

import gzip
import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, sync_playwright

from knowledge_bank.bank import load_bank
from knowledge_bank.search import write_search
from tests.browsers import find_browser
from tests.conftest import QUIET_BROWSER, ROOT
from tests.search.rivals import add_pagefind, build_ours, build_stock, pagefind, serving

SLOWER = 4
SEARCHING = ("search", "pagefind", "vendor/minisearch", "vendor/snowball")  # in the paths of files
TYPED = ("chronology", "dirty house", "co-sleeping", "proffesional curiosity", "safety plan")
WORD = re.compile(r"(?<=[ >])[a-z]{6,}(?=[ ,.])")
OURS = {
    "field": "#kb-search-box",
    "seen": "[data-kb-suggestions]",
    "first": "[data-kb-suggestions] a",
}
STOCK = {
    "field": ".md-search__input",
    "seen": ".md-search-result",
    "first": ".md-search-result__item a",
}
PAGEFIND = {"field": "#field", "seen": "#results", "first": "#results a"}
TYPE = """async ([what, text]) => {
  const field = document.querySelector(what.field), seen = document.querySelector(what.seen);
  const begun = performance.now();
  field.focus();
  field.value = text;
  const done = new Promise((go) => {
    const look = () => performance.now() - begun > 20000 ? go(NaN) : null;
    const watch = new MutationObserver(() => {
      if (what.wait && !document.querySelector(what.first)) return look();
      watch.disconnect(); go(performance.now() - begun);
    });
    watch.observe(seen, {childList: true, subtree: true, characterData: true});
    setTimeout(() => { watch.disconnect(); go(what.wait ? NaN : null); }, what.wait ? 60000 : 1500);
  });
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
  return done;
}"""
LONG_TASKS = """() => { globalThis.longest = 0; new PerformanceObserver((list) => {
  const tasks = list.getEntries().map(({duration}) => duration);
  globalThis.longest = Math.max(globalThis.longest, ...tasks);
}).observe({entryTypes: ["longtask"]}); }"""


def varied(text: str, copy: int) -> str:
    """The text of a further copy: one long word in twenty is its own, as on pages of their own."""
    count = iter(range(1_000_000))
    return WORD.sub(lambda m: f"{m[0]}{copy:x}" if next(count) % 20 == 0 else m[0], text)


def grow_ours(site: Path, pages: int) -> None:
    """Bring our site to `pages` pages and write its index anew."""
    bank, _ = load_bank(ROOT)
    names = [name for name in bank.pages if name.startswith(("strategy/", "toolkit/"))]
    grown = dict(bank.pages)
    copy = 0
    while len(grown) < pages:
        copy += 1
        for name in names[: pages - len(grown)]:
            text = (site / name.replace(".md", ".html")).read_text(encoding="utf-8")
            target = site / f"copy-{copy}" / name.replace(".md", ".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(varied(text, copy), encoding="utf-8")
            path = f"docs/copy-{copy}/{name}"
            grown[f"copy-{copy}/{name}"] = replace(bank.pages[name], path=path)
    write_search(replace(bank, pages=grown), site)


def grow_stock(site: Path, pages: int, real: int) -> None:
    """Bring the index of stock Material to as many pages, with the same passages."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    own = [doc for doc in index["docs"] if doc["location"].startswith(("strategy/", "toolkit/"))]
    addresses = list(dict.fromkeys(doc["location"].partition("#")[0] for doc in own))
    copy = 0
    while real < pages:
        copy += 1
        chosen = set(addresses[: pages - real])
        real += len(chosen)
        for doc in own:
            if doc["location"].partition("#")[0] in chosen:
                location = f"copy-{copy}/{doc['location']}"
                index["docs"].append(
                    {**doc, "location": location, "text": varied(doc["text"], copy)}
                )
    path.write_text(json.dumps(index), encoding="utf-8")


def measure(page: Page, address: str, folder: Path, what: dict[str, Any]) -> list[str]:
    """Return bytes before the first result, the time to it, a keystroke’s p95, the longest task.

    Somebody searches as soon as the page is there: nothing of any search is ready yet, and what one
    of them loads on every page, whether anybody searches or not, counts too.
    """
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate(LONG_TASKS)
    first = page.evaluate(TYPE, [{**what, "wait": True}, TYPED[0]])
    paths = [unquote(urlsplit(url).path).lstrip("/") for url in asked]
    files = {folder / path for path in paths if any(part in path for part in SEARCHING)}
    loaded = sum(len(gzip.compress(f.read_bytes(), 9)) for f in files if f.is_file())
    page.wait_for_timeout(1500)
    strokes = [
        took
        for text in TYPED
        for end in range(3, len(text) + 1)
        if (took := page.evaluate(TYPE, [what, text[:end]])) is not None
    ]
    p95 = quantiles(strokes, n=20)[-1] if len(strokes) > 2 else float("nan")
    longest = page.evaluate("globalThis.longest")
    return [f"{loaded / 1000:.0f}", f"{first:.0f}", f"{p95:.0f}", f"{longest:.0f}"]


def compare(sizes: list[int]) -> Iterator[str]:
    """Yield the table, line by line; a size of 0 is the real one."""
    yield f"CPU ×{SLOWER} slower on the main thread; kB are gzip; milliseconds"
    heads = f"{'kB':>8}{'first':>8}{'key p95':>9}{'longest task':>14}{'index kB':>10}"
    yield f"{'pages':>6} {'':10}{heads}"
    program = pagefind()
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        build_ours(folder / "ours")
        build_stock(folder)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET_BROWSER)
        for size in sizes:
            ours = Path(shutil.copytree(folder / "ours", folder / f"ours-{size}"))
            stock = Path(shutil.copytree(folder / "stock", folder / f"stock-{size}"))
            real = sum(1 for _ in (ROOT / "docs").rglob("*.md"))
            pages = max(size, real)
            grow_ours(ours, pages)
            grow_stock(stock, pages, real)
            sides = [
                ("ours", ours, "strategy/impact.html", OURS, ours / "search/index.js"),
                ("Material", stock, "index.html", STOCK, stock / "search/search_index.json"),
            ]
            if program:
                add_pagefind(program, ours)
                sides.append(("Pagefind", ours, "pf.html", PAGEFIND, None))
            for name, site, start, what, index in sides:
                with serving(site) as address:
                    page = browser.new_page(viewport={"width": 1280, "height": 800})
                    cells = measure(page, address + start, site, what)
                    page.close()
                kept = len(gzip.compress(index.read_bytes(), 9)) / 1000 if index else float("nan")
                row = f"{pages:>6} {name:10}{cells[0]:>8}{cells[1]:>8}{cells[2]:>9}"
                yield f"{row}{cells[3]:>14}{kept:>10.0f}"
            shutil.rmtree(ours)
            shutil.rmtree(stock)
        browser.close()
    if not program:
        yield "Pagefind took no part: KB_PAGEFIND names no program."


if __name__ == "__main__":
    for line in compare([int(size) for size in sys.argv[1:]] or [0, 300, 1000]):
        print(line, flush=True)
