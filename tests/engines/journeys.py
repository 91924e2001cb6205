"""The main journeys in Firefox and in WebKit: `./kb test tests/engines/journeys.py`.

Not part of every run, since few machines have these browsers; the merge gate installs them.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from docx import Document
from pypdf import PdfReader

from tests.engines.driving import SHOWN, Driver, Trouble
from tests.engines.firefox import firefox
from tests.engines.listening import Listener, listening
from tests.engines.webkit import webkit
from tests.site.scaling_tool import PASSPHRASE, squeezed

ROOT = Path(__file__).resolve().parents[2]
ENGINES = {"Firefox": firefox, "WebKit": webkit}
ENTER, ESCAPE = "\ue007", "\ue00c"
KEPT = """return Promise.all([localStorage.length, sessionStorage.length, document.cookie,
  caches.keys(), indexedDB.databases(), navigator.serviceWorker?.getRegistrations() ?? []])
  .then((kept) => kept.map((one) => one.length ?? one))"""
RESULT = "return document.querySelector('[data-kb-results] a')?.innerText"
TOO_WIDE = "return document.documentElement.scrollWidth > innerWidth"
# Every piece of text that is read in the body of a page, but for what only a screen can use.
READ = (
    SHOWN
    + """const pieces = document.createTreeWalker(
    document.querySelector('article'), NodeFilter.SHOW_TEXT);
  const words = [];
  while (pieces.nextNode()) {
    const {parentElement: around, data} = pieces.currentNode;
    if (data.trim() && shown(around) && around.closest('p, li, td, th, label, h1, h2, h3')
        && !around.closest('button, [popover], .kb-cite, .kb-contents, .kb-routes-here'))
      words.push(data);
  }
  return words;"""
)
TOOL = "toolkit/scaling-guide/tool.html"


@pytest.fixture(scope="session")
def listener(built_site: Path) -> Iterator[Listener]:
    """The built site, served under the policy that publishing asks hosts for."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    with listening(built_site, settings["extra"]["security_policy"]) as found:
        yield found


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files go that a page hands over."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session", params=ENGINES)
def running(
    request: pytest.FixtureRequest,
    listener: Listener,
    downloads: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Driver]:
    """One of the browsers; without it the tests fail, for they would prove nothing."""
    start, folder = ENGINES[request.param], tmp_path_factory.mktemp(request.param)
    try:
        with start(folder, downloads, listener.proxy) as driver:
            yield driver
    except Trouble as trouble:
        pytest.fail(str(trouble), pytrace=False)


@pytest.fixture
def driver(running: Driver, listener: Listener, downloads: Path) -> Iterator[Driver]:
    """A wide window. Afterwards nothing was refused, asked of others, or kept."""
    running.resize(1280, 900)
    for file in downloads.iterdir():
        file.unlink()
    listener.forget()
    yield running
    listener.down = False
    running.open(f"{listener.address}index.html")
    assert listener.breaches == []
    assert listener.foreign == []
    assert running.run(KEPT) == [0, 0, 0, 0, 0, 0]


@pytest.fixture(params=["served", "in a folder"])
def address(request: pytest.FixtureRequest, listener: Listener, built_site: Path) -> str:
    """Where the site is read, with a slash at the end."""
    return listener.address if request.param == "served" else f"{built_site.as_uri()}/"


def handed_over(downloads: Path, ending: str) -> Path:
    """The file with this ending, once the browser has written it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        files = [file for file in downloads.glob(f"*.{ending}") if file.stat().st_size]
        if files and not [*downloads.glob("*.part"), *downloads.glob("*.wkdownload")]:
            return files[0]
        time.sleep(0.1)
    raise AssertionError(f"No file .{ending} came: {[*downloads.iterdir()]}")


def test_the_home_page_reads(driver: Driver, address: str) -> None:
    driver.open(f"{address}index.html")
    hidden = f"{SHOWN} return arguments[0].filter((s) => !shown(document.querySelector(s)))"
    seen = ["h1", ".kb-danger-line", "[data-kb-search-box] input", "article h2", ".kb-record"]
    assert driver.run(hidden, seen) == []
    colour = "return getComputedStyle(document.querySelector('.kb-header')).backgroundColor"
    assert driver.run(colour) == "rgb(14, 79, 74)"
    assert not driver.run(TOO_WIDE)


def test_on_a_narrow_window_the_menu_opens_closes_and_leads_on(
    driver: Driver, address: str
) -> None:
    driver.resize(500, 800)
    driver.open(f"{address}strategy/responding.html")
    assert not driver.run(TOO_WIDE)
    opened = "return document.querySelectorAll('#kb-site-nav:popover-open').length === arguments[0]"
    driver.until(opened, 0)
    driver.click("button", "Menu")
    driver.until(opened, 1)
    driver.type(driver.named("#kb-site-nav a", "Home"), ESCAPE)
    driver.until(opened, 0)
    driver.click("button", "Menu")
    driver.click("#kb-site-nav a", "Toolkit")
    driver.until("return document.querySelector('h1').innerText.includes('Toolkit')")


def test_a_word_is_marked_and_explained_in_place(driver: Driver, address: str) -> None:
    driver.open(f"{address}strategy/responding.html")
    marked = "return getComputedStyle(document.querySelector('.kb-term__word')).textDecorationLine"
    assert driver.run(marked) == "underline"
    driver.click(".kb-term__word")
    driver.until("return document.querySelector('.kb-term__meaning:popover-open')?.innerText")
    driver.type(driver.named(".kb-term__meaning:popover-open a", ""), ESCAPE)
    driver.until("return !document.querySelector('.kb-term__meaning:popover-open')")


def test_search_answers_says_when_nothing_fits_and_is_there_on_the_way_back(
    driver: Driver, address: str
) -> None:
    driver.open(f"{address}index.html")
    box = driver.named("[data-kb-search-box] input", "")
    driver.type(box, "chronolgy")
    driver.until("return document.querySelector('[data-kb-suggestions] a')")
    driver.type(box, ENTER)
    assert "Chronology" in driver.until(RESULT)
    driver.until("return document.querySelector('[data-kb-notes]').innerText.includes('Did you')")
    if driver.name == "Firefox" or address.startswith("http"):
        # In a folder, WebKit takes each page for a site of its own, and lets nothing pass.
        driver.click("[data-kb-results] a")
        driver.until("return !document.querySelector('[data-kb-results]')")
        driver.back()
        driver.until("return document.querySelector('#kb-search')?.value === 'chronolgy'")
        assert "Chronology" in driver.until(RESULT)
    assert "chronolgy" not in driver.run("return location.href")
    driver.run("document.querySelector('#kb-search').value = ''")
    driver.type(driver.named("#kb-search", ""), f"qqzzxxyy{ENTER}")
    driver.until("return document.querySelector('[data-kb-slip]').open")


def test_a_tick_does_not_outlive_going_away(driver: Driver, address: str) -> None:
    driver.open(f"{address}toolkit/checklists/challenges.html")
    ticked = "return document.querySelectorAll('article :checked').length === arguments[0]"
    driver.click("article input[type=checkbox]")
    driver.until(ticked, 1)
    driver.open(f"{address}index.html")
    driver.back()
    driver.until(ticked, 0)


def test_slides_are_shown_and_ended(driver: Driver, address: str) -> None:
    driver.open(f"{address}toolkit/training/slides.html")
    driver.click("button", "Start the slides")
    driver.named("[role=status]", "Slide 1 of")
    driver.click("button", "Next")
    driver.named("[role=status]", "Slide 2 of")
    driver.click("button", "End the slides")
    driver.until("return !document.querySelector('dialog[open]')")


def answer(driver: Driver, heard: str, number: str) -> None:
    """What the child says about home."""
    driver.click("summary", "Home")
    driver.click("summary", "Child")
    driver.type("What was heard", heard)
    driver.type("Type a number from 10 to 0", number)


def set_day(driver: Driver, day: str) -> None:
    """Engines differ in how keys fill in a day; the field is the browser's own."""
    driver.run(
        """const field = document.querySelector('input[type=date]');
        field.value = arguments[0]; field.dispatchEvent(new Event('input', {bubbles: true}));""",
        day,
    )


def test_an_assessment_is_written_saved_opened_again_and_compared(
    driver: Driver, address: str, downloads: Path
) -> None:
    driver.open(address + TOOL)
    driver.type("The child’s initials", "XX")
    driver.click("label", "5 to 10 years")
    set_day(driver, "2027-01-12")
    answer(driver, "My bed is wet by the wall.", "4")
    driver.click("summary", "The record to file")
    driver.click("button", "Record as a Word document")
    record = Document(str(handed_over(downloads, "docx")))
    cells = [cell.text for table in record.tables for row in table.rows for cell in row.cells]
    assert "wet by the wall" in " ".join(cells + [line.text for line in record.paragraphs])

    driver.click("summary", "Save a file")
    driver.type("Passphrase", PASSPHRASE)
    driver.type("The same passphrase again", PASSPHRASE)
    driver.click("button", "Save the file, locked")
    file = handed_over(downloads, "json")
    assert "wet" not in file.read_text("utf-8")

    driver.click("summary", "Clear everything")
    driver.click("button", "Clear everything")
    driver.click("dialog button", "Clear everything")
    driver.until("return !document.querySelector('dialog[open]')")
    driver.click("summary", "Open files saved earlier")
    driver.type("Files saved earlier", str(file))
    driver.type("Passphrase of the file", PASSPHRASE)
    driver.click("button", "Open with this passphrase")
    driver.click("button", "Start the next review")
    set_day(driver, "2027-03-23")
    answer(driver, "My bed is dry now.", "7")
    driver.click("summary", "Change over time")
    driver.until("return document.body.innerText.includes('up three: from 4 to 7')")
    # Leaving unsaved work asks; what was written is cleared first.
    driver.click("summary", "Clear everything")
    driver.click("button", "Clear everything")
    driver.click("dialog button", "Clear everything")


# In WebKit it worked in all but one of many tries, which is too little to hold a change against.
@pytest.mark.parametrize("running", ["Firefox"], indirect=True)
def test_a_kept_copy_answers_without_a_network_says_so_and_goes(
    driver: Driver, listener: Listener
) -> None:
    driver.open(f"{listener.address}resources/offline.html")
    driver.click("button", "Keep a copy")
    driver.until("return document.body.innerText.includes('A copy of this site is kept')")
    listener.down = True
    driver.open(f"{listener.address}strategy/responding.html")
    driver.named(".kb-status__saved", "You are reading a saved copy")
    driver.open(f"{listener.address}search.html")
    driver.type(driver.named("#kb-search", ""), f"hoarding{ENTER}")
    driver.until(RESULT)
    listener.down = False
    driver.open(f"{listener.address}resources/offline.html")
    driver.click("button", "Remove the copy")
    driver.until("return document.body.innerText.includes('The copy is gone')")


@pytest.mark.parametrize("running", ["Firefox"], indirect=True)
@pytest.mark.parametrize(
    "name",
    [
        "strategy/responding.html",
        "resources/page-reviews.html",
        "toolkit/checklists/challenges.html",
    ],
)
def test_a_page_prints_whole(driver: Driver, address: str, name: str) -> None:
    # WebKit's WebDriver cannot print.
    driver.open(address + name)
    words = driver.run(READ)
    foot = squeezed(driver.run("return document.querySelector('.kb-sheet').textContent"))
    printed = PdfReader(BytesIO(driver.print()))
    sheets = [squeezed(sheet.extract_text()) for sheet in printed.pages]
    assert [number for number, sheet in enumerate(sheets, 1) if foot not in sheet] == []
    text = "".join(sheet.replace(foot, "") for sheet in sheets)
    assert len(words) > 50
    assert [one for one in words if not is_whole(squeezed(one), text)] == []
    assert "Childindanger?" in text and "Reviewdue" in text


def is_whole(words: str, text: str) -> bool:
    """Say whether `words` are in `text`, perhaps in two parts.

    Where a sheet ends, the words of drawings come between: they are printed last.
    """
    parts = ((words[:at], words[at:]) for at in range(len(words)))
    return any(one in text and other in text for one, other in parts)


def heard(listen: Callable[[], list[str]]) -> list[str]:
    """What comes within ten seconds."""
    end = time.monotonic() + 10
    while not listen() and time.monotonic() < end:
        time.sleep(0.1)
    return listen()


def test_a_breach_of_the_policy_would_be_heard(running: Driver, listener: Listener) -> None:
    running.open(f"{listener.address}index.html")
    running.run("document.body.append(document.createElement('style'))")
    running.run("document.body.lastChild.textContent = 'p { color: red }'")
    assert "style-src" in "".join(heard(lambda: listener.breaches))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_foreign_request_would_be_heard(running: Driver, listener: Listener, scheme: str) -> None:
    listener.forget()
    with suppress(Trouble):  # the page of an error is no page
        running.open(f"{scheme}://elsewhere.test/")
    asked = set(heard(lambda: listener.foreign))
    assert asked and asked <= {"elsewhere.test", "somebody, in secret"}
