"""Reports: what people and machines read of the same findings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.cli import main
from knowledge_bank.findings import Finding
from knowledge_bank.reports import REPORTS, as_github, as_issue, as_json, as_text

HARD = Finding(
    "docs/a,b:c\n%.md", 3, "KB305", "100% of ::error:: it\r\nbreaks, they say:", "Mend “it”.", True
)
SOFT = Finding("docs/b.md", 7, "KB201", "The review was due.", "Read it.", blocking=False)
findings = st.lists(
    st.builds(
        Finding,
        st.text(min_size=1),
        st.integers(1, 9999),
        st.just("KB001"),
        st.text(),
        st.text(),
        st.booleans(),
    )
)


def test_text_is_one_line_each_and_a_count() -> None:
    assert as_text([]) == "Nothing found.\n"
    assert as_text([SOFT]) == (
        "docs/b.md:7: KB201 The review was due. Read it.\n\n0 mistakes to mend, 1 reminder.\n"
    )
    assert as_text([SOFT, HARD, HARD]).endswith("2 mistakes to mend, 1 reminder.\n")


def test_github_shows_mistakes_as_errors_and_reminders_as_warnings() -> None:
    assert as_github([SOFT]) == (
        "::warning file=docs/b.md,line=7,title=KB201::The review was due. Read it.\n"
    )
    assert as_github([HARD]) == (
        "::error file=docs/a%2Cb%3Ac%0A%25.md,line=3,title=KB305::"
        "100%25 of ::error:: it%0D%0Abreaks, they say: Mend “it”.\n"
    )


@given(findings)
def test_github_gets_one_command_for_each_finding_whatever_it_says(each: list[Finding]) -> None:
    lines = as_github(each).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(each)
    for line, finding in zip(lines, each, strict=True):
        start, properties, said = line.split("::", 1)[0], *line[2:].split("::", 1)
        assert start == ""
        name, _, rest = properties.partition(" ")
        assert name == ("error" if finding.blocking else "warning")
        shown = dict(part.split("=", 1) for part in rest.split(","))
        assert set(shown) == {"file", "line", "title"}
        assert unescaped(shown["file"]) == finding.path
        assert unescaped(said) == f"{finding.problem} {finding.fix}"


def unescaped(text: str) -> str:
    """What GitHub makes of it, in its own order."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


@given(findings)
def test_json_gives_back_what_was_found(each: list[Finding]) -> None:
    assert [Finding(**finding) for finding in json.loads(as_json(each))] == each


@given(findings)
def test_the_issue_is_the_same_for_the_same_findings(each: list[Finding]) -> None:
    assert as_issue(each) == as_issue(list(each))
    assert as_issue(each).endswith("\n")


def test_the_issue_keeps_mistakes_and_reminders_apart() -> None:
    body = as_issue([SOFT, HARD])
    assert body.index("## Mistakes") < body.index("KB305") < body.index("## Reminders")
    assert body.index("## Reminders") < body.index(
        "- [ ] The review was due. Read it. `docs/b.md:7` **KB201**"
    )
    assert "in order" in as_issue([])
    assert "## Mistakes" not in as_issue([SOFT])


@pytest.mark.parametrize("format", REPORTS)
def test_the_command_writes_every_format_and_says_by_its_code_what_came_of_it(
    format: str, complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--root", str(complete), "check", "--format", format]
    assert main(command) == 0
    clean = capsys.readouterr().out
    page = complete / "docs" / "toolkit" / "index.md"
    page.write_text(page.read_text("utf-8").replace("written: 2026-11-22", "written: 2025-11-01"))
    assert main(command) == 1
    first = capsys.readouterr().out
    assert main(command) == 1
    assert capsys.readouterr().out == first != clean
    assert main([*command, "--blocking"]) == 0
    assert capsys.readouterr().out == clean


def test_the_command_that_cannot_run_says_so(
    tmp_path: Path,
    complete: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 2
    assert capsys.readouterr().err == f"There is no mkdocs.yml in {tmp_path}.\n"
    for name, value in (("SOURCE_DATE_EPOCH", "noon"), ("KB_TODAY", "2026-02-30")):
        monkeypatch.delenv("KB_TODAY", raising=False)
        monkeypatch.setenv(name, value)
        assert main(["--root", str(complete), "check"]) == 2
        assert capsys.readouterr().err.startswith("KB_TODAY or SOURCE_DATE_EPOCH names no day: ")


def test_a_terminal_that_knows_few_signs_gets_a_report_all_the_same(complete: Path) -> None:
    (complete / "docs" / "odd.md").write_text("---\ntitle: <b>💚\n---\n", "utf-8")
    command = [sys.executable, "-m", "knowledge_bank", "--root", str(complete), "check"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr == b""
