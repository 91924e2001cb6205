"""Routes: on the home page to choose from, at the foot of pages to go on by, open on paper."""

import posixpath
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from knowledge_bank.bank import load_bank
from knowledge_bank.routes import stops_at

BANK = load_bank(Path(__file__).parents[2])[0]
ROUTES = [located.record for located in BANK.routes.values()]


def address(target: str) -> str:
    return "/" + target.replace(".md", ".html")


def test_there_are_routes_for_eight_roles_and_eight_tasks() -> None:
    kinds = [route.kind for route in ROUTES]
    assert kinds.count("role") >= 8
    assert kinds.count("task") >= 8


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
def test_the_home_page_shows_each_route_step_by_step(built_site: Path, route: object) -> None:
    tree = html.fromstring((built_site / "index.html").read_bytes())
    shown = tree.get_element_by_id(route.id)
    assert shown.find("summary").text_content().strip() == route.title
    assert route.opening in shown.text_content()
    links = [urljoin("/", link.get("href")) for link in shown.iterfind(".//li//a")]
    assert links == [address(step.to) for step in route.steps]
    for step, item in zip(route.steps, shown.iterfind(".//li"), strict=True):
        assert step.do in " ".join(item.text_content().split())


# The home page shows the routes themselves.
@pytest.mark.parametrize("name", sorted(set(BANK.pages) - {"index.md"}))
def test_a_page_on_a_route_leads_to_the_next_step(built_site: Path, name: str) -> None:
    tree = html.fromstring((built_site / name.replace(".md", ".html")).read_bytes())
    shown = tree.xpath("//section[@class='kb-page-routes']//li")
    stops = list(stops_at(BANK, name))
    onward = [(stop, stop.next) for stop in stops if stop.next]
    for item, (stop, following) in zip(shown, onward, strict=True):
        text = " ".join(item.text_content().split())
        assert f"{stop.route.title} ({stop.number} of {len(stop.route.steps)})" in text
        links = [urljoin(address(name), link.get("href")) for link in item.iter("a")]
        assert links == [address(following.to)]
    ended = [stop.route.title for stop in stops if not stop.next]
    said = tree.xpath("string(//p[@class='kb-page-routes__ended'])")
    assert said == (f"The last step of: {'; '.join(ended)}." if ended else "")


def test_a_route_opens_by_keyboard_and_is_a_target_for_a_finger(
    page: Page, site_address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site_address)
    title = page.locator(".kb-routes__title").first
    step = page.locator(".kb-routes__steps a").first
    box = title.bounding_box()
    assert box and box["height"] >= 44
    expect(step).to_be_hidden()
    title.press("Enter")
    expect(step).to_be_visible()
    step.click()
    expect(page.locator("h1")).to_be_visible()
    assert posixpath.basename(page.url) != "index.html" or page.url != site_address


def test_every_route_is_open_on_paper(page: Page, site_address: str) -> None:
    page.goto(site_address)
    page.emulate_media(media="print")
    for step in page.locator(".kb-routes__steps a").all():
        box = step.bounding_box()
        assert box and box["height"] > 0
        assert step.evaluate("link => link.checkVisibility()")
