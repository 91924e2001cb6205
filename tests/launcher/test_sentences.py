"""When `kb` cannot set itself up one sentence says why and what to do; the next run recovers."""

import ast
import os
import socket
import sys
from pathlib import Path

import pytest

from .conftest import KB, LOCAL, Project, run_through, sentence, told

# Each of these is given a Python and the launcher with its arguments, to run in worse conditions.
AS_IF_OLD = """\
import runpy, sys
sys.version_info = (3, 8, 18, "final", 0)
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
AS_IF_FULL = """\
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
os.execv(sys.argv[1], sys.argv[1:])
"""


def closed_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
    return port


def test_an_old_python_is_told_which_one_is_needed(project: Project) -> None:
    said = sentence(run_through(project, sys.executable, "-c", AS_IF_OLD))
    assert "Python 3.11.2 or newer is needed; this is 3.8.18" in said
    assert "install" in said
    assert "`python3.12 kb serve`" in said
    assert not project.venv.exists()


def test_an_old_python_can_read_the_launcher() -> None:
    ast.parse(KB.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_nothing_but_the_standard_library() -> None:
    nodes = list(ast.walk(ast.parse(KB.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_missing_venv_package_is_named(project: Project, tmp_path: Path, module: str) -> None:
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / f"{module}.py").write_text(
        f"raise ModuleNotFoundError('No module named {module}')\n", encoding="utf-8"
    )
    assert "sudo apt install python3-venv" in sentence(project.kb("serve", PYTHONPATH=str(shim)))
    assert not project.python.exists()


def test_no_network_says_that_nothing_was_lost(set_up: Project) -> None:
    set_up.lock("site", "2.0", options="")
    index = f"http://127.0.0.1:{closed_port()}/simple"
    said = sentence(set_up.kb("serve", PIP_INDEX_URL=index, PIP_RETRIES="1"))
    assert "no network" in said
    assert "nothing was lost" in said
    assert str(set_up.venv / "kb.log") in said
    assert "127.0.0.1" not in said
    set_up.make_wheel("2.0")
    set_up.lock("site", "2.0")
    assert told(set_up.kb("serve"))["tiny"] == "2.0"


def test_a_package_with_another_hash_is_refused(set_up: Project) -> None:
    set_up.make_wheel("2.0")
    set_up.lock("site", "2.0", digest="0" * 64)
    said = sentence(set_up.kb("serve"))
    assert "hash" in said
    assert str(set_up.venv / "kb.log") in said
    assert not list(set_up.venv.rglob("tiny-2.0*"))
    set_up.lock("site", "2.0")
    assert told(set_up.kb("serve"))["tiny"] == "2.0"


def test_a_list_without_hashes_is_refused(set_up: Project) -> None:
    set_up.make_wheel("2.0")
    (set_up.root / "requirements" / "site.txt").write_text(LOCAL + "tiny==2.0\n", encoding="utf-8")
    assert "could not be made" in sentence(set_up.kb("serve"))
    assert not list(set_up.venv.rglob("tiny-2.0*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit a file's size")
def test_a_full_disk_is_said_to_be_full(project: Project) -> None:
    assert "no room" in sentence(run_through(project, sys.executable, "-c", AS_IF_FULL))
    assert told(project.kb("serve"))["tiny"] == "1.0"


def test_a_folder_that_cannot_be_made_is_named(project: Project) -> None:
    (project.root / "file").touch()
    said = sentence(project.kb("serve", KB_VENV="file/venv"))
    assert str(project.root / "file" / "venv") in said
    assert "KB_VENV" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder modes")
def test_a_read_only_project_is_named_unless_it_is_already_set_up(set_up: Project) -> None:
    # Root is held by no folder's mode until it has given up its privileges.
    humbly = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []
    set_up.root.chmod(0o555)
    try:
        assert told(run_through(set_up, *humbly))["tiny"] == "1.0"
        said = sentence(run_through(set_up, *humbly, KB_VENV=".venv-other"))
    finally:
        set_up.root.chmod(0o755)
    assert str(set_up.root / ".venv-other") in said


def test_a_folder_that_is_not_ours_is_never_emptied(project: Project, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter.txt").touch()
    assert "not of our making" in sentence(project.kb("serve", KB_VENV=str(precious)))
    assert [path.name for path in precious.iterdir()] == ["letter.txt"]


def test_a_missing_list_is_named(project: Project) -> None:
    (project.root / "requirements" / "site.txt").unlink()
    assert str(project.root / "requirements" / "site.txt") in sentence(project.kb("serve"))
