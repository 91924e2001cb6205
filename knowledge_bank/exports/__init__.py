"""What the bank writes besides pages: files for other programs, made from the same records."""

from datetime import date
from pathlib import Path
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.exports.feeds import write_feeds
from knowledge_bank.exports.form_docx import form_docx
from knowledge_bank.exports.saved_copy import write_saved_copy
from knowledge_bank.exports.scaling_json import write_scaling_json
from knowledge_bank.models.form import Form
from knowledge_bank.published_scale import published_guide
from knowledge_bank.scaling_form import PAGES, begins_a_sheet, key_to_numbers, scaling_form
from knowledge_bank.search import write_search


def write_exports(bank: Bank, site: Path, name: str, address: str, day: date) -> None:
    """Write every export into the built site at `site`.

    `name` is the site’s name, `address` where it is published (perhaps unknown, and empty), and
    `day` the day the files say they were made.
    """
    write_for_pages(bank, site, name, address, day)
    write_feeds(bank, site, name, address)
    write_search(bank, site)
    write_saved_copy(site)


def write_for_pages(bank: Bank, site: Path, name: str, address: str, day: date) -> None:
    """Write what pages themselves lead to and work with, on the living site and in an edition.

    That is each form as a document for a word processor, and the scaling guide as data. The
    facts are those of `write_exports`.
    """
    _write_forms(bank, site, name, address, day)
    if guide := published_guide(bank):
        write_scaling_json(guide, site)


def _write_forms(bank: Bank, site: Path, name: str, address: str, day: date) -> None:
    """Write each form as a document for a word processor, beside its page."""

    def write_form(form: Form, page: str, **how: Any) -> None:
        made = form_docx(form, page=f"{address}{page}.html", site=name, day=day, **how)
        path = site / f"{page}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)

    for each, located in bank.forms.items():
        write_form(located.record, f"toolkit/forms/{each}")
    if guide := published_guide(bank):
        form, key = scaling_form(guide), key_to_numbers(guide)
        apart = {part.id for part in form.parts if begins_a_sheet(part)}
        for size, page in PAGES.items():
            write_form(form, page, key=key, apart=apart, large=size == "large-print")
