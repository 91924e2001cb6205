"""The whole site as one file: the same bytes each time, and all of it works from a folder."""

from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from knowledge_bank.exports.archive import ARCHIVE, FOLDER
from tests.site.conftest import FIRST_DAY, built
from tests.site.test_every_page import Watch


def unpacked(site: Path, folder: Path) -> Path:
    with ZipFile(site / ARCHIVE) as archive:
        archive.extractall(folder)
    return folder / FOLDER


def test_a_second_build_writes_the_same_bytes(
    small_project: Path, first_site: Path, tmp_path: Path
) -> None:
    again = built(small_project, tmp_path / "site", FIRST_DAY, "zip")
    assert (again / ARCHIVE).read_bytes() == (first_site / ARCHIVE).read_bytes()


def test_it_holds_the_site_and_says_how_to_open_it_and_how_old_it_is(
    first_site: Path, tmp_path: Path
) -> None:
    folder = unpacked(first_site, tmp_path)
    inside = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    site = {path.relative_to(first_site).as_posix() for path in first_site.rglob("*.html")}
    left_out = {"sw.js", "sitemap.xml", "404.html", ARCHIVE}
    assert site - left_out < inside
    assert not left_out & inside
    said = (folder / "README.txt").read_text("utf-8")
    for words in ("Every word once", "22 November 2026", "index.html", "ring 999"):
        assert words in said
    with ZipFile(first_site / ARCHIVE) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_a_page_offers_it_on_the_web_and_not_in_the_copy_itself(
    first_site: Path, second_site: Path, tmp_path: Path
) -> None:
    page = "resources/offline.html"
    link = f'href="../{ARCHIVE}"'
    assert link in (first_site / page).read_text("utf-8")
    assert link not in (unpacked(first_site, tmp_path) / page).read_text("utf-8")
    # Nothing is offered that was not made.
    assert link not in (second_site / page).read_text("utf-8")
    assert "No files to take away were made" in (second_site / page).read_text("utf-8")


def test_from_a_folder_every_page_says_its_day_and_its_age_and_search_finds(
    first_site: Path, tmp_path: Path, page: Page
) -> None:
    folder = unpacked(first_site, tmp_path / "Über 100% & mehr #1 + %20")
    watch = Watch(page, folder.as_uri())
    page.clock.set_fixed_time("2026-12-04T12:00:00")
    # An ordinary page, a history, one that is withdrawn.
    others = ("toolkit/index.html", "history/index.html", "resources/old-way.html")
    for name in ("index.html", *others, "resources/offline.html"):
        page.goto((folder / name).as_uri())
        expect(page.locator(".kb-status__saved")).to_be_visible()
        expect(page.locator(".kb-status__saved")).to_contain_text(
            "You are reading a saved copy of 22 November 2026, 12 days old."
        )
    expect(page.get_by_role("status")).to_contain_text(["a copy in a folder already"])
    page.goto((folder / "search.html").as_uri())
    page.get_by_label("Search this site").fill("specimen")
    page.get_by_label("Search this site").press("Enter")
    expect(page.locator("[data-kb-results] a").first).to_be_visible()
    assert watch.mishaps == []


def test_a_device_whose_clock_has_stopped_does_not_make_the_copy_young(
    first_site: Path, tmp_path: Path, page: Page
) -> None:
    folder = unpacked(first_site, tmp_path)
    about = folder / "resources" / "about.html"
    due = page.locator(".kb-status[data-kb-due]")
    about.write_text(
        about.read_text("utf-8").replace('data-kb-due="', 'data-kb-due="2026-11-20" x="'), "utf-8"
    )
    page.clock.set_fixed_time("1970-01-01T00:00:00")
    page.goto(about.as_uri())
    expect(due).to_contain_text("Review overdue")
