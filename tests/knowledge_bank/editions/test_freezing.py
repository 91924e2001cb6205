"""An edition is refused unless all of it is agreed, and then nothing at all is written."""

from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.cli import main
from knowledge_bank.editions.freezing import obstacles, read_signatures
from knowledge_bank.findings import Finding
from tests.knowledge_bank.history.conftest import Commit, run_git

SIGNED = "- agency: council\n  by: board\n  on: 2026-11-22\n"
ABOUT = "docs/resources/about.md"


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "signed.yaml"
    path.write_text(SIGNED, "utf-8")
    return path


def test_each_obstacle_is_told_where_it_stands(complete: Path, signed: Path, today: date) -> None:
    about = (complete / ABOUT).read_text("utf-8")
    (complete / ABOUT).write_text(about.replace("Tell the editor.", "Tell everybody."), "utf-8")
    found = list(obstacles(load_bank(complete)[0], read_signatures(signed, []), today))
    codes = {f.code for f in found}
    assert codes == {"KB445", "KB446", "KB447", "KB448"}
    assert {f.path for f in found if f.code == "KB445"} == {
        "data/passages/docs--resources--about.yaml"
    }
    assert (ABOUT, 5) in {(f.path, f.line) for f in found if f.code == "KB446"}
    assert [f.problem for f in found if f.code == "KB447"] == [
        "The agency `police` has not signed."
    ]
    # The home page is approved and reviewed as it stands.
    assert {f.code for f in found if f.path == "docs/index.md"} == set()


def test_a_page_that_changed_after_its_review_must_be_reviewed_again(
    complete: Path, signed: Path, today: date
) -> None:
    with (complete / "docs" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nSomething that no reviewer has read.\n")
    found = obstacles(load_bank(complete)[0], read_signatures(signed, []), today)
    assert [f.code for f in found if f.path == "docs/index.md"] == ["KB448"]


def test_a_bank_that_is_not_agreed_gets_no_edition_and_nothing_is_written(
    complete: Path, commit: Commit, signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit("2026-11-20")
    command = ["--root", str(complete), "edition", "2027", "--signed", str(signed)]
    assert main(command) == 1
    said = capsys.readouterr()
    assert "KB446" in said.out
    assert "No edition was made." in said.err
    assert run_git(complete, "status", "--porcelain") == ""
    assert run_git(complete, "tag") == ""


@pytest.mark.parametrize("name", ["Spring 2027", "../x", "", "2027_1", "-"])
def test_an_edition_needs_a_name_that_holds_in_an_address(
    name: str, complete: Path, signed: Path
) -> None:
    assert main(["--root", str(complete), "edition", "--signed", str(signed), "--", name]) == 2


def test_signatures_that_cannot_be_read_are_told(tmp_path: Path, complete: Path) -> None:
    for text, codes in (
        ("- agency: council\n  by: board\n", ["KB014"]),
        ("- agency: council\n  by: board\n  on: yesterday\n", ["KB015"]),
        ("agency: [", ["KB010"]),
        ("- a\n", ["KB016"]),
    ):
        findings: list[Finding] = []
        (tmp_path / "signed.yaml").write_text(text, "utf-8")
        assert read_signatures(tmp_path / "signed.yaml", findings) == ()
        assert [f.code for f in findings] == codes
    missing = ["--root", str(complete), "edition", "2027", "--signed", str(tmp_path / "nowhere")]
    assert main(missing) == 2
