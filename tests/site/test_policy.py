"""The security policy: on every page, in force, as publishing says it, and in a folder too."""

import re
from pathlib import Path

import pytest
import yaml
from lxml import html
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
REFUSED = """() => new Promise((done) => {
  const refused = [];
  document.addEventListener('securitypolicyviolation',
    (event) => refused.push(event.effectiveDirective));
  const script = document.createElement('script');
  script.textContent = 'globalThis.ran = true';
  const style = document.createElement('style');
  const image = document.createElement('img');
  image.src = 'https://elsewhere.test/a.png';
  document.body.append(script, style, image);
  setTimeout(() => done([globalThis.ran ?? false, ...refused.sort()]), 200);
})"""


MAY_MOVE = (
    "index.html",
    "search.html#q=hoarding",
    "strategy/responding.html",
    "search.html",
    "toolkit/checklists/challenges.html",
    "resources/offline.html",
)


def policy() -> str:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return str(yaml.load(text, yaml.BaseLoader)["extra"]["security_policy"])


def test_every_page_carries_the_policy_before_anything_it_rules(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        head = html.fromstring(path.read_bytes()).find("head")
        first = [element for element in head if isinstance(element.tag, str)][1]
        assert first.get("http-equiv") == "Content-Security-Policy", path
        assert first.get("content") == policy(), path


def test_publishing_says_the_same_policy() -> None:
    page = (ROOT / "docs" / "contributing" / "publishing.md").read_text(encoding="utf-8")
    said = page.split("{ #policy }")[1].split("```")[1]
    assert " ".join(said.split()) == f"{policy()}; frame-ancestors 'none'"


@pytest.mark.parametrize("where", ["served", "in a folder"])
def test_the_policy_is_in_force(
    page: Page, built_site: Path, site_address: str, where: str
) -> None:
    address = site_address if where == "served" else built_site.as_uri() + "/"
    page.goto(f"{address}strategy/responding.html")
    ran, *refused = page.evaluate(REFUSED)
    assert not ran
    assert refused == ["img-src", "script-src-elem", "style-src-elem"]


def test_a_copy_in_a_folder_is_styled_searched_and_shown(page: Page, built_site: Path) -> None:
    mishaps: list[str] = []
    page.on("pageerror", lambda error: mishaps.append(str(error)))
    page.on("console", lambda said: mishaps.append(said.text) if said.type == "error" else None)
    page.goto(f"{built_site.as_uri()}/toolkit/training/slides.html")
    assert page.evaluate("document.styleSheets.length") == 1
    page.get_by_role("button", name="Start the slides").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill("chronolgy")
    expect(page.locator("[data-kb-suggestions] a").first).to_have_text(re.compile("Chronology"))
    assert mishaps == []


def test_no_referrer_is_told_and_the_site_weighs_little(
    page: Page, built_site: Path, site_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_address}strategy/responding.html", wait_until="networkidle")
    assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
    assert len(asked) <= 6, asked


def test_nothing_moves_while_the_page_loads(page: Page, site_address: str) -> None:
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(one) => { shift += one.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    for name in MAY_MOVE:
        page.goto(site_address + name, wait_until="networkidle")
        page.wait_for_timeout(300)
        if "#q" in name:
            expect(page.locator("[data-kb-results] mark").first).to_be_visible()
        assert page.evaluate("globalThis.shift") == 0, name
