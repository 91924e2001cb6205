"""The real bank, built once, served on this machine alone, and a real browser to read it with."""

import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from knowledge_bank.building import build
from knowledge_bank.clock import today
from knowledge_bank.reports import as_text
from tests.browsers import NoBrowser, find_browser

ROOT = Path(__file__).resolve().parents[1]

# The merge gate tries the same examples for the same code; elsewhere every run tries new ones.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("anywhere", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "anywhere")
# What a test needs that takes a build, and what a browser.
BUILDS = {"built_site", "site_address", "site", "built", "article", "first_site", "chain"}
QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first: files that read records, then those that need a build, then a browser.

    A file stays whole, so that what it shares is made once.
    """
    ranks: dict[Path, int] = {}
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        rank = 2 if "browser" in needs else 1 if needs & BUILDS else 0
        ranks[item.path] = max(rank, ranks.get(item.path, 0))
    items.sort(key=lambda item: ranks[item.path])


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    site = tmp_path_factory.mktemp("built") / "site"
    outcome = build(ROOT, site, today())
    if not outcome.succeeded:
        pytest.fail(outcome.failure or as_text(list(outcome.findings)), pytrace=False)
    return site


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """Where the built site is served, with a slash at the end."""
    handler = functools.partial(QuietHandler, directory=built_site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome; without one the tests fail, for they would prove nothing."""
    try:
        found = find_browser()
    except NoBrowser as reason:
        pytest.fail(str(reason), pytrace=False)
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=found, args=QUIET_BROWSER)
        except Error as error:
            pytest.fail(f"The browser {found} did not start: {error}", pytrace=False)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never seen the site, on a screen of 1280 by 800."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 800})
    yield fresh
    # An answer may still be on its way to a page that a test has done with.
    for page in fresh.pages:
        page.unroute_all(behavior="ignoreErrors")
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page in a fresh browser."""
    return context.new_page()
