"""What each word becomes on a built page: what a reader needs of it, whatever its looks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.models.page import PageHead
from knowledge_bank.models.source import Source
from knowledge_bank.words import WORDS
from macros.components import component_renderer, day_in_words

ROOT = Path(__file__).parents[2]
Article = Callable[[str], html.HtmlElement]
TITLE = 'Q&A *starred* [sic] "quoted" it\'s `code` a|b ~c~ \\d ^e'
# The tool’s own page alone loads scripts, and only the site’s own files.
OWN_SCRIPTS = ("../../assets/", "../../api/")
NAME = f"{TITLE}, the 2nd & *best*"


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def facts(tree: html.HtmlElement) -> dict[str, str]:
    """What the list of facts in `tree` says, by the name of each."""
    names, said = tree.xpath(".//dl/dt"), tree.xpath(".//dl/dd")
    return {text(name): text(each) for name, each in zip(names, said, strict=True)}


def one(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    found = tree.xpath(path)
    assert len(found) == 1, (path, found)
    return found[0]


def test_front_matter_and_words_have_no_name_in_common() -> None:
    """mkdocs-macros lets the front matter shadow the words."""
    assert set(PageHead.model_fields) & set(WORDS) == set()


def test_the_title_stands_as_typed_in_the_heading_and_the_description(built: Path) -> None:
    tree = html.fromstring((built / "index.html").read_bytes())
    assert text(one(tree, "//h1")) == "Q&A *starred* _lined_ [sic]"
    description = one(tree, "//meta[@name='description']").get("content")
    assert description == "A page with every inline word, & what each has to carry."


def test_a_neutral_title_stands_on_every_page_and_so_does_the_way_out(built: Path) -> None:
    for path in built.rglob("*.html"):
        tree = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        assert tree.findtext(".//title") == "Notes & *pages*", path
        if tree.find_class("kb-former-page"):
            continue  # it is gone again at once
        leave = one(tree, "//a[@data-kb-exit]")
        assert leave.get("href") == "https://weather.test/?a=1&b=2"
        assert 'opens The "weather" & *more*.' in text(leave)


def test_a_source_names_title_edition_and_place_and_links_to_its_landing_page(
    article: Article,
) -> None:
    cited = article("index.html").xpath("//cite")[0]
    assert (
        text(cited)
        == f"{TITLE}, the 2nd & *best*, to be confirmed by a person, Part 2, 'Care & *duty*'"
    )
    link = one(cited, "./a")
    assert link.get("href") == "https://documents.test/landing?b=1&c=*d*&e=_f_"
    assert "noreferrer" in link.get("rel")


@pytest.mark.parametrize(
    ("number", "address", "said"),
    [
        (
            1,
            "resources/sources.html#oldest",
            "The oldest edition, 2018 (superseded; cited here as *history* & [sic] no more)",
        ),
        (2, "resources/sources.html#gone", "A guide that is gone (no longer online)"),
        (3, "https://documents.test/newest", "The newest edition, March 2026"),
        (4, "https://documents.test/moved", "A page that moved (its address has moved)"),
        (5, "resources/sources.html#withdrawn", "A withdrawn guide (withdrawn)"),
    ],
)
def test_a_source_says_its_state_in_words(
    number: int, address: str, said: str, article: Article
) -> None:
    cited = article("index.html").xpath("//cite")[number]
    assert text(cited) == said
    assert one(cited, "./a").get("href") == address


def test_a_superseded_source_leads_to_the_newest_unless_it_is_cited_on_purpose() -> None:
    def cited(on_purpose: str) -> html.HtmlElement:
        old = Source(
            id="old",
            title="The guide",
            edition="1989",
            publisher="A",
            authority="law",
            state="unverified",
        )
        new = old.model_copy(update={"id": "new", "edition": "2026", "to_confirm": "All."})
        facts = {"source": old, "place": "", "on_purpose": on_purpose}
        made = component_renderer(ROOT)(
            "source", **facts, newest=lambda name: new, url=lambda target: target
        )
        return html.fromstring(" ".join(made.split()))

    silent = cited("")
    assert text(silent) == "The guide, 1989 (superseded: see 2026, to be confirmed by a person)"
    assert silent.xpath(".//a/@href")[-1] == "resources/sources.md#new"
    meant = cited("as it was then")
    assert text(meant) == "The guide, 1989 (superseded; cited here as it was then)"
    assert meant.xpath(".//a/@href")[-1] == "resources/sources.md#old"


def test_a_quotation_is_set_apart_with_its_source(article: Article) -> None:
    figure = one(article("index.html"), "//figure")
    assert text(one(figure, ".//blockquote")) == '“a *child’s* needs and/or "wants" & [sic] more”'
    caption = text(one(figure, ".//figcaption"))
    assert TITLE in caption
    assert 'Chapter 1, "Words & *deeds*"' in caption
    assert "Read in a *copy* & not checked." in text(figure)


def test_a_term_opens_by_a_button_that_names_what_it_opens(article: Article) -> None:
    page = article("index.html")
    buttons = page.xpath("//button[@class='kb-term__word']")
    assert [text(button) for button in buttons] == ["M*A*S*H & co", "the *hub*"]
    targets = [button.get("popovertarget") for button in buttons]
    assert len(set(targets)) == 2
    for button, target in zip(buttons, targets, strict=True):
        assert button.get("type") == "button"
        meaning = one(page, f"//*[@id='{target}'][@popover]")
        assert 'multi-agency "safeguarding" hub [sic]' in text(meaning)
        assert "People who sit together & *share* what they know." in text(meaning)
        assert one(meaning, ".//a").get("href") == "resources/glossary.html#mash"


def test_a_question_says_openly_what_is_open_and_how_we_cope(article: Article) -> None:
    asked, answered = article("index.html").xpath("//aside")
    assert "Which number is *the* number for A&E [sic]?" in text(asked)
    assert 'No number is shown; *ask* your "lead" & wait.' in text(asked)
    assert 'To be answered by: The board\'s [sic] "chair".' in text(asked)
    assert asked.xpath(".//a/@href") == ["resources/questions.html#open-question"]
    assert "A&E [sic]" in asked.get("aria-label")
    assert "Answered question" in text(answered)
    assert 'The *duty* worker & the "lead" do.' in text(answered)
    assert "Nobody is named." not in text(answered)


def test_local_words_stand_in_the_sentence(article: Article) -> None:
    assert (
        'We are the “North & South” *partnership*, and we ring the front_door_ of "care".'
        in text(article("index.html"))
    )
    assert "Signs & *Wonders* [sic]" in text(article("toolkit/index.html"))


def test_each_question_of_a_checklist_has_a_box_with_its_own_label(article: Article) -> None:
    page = article("toolkit/checklists/all-fields.html")
    boxes = page.xpath("//input[@type='checkbox']")
    assert len(boxes) == 2
    labels = [text(one(page, f"//label[@for='{box.get('id')}']")) for box in boxes]
    assert labels == ['Do we *see* the child & the [sic] "home"?', "Do we know?"]
    assert {box.get("autocomplete") for box in boxes} == {"off"}
    assert not any(box.get("checked") or box.get("name") for box in boxes)
    assert page.xpath("//form") == []
    for item, reason in (
        ("first-item", "What is *seen* & said counts."),
        ("second-item", "It counts."),
    ):
        assert reason in text(one(page, f"//*[@id='{item}']"))


def test_a_checklist_shows_signs_and_sources(article: Article) -> None:
    first = one(article("toolkit/checklists/all-fields.html"), "//*[@id='first-item']")
    signs = [text(sign) for sign in first.xpath(".//ul/li")]
    assert signs == ['a *tidy* room & a "full" fridge', "a visit_that_is [sic] short"]
    links = {text(link): link.get("href") for link in first.xpath(".//a")}
    assert links == {
        NAME: "../../resources/sources.html#odd-title",
        "The newest edition": "../../resources/sources.html#newest",
    }
    assert ', Part 2, "Care & *duty*"' in text(first)


def test_a_number_can_be_rung_and_a_missing_one_is_a_question(article: Article) -> None:
    page = article("resources/who-to-ring.html")
    known, missing = one(page, "//*[@id='helpline']"), one(page, "//*[@id='local-line']")
    number = one(known, ".//a[starts-with(@href, 'tel:')]")
    assert (number.get("href"), text(number)) == ("tel:0800000111", "0800 000 111")
    assert "sources.html#odd-title" in known.xpath(".//a/@href")
    assert missing.xpath(".//a[starts-with(@href, 'tel:')]") == []
    assert 'Ask at the "desk" & *wait* [sic].' in text(missing)
    assert missing.xpath(".//a/@href") == [
        "https://documents.test/landing?b=1&c=*d*&e=_f_",
        "questions.html#blocking-question",
    ]


def test_a_message_to_the_editor_opens_in_the_readers_own_e_mail(article: Article) -> None:
    slip = one(article("search.html"), "//details[@data-kb-slip]")
    assert one(slip, ".//a/@href") == "mailto:editor+bank@notes.test"
    assert one(slip, ".//input[@type='checkbox']").get("checked") is None
    assert "send it or not" in text(slip)


def entries(page: html.HtmlElement) -> dict[str, dict[str, str]]:
    return {h.get("id"): facts(h.getparent()) for h in page.xpath("//h3[@id]")}


def test_the_register_says_of_each_document_what_we_know(article: Article) -> None:
    said = entries(article("resources/sources.html"))
    known = {"newest", "oldest", "withdrawn", "gone", "moved", "odd-title", "older"}
    assert set(said) == known
    assert said["newest"]["What we know"] == "Seen by a person on 20 November 2026"
    assert said["newest"]["Last read"] == "By Editor & *keeper* on 21 November 2026"
    assert said["oldest"]["What we know"] == "Superseded. Not yet checked by a person"
    assert said["odd-title"] == {
        "Publisher": "Smith & *Sons* [sic]",
        "Dated": "9 July 2018",
        "What we know": "Not yet checked by a person",
        "A person must confirm": "That the 2nd & *best* edition is out.",
        "Its own review date": "3 June 2027",
        "Address": NAME,
        "Last checked": "On 22 November 2026 a program had doubts, but a person opened it on "
        "16 November 2026 and saw the right document.",
        "Archived copy": f"Archived copy of {NAME}",
        "Address given in 2021": "http://documents.test/old?b=1&copy=2",
        "How we know": "Seen in a *copy* & nowhere else.",
        "Licence": "The *publisher* keeps it & all",
        "Note": "It speaks of *later* & not of now.",
        "Not recorded": "Who read it, and when",
        "Cited on": said["odd-title"]["Cited on"],
    }
    assert said["newest"]["Last checked"] == "On 22 November 2026: It answers."
    assert "Last checked" not in said["gone"]
    assert said["gone"]["Not recorded"] == (
        "Its date; an archived copy; how we know; who read it, and when; its licence"
    )


def test_the_register_tells_a_chain_both_ways_and_who_says_so(article: Article) -> None:
    page = article("resources/sources.html")
    said = entries(page)
    where = 'Part 3, "What & *when*"'
    assert said["oldest"]["Superseded by"] == f"The newest edition (so says {NAME}, {where})"
    assert said["newest"]["Supersedes"] == (
        f"The oldest edition (so says {NAME}, {where}); The newest edition, the edition before it"
        " (established by Editor & *keeper* on 19 November 2026)"
    )
    newest = one(page, "//h3[@id='newest']/..")
    assert {"#oldest", "#older", "sources.html#odd-title"} <= set(newest.xpath(".//a/@href"))
    assert [text(each) for each in newest.xpath(".//ol/li")] == [
        "The oldest edition",
        "the edition before it",
        "The newest edition (this one)",
    ]


def test_the_register_lists_the_pages_that_cite_a_document_in_a_closed_box(
    article: Article,
) -> None:
    page = article("resources/sources.html")
    box = one(page, "//h3[@id='moved']/..//details")
    assert box.get("open") is None
    assert text(one(box, "./summary")).startswith("More, and the 1 page that cites it:")
    assert box.xpath(".//a/@href") == ["../index.html"]
    assert entries(page)["older"]["Cited on"] == "No page"


def test_the_register_links_neither_what_is_gone_nor_the_old_address(article: Article) -> None:
    addresses = article("resources/sources.html").xpath("//a/@href")
    assert "https://documents.test/newest" in addresses
    for lost in ("gone", "withdrawn", "old?b=1&copy=2"):
        assert not any(lost in address for address in addresses if address.startswith("http"))


def test_the_glossary_shows_what_people_say_instead(article: Article) -> None:
    page = article("resources/glossary.html")
    assert page.xpath("//dt/@id") == ["adult", "mash"]
    assert (
        text(one(page, "//dt[@id='mash']"))
        == 'M*A*S*H & co (multi-agency "safeguarding" hub [sic])'
    )
    meaning = text(one(page, "//dt[@id='mash']/following::dd[1]"))
    for words in (
        "the *hub*",
        "front_door_team",
        'Families say: the *help* & "snoop" line.',
        "It used to be called: the access_team [sic] & desk.",
        'the "silo" & wall',
    ):
        assert words in meaning
    assert "mahs" not in text(page)


def test_the_questions_stand_under_the_role_that_must_answer(article: Article) -> None:
    page = article("resources/questions.html")
    order = [heading.get("id") for heading in page.xpath("//h2[@id]|//h3[@id]")]
    assert order[:5] == [
        "for-board",
        "blocking-question",
        "open-question",
        "answered",
        "answered-question",
    ]
    said = entries(page)
    assert said["open-question"]["The source has"] == 'ring "ADD LINK" & ask *now*'
    assert said["open-question"]["Where"] == f'{NAME}, Part 3, "Whom & *when*"'
    assert said["open-question"]["Asked"] == "Asked on 2 November 2026"
    assert said["open-question"]["Pages it touches"] == "Q&A *starred* _lined_ [sic]; The form"
    assert said["blocking-question"]["Approval"] == "Holds up approval"
    assert "Approval" not in said["open-question"]
    assert "Until it is answered: Pages name no *local* number." in text(page)
    assert "2 questions are open. 1 of them holds up approval. 1 has been" in text(page)


def test_an_answered_question_keeps_its_history(article: Article) -> None:
    said = entries(article("resources/questions.html"))["answered-question"]
    assert said["Answer"] == 'The *duty* worker & the "lead" do.'
    assert said["Answered by"] == (
        'The board\'s [sic] "chair" on 18 November 2026;'
        " asked of Editor & *keeper* on 2 November 2026"
    )
    assert said["What was missing"] == "A name."


def test_the_ledger_says_where_each_point_went_or_why_it_did_not(article: Article) -> None:
    page = article("resources/ledger.html")
    carried, left = one(page, "//*[@id='point-carried']"), one(page, "//*[@id='point-left-out']")
    assert {link.get("href"): text(link) for link in carried.xpath(".//a")} == {
        "../index.html#what-to-do": "Q&A *starred* _lined_ [sic]: What to do",
        "../toolkit/checklists/all-fields.html#first-item": "The list",
        "glossary.html": "Glossary",
    }
    assert 'What the *hub* & its people do (paragraph 1, "Care & *duty*")' in text(carried)
    assert 'Left out: It shows nothing & says "nothing".' in text(left)
    assert left.xpath(".//a") == []


def test_the_reviews_name_every_page_the_first_due_first(article: Article) -> None:
    page = article("resources/page-reviews.html")
    links = [link.get("href") for link in page.xpath("//table//a")]
    assert links[0] == "../index.html"
    assert len(links) == len(set(links)) == 37
    dues = page.xpath("//table//@data-kb-due")
    assert dues == sorted(dues)
    assert page.xpath("//table//th[@scope='col']")


def test_the_fields_say_what_each_key_means(article: Article) -> None:
    page = article("resources/fields.html")
    names = [text(code) for code in page.xpath("//dt/code")]
    assert names[:4] == ["title", "introduction", "items", "items.id"]
    assert "items.sources.source" in names
    assert "Why it matters, in a sentence or two." in text(page)


def test_words_that_are_not_to_be_run_are_shown(article: Article) -> None:
    assert text(one(article("resources/words.html"), "//p/code")) == "{{ contacts() }}"


def test_every_page_says_how_far_it_is_agreed_and_when_it_is_due(article: Article) -> None:
    approved = text(one(article("index.html"), "//section[@aria-labelledby='kb-record']"))
    for fact in (
        'Approved by The board\'s [sic] "chair" on 20 November 2026',
        "1.10, written 1 November 2026",
        "Editor & *keeper*",
        "Updated18 November 2026",
        'Reviewed 19 November 2026, the whole page, by The board\'s [sic] "chair" (The council',
        "fit as it is. Part of it (Related pages) on 20 November 2026: changed.",
        'Review due 1 May 2027. The *law* may change & "soon" [sic]. After that day',
        f'{NAME}, Part 2, "Care & *duty*"',
        "The oldest edition (superseded; cited here as *history* & [sic] no more)",
    ):
        assert fact in approved
    draft = text(one(article("resources/glossary.html"), "//section[@aria-labelledby='kb-record']"))
    for fact in ("Draft, awaiting the partnership’s approval", "Not yet", "22 November 2027"):
        assert fact in draft


def test_a_withdrawn_page_says_so_ahead_of_its_title_and_what_to_read_instead(
    article: Article,
) -> None:
    page = article("resources/old-way.html")
    status = one(page, "//div[contains(@class, 'kb-status')]")
    shown = " ".join(text(line) for line in status.xpath("./p[not(@hidden)]"))
    assert shown == (
        'Withdrawn on 20 November 2026. We *ask* the hub now & "nobody" else [sic]. '
        "Read instead: Q&A *starred* _lined_ [sic]: What to do."
    )
    assert one(status, ".//a").get("href") == "../index.html#what-to-do"
    assert "Withdrawn by The board's" in text(one(page, "//section[@aria-labelledby='kb-record']"))
    assert "Review due" not in text(page)
    assert "Ask a friend." in text(page)


def test_no_page_holds_a_form_an_inline_script_or_a_handler(built: Path) -> None:
    for path in built.rglob("*.html"):
        tree = html.fromstring(path.read_bytes()).xpath("//article")[0]
        assert tree.xpath(".//style | .//form[not(@role='search')] | .//iframe") == []
        scripts = [script.get("src") or "inline" for script in tree.xpath(".//script")]
        assert [src for src in scripts if not src.startswith(OWN_SCRIPTS)] == []
        names = {str(name) for element in tree.iter() for name in element.keys()}  # noqa: SIM118
        assert not any(name.startswith("on") for name in names), path


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2018", "2018"),
        ("2018-07", "July 2018"),
        ("2018-07-09", "9 July 2018"),
        ("0987-01-31", "31 January 987"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(day: str, words: str) -> None:
    assert day_in_words(day).replace(" 0", " ") == words


def test_the_statement_says_what_the_law_asks_for(article: Article) -> None:
    page = article("resources/accessibility.html")
    assert "is partially compliant with the Web Content Accessibility Guidelines" in text(page)
    barrier = one(page, "//*[@id='one-barrier']")
    for words in (
        'The "odd" & *even* pages.',
        "Not met: success criterion 1.4.3 Contrast (minimum).",
        "Instead: Read the _other_ page.",
        "We will mend it.",
    ):
        assert words in text(barrier)
    assert '21 November 2026, Editor & *keeper*: By "hand" & *eye*.' in text(page)
    for words in ("prepared on 20 November 2026", "last reviewed on 21", "last tested on 21"):
        assert words in text(page)


def test_lately_tells_the_newest_changes_and_how_many_pages_are_late(article: Article) -> None:
    lately = one(article("resources/what-changed.html"), "//ul[@class='kb-lately']")
    told = [text(item) for item in lately.iterchildren()]
    assert len(told) <= 4
    assert told[0].startswith("2")
    assert not any("Overdue" in item for item in told[:3])
