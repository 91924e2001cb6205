"""A copy on the reader’s device: only when asked for, always honest, whole or not at all."""

import hashlib
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.hosting import Host, hosted
from tests.site.test_every_page import LEFT_BEHIND, NOTHING

KEEP, REMOVE = "Keep a copy on this device", "Remove the copy"
OFFLINE, ABOUT = "resources/offline.html", "resources/about.html"
SECOND = "This is the second version."
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    kept[name.split(' ').pop()] = (await cache.keys()).map((request) => request.url);
  }
  return kept;
}"""
RENEW = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const settled = async () => {
    while (registration.installing || registration.waiting
        || registration.active.state !== 'activated') {
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  await settled();
  await registration.update().catch(() => {});
  await settled();
}"""


@pytest.fixture
def host(first_site: Path) -> Iterator[Host]:
    """The first version of the small site, published."""
    with hosted(first_site) as host:
        yield host


def listed(site: Path) -> dict[str, Any]:
    """The list of files that the site's worker carries."""
    text = (site / "sw.js").read_text("utf-8")
    found, _ = json.JSONDecoder().raw_decode(text.removeprefix("self.kbCopy = "))
    return dict(found)


def keep(page: Page, host: Host) -> None:
    page.goto(host.address + OFFLINE)
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("A copy of this site is kept on this device.")).to_be_visible()


def saved(page: Page, host: Host, name: str) -> Page:
    """Open a page while the host does not answer."""
    host.down = True
    page.goto(host.address + name)
    expect(page.locator(".kb-status__saved")).to_be_visible()
    return page


def test_the_list_names_every_file_of_the_site_with_its_hash(first_site: Path) -> None:
    files = listed(first_site)["files"]
    on_disk = {path.relative_to(first_site).as_posix() for path in first_site.rglob("*")}
    assert {name for name in on_disk if name.endswith((".html", ".css"))} < set(files) < on_disk
    for name, digest in files.items():
        assert hashlib.sha256((first_site / name).read_bytes()).hexdigest() == digest


def test_nothing_is_stored_until_the_reader_asks_and_nothing_after_it_is_removed(
    page: Page, host: Host
) -> None:
    page.goto(host.address + OFFLINE)
    expect(page.get_by_text("No copy is kept on this device.")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == NOTHING
    assert "/sw.js" not in host.asked
    keep(page, host)
    assert page.evaluate(LEFT_BEHIND) != NOTHING
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_text("The copy is gone.")).to_be_visible()
    expect(page.get_by_role("button", name=KEEP)).to_be_focused()
    assert page.evaluate(LEFT_BEHIND) == NOTHING
    page.reload()
    expect(page.get_by_text("No copy is kept on this device.")).to_be_visible()


def test_without_a_network_pages_and_search_work_and_say_that_they_are_a_copy(
    page: Page, host: Host
) -> None:
    keep(page, host)
    page.clock.set_fixed_time("2026-12-04T12:00:00")
    saved(page, host, "toolkit/index.html")
    words = "You are reading a saved copy of 22 November 2026, 12 days old."
    expect(page.locator(".kb-status__saved")).to_contain_text(words)
    page.goto(host.address)
    expect(page.locator(".kb-status__saved")).to_be_visible()
    page.goto(f"{host.address}search.html")
    page.get_by_label("Search this site").fill("specimen")
    page.get_by_label("Search this site").press("Enter")
    expect(page.locator("[data-kb-results] a").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.kb-header')).display") != ""


def test_the_copy_holds_the_sites_own_files_and_never_what_somebody_typed(
    page: Page, host: Host, first_site: Path
) -> None:
    keep(page, host)
    before = page.evaluate(KEPT)
    version = listed(first_site)["version"]
    files = listed(first_site)["files"]
    assert sorted(before[version]) == sorted(host.address + name for name in files)
    for place in (
        "search.html?q=secret-of-a-family",
        "search.html#q=secret-of-a-family",
        "resources/about.html?secret=1",
        "nowhere-secret.html",
    ):
        page.goto(host.address + place)
    page.goto(f"{host.address}search.html")
    page.get_by_label("Search this site").fill("secret of a family")
    page.get_by_label("Search this site").press("Enter")
    expect(page.locator(".kb-search__status")).not_to_be_empty()
    after = page.evaluate(KEPT)
    assert after.pop("notes") == [f"{host.address}day"]
    before.pop("notes", None)
    assert after == before
    left = {**page.evaluate(LEFT_BEHIND), "caches": [], "workers": 0}
    assert left == NOTHING


def test_with_a_network_the_page_is_the_one_published_now(
    page: Page, host: Host, second_site: Path
) -> None:
    keep(page, host)
    host.folder = second_site
    page.goto(host.address + ABOUT)
    expect(page.get_by_text(SECOND)).to_be_visible()
    expect(page.locator(".kb-status__saved")).to_be_hidden()


def test_a_network_that_takes_too_long_is_not_waited_for(page: Page, host: Host) -> None:
    keep(page, host)
    host.delay = 20
    began = time.monotonic()
    page.goto(host.address + ABOUT)
    expect(page.locator(".kb-status__saved")).to_be_visible()
    assert 3 < time.monotonic() - began < 9


def test_a_host_that_fails_is_answered_from_the_copy(page: Page, host: Host) -> None:
    keep(page, host)
    host.failing = {ABOUT}
    page.goto(host.address + ABOUT)
    expect(page.locator(".kb-status__saved")).to_be_visible()


def test_a_page_that_stops_half_way_is_answered_from_the_copy(page: Page, host: Host) -> None:
    keep(page, host)
    host.stalling = {ABOUT}
    began = time.monotonic()
    page.goto(host.address + ABOUT)
    expect(page.locator(".kb-status__saved")).to_be_visible()
    expect(page.locator(".kb-record__disclaimer")).to_be_visible()
    assert time.monotonic() - began < 9


@pytest.mark.parametrize("status", [500, 429])
def test_a_host_that_fails_for_everything_is_answered_from_the_copy(
    page: Page, host: Host, status: int
) -> None:
    keep(page, host)
    host.failing_all, host.status = True, status
    page.goto(host.address + ABOUT)
    expect(page.locator(".kb-status__saved")).to_be_visible()
    page.goto(host.address + OFFLINE)
    page.evaluate(RENEW)
    expect(page.get_by_text("A copy of this site is kept on this device.")).to_be_visible()


def test_a_page_that_is_gone_from_the_site_is_gone_for_a_reader_with_a_copy(
    page: Page, host: Host
) -> None:
    keep(page, host)
    host.failing, host.status = {ABOUT}, 404
    answer = page.goto(host.address + ABOUT)
    assert answer is not None and answer.status == 404


def test_a_host_that_answers_everything_with_one_page_does_not_get_into_the_copy(
    page: Page, host: Host, first_site: Path
) -> None:
    keep(page, host)
    host.everything = b"<!doctype html><title>Log in</title><p>Log in to use this network."
    page.goto(host.address + OFFLINE)
    expect(page.get_by_text("Log in to use this network.")).to_be_visible()
    page.evaluate(RENEW)
    kept = page.evaluate(KEPT)
    assert len(kept[listed(first_site)["version"]]) == len(listed(first_site)["files"])
    host.everything = None
    saved(page, host, ABOUT)


def test_what_a_beginning_that_was_cut_off_left_is_cleared_away(page: Page, host: Host) -> None:
    page.goto(host.address + OFFLINE)
    page.evaluate(
        """async (site) => { const half = await caches.open(`kb-copy ${site} 0123`);
          await half.put(`${site}index.html`, new Response("half")); }""",
        host.address,
    )
    page.reload()
    expect(page.get_by_text("No copy is kept on this device.")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def test_removed_in_one_tab_it_is_gone_in_the_other(
    context: BrowserContext, page: Page, host: Host
) -> None:
    keep(page, host)
    other = context.new_page()
    other.goto(host.address + ABOUT)
    page.reload()
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_text("The copy is gone.")).to_be_visible()
    other.get_by_role("searchbox").fill("specimen")
    expect(other.locator("[data-kb-suggestions] a").first).to_be_visible()
    other.goto(host.address + OFFLINE)
    expect(other.get_by_text("No copy is kept on this device.")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def test_the_same_copy_asked_for_in_two_tabs_is_kept_once(
    context: BrowserContext, page: Page, host: Host, first_site: Path
) -> None:
    tabs = [page, context.new_page()]
    for tab in tabs:
        tab.goto(host.address + OFFLINE)
    for tab in tabs:
        tab.get_by_role("button", name=KEEP).click()
    for tab in tabs:
        expect(tab.get_by_text("A copy of this site is kept on this device.")).to_be_visible()
    assert set(page.evaluate(KEPT)) - {"notes"} == {listed(first_site)["version"]}


@pytest.mark.parametrize("name", ["history/resources/about.html", "resources/page-reviews.html"])
def test_every_kind_of_saved_page_says_its_age_even_if_the_clock_has_stopped(
    page: Page, host: Host, name: str
) -> None:
    keep(page, host)
    host.day = datetime(2026, 12, 2, tzinfo=UTC).timestamp()
    page.goto(host.address + OFFLINE)
    page.wait_for_function(
        "async () => (await (await caches.match(new URL('../day', location)))?.text()) "
        "=== '2026-12-02'"
    )
    page.clock.set_fixed_time("1970-01-01T00:00:00")
    saved(page, host, name)
    expect(page.locator(".kb-status__saved")).to_contain_text("10 days old")


def test_a_new_version_replaces_the_copy_and_so_does_going_back(
    page: Page, host: Host, first_site: Path, second_site: Path
) -> None:
    keep(page, host)
    for site, has_second in ((second_site, True), (first_site, False)):
        host.down, host.folder = False, site
        page.goto(host.address + OFFLINE)
        page.evaluate(RENEW)
        versions = set(page.evaluate(KEPT)) - {"notes"}
        assert versions == {listed(site)["version"]}
        saved(page, host, ABOUT)
        assert page.get_by_text(SECOND).is_visible() is has_second
        day = "1 December 2026" if has_second else "22 November 2026"
        expect(page.locator(".kb-status__saved")).to_contain_text(day)


@pytest.mark.parametrize("mishap", ["a file fails", "a file is of another version"])
def test_a_half_finished_renewal_leaves_the_old_copy_whole(
    mishap: str, page: Page, host: Host, first_site: Path, second_site: Path
) -> None:
    keep(page, host)
    host.folder = second_site
    if mishap == "a file fails":
        host.failing = {"toolkit/index.html"}
    else:
        host.wrong = {"toolkit/index.html": (first_site / "toolkit/index.html").read_bytes()}
    page.goto(host.address + OFFLINE)
    page.evaluate(RENEW)
    kept = page.evaluate(KEPT)
    assert set(kept) - {"notes"} == {listed(first_site)["version"]}
    assert len(kept[listed(first_site)["version"]]) == len(listed(first_site)["files"])
    saved(page, host, ABOUT)
    expect(page.get_by_text(SECOND)).to_have_count(0)
    # Mended, it is renewed.
    host.down, host.failing, host.wrong = False, set(), {}
    page.goto(host.address + OFFLINE)
    page.evaluate(RENEW)
    saved(page, host, ABOUT)
    expect(page.get_by_text(SECOND)).to_be_visible()


def test_a_copy_that_cannot_be_completed_is_not_kept_at_all(page: Page, host: Host) -> None:
    host.failing = {"toolkit/index.html"}
    page.goto(host.address + OFFLINE)
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("could not be completed, so nothing new was kept")).to_be_visible()
    expect(page.get_by_role("button", name=KEEP)).to_be_enabled()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def full(context: BrowserContext, page: Page, host: Host, room: int) -> None:
    """Let the browser have only so many bytes for this site."""
    session = context.new_cdp_session(page)
    origin = host.address.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": room})


def test_a_device_without_room_keeps_nothing_and_says_so(
    context: BrowserContext, page: Page, host: Host
) -> None:
    page.goto(host.address + OFFLINE)
    full(context, page, host, 100_000)
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("There is not enough room on this device.")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def test_a_device_that_has_filled_up_keeps_the_copy_it_has(
    context: BrowserContext, page: Page, host: Host, first_site: Path, second_site: Path
) -> None:
    keep(page, host)
    full(context, page, host, 1000)
    host.folder = second_site
    page.goto(host.address + OFFLINE)
    page.evaluate(RENEW)
    assert set(page.evaluate(KEPT)) - {"notes"} == {listed(first_site)["version"]}
    saved(page, host, ABOUT)
    expect(page.get_by_text(SECOND)).to_have_count(0)


def test_once_its_day_has_passed_a_saved_page_stays_overdue_whatever_the_clock_says(
    page: Page, host: Host
) -> None:
    keep(page, host)
    overdue = page.locator(".kb-status__review")
    page.goto(host.address + ABOUT)
    expect(overdue).to_be_hidden()
    host.day = datetime(2031, 1, 1, tzinfo=UTC).timestamp()
    page.goto(host.address + OFFLINE)
    page.wait_for_function(
        "async () => (await (await caches.match(new URL('../day', location)))?.text()) "
        "=== '2031-01-01'"
    )
    page.clock.set_fixed_time("2026-11-23T12:00:00")
    saved(page, host, ABOUT)
    expect(overdue).to_be_visible()
    # The host may say that it is earlier after all; then the copy believes it.
    host.down, host.day = False, None
    page.goto(host.address + ABOUT)
    expect(overdue).to_be_hidden()
