"""What the words of the toolkit become: areas, conversations, forms, cards, training, routes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx import Document
from lxml import html

Article = Callable[[str], html.HtmlElement]
TITLE = 'Q&A *starred* [sic] "quoted" it\'s `code` a|b ~c~ \\d ^e'
NAME = f"{TITLE}, the 2nd & *best*"
HOME = "Q&A *starred* _lined_ [sic]"


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def one(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    found = tree.xpath(path)
    assert len(found) == 1, (path, found)
    return found[0]


def links(tree: html.HtmlElement) -> dict[str, str]:
    return {text(link): link.get("href") for link in tree.xpath(".//a")}


def test_each_area_leads_to_its_conversation_and_says_what_its_parts_cover(
    article: Article,
) -> None:
    page = article("toolkit/conversation-guide/index.html")
    areas = page.xpath("//dt[@id]")
    assert [area.get("id") for area in areas] == ["home", "network"]
    assert links(areas[0]) == {"Home & *hearth* [sic]": "home.html"}
    said = text(areas[0].getnext())
    assert said.startswith('What is it *like* to live at "home" & sleep there?')
    assert 'A warm & *dry* room: The room is warm & "dry" [sic].' in said


def test_the_ages_stand_in_order_and_an_overlay_says_whom_it_is_for(article: Article) -> None:
    page = article("toolkit/conversation-guide/index.html")
    assert [text(band) for band in page.xpath("//h2[@id='the-ages']/following::ul[1]/li")] == [
        "1 to 4 & *a bit* [sic]",
        'A child with *needs*: Whoever has "needs" & wants, at any age.',
    ]


def test_a_conversation_shows_every_question_under_its_heading(article: Article) -> None:
    page = article("toolkit/conversation-guide/home.html")
    headings = {h.get("id"): text(h) for h in page.xpath("//h2[@id]|//h3[@id]")}
    asked = ("opening", "ask-parents", "strengths", "notice", "by-age", "age-1-4", "age-any-age")
    assert tuple(name for name in headings if name in asked) == asked
    assert headings["age-1-4"] == "1 to 4 & *a bit* [sic]"
    for name, words in (
        ("opening", '“Tell me about your *home* & your "street" [sic].”'),
        ("ask-parents", "Who *sleeps* where & when?"),
        ("strengths", 'What is *good* & "right" here?'),
        ("notice", "Is it warm_and_dry [sic] & light?"),
    ):
        assert text(one(page, f"//h2[@id='{name}']/following-sibling::*[1]")) == words
    assert 'Where is your *bed* & your "bear"?' in text(page)
    alone = one(page, "//h3[@id='age-any-age']/following-sibling::p[1]")
    assert text(alone) == "Notice:"


def test_a_form_says_its_edition_its_status_and_what_it_awaits(article: Article) -> None:
    form = one(article("toolkit/forms/every-shape.html"), "//div[@role='group']")
    assert form.get("aria-label") == "Every *shape* & size [sic]"
    said = text(form)
    assert "Draft form, awaiting the partnership’s approval. Edition 0.1." in said
    assert links(form) == {
        "Every *shape* & size [sic] as a Word document": "every-shape.docx",
        "Which number is *the* number for A&E [sic]?": (
            "../../resources/questions.html#open-question"
        ),
        NAME: "../../resources/sources.html#odd-title",
        "The oldest edition": "../../resources/sources.html#oldest",
    }
    assert "The oldest edition (superseded; cited here as *history* & [sic] no more)" in said
    assert 'Part 5, "Forms & *papers*"' in said


def test_an_agreed_form_awaits_nothing(article: Article) -> None:
    said = text(one(article("toolkit/forms/agreed.html"), "//div[@role='group']"))
    assert "Edition 1.10." in said
    assert "Draft" not in said
    assert "awaiting" not in said


def test_a_form_leaves_room_for_every_answer(article: Article) -> None:
    page = article("toolkit/forms/every-shape.html")
    prompt = one(page, "//*[@id='first-prompt']")
    assert text(prompt) == 'What we *know* & see Say "who" & *when* [sic].'
    assert prompt.xpath("./div/@class") == ["kb-form__room kb-form__room--4"]
    beside = one(page, "//h3[@id='beside']/following-sibling::div[1]")
    assert len(beside.xpath("./div")) == 2
    assert "side-by-side" in beside.get("class")


def test_a_table_of_a_form_has_headings_for_its_columns_and_rows(article: Article) -> None:
    page = article("toolkit/forms/every-shape.html")
    given, empty = page.xpath("//table")
    assert [text(h) for h in given.xpath(".//th[@scope='col']")] == [
        "When & *where*",
        'Who "said" so',
    ]
    rows = [text(h) for h in given.xpath(".//th[@scope='row']")]
    assert rows == ["The first & *best*", "The second [sic]"]
    assert len(empty.xpath(".//tbody/tr")) == 3
    assert {len(row.xpath("./td")) for row in empty.xpath(".//tbody/tr")} == {5}
    for table in (given, empty):
        assert table.getparent().get("tabindex") == "0"
        assert table.getparent().get("aria-label")


def test_a_form_ends_with_statements_to_tick(article: Article) -> None:
    box = one(article("toolkit/forms/every-shape.html"), "//input")
    assert (box.get("type"), box.get("autocomplete"), box.get("name")) == ("checkbox", "off", None)
    label = one(box.getparent(), f"./label[@for='{box.get('id')}']")
    assert text(label) == 'It says *who* & "when" [sic].'


def test_the_build_writes_each_form_for_a_word_processor(built: Path) -> None:
    folder = built / "toolkit" / "forms"
    assert {path.stem for path in folder.glob("*.docx")} == {"every-shape", "agreed"}
    document = Document(BytesIO((folder / "every-shape.docx").read_bytes()))
    assert document.core_properties.title == "Every *shape* & size [sic]"
    said = [paragraph.text for paragraph in document.paragraphs]
    for words in (
        "Draft, awaiting the partnership’s approval.",
        'Fill it in "together" & with *care*.',
        "What we *know* & see",
        '☐ It says *who* & "when" [sic].',
    ):
        assert words in said
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot.startswith("Every word once: Every *shape* & size [sic], edition 0.1 (draft).")
    assert foot.endswith("toolkit/forms/every-shape.html")
    headers = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["The *left* & only", "The right"] in headers
    assert ["", "When & *where*", 'Who "said" so'] in headers
    agreed = Document(BytesIO((folder / "agreed.docx").read_bytes()))
    assert not any("Draft" in paragraph.text for paragraph in agreed.paragraphs)
    assert "(approved)" in agreed.sections[0].footer.paragraphs[0].text


def test_a_card_shows_its_questions_and_how_to_end(article: Article) -> None:
    card = one(article("toolkit/supervision/one-page.html"), "//div[@role='group']")
    assert card.get("aria-label") == "A *card* & no more [sic]"
    assert text(one(card, ".//h3[@id='first-group']")) == "The *child* & the day"
    questions = [text(question) for question in card.xpath(".//li")]
    assert questions == ['What did we *see* & "hear" [sic]?', "What do we not know?"]
    assert 'To end: Agree on *one* thing & write it "down".' in text(card)
    assert links(card) == {
        NAME: "../../resources/sources.html#odd-title",
        "The oldest edition": "../../resources/sources.html#oldest",
    }


def test_a_training_shows_its_plan_and_how_long_it_takes(article: Article) -> None:
    page = article("toolkit/training/half-day.html")
    assert "45 minutes in all." in text(page)
    assert text(one(page, "//h3[@id='welcome']")) == "A *warm* welcome & tea (15 minutes)"
    for words in (
        'For "everybody" & *friends* [sic].',
        'They *know* & can "say" it.',
        "Send the *papers* & wait [sic].",
        'There is a *break* & a "door".',
        "Open the *door* & smile.",
        'What is *neglect* & what is "not"?',
        'What was *good* & what was "not" [sic]?',
    ):
        assert words in text(page)


def slide(article: Article, name: str) -> list[html.HtmlElement]:
    """The heading of a slide and what follows it, up to what is said."""
    heading = one(article("toolkit/training/slides.html"), f"//h2[@id='{name}']")
    shown = [heading]
    while "kb-slide__say" not in shown[-1].get("class", ""):
        shown.append(shown[-1].getnext())
    return shown


def test_a_slide_shows_its_passage_rendered_and_says_where_it_is_from(article: Article) -> None:
    heading, passage, source, say = slide(article, "slide-lead")
    assert text(heading) == "Q&A *starred* _lined_ [sic]: What to do"
    assert text(passage).startswith(f"Ask the hub. ({TITLE}, the 2nd & *best*")
    assert links(source) == {f"From “{HOME}”": "../../index.html#what-to-do"}
    assert text(say) == 'To say: Ask *first* & say [sic](index.md) "please".'
    assert say.xpath(".//a | .//em") == []


def test_the_links_of_a_passage_lead_from_the_slides_to_where_they_led(article: Article) -> None:
    _, passage, _, _ = slide(article, "slide-list")
    assert passage.tag == "ul"
    assert links(passage) == {
        "The list": "../checklists/all-fields.html#first-item",
        "The ledger": "../../resources/ledger.html#point-carried",
        "The hub": "../../resources/glossary.html#mash",
        "whom to ring": "../../resources/who-to-ring.html#helpline",
        "a question": "../../resources/questions.html#open-question",
        "A document": "../../resources/sources.html#odd-title",
    }


def test_a_slide_can_show_what_a_word_in_braces_shows(article: Article) -> None:
    shown = slide(article, "slide-whole")
    assert text(shown[0]) == "Who to ring"
    assert "0800 000 111" in text(shown[1])
    assert "../../resources/sources.html#odd-title" in shown[1].xpath(".//a/@href")


def test_routes_stand_by_kind_each_step_a_link(article: Article) -> None:
    page = article("toolkit/routes.html")
    assert page.xpath("//h2[@id='by-task']/preceding::details/@id") == ["for-a-teacher"]
    assert page.xpath("//h2[@id='by-task']/following::details/@id") == ["begin-at-once"]
    route = one(page, "//details[@id='for-a-teacher']")
    assert text(one(route, "./summary")) == "A *teacher* & helper [sic]"
    assert 'When a child in your "class" & *care* is hungry.' in text(route)
    steps = route.xpath("./ol/li")
    assert len(steps) == 6
    assert text(steps[0]) == '1 Talking about home: Begin *gently* & "slowly" [sic].'
    assert links(steps[2]) == {f"{HOME}: What to do": "../index.html#what-to-do"}


def test_a_page_on_a_route_says_at_its_foot_which_step_it_is_and_where_to_go_on(
    article: Article,
) -> None:
    foot = one(article("toolkit/forms/every-shape.html"), "//section[@class='kb-page-routes']")
    assert text(one(foot, ".//li")) == "A *teacher* & helper [sic] (5 of 6) Toolkit"
    assert links(foot) == {"Toolkit": "../index.html"}
    last = one(article("toolkit/index.html"), "//section[@class='kb-page-routes']")
    assert text(one(last, "./p")) == "The last step of: A *teacher* & helper [sic]."
    assert last.xpath(".//li") == []
    both = one(article("resources/who-to-ring.html"), "//section[@class='kb-page-routes']")
    assert len(both.xpath(".//li")) == 2
    for name in ("index.html", "resources/words.html"):
        assert article(name).xpath("//section[@class='kb-page-routes']") == []
