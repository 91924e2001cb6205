"""Two searches people know, beside ours: stock Material’s and Pagefind’s, each in its own page.

Run by `kb search-report --beside`. Pagefind takes part if KB_PAGEFIND names its program.
"""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from knowledge_bank.bench import PLAIN, fill_in
from knowledge_bank.building import build
from knowledge_bank.clock import today
from tests.browsers import find_browser
from tests.conftest import QUIET_BROWSER, ROOT, QuietHandler
from tests.search.gate import HELD_OUT, QUERIES, Asked, ask_our_page, queries, share

PAGEFIND_PAGE = """<!doctype html><meta charset="utf-8"><input id="field"><div id="results"></div>
<script type="module">
let engine;
const field = document.querySelector("#field"), place = document.querySelector("#results");
const ready = async () => (engine ??= await import("/pagefind/pagefind.js"));
field.addEventListener("focus", ready);
field.addEventListener("input", async () => {
  await ready();
  const asked = field.value;
  const {results} = await engine.search(asked);
  const found = await Promise.all(results.slice(0, 6).map((one) => one.data()));
  const weight = ({weighted_locations: places}) =>
    places.reduce((sum, place) => sum + place.balanced_score, 0);
  const best = (parts) => [...parts].sort((a, b) => weight(b) - weight(a))[0];
  const link = ({url, meta, sub_results: parts}) =>
    Object.assign(document.createElement("a"),
      {href: best(parts)?.url ?? url, textContent: meta.title});
  place.replaceChildren(...found.map(link), document.createTextNode(" "));
  document.body.dataset.answered = asked;
});
</script>"""
# Material says above its list what it is at: that somebody should type, or how much it found.
SAYS = """said => {
  const meta = document.querySelector(".md-search-result__meta").textContent;
  return /Initiali/.test(meta) ? false : /Type to start/.test(meta) !== said;
}"""
# It shows a page and under it the passages that fit: the one it thinks most of stands for the page.
BEST_OF_EACH = """items => items.slice(0, 10).map((item) => {
  const score = (link) => Number(link.querySelector("[data-md-score]")?.dataset.mdScore ?? 0);
  return [...item.querySelectorAll("a")].sort((a, b) => score(b) - score(a))[0].href;
})"""
LINKS = "links => links.slice(0, 10).map(link => link.href)"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on this machine alone."""
    handler = functools.partial(QuietHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def build_ours(site: Path) -> None:
    """Build this bank into `site`."""
    if not build(ROOT, site, today()).succeeded:
        raise SystemExit("The site could not be built. Run `kb build` to see why.")


def build_stock(folder: Path) -> Path:
    """Build the same pages, words in braces filled in, with plain Material; return the site."""
    fill_in(ROOT, folder / "copy").rename(folder / "docs")
    (folder / "mkdocs.yml").write_text(PLAIN + "use_directory_urls: false\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "stock"]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, cwd=folder, env=settings, check=True, stderr=subprocess.DEVNULL)
    return folder / "stock"


def pagefind() -> str | None:
    """Pagefind’s program, if there is one."""
    return os.environ.get("KB_PAGEFIND") or shutil.which("pagefind")


def add_pagefind(program: str, site: Path) -> None:
    """Let Pagefind index the articles of `site`, and put a page with its search there."""
    command = [program, "--site", str(site), "--root-selector", "article", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (site / "pf.html").write_text(PAGEFIND_PAGE, encoding="utf-8")


def ask_stock(page: Page, address: str, asked: Iterable[Asked]) -> Iterator[Asked]:
    """Type each query into stock Material’s search and read the links in the order they stand."""
    page.goto(f"{address}index.html")
    field = page.locator(".md-search__input")
    field.focus()
    items = page.locator(".md-search-result__item")
    for one in asked:
        for text in ("", one.query):
            field.fill(text)
            field.press("End")  # it listens to keys
            page.wait_for_function(SAYS, arg=bool(text))
        page.wait_for_timeout(60)  # the list follows what is said of it
        yield one.answered_by(items.evaluate_all(BEST_OF_EACH), address)


def ask_pagefind(page: Page, address: str, asked: Iterable[Asked]) -> Iterator[Asked]:
    """Type each query into a page with Pagefind and read the best passage of each result."""
    page.goto(f"{address}pf.html")
    field = page.locator("#field")
    field.focus()
    for one in asked:
        field.fill(one.query)
        done = "q => document.body.dataset.answered === q"
        page.wait_for_function(done, arg=field.input_value())
        yield one.answered_by(page.locator("#results a").evaluate_all(LINKS), address)


def compare() -> Iterator[str]:
    """Yield the table, line by line."""
    program = pagefind()
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        build_ours(folder / "ours")
        sides = [("ours", folder / "ours", ask_our_page)]
        sides.append(("Material", build_stock(folder), ask_stock))
        if program:
            add_pagefind(program, folder / "ours")
            sides.append(("Pagefind", folder / "ours", ask_pagefind))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET_BROWSER)
        yield "The passage that answers, and in brackets any passage of its page"
        yield f"{'':10}{'queries':>12}{'':9}{'hit@1':>16}{'recall@3':>16}"
        for name, site, ask in sides:
            with serving(site) as address:
                for path in (QUERIES, HELD_OUT):
                    page = browser.new_page(viewport={"width": 1280, "height": 800})
                    answered = list(ask(page, address, queries(path)))
                    page.close()
                    whole = [one.by_page() for one in answered]
                    cells = [f"{share(answered, n):.3f} ({share(whole, n):.3f})" for n in (1, 3)]
                    row = f"{name:10}{path.stem:>12}{len(answered):>9}"
                    yield f"{row}{cells[0]:>16}{cells[1]:>16}"
        browser.close()
    if not program:
        yield "Pagefind took no part: KB_PAGEFIND names no program."


if __name__ == "__main__":
    for line in compare():
        print(line, flush=True)
