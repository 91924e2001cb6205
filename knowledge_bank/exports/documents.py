"""Which documents the bank makes of its pages, for printing and filing."""

from knowledge_bank.bank import Bank

STRATEGY, TOOLKIT = "downloads/strategy", "downloads/toolkit"


def documents(bank: Bank) -> dict[str, str]:
    """Return the title of each document by its path in the site, without its ending."""
    forms = {f"toolkit/forms/{name}": form.record.title for name, form in bank.forms.items()}
    return {STRATEGY: "The strategy", TOOLKIT: "The toolkit", **forms}
