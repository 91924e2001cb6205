"""An old address sends its reader on: from a folder, under a strict policy, without scripts."""

import functools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge_bank.bank import load_bank
from knowledge_bank.exports.bundles import write_bundle
from macros.former_pages import write_former_pages
from macros.shell import STYLES
from tests.conftest import QuietHandler

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = ROOT / "tests" / "sites" / "complete"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'"
)
TARGET = """<!doctype html><html lang="en"><title>Toolkit</title>
<h1>Toolkit</h1><p style="height:3000px">Long.</p><h2 id="below">Below</h2>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The former pages of the specimen, and the pages they lead to."""
    folder = tmp_path_factory.mktemp("former") / "site"
    shutil.copytree(ROOT / "overrides" / "assets", folder / "assets")
    write_bundle(folder, STYLES, ["assets/tokens.css"])
    for name in ("index.html", "toolkit/index.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TARGET, "utf-8")
    bank = load_bank(COMPLETE)[0]
    there = replace(bank, root=ROOT)
    conf = {"site_name": "Site", "site_url": "", "extra": {"security_policy": POLICY}}
    write_former_pages(there, folder, conf)
    return folder


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("way", ["from a server", "from a folder"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/toolkit/old-name.html", "/toolkit/index.html"),
        ("/toolkit/old-name.html#below", "/toolkit/index.html#below"),
        ("/small.html", "/index.html#what-to-do"),
        ("/small.html#lost", "/index.html#what-to-do"),
    ],
)
def test_an_old_address_ends_at_the_new_one_and_breaks_no_policy(
    way: str, old: str, new: str, site: Path, served: str, page: Page
) -> None:
    mishaps: list[str] = []
    page.on("console", lambda message: mishaps.append(message.text))
    page.on("pageerror", lambda error: mishaps.append(str(error)))
    address = served if way == "from a server" else site.as_uri()
    page.goto(address + old)
    page.wait_for_url(address + new)
    expect(page.get_by_role("heading", name="Toolkit")).to_be_attached()
    assert [said for said in mishaps if "favicon" not in said and "404" not in said] == []


def test_without_scripts_the_reader_still_arrives(served: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/toolkit/old-name.html#below")
    page.wait_for_url(f"{served}/toolkit/index.html**")
    context.close()


def test_what_was_published_in_error_stays_and_says_so(served: str, page: Page) -> None:
    page.goto(f"{served}/resources/mistaken.html")
    expect(page.get_by_role("heading")).to_have_text("This page was published in error")
    page.wait_for_timeout(300)
    assert page.url.endswith("mistaken.html")
    expect(page.get_by_role("link")).to_have_attribute("href", "../index.html")
