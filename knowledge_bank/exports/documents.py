"""Which documents the bank makes of its pages, for printing and filing."""

from fnmatch import fnmatch

from knowledge_bank.bank import Bank

# The document of a whole part of the site, and its title, by the folder the pages are in.
PARTS = {
    "downloads/strategy": ("strategy/", "The strategy"),
    "downloads/toolkit": ("toolkit/", "The toolkit"),
}
# What shows again what other pages hold: slides what a training says, the scaling guide by age what
# it says by area; on screen and in large print it is the form on paper once more.
LEFT_OUT = (
    "*/slides.md",
    "*/scaling-guide/age*.md",
    "*/scaling-guide/tool.md",
    "*/scaling-guide/large-print.md",
)


def documents(bank: Bank) -> dict[str, str]:
    """Return the title of each document by its path in the site, without its ending."""
    parts = {path: title for path, (_, title) in PARTS.items() if pages_of(bank, path)}
    forms = {f"toolkit/forms/{name}": form.record.title for name, form in bank.forms.items()}
    return {**parts, **forms}


def pages_of(bank: Bank, path: str) -> list[str]:
    """The pages, in the order of the navigation, of the document at `path` in the site."""
    if path not in PARTS:
        return [f"{path}.md"]
    return [page for page in _folder(bank, path) if not _says_again(page)]


def left_out_of(bank: Bank, path: str) -> list[str]:
    """The pages that the part at `path` does without, because they say again what it holds."""
    return [page for page in _folder(bank, path) if _says_again(page)]


def _folder(bank: Bank, path: str) -> list[str]:
    folder = PARTS[path][0]
    named = (page for page, _ in bank.navigation.lines if page in bank.pages)
    return [page for page in named if page.startswith(folder)]


def _says_again(page: str) -> bool:
    return any(fnmatch(page, pattern) for pattern in LEFT_OUT)
