"""Editions as they stood, in today's theme: built from their tags, once, and kept in a cache."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge_bank.bank import Bank
from knowledge_bank.editions import LIVING
from knowledge_bank.reading.navigation import CONFIGURATION

NAV = re.compile(r"^nav:\n(?:[ \t#-].*\n|\n)+", re.MULTILINE)
SHARED = re.compile(r'((?:href|src|action)=")((?:\.\./)*)((?:assets/|search\.html)[^"]*")')
# What only the living site has, or what stands there already.
LEFT_OUT = ("assets", "search.html", "404.html", "sitemap.xml", "sitemap.xml.gz")
SOFTWARE = ("macros", "overrides")
Generate = Callable[[Path, Path], str]


@dataclass(frozen=True)
class Standing:
    """An edition whose tag is here: its commit, its day, and the day on which another followed."""

    name: str
    commit: str
    on: date
    until: date | None


def standing_editions(bank: Bank) -> tuple[Standing, ...]:
    """Return the editions of `bank` that can be built here, the oldest first."""
    tags = _tags(bank.root)
    order = sorted((located.record.on, name) for name, located in bank.editions.items())
    days = [on for on, _ in order]
    return tuple(
        Standing(name, tags[f"edition/{name}"], on, days[at + 1] if at + 1 < len(days) else None)
        for at, (on, name) in enumerate(order)
        if f"edition/{name}" in tags
    )


def add_editions(bank: Bank, site: Path, editions: tuple[Standing, ...], generate: Generate) -> str:
    """Put each of `editions` under editions/NAME of `site`; return what went wrong, if anything.

    `generate(project, target)` has the generator build `project` into `target` and returns what
    it said if it failed. What was built once is taken from the cache.
    """
    software = _fingerprint(bank.root)
    for edition in editions:
        facts = json.dumps(
            [edition.commit, str(edition.until), sorted(bank.pages), software], sort_keys=True
        )
        key = hashlib.sha256(facts.encode()).hexdigest()[:24]
        kept = bank.root / ".cache" / "editions" / f"{edition.name}-{key}"
        if not kept.is_dir():
            if failure := _build(bank, edition, kept, generate):
                return f"Edition {edition.name}: {failure}"
            _forget_others(kept, edition.name)
        shutil.copytree(kept, site / "editions" / edition.name)
    return ""


def _build(bank: Bank, edition: Standing, kept: Path, generate: Generate) -> str:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as scratch:
        project, target = Path(scratch) / "project", Path(scratch) / "site"
        project.mkdir()
        _extract(bank.root, edition.commit, project)
        for part in SOFTWARE:
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(bank.root / part, project / part, ignore=ignore)
        _configure(bank, edition, project)
        if failure := generate(project, target):
            return failure
        for name in LEFT_OUT:
            path = target / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for page in target.rglob("*.html"):
            text = page.read_text(encoding="utf-8").replace(LIVING, "../../")
            page.write_text(SHARED.sub(r"\1\2../../\3", text), encoding="utf-8", newline="")
        target.rename(kept)
    return ""


def _configure(bank: Bank, edition: Standing, project: Path) -> None:
    """Today's settings, with the menu of that day and what the theme must say of the edition."""
    then = (project / CONFIGURATION).read_text(encoding="utf-8")
    menu = NAV.search(then)
    (project / CONFIGURATION).unlink()
    for path in bank.root.glob("*.yml"):
        shutil.copy(path, project / ("today.yml" if path.name == CONFIGURATION else path.name))
    facts = {
        "name": edition.name,
        "on": edition.on.isoformat(),
        "until": edition.until.isoformat() if edition.until else "",
        "living": sorted(bank.pages),
    }
    lines = ["INHERIT: today.yml", f"extra: {json.dumps({'kb_edition': facts})}"]
    (project / CONFIGURATION).write_text(
        "\n".join((*lines, menu.group() if menu else "")), encoding="utf-8"
    )


def _extract(root: Path, commit: str, target: Path) -> None:
    parts = ("docs", "data", CONFIGURATION)
    ran = subprocess.run(
        ["git", "-C", str(root), "archive", "--format=tar", commit, "--", *parts],
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as packed:
        for member in packed:
            if content := packed.extractfile(member) if member.isfile() else None:
                path = target / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def _fingerprint(root: Path) -> str:
    """What changes when the software or the theme does, so that nothing stale is taken."""
    digest = hashlib.sha256()
    for path in sorted(_software(root)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _software(root: Path) -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for folder in (package, *(root / part for part in SOFTWARE)):
        yield from (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    yield from root.glob("*.yml")


def _forget_others(kept: Path, name: str) -> None:
    for path in kept.parent.glob(f"{name}-*"):
        if path != kept and re.fullmatch(r"[0-9a-f]{24}", path.name.removeprefix(f"{name}-")):
            shutil.rmtree(path, ignore_errors=True)


def _tags(root: Path) -> dict[str, str]:
    """The commits of the tags of editions, by the tags’ names; empty without git."""
    form = "--format=%(refname:strip=2) %(*objectname) %(objectname)"
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), "for-each-ref", form, "refs/tags/edition/"],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return {}
    rows = (line.split() for line in ran.stdout.splitlines()) if ran.returncode == 0 else ()
    return {row[0]: row[1] for row in rows}
