"""Which files there are, and their text: nothing odd is read, nothing is read twice."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from knowledge_bank.findings import Finding

LARGEST = 1_000_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Control characters, and what some programs take for the end of a line or of the text.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
CONTENT = {
    "docs": frozenset({".md", ".png", ".jpg", ".svg", ".webp"}),
    "data": frozenset({".yaml"}),
}


def find_files(root: Path, folder: str, findings: list[Finding]) -> Iterator[str]:
    """Yield the paths under `folder` that may be read, relative to `root`, in order.

    A file of another kind, a symbolic link and a hidden file are findings: everything in
    docs/ is published, and data/ is read whole.
    """
    if (root / folder).is_symlink():
        findings.append(_linked(folder))
        return
    for path in _walk(root / folder):
        name = _printable(path.relative_to(root).as_posix())
        if path.is_symlink():
            findings.append(_linked(name))
        elif not NAME.fullmatch(path.name) and not path.name.startswith((".", "~")):
            findings.append(
                Finding(
                    name,
                    1,
                    "KB006",
                    "This name would not hold in an address.",
                    "Use small letters, digits and hyphens, without spaces or accents.",
                )
            )
        elif (path.is_dir() and not _odd(path)) or name == "data/README.md":
            continue
        elif _odd(path) or path.suffix not in CONTENT[folder] or not path.is_file():
            kinds = ", ".join(sorted(CONTENT[folder]))
            findings.append(
                Finding(
                    name,
                    1,
                    "KB006",
                    f"A file of this kind does not belong in {folder}/.",
                    f"Move or delete it; {folder}/ holds only {kinds} files.",
                )
            )
        else:
            yield name


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        yield path
        if path.is_dir() and not path.is_symlink() and NAME.fullmatch(path.name) and not _odd(path):
            yield from _walk(path)


def is_linked(root: Path, name: str) -> bool:
    """Whether a symbolic link leads to the file `name` under `root`; such a file is never read."""
    path = PurePosixPath(name)
    return any((root / part).is_symlink() for part in (path, *path.parents[:-1]))


def _linked(name: str) -> Finding:
    return Finding(name, 1, "KB005", "This is a symbolic link.", "Put the file itself here.")


def _odd(path: Path) -> bool:
    """Whether `path` is hidden, a lock file, or a folder that looks like a file."""
    return path.name.startswith((".", "~")) or (path.is_dir() and "." in path.name)


def _printable(name: str) -> str:
    """The name as one line of plain text, however odd the file system lets it be."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def read_text(root: Path, name: str, findings: list[Finding]) -> str | None:
    """Return the text of the file `name` under `root`, or None with a finding."""

    def refuse(line: int, code: str, problem: str, fix: str) -> None:
        findings.append(Finding(name, line, code, problem, fix))

    path = root / name
    if path.stat().st_size > LARGEST:
        refuse(
            1,
            "KB004",
            f"The file is larger than {LARGEST // 1000} kB.",
            "Split it into smaller files.",
        )
        return None
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        refuse(
            1, "KB002", "The file starts with a byte order mark.", "Save it as UTF-8 without BOM."
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(line, "KB001", "The file is not UTF-8 from here on.", "Save it as UTF-8.")
        return None
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        refuse(line, "KB003", "The file has Windows line ends.", "Save it with LF line ends.")
        return None
    for number, words in enumerate(text.split("\n"), start=1):
        if odd := ODD.search(words):
            refuse(
                number,
                "KB007",
                f"There is a control character (U+{ord(odd.group()):04X}).",
                "Delete it.",
            )
            return None
    return text
