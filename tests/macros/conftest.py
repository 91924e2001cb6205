"""The complete site, built once, to look at its pages."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from knowledge_bank.building import build

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
Article = Callable[[str], html.HtmlElement]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("macros") / "complete"
    shutil.copytree(ROOT / "tests" / "sites" / "complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as here:
        here.setenv("PYTHONPATH", str(ROOT))
        outcome = build(root, root / "site", TODAY)
    assert outcome.succeeded, outcome
    assert outcome.findings == ()
    return root / "site"


@pytest.fixture(scope="session")
def article(built: Path) -> Article:
    """The part of a built page that an author wrote."""

    def read(name: str) -> html.HtmlElement:
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.fromstring((built / name).read_bytes(), parser=parser)
        for link in tree.xpath("//a[@class='kb-cite']"):
            link.drop_tree()  # tests of their own try these
        # A tree of its own, so that `//` does not find the theme around it.
        return html.fromstring(html.tostring(tree.xpath("//article")[0]))

    return read
