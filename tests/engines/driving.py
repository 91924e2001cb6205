"""Drives a browser in the vocabulary of WebDriver, which every engine understands."""

import base64
import time
from collections.abc import Callable
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's name of a reference to an element
PATIENCE = 30.0
SHOWN = "const shown = (one) => one?.checkVisibility() && one.getBoundingClientRect().height > 0;"
# The last one that is shown, of those whose own words begin so: a dialog stands after its page.
NAMED = (
    SHOWN
    + """return [...document.querySelectorAll(arguments[0])]
  .filter((one) => shown(one) && one.textContent.trim().startsWith(arguments[1])).at(-1)"""
)
LABELLED = NAMED + "?.control"
IN_VIEW = "arguments[0].scrollIntoView({block: 'center'})"
Element = dict[str, str]


class Trouble(Exception):  # noqa: N818 – it names what is the matter
    """What a browser would not do, in its own words."""


class Driver:
    """One window of one browser; `send` carries a command of WebDriver to it."""

    def __init__(self, name: str, send: Callable[..., Any]) -> None:
        self.name = name
        self.send = send

    def open(self, address: str) -> None:
        self.send("Navigate", url=address)

    def back(self) -> None:
        self.send("Back")

    def resize(self, width: int, height: int) -> None:
        self.send("SetWindowRect", width=width, height=height)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page; return what it returns."""
        return self.send("ExecuteScript", script=script, args=list(arguments))

    def until(self, script: str, *arguments: Any) -> Any:
        """Wait until the body of a function returns something true; return that."""
        return self._patiently(lambda: self.run(script, *arguments), f"{script} {arguments}")

    def named(self, selector: str, words: str) -> Element:
        """What is shown and begins with `words`, or what such a label belongs to."""
        script = LABELLED if selector == "label" else NAMED
        found: Element = self.until(script, selector, words)
        return found

    def click(self, selector: str, words: str = "") -> None:
        def attempt() -> bool:
            element = self.named(selector, words)
            self.run(IN_VIEW, element)
            self.send("ElementClick", id=element[ELEMENT])
            return True

        self._patiently(attempt, f"click {selector} {words}")

    def type(self, element: Element | str, text: str) -> None:
        """Type into an element, or into the field whose label begins so."""
        if isinstance(element, str):
            element = self.named("label", element)
            self.run(IN_VIEW, element)
        self.send("ElementSendKeys", id=element[ELEMENT], text=text)

    def print(self) -> bytes:
        """The page on A4."""
        page = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self.send("Print", page=page, background=False))

    def _patiently(self, attempt: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + PATIENCE
        said = ""
        while time.monotonic() < end:
            try:
                if found := attempt():
                    return found
            except Trouble as trouble:  # what was meant may just be leaving, or arriving
                said = str(trouble)
            time.sleep(0.1)
        raise AssertionError(f"{self.name} never came to this: {what} {said}")
