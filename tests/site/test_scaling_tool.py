"""The scaling guide on screen: whole assessments by keyboard, and nothing of them stays."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from knowledge_bank.search.passages import every_passage
from tests.site.scaling_tool import NAME, PASSPHRASE, Keyboard, saved, scale, squeezed

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""
NOTHING = [0, 0, "", 0, 0, 0]
WATCH = """addEventListener('load', () => setTimeout(() => (globalThis.refused = [])));
  addEventListener('securitypolicyviolation', (e) => globalThis.refused?.push(e.violatedDirective));
"""
SECRET = "the boiler cupboard"


class Watch:
    """What a page asks for, and what goes wrong in it, from the moment it has loaded."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.mishaps: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.mishaps.append(str(error)))

    def forget(self) -> None:
        """What went before is not counted."""
        self.asked.clear()
        self.mishaps.clear()


@pytest.fixture
def page(context: BrowserContext, site_address: str) -> Page:
    """The page of the tool, under the strict policy."""

    def strict(route: Any) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    context.add_init_script(WATCH)
    page = context.new_page()
    page.route(f"{site_address}{NAME}", strict)
    page.goto(site_address + NAME)
    return page


def sheets(page: Page) -> list[str]:
    """What stands on each printed sheet, without spaces; each sheet is A4."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in printed.pages:
        size = sorted((round(sheet.mediabox.width), round(sheet.mediabox.height)))
        assert size == pytest.approx((595, 842), abs=2)
    return [squeezed(sheet.extract_text()) for sheet in printed.pages]


def words_of(document: Path) -> str:
    """All the words of a .docx, without spaces."""
    read = Document(str(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    foot = read.sections[0].footer.paragraphs[0].text
    return squeezed("".join([*(paragraph.text for paragraph in read.paragraphs), *cells, foot]))


def first_review(keys: Keyboard) -> None:
    """Fill in a first review: gaps, a number without evidence, one that asks for action."""
    keys.write("The child’s initials", "XX")
    keys.pick("The child’s age", "5 to 10 years")
    keys.day("The day of this review", "2027-01-12")
    keys.open("Home")
    scale(keys, "Child", "4", "The wet bed", heard="My bed is wet by the wall.", often="At night")
    scale(keys, "Parent or carer", "7", told="It is clean where it matters.", since="October")
    scale(keys, "My agency", "2", seen=f"A fire in {SECRET}.", effect="A burn.")
    keys.write("What is already there", "Mum keeps XX warm.")
    keys.write("If it were one step higher", "A dry bed.")
    keys.write("What is the smallest thing", "A battery, tonight.")
    keys.open("Health")
    keys.open("Child")
    keys.pick("Then the number: Child", "Not known yet")
    keys.open("Parent or carer")
    keys.pick("Then the number: Parent or carer", "6")
    keys.open("My agency")
    keys.pick("Then the number: My agency", "Does not apply")
    keys.open("Overall safety")
    scale(keys, "Parent or carer", "9", told="XX laughs.")
    keys.open("What we agree")
    keys.write("What are we worried about?", "A cold hall.")
    keys.write("What is working well?", "Three letters.")
    keys.write("What needs to happen?", "A repair.")
    keys.write("What we do not know yet", "Whether XX coughs.")
    keys.write("Danger statement", "XX may become ill.", group="Danger")
    keys.write("Safety goal", "XX sleeps dry.")
    keys.write("Who", "Mum", group="Action 1")
    keys.write("What", "A new gutter", group="Action 1")
    keys.write("By when", "16 January", group="Action 1")
    keys.press("Add another action")
    keys.write("Who", "Housing support", group="Action 2")
    keys.write("What the child says", "I want my own bed.")
    keys.write("What the parents say", "I asked twice.")
    keys.pick("Consent", "Not given")
    keys.write("Whose consent", "Asking would put XX at risk.")
    keys.write("Who took part", "A teacher")
    keys.write("The manager’s view", "Agreed today.")
    keys.day("The day of the next review", "2027-03-23")


TYPED = [
    *("XX", "5 to 10 years", "12 January 2027", "My bed is wet by the wall.", "At night"),
    *("The wet bed", "It is clean where it matters.", "October", SECRET, "A burn."),
    *("Mum keeps XX warm.", "A dry bed.", "A battery, tonight.", "XX laughs.", "A cold hall."),
    *("Three letters.", "A repair.", "Whether XX coughs.", "XX may become ill.", "XX sleeps dry."),
    *("A new gutter", "16 January", "Housing support", "I want my own bed.", "I asked twice."),
    *("Asking would put XX at risk.", "A teacher", "Agreed today.", "23 March 2027"),
]
SAID = [
    *("Five apart on Home", "2: Harm now, or very likely now", "Act now", "999"),
    *("Not known yet", "Does not apply", "This number stands without evidence."),
    *("Draft, awaiting approval", "edition 0.1", "10 is best and 0 is worst", NAME),
]


def test_two_reviews_by_keyboard_alone_are_read_back_from_paper_and_word(
    page: Page, context: BrowserContext, tmp_path: Path
) -> None:
    # The site's search loads its files when somebody comes by; from then on, nothing asks.
    page.get_by_role("searchbox").focus()
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    watch = Watch(page)
    title, address = page.title(), page.url
    keys = Keyboard(page)
    first_review(keys)
    reminder = saved(keys.fetch("Reminder for a calendar"), tmp_path).read_bytes()
    keys.open("Save a file")
    keys.write("Passphrase", PASSPHRASE)
    keys.write("The same passphrase again", PASSPHRASE)
    first = saved(keys.fetch("Save the file, locked"), tmp_path)
    keys.open("The record to file")
    document = words_of(saved(keys.fetch("Record as a Word document"), tmp_path))
    web = saved(keys.fetch("Record as a web page"), tmp_path).read_text("utf-8")
    printed = sheets(page)

    whole = "".join(printed)
    for output in (whole, document, squeezed(re.sub(r"<[^>]+>", "", web))):
        assert [words for words in (*TYPED, *SAID) if squeezed(words) not in output] == []
    for sheet in printed:
        assert squeezed("Scaling guide, edition 0.1. Draft, awaiting approval.") in sheet
    assert b"DTSTART;VALUE=DATE:20270323\r\n" in reminder
    assert b"XX" not in reminder
    assert reminder.count(b"\n") == reminder.count(b"\r\n")
    assert SECRET not in first.read_text("utf-8")
    assert "XX" not in first.name

    keys.open("Clear everything")
    keys.press("Clear everything")
    keys.press("Clear everything")
    expect(page.get_by_label("The child’s initials")).to_have_value("")
    keys.open("Open files saved earlier")
    keys.choose_files(first)
    keys.write("Passphrase of the file", PASSPHRASE)
    keys.press("Open with this passphrase")
    expect(page.get_by_text("opened. The review of 12 January 2027")).to_be_visible()
    keys.press("Start the next review")
    expect(page.get_by_label("The child’s initials")).to_have_value("XX")
    keys.day("The day of this review", "2027-03-23")
    keys.open("Home")
    scale(keys, "Child", "7", heard="My bed is dry now.")
    scale(keys, "Parent or carer", "7", told="Still clean.")
    scale(keys, "My agency", "5")
    keys.open("Change over time")
    table = page.get_by_role("region", name="Change over time as a table")
    rows = {squeezed(row.inner_text()) for row in table.locator("tbody tr").all()}
    assert squeezed("Home Child 4 7 up three: from 4 to 7") in rows
    assert squeezed("Home Parent or carer 7 7 no change: still 7") in rows
    assert squeezed("Health Child not known yet not asked not asked; no number before") in "".join(
        rows
    )
    rise = "Home, My agency: the number rose from 2 to 5, and nothing new was written"
    expect(page.get_by_text(rise)).to_be_visible()
    expect(page.get_by_text("Home, Child: the number rose")).to_have_count(0)
    picture = page.get_by_role("img", name="Home, Child: 12 January 2027 4; 23 March 2027 7.")
    expect(picture).to_be_visible()
    again = "".join(sheets(page))
    for words in ("up three: from 4 to 7", "no change: still 7", rise, "12 January 2027"):
        assert squeezed(words) in again

    assert [url for url in watch.asked if not url.startswith("blob:")] == []
    assert watch.mishaps == []
    assert page.evaluate("refused") == []
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []
    assert (page.title(), page.url) == (title, address)


def fill(page: Page) -> None:
    """Write one thing, quickly."""
    page.get_by_label("The child’s initials").fill("XX")
    page.get_by_label("5 to 10 years").check()


def test_leaving_with_unsaved_work_asks_and_nothing_is_left_after(
    page: Page, site_address: str
) -> None:
    fill(page)
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", answer)
    page.get_by_role("link", name="The scaling guide on paper").first.click(no_wait_after=True)
    page.wait_for_timeout(200)
    expect(page.get_by_label("The child’s initials")).to_have_value("XX")
    page.reload()
    expect(page.get_by_label("The child’s initials")).to_have_value("")
    expect(page.get_by_label("5 to 10 years")).not_to_be_checked()
    fill(page)
    page.goto(site_address + "index.html")
    page.go_back()
    expect(page.get_by_label("The child’s initials")).to_have_value("")
    page.reload()
    assert asked == ["beforeunload"] * 3


def test_a_blank_page_is_left_without_a_question(page: Page, site_address: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("The day of this review").fill("2027-02-01")
    page.goto(site_address + "index.html")
    assert asked == []


def test_what_browsers_keep_whole_for_the_way_back_is_empty(page: Page) -> None:
    fill(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator(".kb-scaling input").count() == 0
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_label("The child’s initials")).to_have_value("")
    assert "XX" not in page.content()


def test_clear_everything_asks_and_clears(page: Page) -> None:
    fill(page)
    page.locator("summary", has_text="Clear everything").click()
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_label("The child’s initials")).to_have_value("XX")
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Clear everything").click()
    expect(page.get_by_label("The child’s initials")).to_have_value("")
    assert "XX" not in page.locator("main").inner_text()


def typed_state(page: Page, **change: Any) -> dict[str, Any]:
    """An assessment of child XX, with `change`."""
    state: dict[str, Any] = page.evaluate(
        """() => {
          const guide = new kbScaling.Guide(kbScalingGuide);
          let state = kbScaling.blank(guide, '2027-01-12');
          state.child = {reference: 'XX', age: '5-10', overlays: []};
          return kbScaling.choose(state, 'home', 'v1', 4, guide.edition);
        }"""
    )
    return {**state, **change}


def plain(page: Page, path: Path, **change: Any) -> Path:
    """Write a plain file of an assessment."""
    state = typed_state(page, **change)
    path.write_text(page.evaluate("(s) => kbScaling.plain(s, '2027-01-12')", state), "utf-8")
    return path


def choose(page: Page, *files: Path) -> None:
    page.locator("summary", has_text="Open files saved earlier").first.click()
    page.get_by_label("Files saved earlier").set_input_files(files)


MESSAGES = ".kb-scaling__message"


@pytest.fixture
def bad_files(page: Page, tmp_path: Path) -> Iterator[list[tuple[Path, str]]]:
    """Files that must not be opened, each with a part of the sentence that says why."""
    good = plain(page, tmp_path / "good.json").read_text("utf-8")
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    written = {
        "cut.json": (good[:-40], "breaks off before its end"),
        "damaged.json": (good.replace('"number": 4', '"number": 40'), "is damaged"),
        "page.html": ("<script>alert(1)</script>", "not a file saved by this page"),
        "empty.json": ("", "is empty"),
        "newer.json": (good.replace('"version": 1', '"version": 9'), "newer version"),
    }
    for name, (text, _) in written.items():
        (tmp_path / name).write_text(text, "utf-8")
    child = {"reference": "YY", "age": "1-4", "overlays": []}
    other = plain(page, tmp_path / "other.json", child=child)
    yield [
        *((tmp_path / name, why) for name, (_, why) in written.items()),
        (huge, "far too large"),
        (other, "about another child (YY)"),
    ]


def test_a_bad_file_gets_a_sentence_and_loses_nothing(
    page: Page, bad_files: list[tuple[Path, str]]
) -> None:
    fill(page)
    page.evaluate("() => new Promise(requestAnimationFrame)")  # what is closed says what it holds
    before = page.locator("main").inner_text()
    choose(page, *(path for path, _ in bad_files))
    message = page.locator(MESSAGES).first
    for path, why in bad_files:
        line = message.get_by_text(f"{path.name}: ")
        expect(line).to_contain_text(why)
        expect(line).to_contain_text("Nothing on this page was changed.")
    page.locator("summary", has_text="Open files saved earlier").first.click()
    assert page.locator("main").inner_text() == before


def test_a_wrong_passphrase_can_be_tried_again(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "locked.json"
    seal = "([state, words]) => kbScaling.seal(state, words, '2027-01-12')"
    file.write_text(page.evaluate(seal, [typed_state(page), PASSPHRASE]), "utf-8")
    choose(page, file)
    page.get_by_label("Passphrase of the file").fill("something else entirely")
    page.get_by_role("button", name="Open with this passphrase").click()
    expect(page.locator(MESSAGES).first).to_contain_text("The passphrase does not open this file")
    page.get_by_label("Passphrase of the file").fill(PASSPHRASE)
    page.get_by_role("button", name="Open with this passphrase").click()
    expect(page.locator(MESSAGES).first).to_contain_text("opened")
    page.get_by_role("button", name="Go on with this review").click()
    expect(page.get_by_label("The child’s initials")).to_have_value("XX")


def test_a_file_of_another_edition_is_opened_and_told_apart(page: Page, tmp_path: Path) -> None:
    state = typed_state(page)
    answers = [{**answer, "edition": "0.0"} for answer in state["answers"]]
    guide = {"edition": "0.0", "status": "draft"}
    file = plain(page, tmp_path / "old.json", guide=guide, answers=answers, day="2026-06-01")
    choose(page, file, plain(page, tmp_path / "now.json"))
    expect(page.locator(MESSAGES).first).to_contain_text("filled in with edition 0.0")
    row = page.get_by_role("group", name="Review of 12 January 2027")
    row.get_by_role("button", name="Go on with this review").click()
    page.locator("summary", has_text="Change over time").click()
    words = "4 with edition 0.0, 4 with edition 0.1: not compared"
    expect(page.locator("figcaption", has_text=words)).to_have_count(1)
    assert page.locator(".kb-chart rect").count() == 1
    assert page.locator(".kb-chart__line").count() == 0


def test_a_file_with_a_program_in_it_is_words_and_is_said_to_be_odd(
    page: Page, tmp_path: Path
) -> None:
    evil = "<img src=x onerror='globalThis.ran = 1'><script>globalThis.ran = 1</script>"
    child = {"reference": evil, "age": "5-10", "overlays": []}
    choose(page, plain(page, tmp_path / "evil.json", child=child))
    expect(page.locator(MESSAGES).first).to_contain_text("looks like a program")
    page.get_by_role("button", name="Go on with this review").click()
    page.locator("summary", has_text="The record to file").click()
    page.get_by_role("button", name="Show the record").click()
    expect(page.locator(".kb-scaling__record")).to_contain_text(evil)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Record as a web page").click()
    web = saved(waiting.value, tmp_path).read_text("utf-8")
    assert "<img" not in web
    assert "<script" not in web
    assert page.evaluate("globalThis.ran") is None


def test_saving_asks_for_what_makes_a_file_safe(page: Page) -> None:
    page.locator("summary", has_text="Save a file").click()
    said = page.locator(MESSAGES)
    page.get_by_role("button", name="Save the file, locked").click()
    expect(said.get_by_text("initials or reference first")).to_be_visible()
    fill(page)
    page.get_by_role("button", name="Save the file, locked").click()
    expect(said.get_by_text("at least 12 characters")).to_be_visible()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Save the file, locked").click()
    expect(said.get_by_text("not the same")).to_be_visible()
    page.locator("summary", has_text="Save without a passphrase").click()
    page.get_by_role("button", name="Save the file without").click()
    expect(said.get_by_text("Tick the box first")).to_be_visible()


def test_nothing_can_be_typed_that_a_file_could_not_hold(page: Page, tmp_path: Path) -> None:
    fill(page)
    page.locator("summary", has_text="What we agree").click()
    page.get_by_label("What is working well?").focus()
    page.keyboard.insert_text("x" * 30000)
    page.get_by_label("The day of the next review").evaluate(
        "field => { field.value = '12027-03-23'; field.dispatchEvent(new Event('input')); }"
    )
    page.locator("summary", has_text="Save a file").click()
    page.locator("summary", has_text="Save without a passphrase").click()
    page.get_by_label("I know that anybody").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the file without").click()
    choose(page, saved(waiting.value, tmp_path))
    expect(page.locator(MESSAGES).first).to_contain_text("opened")


def test_a_copy_to_share_leaves_out_a_voice_and_says_so(page: Page) -> None:
    fill(page)
    page.locator(".kb-scaling__area summary", has_text="Home").first.click()
    for which, words in ((0, "I keep people away."), (1, "It is clean.")):
        voice = page.locator(".kb-scaling__area[open] .kb-scaling__voice").nth(which)
        voice.locator("summary").click()
        voice.get_by_label("What was heard").fill(words)
        voice.get_by_role("radio", name="4: ").check()
    page.locator("summary", has_text="The record to file").click()
    page.get_by_role("group", name="A copy to share").get_by_label("Child").check()
    printed = "".join(sheets(page))
    assert squeezed("leaves out what was said by: Child. It is not the whole record") in printed
    assert squeezed("It is clean.") in printed
    assert squeezed("I keep people away.") not in printed
    page.get_by_role("group", name="A copy to share").get_by_label("Child").uncheck()
    assert squeezed("I keep people away.") in "".join(sheets(page))


def test_numbers_are_typed_or_chosen_and_taken_back(page: Page) -> None:
    page.locator(".kb-scaling__area summary", has_text="Home").first.click()
    voice = page.locator(".kb-scaling__area[open] .kb-scaling__voice").first
    voice.locator("summary").click()
    typed = voice.get_by_label("Type a number")
    for wrong in ("11", "-1", "4.5", "four"):
        typed.fill(wrong)
        typed.press("Tab")
        expect(voice.get_by_role("alert")).to_contain_text("whole number from 0 to 10")
        assert voice.locator("input[type=radio]:checked").count() == 0
    typed.fill("0")
    typed.press("Tab")
    expect(voice.get_by_role("radio", name="0: ", exact=False).last).to_be_checked()
    expect(voice.get_by_text("What to do now")).to_be_visible()
    expect(voice.get_by_text("This number stands without evidence")).to_be_visible()
    voice.get_by_label("What was seen").fill("A cot without a sheet.")
    expect(voice.get_by_text("This number stands without evidence")).to_be_hidden()
    voice.get_by_role("button", name="Take this answer back").click()
    expect(voice.get_by_text("What to do now")).to_be_hidden()
    expect(typed).to_have_value("")


def one_voice(page: Page) -> Locator:
    """The first voice on Home, open."""
    page.locator(".kb-scaling__area summary", has_text="Home").first.click()
    voice = page.locator(".kb-scaling__area[open] .kb-scaling__voice").first
    voice.locator("summary").click()
    return voice


def test_what_is_shown_late_on_a_slow_device_does_not_wipe_the_number_being_typed(
    page: Page,
) -> None:
    late = """async (voice) => {
      const [seen, typed] = ['textarea', '.kb-scaling__input--number'].map(
        (name) => voice.querySelector(name));
      for (const [field, words] of [[seen, 'A cot.'], [typed, '7']]) {
        field.focus();
        field.value = words;
        field.dispatchEvent(new Event('input', {bubbles: true}));
      }
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
      return typed.value;
    }"""
    assert one_voice(page).evaluate(late) == "7"


def test_what_a_pointer_presses_does_not_move_away_from_under_it(page: Page) -> None:
    # As in browsers that do not hold the page still when something above grows.
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    one_voice(page).get_by_label("Type a number").fill("0")
    below = page.locator("summary", has_text="Overall safety")
    below.hover()
    before = below.bounding_box()
    page.mouse.down()
    page.wait_for_timeout(100)
    assert below.bounding_box() == before
    page.mouse.up()
    expect(page.get_by_text("This number stands without evidence").first).to_be_visible()
    assert below.evaluate("(summary) => summary.parentElement.open")


def test_no_list_shows_a_voice_what_the_others_said(page: Page) -> None:
    page.locator(".kb-scaling__area summary", has_text="Home").first.click()
    voice = page.locator(".kb-scaling__area[open] .kb-scaling__voice").first
    voice.locator("summary").click()
    voice.get_by_role("radio", name="3: ").check()
    expect(voice.locator("summary")).to_have_text("Child: answered")
    area = page.locator(".kb-scaling__area[open] > summary")
    expect(area).to_contain_text("Answered: Child. Not asked yet: Parent or carer, My agency.")
    assert not re.search(r"\d", area.inner_text())


# Numbers whose total (35), mean (5 and 7), median and spread nobody typed.
NEVER = re.compile(r"\b(?:35|5\.8\d*|5\.83|average:|total:|score|mean:|sum:)", re.IGNORECASE)


def test_no_output_holds_a_total_an_average_or_a_threshold(page: Page, tmp_path: Path) -> None:
    state = page.evaluate(
        """() => {
          const guide = new kbScaling.Guide(kbScalingGuide);
          let state = kbScaling.blank(guide, '2027-01-12');
          state.child.reference = 'XX';
          const give = (area, voice, number) => {
            state = kbScaling.choose(state, area, voice, number, guide.edition);
          };
          [['home', 'v1', 3], ['home', 'v2', 9], ['health', 'v1', 4], ['health', 'v2', 8],
           ['own-load', 'v1', 2], ['own-load', 'v3', 9]].forEach((one) => give(...one));
          return state;
        }"""
    )
    given = sorted(answer["number"] for answer in state["answers"])
    assert sum(given) == 35
    file = tmp_path / "given.json"
    file.write_text(page.evaluate("(s) => kbScaling.plain(s, '2027-01-12')", state), "utf-8")
    choose(page, file)
    page.get_by_role("button", name="Go on with this review").click()
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.locator("summary", has_text="The record to file").scroll_into_view_if_needed()
    outputs = {"screen": page.locator(".kb-scaling").inner_text(), "paper": "".join(sheets(page))}
    for kind in ("Word document", "web page"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Record as a {kind}").click()
        path = saved(waiting.value, tmp_path)
        outputs[kind] = words_of(path) if path.suffix == ".docx" else path.read_text("utf-8")
    outputs["file"] = file.read_text("utf-8")
    page.get_by_label("The day of the next review").fill("2027-04-20")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Reminder for a calendar").click()
    outputs["reminder"] = saved(waiting.value, tmp_path).read_text("utf-8").split("UID")[0]
    for name, output in outputs.items():
        assert NEVER.findall(output) == [], name
    overall = page.locator("details.kb-scaling__section", has_text="Overall safety").first
    assert overall.locator("input[type=radio]:checked").count() == 0


def test_without_scripts_the_page_is_the_form(browser: Any, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + NAME)
    expect(page.get_by_role("group", name="Scaling guide form")).to_be_visible()
    expect(page.get_by_text("Filling the guide in on screen needs JavaScript")).to_be_visible()
    context.close()


def test_search_does_not_lead_to_the_form_that_scripts_hide(built_site: Path) -> None:
    anchors = [passage.anchor for passage in every_passage(built_site / NAME)]
    assert "tool" in anchors
    assert [anchor for anchor in anchors if anchor.startswith("form-")] == []


def test_a_blank_tool_prints_the_form(page: Page) -> None:
    printed = "".join(sheets(page))
    assert squeezed("Child’s initials or local reference") in printed
    assert squeezed("Scaling guide: record") not in printed


def test_it_works_from_a_folder_and_with_the_network_off(
    context: BrowserContext, built_site: Path, site_address: str, tmp_path: Path
) -> None:
    for address in (built_site.as_uri() + "/", site_address):
        page = context.new_page()
        page.goto(address + NAME, wait_until="networkidle")
        context.set_offline(True)
        watch = Watch(page)
        fill(page)
        page.locator("summary", has_text="Save a file").click()
        page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        page.get_by_label("The same passphrase again").fill(PASSPHRASE)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Save the file, locked").click()
        file = saved(waiting.value, tmp_path)
        choose(page, file)
        page.get_by_label("Passphrase of the file").fill(PASSPHRASE)
        page.get_by_role("button", name="Open with this passphrase").click()
        expect(page.get_by_role("group", name="Review of ")).to_be_visible()
        page.locator("summary", has_text="The record to file").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Record as a Word document").click()
        document = words_of(saved(waiting.value, tmp_path))
        assert "XX" in document
        assert str(built_site) not in document
        assert [url for url in watch.asked if not url.startswith("blob:")] == []
        assert watch.mishaps == []
        page.close(run_before_unload=False)
        context.set_offline(False)
