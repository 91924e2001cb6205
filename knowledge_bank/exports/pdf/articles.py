"""What is read of a built page: its article, without what is only for the screen.

Here too belongs what a page on paper says in another shape, so that its tags say what it means.
"""

import copy
from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement, HTMLParser, document_fromstring
from lxml.html.builder import DIV, LI, SPAN, TH, THEAD, TR, UL, A, P

# What is only for the screen, or says again on every page what the document says once.
ONLY_ON_SCREEN = (
    "//*[@hidden or @popover]",
    "//svg[not(title)]",  # a drawing that has no name of its own is decoration
    "//*[@aria-hidden='true' and not(self::svg or contains(@class, 'kb-checklist__notes'))]",
    "//*[contains(concat(' ', @class, ' '), ' kb-page-routes ')]",
    "//*[contains(@class, 'kb-contents__open')]",
    "//*[contains(@class, 'kb-form__download')]",
    "//*[contains(concat(' ', @class, ' '), ' kb-jump ')]",
    "//h1/following-sibling::*[2][self::p][a[@href='#form' or @href='#card']]",
    "//*[contains(@class, 'kb-slides-start')]",
    "//*[contains(@class, 'kb-record__disclaimer')]",
    "//*[contains(@class, 'kb-copy')]",
    "//*[contains(@class, 'kb-record__screen')]",
    "//*[contains(concat(' ', @class, ' '), ' kb-cite ')]",
    "//*[contains(@class, 'kb-gone')]",
    "//dd[@class='kb-record__paper' and preceding-sibling::dt[1][text()='Printed on']]",
    "//dt[contains(@class, 'kb-record__paper') and text()='Printed on']",
)
PRINTED_ADDRESSES = (
    ".//span[(@class='kb-record__paper' or @data-kb-address) and starts-with(., 'http')]"
)


def article_of(site: Path, page: str) -> HtmlElement:
    """What is read of the page at `page` in the built site at `site`."""
    parser = HTMLParser(encoding="utf-8")
    text = (site / page).with_suffix(".html").read_bytes()
    built: HtmlElement = document_fromstring(text, parser=parser)
    article: HtmlElement = copy.deepcopy(built.find_class("kb-page")[0])
    for path in ONLY_ON_SCREEN:
        for element in article.xpath(f".{path}"):
            element.drop_tree()
    for button in article.xpath(".//button"):
        button.drop_tag()
    for box in article.xpath(".//input"):
        box.getparent().replace(box, _with_tail(SPAN({"class": "box"}), box.tail))
    # WeasyPrint makes a link of each element in a link: only the text may be one.
    for wrapped in article.xpath(".//label | .//main | .//a//*"):
        wrapped.drop_tag()
    for printed in article.xpath(PRINTED_ADDRESSES):
        address = printed.text_content()
        printed.getparent().replace(printed, _with_tail(A(address, href=address), printed.tail))
    for table in article.find_class("kb-scale"):
        _with_numbers_in_a_column(table)
    # Of two columns the second is headed by its own heading; one for each row would say it twice.
    for heading in article.xpath(".//table[count(thead//th) = 2]/tbody/tr[count(*) = 2]/th"):
        heading.tag = "td"
    for terms in article.xpath(".//dl"):
        terms.getparent().replace(terms, _with_tail(_list_of(terms), terms.tail))
    for status in article.find_class("kb-status"):
        article.find(".//h1").addnext(status)
    return article


def _with_tail(element: HtmlElement, tail: str | None) -> HtmlElement:
    element.tail = tail
    return element


def _with_numbers_in_a_column(table: HtmlElement) -> None:
    """Bands as a column of row headings: a heading across a row would be one of every row below.

    A PDF knows headings of rows and of columns, none of a group of rows.
    """
    bands = table.xpath(".//tr[contains(@class, 'kb-scale__band')]")
    for band in bands:
        heading = band.find("th")
        rows = list(band.itersiblings("tr"))
        heading.attrib.pop("colspan")
        heading.attrib.update({"scope": "row", "rowspan": str(len(rows)), "class": "band"})
        for row in rows:
            row.find("th").tag = "td"
        rows[0].insert(0, heading)
        band.drop_tree()
    if bands:
        columns = (TH(words, scope="col") for words in ("Numbers", "Who", "What there is to see"))
        table.find("tbody").addprevious(THEAD(TR(*columns)))


def _list_of(terms: HtmlElement) -> HtmlElement:
    """Terms with what is said of them as a list: an item each, so that nothing parts the two."""
    made = UL({"class": f"terms {terms.get('class', '')}".strip()})
    made.extend(_items(terms))
    return made


def _items(terms: HtmlElement) -> Iterator[HtmlElement]:
    item = None
    for part in list(terms):
        if part.tag == "dt":
            name = P({"class": "term"})
            item = LI(name, {key: part.get(key) for key in ("id",) if part.get(key)})
            _move(part, name)
            yield item
        elif item is not None:
            said = DIV({"class": "said"})
            item.append(said)
            _move(part, said)


def _move(source: HtmlElement, target: HtmlElement) -> None:
    target.text = source.text
    target.extend(list(source))
