"""What the bank writes besides pages: files for other programs, made from the same records."""

from datetime import date
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.exports.form_docx import form_docx
from knowledge_bank.exports.saved_copy import write_saved_copy
from knowledge_bank.search import write_search


def write_exports(bank: Bank, site: Path, name: str, address: str, day: date) -> None:
    """Write every export into the built site at `site`.

    `name` is the site’s name, `address` where it is published (perhaps unknown, and empty), and
    `day` the day the files say they were made.
    """
    for form, located in bank.forms.items():
        page = f"toolkit/forms/{form}.html"
        made = form_docx(located.record, page=f"{address}{page}", site=name, day=day)
        path = (site / page).with_suffix(".docx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    write_search(bank, site)
    write_saved_copy(site)
