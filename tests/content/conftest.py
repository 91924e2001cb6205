"""The real bank, read and built once."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.building import build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(ROOT)[0]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    """The built pages by their paths."""
    folder = tmp_path_factory.mktemp("content") / "site"
    with pytest.MonkeyPatch.context() as here:
        here.setenv("PYTHONPATH", str(ROOT))
        outcome = build(ROOT, folder, date.today())
    assert outcome.succeeded, outcome
    parser = html.HTMLParser(encoding="utf-8")
    return {
        path.relative_to(folder).as_posix(): html.fromstring(path.read_bytes(), parser=parser)
        for path in sorted(folder.rglob("*.html"))
    }
