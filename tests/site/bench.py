"""What the first page somebody reads costs them: beside stock Material, in the same run.

Run by `kb bench page`.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from knowledge_bank.building import build
from knowledge_bank.clock import today
from tests.browsers import find_browser
from tests.conftest import QUIET_BROWSER, ROOT
from tests.search.bench import SLOWER
from tests.search.rivals import build_stock, serving

PAGE = "strategy/responding.html"
RUNS = 5
WATCH = """globalThis.seen = {blocked: 0, shift: 0};
new PerformanceObserver((list) => { for (const task of list.getEntries())
  seen.blocked += Math.max(0, task.duration - 50); }).observe({type: 'longtask', buffered: true});
new PerformanceObserver((list) => { for (const shift of list.getEntries())
  seen.shift += shift.value; }).observe({type: 'layout-shift', buffered: true});"""


def compare() -> Iterator[str]:
    """Yield the table, line by line."""
    yield f"{PAGE} on a phone, CPU ×{SLOWER} slower, median of {RUNS}; blocked: beyond 50 ms a task"
    columns = ("kB gzip", "requests", "blocked ms", "layout shift")
    yield f"{'':10}" + "".join(f"{column:>14}" for column in columns)
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        if not build(ROOT, folder / "ours", today()).succeeded:
            raise SystemExit("The site could not be built. Run `kb build` to see why.")
        build_stock(folder)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET_BROWSER)
        for name, site in (("ours", folder / "ours"), ("Material", folder / "stock")):
            with serving(site) as address:
                runs = [_load(browser, address, site) for _ in range(RUNS)]
            kilobytes, requests, blocked, shift = (
                median(column) for column in zip(*runs, strict=True)
            )
            yield f"{name:10}{kilobytes:14.1f}{requests:14.0f}{blocked:14.0f}{shift:14.3f}"
        browser.close()


def _load(browser: Browser, address: str, site: Path) -> tuple[float, int, float, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PAGE, wait_until="networkidle")
    page.wait_for_timeout(1000)
    seen = page.evaluate("globalThis.seen")
    context.close()
    files = [site / unquote(urlsplit(url).path).lstrip("/") for url in asked]
    weight = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file())
    return weight / 1000, len(asked), seen["blocked"], seen["shift"]


if __name__ == "__main__":
    for line in compare():
        print(line, flush=True)
