"""Many small files for those who write them, one for those who load them."""

import shutil
from collections.abc import Sequence
from pathlib import Path


def write_bundle(site: Path, name: str, parts: Sequence[str]) -> None:
    """Write `name` into the built site at `site`: its `parts` one after another, which then go.

    Raises FileNotFoundError, with the part's path, for a part that is not there.
    """
    paths = [site / part for part in parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    (site / name).write_text(text, encoding="utf-8")
    for path in paths:
        path.unlink()


def leave_out(site: Path, folders: Sequence[str]) -> None:
    """Take out of the built site at `site` the folders of the theme that nothing here uses."""
    for folder in folders:
        shutil.rmtree(site / folder, ignore_errors=True)
