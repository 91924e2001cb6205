"""Which documents the bank makes of its pages, for printing and filing."""

from knowledge_bank.bank import Bank

# The document of a whole part of the site, and its title, by the folder the pages are in.
PARTS = {
    "downloads/strategy": ("strategy/", "The strategy"),
    "downloads/toolkit": ("toolkit/", "The toolkit"),
}
# Slides show again what the pages of a training hold.
LEFT_OUT = ("slides.md",)


def documents(bank: Bank) -> dict[str, str]:
    """Return the title of each document by its path in the site, without its ending."""
    parts = {path: title for path, (_, title) in PARTS.items() if pages_of(bank, path)}
    forms = {f"toolkit/forms/{name}": form.record.title for name, form in bank.forms.items()}
    return {**parts, **forms}


def pages_of(bank: Bank, path: str) -> list[str]:
    """The pages, in the order of the navigation, of the document at `path` in the site."""
    if path not in PARTS:
        return [f"{path}.md"]
    folder = PARTS[path][0]
    named = (page for page, _ in bank.navigation.lines if page in bank.pages)
    return [page for page in named if page.startswith(folder) and not page.endswith(LEFT_OUT)]
