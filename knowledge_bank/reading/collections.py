"""The records of each kind, read from where that kind lives; what no kind claims is a finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS, kind_of
from knowledge_bank.models.base import Record
from knowledge_bank.reading.files import find_files, is_linked, read_text
from knowledge_bank.reading.records import Lines, Located, make_record, parse_yaml

R = TypeVar("R", bound=Record)
Records = Mapping[str, Located[R]]
ALL = "*"


@dataclass
class Collections:
    """Reads the records under `root`, adding to `findings` what is wrong with them.

    `unreadable` gathers (collection, id) of records that are there but could not be read; the
    id is `*` where a whole collection could not.
    """

    root: Path
    findings: list[Finding]
    unreadable: set[tuple[str, str]] = field(default_factory=set)

    def one(self, model: type[R]) -> Located[R] | None:
        """Return the one record of `model`, or None if it could not be read."""
        return self._record(kind_of(model).place, model)

    def each(self, model: type[R]) -> Records[R]:
        """Return the records of `model` that are files of a folder, by their files' names.

        In a tree, where a name may come again in another folder, it is the path below the tree.
        """
        kind = kind_of(model)
        records: dict[str, Located[R]] = {}
        for path in find_files(self.root, "data", []):
            if path.startswith(kind.place):
                short = path.removeprefix(kind.place).removesuffix(".yaml")
                name = short if kind.shape == "tree" else PurePosixPath(path).stem
                if name in records:
                    self._refuse(
                        path,
                        1,
                        "KB017",
                        f"The id `{name}` is taken already, by {records[name].path}.",
                        "Give one of the two files another name.",
                    )
                elif record := self._record(path, model):
                    records[name] = record
                else:
                    self.unreadable.add((kind.collection, name))
        return MappingProxyType(records)

    def listed(self, model: type[R]) -> tuple[Located[R], ...]:
        """Return the records of `model` that stand in one file, in its order."""
        kind = kind_of(model)
        if kind.optional and not (self.root / kind.place).is_file():
            return ()
        parsed = self._parsed(kind.place)
        if parsed is None:
            self.unreadable.add((kind.collection, ALL))
            return ()
        return tuple(self._entries(model, *parsed))

    def by_id(self, model: type[R], key: str = "id") -> Records[R]:
        """Return the records of `model` in one file by their `key`; no value may come twice."""
        records: dict[str, Located[R]] = {}
        for record in self.listed(model):
            name = getattr(record.record, key)
            if name in records:
                self._refuse(
                    record.path,
                    record.line(key),
                    "KB017",
                    f"The {key} `{name}` is taken already, on line {records[name].line(key)}.",
                    f"Give one of the two another {key}.",
                )
            else:
                records[name] = record
        return MappingProxyType(records)

    def refuse_the_rest(self) -> None:
        """Add a finding for every file under data/ that no kind claims."""
        for path in find_files(self.root, "data", self.findings):
            if not any(
                path.startswith(kind.place) if kind.place.endswith("/") else path == kind.place
                for kind in KINDS.values()
            ):
                self._refuse(
                    path,
                    1,
                    "KB008",
                    "Nothing reads this file.",
                    "Move it where data/README.md says its kind belongs, or delete it.",
                )

    def _record(self, path: str, model: type[R]) -> Located[R] | None:
        parsed = self._parsed(path)
        return make_record(model, *parsed, path, self.findings) if parsed else None

    def _entries(self, model: type[R], values: Any, lines: Lines) -> Iterator[Located[R]]:
        kind = kind_of(model)
        if not isinstance(values, list):
            self.unreadable.add((kind.collection, ALL))
            self._refuse(
                kind.place, 1, "KB016", "The file should be a list.", "Start entries with `- `."
            )
            return
        for index, value in enumerate(values):
            record = make_record(model, value, lines, kind.place, self.findings, at=(index,))
            if record:
                yield record
            elif isinstance(value, dict):
                self.unreadable.add((kind.collection, str(value.get("id"))))

    def _parsed(self, path: str) -> tuple[Any, Lines] | None:
        if is_linked(self.root, path):
            return None  # it has its own finding
        if not (self.root / path).is_file():
            self._refuse(path, 1, "KB009", "The file is missing.", "Restore it; pages need it.")
            return None
        text = read_text(self.root, path, self.findings)
        return None if text is None else parse_yaml(text, path, self.findings)

    def _refuse(self, path: str, line: int, code: str, problem: str, fix: str) -> None:
        self.findings.append(Finding(path, line, code, problem, fix))
