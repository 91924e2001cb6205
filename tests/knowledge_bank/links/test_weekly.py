"""The weekly workflow's own steps, run here: a stand-in for GitHub's client, a real repository."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
SCRIPTS = ROOT / ".github" / "scripts"
WORKFLOW = ROOT / ".github" / "workflows" / "weekly.yml"
# Writes down what it is asked, and answers a listing with what the test put in $ISSUES.
STAND_IN = """\
#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
  "issue list"*) printf '%s\\n' "$ISSUE" ;;
  *"$FAILS"*) exit 1 ;;
esac
"""
Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run one of the scripts, in a folder of its own, with a stand-in for `gh`."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "gh").write_text(STAND_IN)
    (programs / "gh").chmod(stat.S_IRWXU)

    def script(name: str, *arguments: str, cwd: Path = tmp_path, **variables: str) -> Ran:
        settings = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "CALLS": str(tmp_path / "calls"),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "HOME": str(tmp_path),
            "ISSUE": "",
            "FAILS": "nothing",
            **variables,
        }
        command = ["bash", str(SCRIPTS / name), *arguments]
        return subprocess.run(
            command, cwd=cwd, env=settings, capture_output=True, text=True, check=False
        )

    return script


def calls(tmp_path: Path) -> list[str]:
    lines = (tmp_path / "calls").read_text().splitlines()
    return [line for line in lines if not line.startswith(("label create", "issue list"))]


@pytest.mark.parametrize(
    ("issue", "found", "asked"),
    [
        ("", "yes", ["issue create --title T --label L --body-file B"]),
        ("7 OPEN", "yes", ["issue edit 7 --title T --body-file B"]),
        ("7 CLOSED", "yes", ["issue reopen 7", "issue edit 7 --title T --body-file B"]),
        (
            "7 OPEN",
            "no",
            ["issue edit 7 --title T --body-file B", "issue close 7 --reason completed"],
        ),
        ("7 CLOSED", "no", []),
        ("", "no", []),
    ],
)
def test_there_is_one_issue_and_it_closes_when_clean(
    run: Run, tmp_path: Path, issue: str, found: str, asked: list[str]
) -> None:
    ran = run("keep-issue.sh", "L", "T", "B", found, ISSUE=issue)
    assert ran.returncode == 0, ran.stderr
    assert calls(tmp_path) == asked


@pytest.mark.parametrize("fails", ["issue edit", "issue reopen", "label create"])
def test_an_issue_that_cannot_be_kept_fails_the_run(run: Run, fails: str) -> None:
    assert run("keep-issue.sh", "L", "T", "B", "yes", ISSUE="7 CLOSED", FAILS=fails).returncode


def test_what_was_found_must_be_told(run: Run) -> None:
    ran = run("keep-issue.sh", "L", "T", "B", "")
    assert ran.returncode == 1
    assert "::error::" in ran.stdout


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("echo clean", 0, "found=no"),
        ("echo '- [ ] one'; exit 1", 0, "found=yes"),
        ("echo 'could not check: no network' >&2; exit 2", 1, "could not do its work"),
        ("echo Traceback >&2; exit 1", 1, "broke off"),
    ],
)
def test_a_report_tells_what_it_found_or_that_it_could_not(
    run: Run, tmp_path: Path, command: str, code: int, told: str
) -> None:
    ran = run("report.sh", str(tmp_path / "body"), "bash", "-c", command)
    output = tmp_path / "output"
    assert ran.returncode == code
    assert told in (output.read_text() if output.exists() else ran.stdout)
    assert ("::error::" in ran.stdout) is bool(code)
    assert output.exists() is not bool(code)


def test_a_body_too_long_for_an_issue_is_cut_between_lines(run: Run, tmp_path: Path) -> None:
    body = tmp_path / "body"
    many = 'for i in $(seq 3000); do echo "- [ ] number $i ${0//?/xxxxx}"; done; exit 1'
    assert run("report.sh", str(body), "bash", "-c", many).returncode == 0
    assert len(body.read_text()) < 65_000
    assert body.read_text().endswith("run the command to see all of it.\n")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.test", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone, as the workflow has one, of a repository that can be pushed to."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "first")
    first = tmp_path / "first"
    (first / "README").write_text("x")
    git(first, "checkout", "--quiet", "-B", "main")
    git(first, "add", "README")
    git(first, "commit", "--quiet", "-m", "Begin")
    git(first, "push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "origin.git", "clone")
    (tmp_path / "clone" / "ledger").mkdir()
    (tmp_path / "clone" / "ledger" / "links.json").write_text("{}")
    (tmp_path / "clone" / "stray").write_text("not to be committed")
    return tmp_path / "clone"


def test_the_history_is_committed_alone_and_pushed(run: Run, clone: Path, tmp_path: Path) -> None:
    ran = run("keep-ledger.sh", "main", cwd=clone)
    assert ran.returncode == 0, ran.stderr
    origin = tmp_path / "origin.git"
    assert git(origin, "log", "-1", "--format=%s", "main") == (
        "Record what the weekly look at the links found"
    )
    assert git(origin, "show", "--name-only", "--format=", "main") == "ledger/links.json"
    again = run("keep-ledger.sh", "main", cwd=clone)
    assert (again.returncode, again.stdout) == (0, "The history of the links is as it was.\n")


def test_somebody_who_pushed_meanwhile_is_not_overwritten(
    run: Run, clone: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    (first / "README").write_text("newer")
    git(first, "commit", "--quiet", "-am", "Meanwhile")
    git(first, "push", "--quiet", "origin", "main")
    assert run("keep-ledger.sh", "main", cwd=clone).returncode == 0
    subjects = git(tmp_path / "origin.git", "log", "--format=%s", "main").splitlines()
    assert subjects == ["Record what the weekly look at the links found", "Meanwhile", "Begin"]


def test_a_history_that_cannot_be_pushed_fails_loudly(
    run: Run, clone: Path, tmp_path: Path
) -> None:
    hook = tmp_path / "origin.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(stat.S_IRWXU)
    ran = run("keep-ledger.sh", "main", cwd=clone)
    assert ran.returncode == 1
    assert "::error::The history of the links could not be kept" in ran.stdout


def test_the_workflow_runs_these_scripts_and_trusts_no_moving_action() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    steps = job["steps"]
    lines = "\n".join(step.get("run", "") for step in steps)
    for script in SCRIPTS.iterdir():
        assert f".github/scripts/{script.name}" in lines
        assert script.stat().st_mode & stat.S_IXUSR
    for step in steps:
        if "uses" in step:
            assert len(step["uses"].partition("@")[2]) == 40
    assert job["permissions"] == {"contents": "write", "issues": "write"}
    assert "kb links --report issue" in lines
