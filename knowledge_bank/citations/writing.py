"""Puts the names of passages on record: one small file for each page, written by nobody’s hand."""

import json
from collections.abc import Iterator
from pathlib import Path

from knowledge_bank.citations.names import Names
from knowledge_bank.models.passage_ledger import PassageLedger

TOP = "# Written by `kb passages`, so that what was cited once can be found for ever.\n"


def write_ledgers(root: Path, names: Names) -> tuple[str, ...]:
    """Write the ledgers of `names` under `root`; return the paths of those that changed."""
    return tuple(_changed(root, names))


def _changed(root: Path, names: Names) -> Iterator[str]:
    for path, ledger in names.ledgers().items():
        target, text = root / path, "".join(ledger_lines(ledger))
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_suffix(".new")
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(target)
            yield path


def ledger_lines(ledger: PassageLedger) -> Iterator[str]:
    """The lines of the file of `ledger`; whoever writes it, they are the same."""
    yield TOP
    yield f"of: {ledger.of}\n"
    yield "passages:\n" if ledger.passages else "passages: {}\n"
    yield from (f"  {name}: {_quoted(words)}\n" for name, words in ledger.passages.items())
    if ledger.gone:
        yield "gone:\n"
    for gone in ledger.gone:
        yield f"  - id: {gone.id}\n    on: {gone.on.isoformat()}\n"
        yield f"    said: {_quoted(gone.said)}\n"
        if gone.to:
            yield f"    to: {gone.to}\n"


def _quoted(words: str) -> str:
    """`words` as YAML and JSON both write them."""
    return json.dumps(words, ensure_ascii=False)
