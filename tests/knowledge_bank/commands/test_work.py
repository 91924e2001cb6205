"""`kb test` shares the files out between processors, and runs them one after another if told to."""

from pathlib import Path

import pytest

from knowledge_bank.cli import main

FILE = """
import pathlib, pytest

@pytest.mark.parametrize("number", range(3))
def test_where(number, worker_id):
    with pathlib.Path(__file__).with_suffix(".txt").open("a") as file:
        file.write(worker_id + "\\n")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two files of three tests that write down who ran them."""
    (tmp_path / "mkdocs.yml").touch()
    for name in ("test_first.py", "test_second.py"):
        (tmp_path / name).write_text(FILE, "utf-8")
    return tmp_path


def who_ran(project: Path) -> list[list[str]]:
    return [path.read_text("utf-8").split() for path in sorted(project.glob("*.txt"))]


def test_each_file_is_one_workers_and_the_last_line_is_pytests_own(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "test_third.py").write_text("def test_it(): assert 0\n", "utf-8")
    assert main(["--root", str(project), "test"]) == 1
    ran = who_ran(project)
    assert [(len(of_one), len(set(of_one))) for of_one in ran] == [(3, 1), (3, 1)]
    assert all(worker.startswith("gw") for of_one in ran for worker in of_one)
    assert "1 failed, 6 passed" in capfd.readouterr().out.splitlines()[-1]


def test_one_after_another_there_is_no_worker(project: Path) -> None:
    assert main(["--root", str(project), "test", "-n", "0"]) == 0
    assert who_ran(project) == [["master"] * 3] * 2
