"""YAML as its author wrote it: scalars stay text, and every value remembers its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from knowledge_bank.findings import Finding
from knowledge_bank.models.base import Record
from knowledge_bank.reading.problems import is_consequence, problem_of

R = TypeVar("R", bound=Record)
Location = tuple[str | int, ...]
Lines = Mapping[Location, int]
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 24
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


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
    text: str, path: str, findings: list[Finding], first_line: int = 1, *, tags: bool = False
) -> tuple[Any, Lines] | None:
    """Return plain lists, dicts and strings with the line of each, or None with findings.

    `first_line` is the line of the file on which `text` begins. Repeated keys, anchors, aliases
    and, unless `tags` allows them, tags are refused, so that what is read is what a person sees.
    """
    before = len(findings)
    try:
        for alias in _aliases(text):
            findings.append(
                Finding(
                    path,
                    first_line + alias,
                    "KB012",
                    "This uses a YAML anchor and alias.",
                    "Write the value out in full in each place.",
                )
            )
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        line = first_line + _place(error, text)
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
    lines: dict[Location, int] = {(): first_line}
    value = _plain(node, (), _Reader(path, findings, lines, first_line, tags, set()))
    return (value, lines) if len(findings) == before else None


def _place(error: yaml.YAMLError, text: str) -> int:
    """The line to look at, from 0: where it stops making sense, or where what is open began."""
    marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
    last = text.rstrip("\n").count("\n")
    return next((mark.line for mark in marks if mark and mark.line <= last), last)


def _aliases(text: str) -> Iterator[int]:
    """Yield the lines, from 0, of the aliases in `text`.

    Raise where it nests deeper than any record: to compose that could end the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent) and event.start_mark:
            yield event.start_mark.line
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="it is nested too deeply",
                problem_mark=event.start_mark,  # type: ignore[arg-type] # either parser’s mark
            )


@dataclass
class _Reader:
    path: str
    findings: list[Finding]
    lines: dict[Location, int]
    first_line: int
    tags: bool
    seen: set[int]


def _plain(node: yaml.Node | None, where: Location, reader: _Reader) -> Any:
    if node is None:
        return ""
    line = reader.first_line + node.start_mark.line
    reader.lines.setdefault(where, line)
    if not isinstance(node, yaml.ScalarNode) and id(node) in reader.seen:
        return ""  # an alias, told already
    if node.tag not in PLAIN_TAGS and not reader.tags:
        reader.findings.append(
            Finding(
                reader.path,
                line,
                "KB012",
                "This uses a YAML tag, a word that begins with `!`.",
                "Put quotation marks round the text, or take the tag out.",
            )
        )
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
        for mistake in (mistakes := error.errors()):
            if is_consequence(mistake, mistakes):
                continue
            code, problem, fix, where = problem_of(model, mistake)
            findings.append(Finding(path, nearest(lines, (*at, *where)), code, problem, fix))
        return None
