"""What is read of a built page on paper, and in which shape."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from knowledge_bank.exports.pdf.articles import article_of

PAGE = """<html><body><article class="kb-page"><p class="kb-status">Draft</p><h1>A page</h1>
<p>See <a href="x.html">more <span>about <b>it</b></span></a>.</p>
<dl class="kb-facts"><dt>Status</dt><dd>Draft &lt;b&gt;</dd>
<dt class="kb-record__paper">Printed on</dt>
<dd class="kb-record__paper">. . .</dd><dt id="rests">Rests on</dt><dd><ul><li>A source
<span class="kb-record__paper">https://source.test/a</span></li></ul></dd>
<dt>Address</dt><dd><span data-kb-address>https://bank.test/page.html</span></dd></dl>
<table class="kb-scale"><caption>Food</caption>
<tbody><tr class="kb-scale__band"><th scope="rowgroup" colspan="2">10 to 9</th></tr>
<tr><th scope="row">Child</th><td>eats</td></tr><tr><th scope="row">Carers</th><td>cook</td></tr>
</tbody><tbody><tr class="kb-scale__band"><th scope="rowgroup" colspan="2">8 to 7</th></tr>
<tr><th scope="row">Child</th><td>mostly</td></tr></tbody></table>
<label><input type="checkbox"> Tick</label><p hidden>Not this</p><svg><path/></svg>
</article></body></html>"""


@pytest.fixture
def article(tmp_path: Path) -> HtmlElement:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return article_of(tmp_path, "page.md")


def test_the_title_comes_before_how_far_to_trust_it(article: HtmlElement) -> None:
    assert [one.get("class") or one.tag for one in article][:2] == ["h1", "kb-status"]


def test_a_link_is_one_link_and_an_address_in_print_is_a_link_too(article: HtmlElement) -> None:
    first, *printed = article.iter("a")
    assert first.text_content() == "more about it" and len(first) == 0
    addresses = ["https://source.test/a", "https://bank.test/page.html"]
    assert [link.get("href") for link in printed] == [link.text for link in printed] == addresses


def test_terms_are_a_list_with_an_item_each_and_what_is_typed_stays_text(
    article: HtmlElement,
) -> None:
    (terms,) = article.find_class("terms")
    assert terms.tag == "ul" and not article.findall(".//dl")
    said = [(item.find("p").text, item.find("div").text_content().strip()) for item in terms]
    assert said[0] == ("Status", "Draft <b>")
    assert terms[1].get("id") == "rests" and terms[1].find("p").text == "Rests on"


def test_bands_of_the_scale_are_headings_of_the_rows_beside_them(article: HtmlElement) -> None:
    (table,) = article.iter("table")
    assert [head.text for head in table.findall("thead//th")] == [
        "Numbers",
        "Who",
        "What there is to see",
    ]
    bands = table.findall("tbody//th")
    assert [(one.text, one.get("rowspan"), one.get("scope")) for one in bands] == [
        ("10 to 9", "2", "row"),
        ("8 to 7", "1", "row"),
    ]
    assert [len(row) for row in table.findall("tbody/tr")] == [3, 2, 3]


def test_what_is_only_for_the_screen_is_gone(article: HtmlElement) -> None:
    assert "Not this" not in article.text_content()
    assert not article.findall(".//svg") and not article.findall(".//input")
    assert "Tick" in article.text_content() and article.find_class("box")
