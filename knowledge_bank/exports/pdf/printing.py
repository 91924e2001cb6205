"""The one module that meets WeasyPrint: a document in, the bytes of a PDF out."""

import functools
import logging
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from knowledge_bank.exports.pdf.tagging import mend

HERE = Path(__file__).parent
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def as_pdf(document: HtmlElement) -> bytes:
    """Return `document` as the bytes of a tagged PDF after PDF/UA-1; the same in, the same out.

    Fonts come from the folder beside this module and are embedded; nothing is fetched.
    """
    fetcher = URLFetcher(allowed_protocols={"file"})
    fonts = FontConfiguration()
    styles = CSS(filename=HERE / "paper.css", url_fetcher=fetcher, font_config=fonts)
    text = etree.tostring(document, encoding="unicode", method="html", doctype="<!doctype html>")
    page = HTML(string=text, base_url=HERE.as_uri(), url_fetcher=fetcher, media_type="print")
    words = {_target(link): " ".join(link.text_content().split()) for link in document.iter("a")}
    made = page.write_pdf(
        stylesheets=[styles],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        finisher=functools.partial(mend, words),
    )
    return bytes(made)


def _target(link: HtmlElement) -> str:
    """Where a link leads, as the file names it."""
    return str(link.get("href") or "").removeprefix("#")
