"""A chain of three editions, in a real repository made from the complete site, and built once."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.building import build
from knowledge_bank.citations.names import names_of
from knowledge_bank.citations.writing import write_ledgers
from knowledge_bank.cli import main
from knowledge_bank.editions.content import pages_of_an_edition
from knowledge_bank.scopes import queries_on, sources_on
from knowledge_bank.units import fingerprint_of
from tests.knowledge_bank.history.conftest import commit, run_git

__all__ = ["commit"]

ROOT = Path(__file__).parents[3]
ADDRESS = "https://bank.test/"
DAYS = {"first": "2026-11-22", "second": "2026-11-26", "third": "2026-12-03"}
SIGNED = "\n".join(
    f"- agency: {agency}\n  by: board\n  on: 2026-11-22" for agency in ("council", "police")
)
SCALE = """
## Scale { #scale }

| Part | Enough for now | Not enough yet |
| --- | --- | --- |
| Food at home | Three meals on most days | Hungry at school on most days |
| Warmth at home | The heating works all winter | The home is cold all winter |

- Look at the child before you look at the home.
- Write down the words of the child as they were said.
- Ask who else has seen the child this week.
"""


def approve_everything(root: Path, on: str) -> None:
    """Have the board approve every page, and somebody else find it fit, as both stand now."""
    for page in pages_of_an_edition(load_bank(root)[0]):
        path = root / page.path
        text = path.read_text("utf-8")
        agreed = "status: approved\napproved:\n  by: board\n  on: 2026-11-22\n"
        if "status: draft" in text:
            author = "" if "written_by:" in text else "written_by: editor\n"
            path.write_text(text.replace("status: draft\n", agreed + author, 1), "utf-8")
    for page in pages_of_an_edition(load_bank(root)[0]):
        head = page.head.record
        bank, _ = load_bank(root)
        sources = "".join(
            f"  - source: {name}\n    edition: {json.dumps(edition_seen(bank, name))}\n"
            for name in sources_on(bank, page)
        )
        queries = "".join(
            f"  - query: {query.id}\n    outcome: {'answered' if query.answered else 'kept'}\n"
            for query in queries_on(bank, page)
        )
        record = (
            f"page: {page.name}\non: {on}\nby: board\nagency: council\nread: whole page\n"
            f'version: "{head.version}"\nrisk: {head.risk}\n'
            f"fingerprint: {fingerprint_of(page.body)}\n"
            + (f"sources:\n{sources}" if sources else "")
            + (f"queries:\n{queries}" if queries else "")
            + "outcome: fit as it is\n"
            f"next:\n  on: {date.fromisoformat(on).replace(year=2027, month=4).isoformat()}\n"
            "  reason: As its risk asks.\n"
        )
        path = root / "data" / "reviews" / page.name.removesuffix(".md") / f"{on}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record, "utf-8")


def edition_seen(bank: Bank, source: str) -> str:
    record = bank.sources[source].record
    return record.edition or record.published or "undated"


def edit(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    (root / path).write_text(text, "utf-8")


def freeze(root: Path, name: str) -> int:
    """Put everything on record, have it agreed, commit it, and freeze it, on its day."""
    day = DAYS[name]
    with pytest.MonkeyPatch.context() as here:
        here.setenv("KB_TODAY", day)
        for who in ("AUTHOR", "COMMITTER"):
            here.setenv(f"GIT_{who}_NAME", "editor")
            here.setenv(f"GIT_{who}_EMAIL", "editor@bank.test")
            here.setenv(f"GIT_{who}_DATE", f"{day}T12:00:00Z")
        here.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        write_ledgers(root, names_of(load_bank(root)[0], date.fromisoformat(day)))
        approve_everything(root, day)
        run_git(root, "add", "--all", day=day)
        run_git(root, "commit", "--quiet", "--message=Agree the pages", day=day)
        signed = root.parent / "signed.yaml"
        signed.write_text(SIGNED, "utf-8")
        return main(["--root", str(root), "edition", name, "--signed", str(signed)])


def ready(root: Path) -> None:
    """Make of the complete site one that can be agreed whole."""
    shutil.rmtree(root / "data" / "editions")
    (root / ".gitignore").write_text("/site\n/site.*\n.cache\n__pycache__\n", "utf-8")
    edit(
        root,
        "data/queries.yaml",
        (
            "  blocking: true\n",
            "  blocking: true\n  answered:\n    by: board\n    on: 2026-11-20\n"
            "    words: It is so.\n",
        ),
    )
    edit(
        root,
        "docs/toolkit/index.md",
        ("Once we saw page 4 of the old guide.", "It is old." + SCALE),
    )
    run_git(root, "init", "--quiet", "--initial-branch=main")


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its three editions, and the site built from it."""
    root = tmp_path_factory.mktemp("chain") / "complete"
    shutil.copytree(ROOT / "tests" / "sites" / "complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as here:
        here.setenv("PYTHONPATH", str(ROOT))
        here.setenv("KB_SITE_URL", ADDRESS)
        ready(root)
        assert freeze(root, "first") == 0
        edit(
            root,
            "docs/toolkit/index.md",
            ("Three meals on most days", "Three meals on every day"),
            ("- Look at the child before you look at the home.\n", ""),
            (
                "- Ask who else has seen the child this week.\n",
                "- Ask who else has seen the child this week.\n"
                "- Look at the child before you look at the home.\n",
            ),
        )
        edit(
            root,
            "data/toolkit/conversations/home.yaml",
            ("Who *sleeps* where & when?", "Who sleeps where?"),
        )
        assert freeze(root, "second") == 0
        edit(
            root,
            "docs/toolkit/index.md",
            ("- Write down the words of the child as they were said.\n", ""),
            ("The home is cold all winter", "The home is cold and damp all winter"),
        )
        edit(
            root,
            "docs/resources/about.md",
            ("Tell the editor.", "Write down the words of the child as they were said."),
        )
        assert freeze(root, "third") == 0
        edit(root, "docs/toolkit/index.md", ("It is old.", "It is of great age."))
        write_ledgers(root, names_of(load_bank(root)[0], date(2026, 12, 4)))
        run_git(root, "add", "--all", day="2026-12-04")
        run_git(root, "commit", "--quiet", "--message=Change", day="2026-12-04")
        outcome = build(root, root / "site", date(2026, 12, 4))
        assert outcome.succeeded, outcome
    return root
