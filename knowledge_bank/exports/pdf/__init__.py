"""The strategy, the toolkit and each form as a tagged PDF, from the pages as they were built."""

import importlib
from datetime import date
from pathlib import Path

from knowledge_bank.bank import Bank
from knowledge_bank.exports.documents import documents
from knowledge_bank.exports.pdf.assembling import About, assemble

PACKAGE_MISSING = (
    "PDFs need WeasyPrint, which is not installed here: run `./kb build --pdf`, which installs it."
)
LIBRARY_MISSING = (
    "PDFs need the Pango library, which this system lacks: on Debian and Ubuntu run `sudo apt "
    "install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, on macOS `brew install pango`; "
    "then try again."
)


def why_no_pdf() -> str:
    """Say what this system lacks to write PDFs, and what to do; nothing if it lacks nothing."""
    try:
        importlib.import_module("weasyprint")
    except ImportError:
        return PACKAGE_MISSING
    except OSError:
        return LIBRARY_MISSING
    return ""


def write_pdfs(bank: Bank, site: Path, name: str, address: str, day: date) -> None:
    """Write every document of the bank as a PDF into the built site at `site`.

    `name` is the site's name, `address` where it is published (perhaps empty), and `day` the day
    the files say they were made. Call it only where `why_no_pdf()` has nothing to say.
    """
    # Loaded late: nobody who wants no PDF needs what it needs.
    printing = importlib.import_module("knowledge_bank.exports.pdf.printing")
    for path, title in documents(bank).items():
        about = About(title=title, site=name, address=address, day=day)
        document = assemble(bank, site, path, about)
        target = site / f"{path}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(printing.as_pdf(document))
