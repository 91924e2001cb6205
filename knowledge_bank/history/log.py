"""Git, asked three questions for all pages together: what this copy is, its log, and the texts."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

READ = ("docs", "data")
NOTHING = frozenset("0")
# Whatever the person's own settings, the answer has one form.
PLAIN = ("-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "core.pager=cat")


@dataclass(frozen=True)
class FileChange:
    """One file of one commit: the blobs that hold what it said before and after, if it did."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Revision:
    """One commit on the way to this one, merges taken whole, and the day it came."""

    commit: str
    day: date
    changes: tuple[FileChange, ...]


def revisions(root: Path) -> tuple[Revision, ...]:
    """Return the commits that changed pages or data under `root`, the oldest first.

    Empty where there is no git, no history, or only a part of it, as in a shallow clone: a part
    would tell something wrong.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return ()
    form = ("--format=%x01%H %ct", "--raw", "--no-abbrev", "-z", "--no-renames", "--relative")
    merges = ("--first-parent", "--diff-merges=first-parent", "--no-ext-diff", "--no-color")
    said = _git(root, "log", *merges, *form, "--", *READ).decode("utf-8", "replace")
    return tuple(reversed([_revision(part) for part in said.split("\x01")[1:]]))


def texts_of(root: Path, blobs: Iterable[str]) -> dict[str, str]:
    """The text of each of `blobs`, asked for in one go."""
    wanted = sorted(set(blobs))
    said = _git(root, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in wanted).encode())
    return dict(_batch(said))


def _batch(said: bytes) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        blob, *facts = said[at:end].decode().split(" ")
        if facts[0] != "blob":
            at = end + 1
            continue
        size = int(facts[1])
        yield blob, said[end + 1 : end + 1 + size].decode("utf-8", "replace")
        at = end + 1 + size + 1


def _revision(part: str) -> Revision:
    head, *rest = part.split("\0")
    commit, seconds = head.split(" ")
    fields = [field.lstrip("\n") for field in rest]
    changes = []
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        if facts.startswith(":"):
            _, _, before, after, _ = facts.split(" ")
            changes.append(FileChange(path, _blob(before), _blob(after)))
    return Revision(commit, datetime.fromtimestamp(int(seconds), UTC).date(), tuple(changes))


def _blob(name: str) -> str | None:
    return None if NOTHING.issuperset(name) else name


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What git says, or nothing if it fails or is not there."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *PLAIN, *arguments],
            input=asked,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return b""
    return ran.stdout if ran.returncode == 0 else b""
