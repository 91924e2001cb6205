"""`kb` makes its environment once, sees when it no longer fits, and else stays out of the way."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import Project, run_through, told


def test_the_first_run_says_one_line_and_runs_the_command_in_the_environment(
    ready: Project,
) -> None:
    assert ready.first is not None
    assert told(ready.first)["python"] == str(ready.python)
    assert told(ready.first)["tiny"] == "1.0"
    assert len(ready.first.stderr.splitlines()) == 1
    assert "Making the environment in .venv from requirements/site.txt" in ready.first.stderr


def seconds_of_children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def test_the_second_run_installs_nothing_and_is_quick(ready: Project) -> None:
    before = (ready.venv / "kb.log").stat().st_mtime_ns
    times = []
    for _ in range(3):  # of the processor, for a machine may be busy with something else
        started = seconds_of_children()
        again = ready.kb("serve")
        times.append(seconds_of_children() - started)
        assert told(again)["tiny"] == "1.0"
        assert again.stderr == ""
    assert (ready.venv / "kb.log").stat().st_mtime_ns == before
    assert min(times) < 1


@pytest.mark.parametrize(
    "arguments", [["a b", "", "*", "'", "é"], ["build", "--site", "a folder"], ["--help"], []]
)
def test_arguments_arrive_as_they_were_typed(ready: Project, arguments: list[str]) -> None:
    assert told(ready.kb(*arguments))["arguments"] == arguments


@pytest.mark.parametrize("code", [0, 1, 2, 7])
def test_the_exit_code_is_the_commands_own(ready: Project, code: int) -> None:
    assert ready.kb("exit", str(code)).returncode == code


def test_it_works_from_any_folder_and_leaves_that_folder_alone(
    ready: Project, tmp_path: Path
) -> None:
    (tmp_path / "tiny.py").write_text("VERSION = 'an impostor'\n", encoding="utf-8")
    answer = told(ready.kb("build", cwd=tmp_path))
    assert answer["folder"] == str(tmp_path)
    assert answer["package"] == str(ready.root / "knowledge_bank" / "__init__.py")
    assert answer["tiny"] == "1.0"


def test_other_programs_of_the_environment_find_the_projects_packages(
    ready: Project, tmp_path: Path
) -> None:
    look = [str(ready.python), "-P", "-c", "import knowledge_bank; print(knowledge_bank.__file__)"]
    found = subprocess.run(
        look, cwd=tmp_path, env=ready.environment(), capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()).parent == ready.root / "knowledge_bank"


def test_another_folder_can_be_named(set_up: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    set_up.venv.rename(elsewhere)
    assert str(told(set_up.kb("serve", KB_VENV=str(elsewhere)))["python"]).startswith(
        str(elsewhere)
    )
    assert not set_up.venv.exists()


def test_the_tests_list_also_serves_every_other_command(set_up: Project) -> None:
    set_up.make_wheel("2.0")
    set_up.lock("tests", "2.0")
    assert told(set_up.kb("serve"))["tiny"] == "1.0"
    widened = set_up.kb("bench", "build")
    assert told(widened)["tiny"] == "2.0"
    assert "Updating the environment in .venv from requirements/tests.txt" in widened.stderr
    for command in ("test", "bench", "serve"):
        again = set_up.kb(command)
        assert told(again)["tiny"] == "2.0"
        assert again.stderr == ""


def test_what_writes_pdfs_is_installed_when_pdfs_are_asked_for(set_up: Project) -> None:
    set_up.make_wheel("2.0")
    set_up.lock("pdf", "2.0")
    assert told(set_up.kb("build"))["tiny"] == "1.0"
    widened = set_up.kb("build", "--pdf")
    assert told(widened)["tiny"] == "2.0"
    assert "Updating the environment in .venv from requirements/pdf.txt" in widened.stderr
    for arguments in (["build", "--pdf"], ["build"], ["serve"]):
        again = set_up.kb(*arguments)
        assert (told(again)["tiny"], again.stderr) == ("2.0", "")


def test_a_changed_list_is_installed_and_a_missing_package_leaves_the_old_one_usable(
    set_up: Project,
) -> None:
    set_up.lock("site", "2.0")
    assert set_up.kb("serve").returncode == 2
    set_up.lock("site", "1.0")
    assert set_up.kb("serve").stderr == ""
    set_up.make_wheel("2.0")
    set_up.lock("site", "2.0")
    changed = set_up.kb("serve")
    assert told(changed)["tiny"] == "2.0"
    assert "Updating" in changed.stderr


def test_a_half_made_environment_is_made_again_and_a_lock_left_behind_stops_nobody(
    set_up: Project,
) -> None:
    (set_up.venv / "kb.stamp").unlink()
    (set_up.venv / "kb.lock").write_text("held by a process that is no more", encoding="utf-8")
    for part in set_up.venv.rglob("tiny.py"):
        part.unlink()  # as when the power went between two files: pip believes that tiny is there
    assert told(set_up.kb("serve"))["tiny"] == "1.0"


def test_an_environment_whose_python_does_not_run_is_made_again(set_up: Project) -> None:
    set_up.python.unlink()
    set_up.python.write_text("not a program", encoding="utf-8")
    again = set_up.kb("serve")
    assert told(again)["tiny"] == "1.0"
    assert "Making" in again.stderr


def test_an_environment_of_another_python_is_made_again(set_up: Project) -> None:
    newer = (
        "import runpy, sys; sys.version_info = (*sys.version_info[:2], 999, 'final', 0); "
        "sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    assert "Making" in run_through(set_up, sys.executable, "-c", newer).stderr
    assert "Making" in set_up.kb("serve").stderr


def test_an_environment_that_was_moved_is_made_again(set_up: Project) -> None:
    moved = Project(set_up.root.with_name("moved"))
    shutil.move(set_up.root, moved.root)
    run = moved.kb("serve")
    assert told(run)["package"] == str(moved.root / "knowledge_bank" / "__init__.py")
    assert "Making" in run.stderr


def test_it_can_remake_the_environment_it_is_itself_run_from(set_up: Project) -> None:
    (set_up.venv / "kb.stamp").unlink()
    run = subprocess.run(
        [str(set_up.python), str(set_up.root / "kb"), "serve"],
        env=set_up.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told(run)["tiny"] == "1.0"


ATTENTIVE = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def start(project: Project, **settings: str) -> subprocess.Popen[str]:
    """The launcher in a process group of its own, as in a terminal.

    Whoever runs the tests in the background has taught them to ignore Ctrl-C; this unteaches it.
    """
    attentive = [sys.executable, "-c", ATTENTIVE] if os.name == "posix" else []
    return subprocess.Popen(
        [*attentive, *project.command("serve")],
        env=project.environment(**settings),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@contextmanager
def pip_at_work(project: Project) -> Iterator[tuple[subprocess.Popen[str], socket.socket]]:
    """A launcher whose pip waits for an index that never answers, until its connection closes."""
    project.lock("site", "1.0", options="")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        index = f"http://127.0.0.1:{silent.getsockname()[1]}/simple"
        started = start(project, PIP_INDEX_URL=index, PIP_RETRIES="0")
        connection = silent.accept()[0]
        project.lock("site", "1.0")
        with connection:
            yield started, connection


def test_two_at_once_make_it_once(project: Project) -> None:
    both = [start(project), start(project)]
    said = sorted(process.communicate(timeout=120)[1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert "Another kb is preparing the environment" in said[0]
    assert [lines.count("Making the environment") for lines in said] == [0, 1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_after_ctrl_c_the_next_run_goes_on(project: Project) -> None:
    with pip_at_work(project) as (stopped, _):
        # A terminal's Ctrl-C reaches the launcher and its pip alike.
        os.killpg(stopped.pid, signal.SIGINT)
        said = stopped.communicate(timeout=60)[1]
    assert stopped.returncode == 130
    assert said.splitlines()[1:] == ["kb: Stopped; the next run goes on."]
    assert told(project.kb("serve"))["tiny"] == "1.0"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_after_a_kill_the_next_run_waits_for_the_orphaned_pip_and_goes_on(project: Project) -> None:
    with pip_at_work(project) as (killed, connection):
        killed.kill()
        killed.communicate(timeout=60)
        following = start(project)
        assert following.stderr
        assert "Another kb is preparing the environment" in following.stderr.readline()
        connection.close()
        assert following.communicate(timeout=120)[0] is None
    assert following.returncode == 0
    assert told(project.kb("serve"))["tiny"] == "1.0"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_an_update_that_was_cut_short_is_not_taken_for_finished(set_up: Project) -> None:
    set_up.make_wheel("2.0")
    set_up.lock("site", "2.0", options="")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        index = {"PIP_INDEX_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/simple"}
        started = start(set_up, **index)
        silent.settimeout(60)
        silent.accept()[0].close()  # so pip is at work
        os.killpg(started.pid, signal.SIGKILL)
        started.communicate(timeout=60)
    wheels = (set_up.root / "requirements" / "wheels").as_uri()
    assert told(set_up.kb("serve", PIP_NO_INDEX="1", PIP_FIND_LINKS=wheels))["tiny"] == "2.0"


def test_settings_for_other_installs_do_no_harm(set_up: Project, tmp_path: Path) -> None:
    set_up.make_wheel("2.0")
    set_up.lock("site", "2.0")
    wheel = set_up.root / "requirements" / "wheels" / "tiny-2.0-py3-none-any.whl"
    shutil.unpack_archive(
        wheel, tmp_path / "stray", "zip"
    )  # pip must not take this one for installed
    told(set_up.kb("serve", PIP_USER="1", PYTHONPATH=str(tmp_path / "stray")))
    assert told(set_up.kb("serve"))["tiny"] == "2.0"
