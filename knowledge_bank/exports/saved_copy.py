"""What a browser needs to keep a copy of the site: its files, and how each must read."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

WORKER = "sw.js"
SOURCE = "assets/saved-copy/worker.js"
# Files to take away are no part of the copy, nor is what crawlers read.
LEFT_OUT = (".pdf", ".zip", ".xml", ".gz")


def write_saved_copy(site: Path) -> None:
    """Write the script that keeps copies to the root of the built site at `site`.

    It begins with the list of all files there and their hashes, so that it differs whenever one of
    them does: that is how a browser notices a new version. Call it when everything else is written.
    Raises FileNotFoundError where the script itself is missing.
    """
    source = site / SOURCE
    program = source.read_text(encoding="utf-8")
    source.unlink()
    files = dict(_hashes(site))
    known = json.dumps(files, ensure_ascii=False) + program
    version = hashlib.sha256(known.encode()).hexdigest()[:16]
    listed = json.dumps({"version": version, "files": files}, ensure_ascii=False, indent=0)
    (site / WORKER).write_text(f"self.kbCopy = {listed};\n\n{program}", encoding="utf-8")


def _hashes(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.endswith(LEFT_OUT) and name != WORKER:
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()
