"""The search page and the box: by keyboard, aloud, without a trace, and whatever somebody types."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from knowledge_bank.search.packing import pack_lists, pack_words
from tests.browsers import find_browser
from tests.conftest import QUIET_BROWSER

NAME = "Search this site"
STATUS = "[data-kb-search-page] [role=status]"
RESULTS = "[data-kb-results] a"
SAY_SOMETHING = re.compile("found")
ODD = {
    "ten thousand letters": "neglect dirty house " * 500,
    "one endless word": "a" * 10_000,
    "emoji": "😢👶🏽 baby",
    "right to left": "إهمال הזנחה child",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a regular expression": r"(?<=a)[\w+*?{2}$^|\\(",
    "operators": "+neglect -child title:home~2 foo^3 *",
    "prototype words": "constructor __proto__ toString hasOwnProperty",
    "only little words": "what do I do",
    "only marks": "?! … “”",
    "a quotation left open": '"missed appointment',
    "control characters": "neg\u0000lect\u200b\u202e home",
}


@pytest.fixture
def mishaps(page: Page) -> Iterator[list[str]]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("dialog", lambda dialog: (found.append("a dialog"), dialog.dismiss()))
    yield found
    assert found == []


def search(page: Page, address: str, text: str) -> Locator:
    page.goto(f"{address}search.html")
    page.get_by_role("searchbox", name=NAME).fill(text)
    page.keyboard.press("Enter")
    return page.locator(RESULTS)


ADDRESSES = """() => { globalThis.addresses = [];
  for (const name of ["pushState", "replaceState"]) {
    const real = history[name].bind(history);
    history[name] = (...all) => {
      addresses.push(String(all[2]), JSON.stringify(all[0]));
      real(...all);
    };
  } }"""


@pytest.mark.parametrize(
    ("where", "way"), [("served", "Enter"), ("in a folder", "All results, with extracts")]
)
def test_the_box_hands_its_words_over_and_no_address_ever_holds_them(
    page: Page, built_site: Path, site_address: str, way: str, where: str, mishaps: list[str]
) -> None:
    address = site_address if where == "served" else f"{built_site.as_uri()}/"
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.add_init_script(f"({ADDRESSES})()")
    page.goto(f"{address}strategy/impact.html")
    page.get_by_role("searchbox", name=NAME).fill("chronolgy")
    if way == "Enter":
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name=way).click()
    expect(page.locator(RESULTS).first).to_contain_text("Chronology")
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("chronolgy")
    page.get_by_role("searchbox", name=NAME).fill("hording")
    page.get_by_role("button", name="Search for the typed words only").click()
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    assert page.url == f"{address}search.html"
    seen += page.evaluate("globalThis.addresses")
    assert [what for what in seen if "chronol" in what or "hording" in what] == []
    assert page.title() == "Search - Neglect Knowledge Bank"
    left = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(left) == [0, 0, ""]
    name, state = page.evaluate("[name, history.state]")
    assert re.fullmatch(r"kb-back [\d ]+", name)  # which another site in this tab may read
    assert "hording" not in state
    page.goto(f"{address}search.html#q=co-sleeping")
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("co-sleeping")
    page.reload()
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("")
    expect(page.locator(RESULTS)).to_have_count(0)
    assert page.evaluate("[name, history.state]") == ["", None]


def test_the_browser_writes_nothing_down_of_what_was_searched_for(
    browser: Browser, site_address: str, tmp_path: Path
) -> None:
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path), executable_path=find_browser(), args=QUIET_BROWSER
    )
    page = context.new_page()
    page.goto(f"{site_address}strategy/impact.html")
    page.get_by_role("searchbox", name=NAME).fill("hoarding typedword")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text(SAY_SOMETHING)
    page.get_by_role("searchbox", name=NAME).fill("typedword again")
    expect(page.locator(STATUS)).to_have_text(SAY_SOMETHING)
    page.goto(f"{site_address}strategy/impact.html")
    page.go_back()
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("typedword again")
    # An address is written down: so the words would be found here.
    page.goto(f"{site_address}strategy/impact.html#addressword")
    context.close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"addressword" in written
    assert b"typedword" not in written
    assert "typedword".encode("utf-16-le") not in written


@pytest.mark.parametrize("sign", ["?", "#"])
def test_an_address_may_bring_a_question_and_is_cleared_of_it(
    page: Page, site_address: str, sign: str
) -> None:
    page.goto(f"{site_address}search.html{sign}q=co-sleeping")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert page.url == f"{site_address}search.html"
    assert "sleeping" not in page.title()


@pytest.mark.parametrize("where", ["served", "in a folder"])
def test_the_way_back_restores_what_was_found(
    page: Page, built_site: Path, site_address: str, where: str
) -> None:
    address = site_address if where == "served" else f"{built_site.as_uri()}/"
    search(page, address, "hording")
    page.get_by_role("button", name="Search for the typed words only").click()
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    page.goto(f"{address}strategy/impact.html")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("hording")
    page.get_by_role("button", name="Search with the glossary’s words too").click()
    name = page.locator(RESULTS).first.inner_text()
    page.locator(RESULTS).first.click()
    expect(page.locator(RESULTS)).to_have_count(0)
    page.go_back()
    expect(page.locator(RESULTS).first).to_have_text(name)


def test_the_way_back_holds_nothing_once_the_box_is_emptied(page: Page, site_address: str) -> None:
    search(page, site_address, "hoarding")
    page.get_by_role("searchbox", name=NAME).press("Escape")
    assert page.evaluate("[name, history.state]") == ["", None]
    page.goto(f"{site_address}strategy/impact.html")
    page.go_back()
    expect(page.get_by_role("searchbox", name=NAME)).to_have_value("")


def test_what_was_changed_is_said_and_can_be_undone(page: Page, site_address: str) -> None:
    results = search(page, site_address, "hording")
    expect(results.first).to_contain_text("Hoarding")
    notes = page.locator("[data-kb-notes]")
    expect(notes).to_contain_text("Did you mean: “hording” as Hoarding?")
    page.get_by_role("button", name="Search for the typed words only").click()
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    page.get_by_role("button", name="Search with the glossary’s words too").click()
    expect(results.first).to_contain_text("Hoarding")


def test_letters_with_two_meanings_show_both(page: Page, site_address: str) -> None:
    results = search(page, site_address, "PP")
    expect(results.nth(1)).to_be_visible()
    names = " ".join(results.all_inner_texts()[:3])
    assert "Police protection" in names
    assert "fabricated or induced illness" in names


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who do I ring about a child tonight", "Who to ring"),
        ("home of a six year old", "5 to 10 years"),
        ("blank safety plan form", "Safety plan"),
    ],
)
def test_what_kind_of_answer_a_question_wants_is_understood(
    page: Page, site_address: str, question: str, answer: str
) -> None:
    results = search(page, site_address, question)
    expect(results.nth(1)).to_be_visible()
    assert answer in results.all_inner_texts()[:2]


def test_one_term_is_never_taken_for_another(page: Page, site_address: str) -> None:
    search(page, site_address, "SAID")
    expect(page.locator(STATUS)).to_have_text(SAY_SOMETHING)
    assert "SUDI" not in page.locator("[data-kb-notes]").inner_text()


def test_a_phrase_in_quotation_marks_is_found_word_for_word(page: Page, site_address: str) -> None:
    results = search(page, site_address, '"tested by time"')
    expect(results.first).to_be_visible()
    extract = page.locator(".kb-results__result").first
    expect(extract).to_contain_text(re.compile("tested by time", re.IGNORECASE))
    search(page, site_address, '"time by tested"')
    expect(page.locator(STATUS)).to_have_text("Nothing found.")


def test_no_result_leads_on(page: Page, site_address: str) -> None:
    search(page, site_address, "xylophonics qqqq")
    nothing = page.locator("[data-kb-nothing]")
    expect(nothing).to_be_visible()
    for name in ("Who to ring", "Glossary", "Ways in by task"):
        expect(nothing.get_by_role("link", name=name)).to_be_visible()
    assert nothing.locator("[data-kb-nearest] a").count() > 2


def test_ten_are_shown_and_more_on_request_with_the_focus_on_the_first_of_them(
    page: Page, site_address: str
) -> None:
    results = search(page, site_address, "neglect")
    expect(results).to_have_count(10)
    page.get_by_role("button", name=re.compile("^Show .* more")).click()
    expect(results).to_have_count(20)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[data-kb-results] a')].indexOf(document.activeElement)"
        )
        == 10
    )


def test_the_box_suggests_and_is_left_by_keyboard(
    page: Page, site_address: str, mishaps: list[str]
) -> None:
    page.goto(f"{site_address}strategy/impact.html")
    field = page.get_by_role("searchbox", name=NAME)
    field.focus()
    page.keyboard.type("chronol")
    suggestions = page.locator("[data-kb-suggestions] a")
    expect(suggestions.first).to_contain_text("Chronology")
    expect(page.locator("[data-kb-search-box] [role=status]")).to_have_text(re.compile("sugg"))
    page.keyboard.press("ArrowDown")
    expect(suggestions.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(suggestions.first).to_be_hidden()
    page.keyboard.type("o")
    expect(suggestions.first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(suggestions.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "chronolog" in page.url


@pytest.mark.parametrize("name", ODD)
def test_whatever_somebody_types_is_answered_in_plain_words(
    page: Page, site_address: str, mishaps: list[str], name: str
) -> None:
    search(page, site_address, ODD[name])
    expect(page.locator(STATUS)).to_have_text(re.compile(r"found"))
    assert page.locator("[data-kb-search-page] :is(script, img)").count() == 0


def test_what_the_index_holds_is_shown_as_text(page: Page, site_address: str) -> None:
    evil = "<img src=x onerror=document.title='run'>"

    def poison(route: Any) -> None:
        body = route.fetch().text().replace("Harm that builds", f"{evil} Harm that builds")
        route.fulfill(body=body, content_type="text/javascript")

    page.route("**/search/texts.js", poison)
    search(page, site_address, "cumulative harm")
    expect(page.locator("[data-kb-results]")).to_contain_text(evil[1:])
    assert page.locator("[data-kb-results] img").count() == 0
    assert page.title() != "run"


# A worker that says nothing cannot be told from a slow one, so an empty one is not asked for.
@pytest.mark.parametrize(
    ("file", "how"),
    [
        *(("search/index.js", how) for how in ("missing", "damaged", "empty")),
        *(("assets/search/worker.js", how) for how in ("missing", "damaged")),
    ],
)
def test_without_its_files_search_says_so_and_the_page_still_leads_on(
    page: Page, site_address: str, mishaps: list[str], how: str, file: str
) -> None:
    bodies = {"damaged": "globalThis.kbSearchIndex={'pages':[[", "empty": ""}
    answer = {"status": 404} if how == "missing" else {"status": 200, "body": bodies[how]}
    page.route(f"**/{file}", lambda route: route.fulfill(content_type="text/javascript", **answer))
    search(page, site_address, "hoarding")
    expect(page.locator(STATUS)).to_contain_text("Search does not work just now")
    expect(page.get_by_role("heading", name="Who to ring")).to_be_visible()


def test_without_scripts_a_link_leads_to_a_page_that_helps(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}strategy/impact.html")
    assert page.locator("form:visible").count() == 0
    page.get_by_role("link", name="Search this site").first.click()
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Glossary").first).to_be_visible()
    expect(page.get_by_role("heading", name="Who to ring")).to_be_visible()
    context.close()


def test_with_storage_and_workers_refused_search_works(
    context: BrowserContext, site_address: str
) -> None:
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'Worker'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException(name) }});"
    )
    page = context.new_page()
    expect(search(page, site_address, "hoarding").first).to_contain_text("Hoarding")


def test_search_works_from_a_folder(page: Page, built_site: Path) -> None:
    folder = built_site.as_uri() + "/"
    expect(search(page, folder, "hoarding").first).to_contain_text("Hoarding")
    expect(page.locator(".kb-results__extract mark").first).to_be_visible()


def test_what_is_packed_is_unpacked_as_it_was(page: Page, built_site: Path) -> None:
    chance = random.Random(2026)
    sizes = [chance.randint(1, 700) for _ in range(150)]
    lists = [sorted(chance.sample(range(size), chance.randint(0, size))) for size in sizes]
    words = sorted({"".join(chance.choices("abcé0'", k=chance.randint(1, 40))) for _ in lists})
    packed = [[pack_lists([one, one], size), size] for one, size in zip(lists, sizes, strict=True)]
    expect(search(page, built_site.as_uri() + "/", "hoarding").first).to_be_visible()
    unpack = "packed => packed.map(([signs, size]) => kbSearch.unpackLists(signs, 2, size))"
    assert page.evaluate(unpack, packed) == [[one, one] for one in lists]
    assert page.evaluate("packed => kbSearch.unpackWords(packed)", pack_words(words)) == words


def test_a_message_to_the_editor_holds_the_words_only_if_the_reader_says_so(
    page: Page, site_address: str
) -> None:
    search(page, site_address, "xylophonics qqqq")
    message = page.get_by_label("The message", exact=True)
    expect(message).to_be_visible()
    assert "xylophonics" not in message.input_value()
    page.get_by_label("Put the words I searched for").check()
    expect(message).to_have_value(re.compile("I searched for: xylophonics qqqq\n"))
    message.press_sequentially("Music as a help.")
    page.get_by_label("Put the words I searched for").uncheck()
    assert "xylophonics" not in message.input_value()
    assert "Music as a help." in message.input_value()
    assert "xylophonics" not in page.locator("[data-kb-slip]").inner_html()


def test_search_works_under_the_strict_policy(page: Page, site_address: str) -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; "
        "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )

    def strict(route: Any) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    page.route("**/*", strict)
    expect(search(page, site_address, "hoarding").first).to_contain_text("Hoarding")
