"""The pages and records as a revision in git has them, read without touching the working tree."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_bank.reading.files import CONTENT, find_files, read_text

Texts = Mapping[str, str]
REGULAR = (b"100644", b"100755")


class NoRevision(Exception):  # noqa: N818 - it reads as a sentence
    """The revision cannot be read; its text is the sentence that says why."""


def texts_now(root: Path) -> Texts:
    """The text of every page and record under `root`, by its path, as far as it can be read."""
    texts = {}
    for folder in CONTENT:
        for path in find_files(root, folder, []):
            if _is_text(path) and (text := read_text(root, path, [])) is not None:
                texts[path] = text
    return texts


def texts_at_base(root: Path, revision: str) -> Texts:
    """The same for the commit at which the work under `root` left `revision`.

    What `revision` has gained since then is not this work's. Raises NoRevision if there is no
    git, no such revision, or nothing the two have in common.
    """
    if revision.startswith("-"):
        raise NoRevision(f"`{revision}` is no revision.")
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        raise NoRevision(f"git knows no revision `{revision}` here; fetch it first.")
    base = _git(root, "merge-base", commit.decode().strip(), "HEAD").decode().strip()
    if not base:
        raise NoRevision(
            f"git knows nothing that `{revision}` and this work have in common; if only a part of "
            "the history is here, fetch the rest."
        )
    return dict(_read(root, base))


def _read(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Ask git for all files at once: one process, however many they are."""
    files = [
        (name.decode("utf-8", "replace"), facts.split()[2])
        for line in _git(root, "ls-tree", "-r", "-z", commit, "--", *CONTENT).split(b"\0")
        if (parts := line.partition(b"\t")) and (facts := parts[0]).startswith(REGULAR)
        for name in [parts[2]]
    ]
    files = [(name, blob) for name, blob in files if _is_text(name)]
    answers = _git(root, "cat-file", "--batch", asked=b"".join(blob + b"\n" for _, blob in files))
    at = 0
    for name, _ in files:
        end = answers.index(b"\n", at)
        size = int(answers[at:end].rsplit(b" ", 1)[1])
        yield name, answers[end + 1 : end + 1 + size].decode("utf-8", "replace")
        at = end + 1 + size + 1


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What git says, or nothing if it fails."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], input=asked, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoRevision("git is not installed here.") from None
    return ran.stdout if ran.returncode == 0 else b""


def _is_text(path: str) -> bool:
    return path.endswith((".md", ".yaml"))
