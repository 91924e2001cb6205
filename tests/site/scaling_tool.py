"""Fills the scaling guide in as a person would: by keyboard alone."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Page

NAME = "toolkit/scaling-guide/tool.html"
PASSPHRASE = "four plain words here"
# What a focused control is called, and which question or row it belongs to.
FOCUSED = """() => {
  const at = document.activeElement;
  const words = (node) => node.textContent.replace(/\\s+/g, ' ').trim();
  const legend = at.closest('fieldset')?.querySelector('legend');
  return {
    name: at.labels?.length ? words(at.labels[0]) : words(at),
    tag: at.localName,
    type: at.type ?? '',
    legend: legend ? words(legend) : '',
    group: at.closest('[role=group]')?.getAttribute('aria-label') ?? '',
    checked: at.checked ?? false,
  };
}"""
STEPS = 300


class Keyboard:
    """Moves through the tool with Tab, Enter, Space and the arrows; there is no pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # From now on the system's window for files is caught; asked for late, it can be missed.
        page.on("filechooser", lambda _: None)

    def at(self) -> dict[str, Any]:
        """What has the focus."""
        found: dict[str, Any] = self.page.evaluate(FOCUSED)
        return found

    def reach(self, name: str, *, tag: str = "", group: str = "") -> None:
        """Press Tab until the control whose name begins with `name` has the focus."""
        for _ in range(STEPS):
            here = self.at()
            fits = here["name"].startswith(name) and here["tag"] != "body"
            if fits and tag in ("", here["tag"]) and here["group"].startswith(group):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to “{name}”.")

    def open(self, name: str) -> None:
        """Open the part of the page called `name`."""
        self.reach(name, tag="summary")
        self.page.keyboard.press("Enter")

    def write(self, name: str, words: str, *, group: str = "") -> None:
        """Type `words` into the field called `name`."""
        self.reach(name, group=group)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def day(self, name: str, day: str) -> None:
        """Type a day, as 2027-03-23, into the field called `name`."""
        self.reach(name)
        year, month, date = day.split("-")
        self.page.keyboard.type(f"{month}{date}{year}")

    def press(self, name: str) -> None:
        """Press the button called `name`."""
        self.reach(name, tag="button")
        self.page.keyboard.press("Enter")

    def pick(self, legend: str, option: str) -> None:
        """Choose the radio button `option` of the question `legend` with the arrows."""
        for _ in range(STEPS):
            here = self.at()
            if here["type"] == "radio" and here["legend"].startswith(legend):
                break
            self.page.keyboard.press("Tab")
        for _ in range(20):
            here = self.at()
            if here["checked"] and here["name"].startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never came to “{option}”.")

    def fetch(self, name: str) -> Download:
        """Press the button called `name` and return the file that it hands over."""
        self.reach(name, tag="button")
        with self.page.expect_download() as waiting:
            self.page.keyboard.press("Enter")
        return waiting.value

    def choose_files(self, *files: Path) -> None:
        """Open files saved earlier; only the system's own window is not ours to type in."""
        self.reach("Files saved earlier")
        with self.page.expect_file_chooser() as waiting:
            self.page.keyboard.press("Enter")
        waiting.value.set_files(list(files))


EVIDENCE = {
    "seen": "What was seen",
    "heard": "What was heard",
    "told": "What you were told",
    "often": "How often",
    "since": "Since when",
    "effect": "The effect on this child",
}


def scale(keys: Keyboard, voice: str, number: str, because: str = "", **evidence: str) -> None:
    """For `voice`, in the area that is open, write the evidence, type `number` and say why."""
    keys.open(voice)
    for field, label in EVIDENCE.items():
        if field in evidence:
            keys.write(label, evidence[field])
    keys.write("Type a number from 10 to 0", number)
    if because:
        keys.write("What makes it that number?", because)


def saved(download: Download, folder: Path) -> Path:
    """Keep a file that the page handed over."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def squeezed(text: str) -> str:
    """`text` without the spaces, which a PDF keeps as it likes."""
    return re.sub(r"\s+", "", text)
