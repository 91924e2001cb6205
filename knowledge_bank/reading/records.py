"""YAML as its author wrote it: scalars stay text, and every value remembers its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from knowledge_bank.findings import Finding
from knowledge_bank.models.base import Record
from knowledge_bank.reading.problems import problem_of

R = TypeVar("R", bound=Record)
Location = tuple[str | int, ...]
Lines = Mapping[Location, int]
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A record with the file and the lines it came from."""

    record: R
    path: str
    lines: Lines
    at: Location = ()

    def line(self, *where: str | int) -> int:
        """The line of the value at `where` inside the record, or of what is nearest above it."""
        return nearest(self.lines, (*self.at, *where))


def nearest(lines: Lines, where: Location) -> int:
    """The line of `where`, or of the closest thing that contains it."""
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 1)


def parse_yaml(
    text: str, path: str, findings: list[Finding], first_line: int = 1
) -> tuple[Any, Lines] | None:
    """Return plain lists, dicts and strings with the line of each, or None with findings.

    `first_line` is the line of the file on which `text` begins. Repeated keys, anchors and
    aliases are refused, so that what is read is what a person sees.
    """
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "it cannot be read"
        findings.append(
            Finding(
                path,
                line,
                "KB010",
                f"This is not valid YAML: {what}.",
                "Check the indentation (spaces, no tabs), the colons and the quotation marks here.",
            )
        )
        return None
    before = len(findings)
    lines: dict[Location, int] = {(): first_line}
    value = _plain(node, (), _Reader(path, findings, lines, first_line, set()))
    return (value, lines) if len(findings) == before else None


@dataclass
class _Reader:
    path: str
    findings: list[Finding]
    lines: dict[Location, int]
    first_line: int
    seen: set[int]


def _plain(node: yaml.Node | None, where: Location, reader: _Reader) -> Any:
    if node is None:
        return ""
    line = reader.first_line + node.start_mark.line
    reader.lines.setdefault(where, line)
    if not isinstance(node, yaml.ScalarNode) and id(node) in reader.seen:
        reader.findings.append(
            Finding(
                reader.path,
                line,
                "KB012",
                "This uses a YAML anchor and alias.",
                "Write the value out in full in each place.",
            )
        )
        return ""
    reader.seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*where, i), reader) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, where, reader))
    return node.value


def _pairs(node: yaml.MappingNode, where: Location, reader: _Reader) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key_node, value_node in node.value:
        line = reader.first_line + key_node.start_mark.line
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in keys:
            reader.findings.append(
                Finding(
                    reader.path,
                    line,
                    "KB011",
                    f"The key `{key}` stands here a second time.",
                    "Keep one of the two; YAML would silently drop the first.",
                )
            )
            continue
        keys.add(key)
        reader.lines[(*where, key)] = line
        yield key, _plain(value_node, (*where, key), reader)


def make_record(
    model: type[R],
    value: Any,
    lines: Lines,
    path: str,
    findings: list[Finding],
    *,
    at: Location = (),
) -> Located[R] | None:
    """Return `value` as a record of `model`, or None with a finding for every mistake in it."""
    try:
        return Located(model.model_validate(value), path, lines, at)
    except ValidationError as error:
        for mistake in error.errors():
            code, problem, fix, where = problem_of(model, mistake)
            findings.append(Finding(path, nearest(lines, (*at, *where)), code, problem, fix))
        return None
