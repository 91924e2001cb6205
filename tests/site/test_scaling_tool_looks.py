"""The scaling guide on screen, looked at: every state passes axe, fits a phone and a finger."""

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility import violations
from tests.site.scaling_tool import NAME, Keyboard

# A review with gaps, numbers without evidence and one that asks for action.
REVIEW = """(day) => {
  const guide = new kbScaling.Guide(kbScalingGuide);
  let state = kbScaling.blank(guide, day);
  state.child = {reference: 'XX', age: '5-10', overlays: ['disabled-child']};
  const late = day > '2027-02';
  const give = (area, voice, number) => {
    state = kbScaling.choose(state, area, voice, number, guide.edition);
  };
  give('home', 'v1', late ? 7 : 4);
  give('home', 'v2', 7);
  give('home', 'v3', late ? 5 : 2);
  give('health', 'v2', 'not known yet');
  give(kbScaling.OVERALL, 'v3', 1);
  return kbScaling.plain(state, day);
}"""
TOO_WIDE = """() => [...document.querySelectorAll('.kb-scaling *')]
  .filter((e) => e.checkVisibility() && !e.closest('.kb-table'))
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => `${e.localName} ${e.className}`)"""
TOO_SMALL = """() => [...document.querySelectorAll('.kb-scaling :is(button, summary, select,'
    + 'textarea, label.kb-scaling__option, input:not([type=radio], [type=checkbox]))')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)
  .map((e) => `${e.localName} ${e.textContent}`)"""


def section(page: Page, name: str) -> None:
    page.locator(".kb-scaling__section > summary", has_text=name).click()


def wrong(page: Page) -> list[str]:
    return [*violations(page), *page.evaluate(TOO_WIDE), *page.evaluate(TOO_SMALL)]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_state_is_sound(
    browser: Browser,
    site_address: str,
    tmp_path: Path,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(site_address + NAME)
    found: dict[str, Any] = {"blank": wrong(page)}

    files = [tmp_path / f"{day}.json" for day in ("2027-01-12", "2027-03-23")]
    for file in files:
        file.write_text(page.evaluate(REVIEW, file.stem), "utf-8")
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    section(page, "Open files saved earlier")
    page.get_by_label("Files saved earlier").set_input_files([*files, bad])
    expect(page.get_by_text("not a file saved by this page")).to_be_visible()
    found["files opened and refused"] = wrong(page)
    told = page.locator(".kb-scaling__message").first
    expect(told.locator("p")).to_have_count(3)
    expect(told.locator(".kb-scaling__wrong")).to_have_text(re.compile("^bad.json"))

    row = page.get_by_role("group", name="Review of 23 March 2027")
    row.get_by_role("button", name="Go on with this review").click()
    page.locator(".kb-scaling__area > summary", has_text="Home").click()
    voice = page.locator(".kb-scaling__area[open] .kb-scaling__voice").last
    voice.locator("summary").click()
    voice.get_by_label("Type a number").fill("44")
    voice.get_by_label("Type a number").press("Tab")
    expect(voice.get_by_role("alert")).to_be_visible()
    found["an area, with a number that is none"] = wrong(page)

    for name in ("The child and the voices", "The areas", "Overall safety"):
        section(page, name)
    page.locator(".kb-scaling__section[open] .kb-scaling__voice > summary").last.click()
    expect(page.locator(".kb-scaling__voice[open] .kb-scaling__alert:visible")).to_be_visible()
    for name in ("What stands out", "Change over time"):
        section(page, name)
    expect(page.locator(".kb-chart").first).to_be_visible()
    row = page.locator(".kb-scaling__table tbody tr").first
    across = {round(cell.bounding_box()["x"]) for cell in row.locator("th, td").all()}
    assert (len(across) == 1) is (width < 560), "a row of a table on a phone is a list"
    found["act now, gaps and change"] = wrong(page)

    for name in ("Overall safety", "What stands out", "Change over time", "Open files"):
        section(page, name)
    for name in ("What we agree", "Save a file", "The record to file", "Clear everything"):
        section(page, name)
    page.get_by_role("button", name="Save the file, locked").click()
    page.get_by_role("button", name="Show the record").click()
    expect(page.get_by_role("heading", name="Scaling guide: record")).to_be_visible()
    found["the end, an error and the record"] = wrong(page)

    page.get_by_role("button", name="Clear everything").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found["a question"] = wrong(page)
    context.close()
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_a_part_that_is_closed_says_what_it_holds(page: Page, site_address: str) -> None:
    page.goto(site_address + NAME)

    def holds(name: str) -> Locator:
        part = page.locator(".kb-scaling__section > summary", has_text=name)
        return part.locator(".kb-scaling__says")

    expect(holds("Save a file")).to_have_text("")
    page.get_by_label("The child’s initials").fill("XX")
    expect(holds("The child and the voices")).to_have_text("XX, Child, Parent or carer, My agency")
    expect(holds("Save a file")).to_have_text("Not saved yet.")
    page.locator(".kb-scaling__area > summary", has_text="Home").click()
    page.locator(".kb-scaling__area[open] .kb-scaling__voice summary").first.click()
    page.locator(".kb-scaling__voice[open]").get_by_label("Type a number").fill("4")
    page.keyboard.press("Tab")
    expect(holds("The areas")).to_have_text("Talked about: Home.")


def test_a_voice_is_added_and_taken_out_by_keyboard(page: Page, site_address: str) -> None:
    page.goto(site_address + NAME)
    keys = Keyboard(page)
    keys.open("Add another voice")
    keys.write("What to call this voice", "School nurse")
    keys.press("Add this voice")
    added = page.get_by_role("group", name="School nurse")
    expect(added.get_by_role("textbox")).to_be_focused()
    keys.press("Remove School nurse")
    expect(added).to_have_count(0)
    expect(page.get_by_role("button", name="Remove Child")).to_be_visible()
