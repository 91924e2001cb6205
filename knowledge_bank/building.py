"""Building the site: checked, built beside, verified, then swapped in; never half a site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.built import built_mistakes
from knowledge_bank.checks import run_checks
from knowledge_bank.checks.against import against
from knowledge_bank.checks.ignoring import not_ignored
from knowledge_bank.editions import VARIABLE
from knowledge_bank.editions.rendering import add_editions, standing_editions
from knowledge_bank.findings import Finding
from knowledge_bank.links.reminders import link_reminders
from knowledge_bank.revisions import texts_at_base, texts_now


@dataclass(frozen=True)
class Outcome:
    """How a build went: findings of every kind, and the generator’s own words if it failed."""

    findings: tuple[Finding, ...]
    failure: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the new site is in place."""
        return not self.failure and not any(finding.blocking for finding in self.findings)


def check(root: Path, today: date, base: str | None = None) -> tuple[Bank, list[Finding]]:
    """Read the project under `root` and return its bank with every finding.

    With `base`, a revision in git, what has changed since the work left it is held against the
    change notes; raises NoRevision. Nobody may ignore what that finds.
    """
    bank, findings = load_bank(root)
    found = run_checks(bank, (*findings, *link_reminders(bank, today)), today)
    if base:
        found = sorted({*found, *against(bank, texts_at_base(root, base), texts_now(root))})
    return bank, found


def build(
    root: Path,
    site: Path,
    today: date,
    generator: str = "mkdocs",
    downloads: Collection[str] = (),
) -> Outcome:
    """Build the project under `root` into the folder `site`.

    A site that stands there stays untouched until its successor is complete and verified.
    `downloads` may name `pdf` and `zip`: files to take away, which pages then link to.
    """
    _recover(site)
    beside = _beside(site)
    try:
        editions = standing_editions(load_bank(root)[0])
        variables = {
            "KB_DOWNLOADS": " ".join(downloads) or "none",
            VARIABLE: " ".join(edition.name for edition in editions),
        }
        with _generator(root, beside, today, generator, variables) as generation:
            # Both take about as long, so the facts are checked while the pages are rendered.
            bank, findings = check(root, today)
            if any(finding.blocking for finding in findings):
                return Outcome(tuple(findings))
            if failure := _failure(generation):
                return Outcome(tuple(findings), failure)

        def generate(project: Path, target: Path) -> str:
            with _generator(project, target, today, generator, {VARIABLE: ""}) as process:
                return _failure(process)

        if failure := add_editions(bank, beside, editions, generate):
            return Outcome(tuple(findings), failure)
        findings += not_ignored(bank, built_mistakes(bank, beside), today)
        if not any(finding.blocking for finding in findings):
            _swap(beside, site)
        return Outcome(tuple(sorted(findings)))
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def environment(root: Path, today: date, strict: bool) -> Mapping[str, str]:
    """The environment the generator runs in: the day, the commit’s time, and how strict to be."""
    variables = {
        "KB_TODAY": today.isoformat(),
        "KB_STRICT": "true" if strict else "false",
        "NO_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH")))),
    }
    if "SOURCE_DATE_EPOCH" not in os.environ and (seconds := _commit_time(root)):
        variables["SOURCE_DATE_EPOCH"] = seconds
    return {**os.environ, **variables}


@contextmanager
def _generator(
    root: Path, target: Path, today: date, generator: str, variables: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Start the site generator, and see that it does not outlive this build."""
    command = [sys.executable, "-m", generator, "build", "--strict"]
    process = subprocess.Popen(
        [*command, "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(target)],
        env={**environment(root, today, strict=True), **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _failure(generation: subprocess.Popen[str]) -> str:
    """Wait for the generator; return what it said if it failed, else nothing."""
    output, _ = generation.communicate()
    if generation.returncode == 0:
        return ""
    said = (line for line in output.split("\n") if not line.startswith("INFO"))
    return "\n".join(said).strip() or "The generator failed and did not say why."


def _commit_time(root: Path) -> str:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return ran.stdout.strip() if ran.returncode == 0 else ""


def _beside(site: Path) -> Path:
    """A folder that no other build writes to, and nothing left of those that were stopped.

    A generator whose build was killed goes on writing for a while, so the name is never reused.
    """
    for left in site.parent.glob(f"{site.name}.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    return site.with_name(f"{site.name}.new-{os.getpid()}")


def _swap(beside: Path, site: Path) -> None:
    """Put `beside` in the place of `site`."""
    old = _old(site)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)
        site.rename(old)
    beside.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _recover(site: Path) -> None:
    """Put the last good site back, if a build was stopped just as it was swapping."""
    if _old(site).exists() and not site.exists():
        _old(site).rename(site)


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")
