"""The real bank, read once, and its built pages."""

from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.bank import Bank, load_bank

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(ROOT)[0]


@pytest.fixture(scope="session")
def site(built_site: Path) -> dict[str, html.HtmlElement]:
    """The built pages by their paths."""
    parser = html.HTMLParser(encoding="utf-8")
    return {
        path.relative_to(built_site).as_posix(): html.fromstring(path.read_bytes(), parser=parser)
        for path in sorted(built_site.rglob("*.html"))
    }
