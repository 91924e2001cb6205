"""Whatever stands in a file: a record or a finding, never a traceback, and the right line."""

import random
import re
import shutil
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.checks import run_checks
from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS
from knowledge_bank.models.base import Record
from knowledge_bank.reading.pages import read_page
from knowledge_bank.reading.records import parse_yaml
from knowledge_bank.references import references

COMPLETE = Path(__file__).parents[1] / "sites" / "complete"
TODAY = date(2026, 11, 22)
FILES = sorted(
    path.relative_to(COMPLETE).as_posix()
    for path in COMPLETE.rglob("*")
    if path.suffix in (".md", ".yaml", ".yml")
)
seldom = settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
often = settings(seldom, max_examples=150)


def one_of_each_kind() -> list[str]:
    """The largest file of each kind of record: whoever reads one of a kind reads them all."""
    places = [kind.place for kind in KINDS.values() if kind.shape != "front matter"]
    return sorted(
        max(
            (path for path in FILES if path.startswith(place)),
            key=lambda path: ((COMPLETE / path).stat().st_size, path),
        )
        for place in places
    )


def pages_that_differ() -> list[str]:
    """A few pages that hold, between them, every word in braces, block and key of a head."""
    parse = MarkdownIt("commonmark").enable("table").parse
    holds: dict[str, set[str]] = {
        page.path: {call.word for call in page.calls}
        | {token.type for token in parse(page.body)}
        | page.head.record.model_fields_set
        for page in load_bank(COMPLETE)[0].pages.values()
    }
    left = {what for held in holds.values() for what in held}
    chosen = []
    while left:
        chosen.append(max(sorted(holds), key=lambda path: len(holds[path] & left)))
        left -= holds[chosen[-1]]
    return chosen


DATA, PAGES = one_of_each_kind(), pages_that_differ()
# What a file is called decides who reads it; what it holds is replaced altogether.
READERS = [*DATA, PAGES[0], "mkdocs.yml"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("properties") / "complete"
    shutil.copytree(COMPLETE, root)
    return root


def load_with(root: Path, path: str, content: bytes) -> tuple[Bank, list[Finding]]:
    """Read and check the complete site with another content in one file."""
    target = root / path
    before = target.read_bytes()
    target.write_bytes(content)
    try:
        bank, unreadable = load_bank(root)
        return bank, run_checks(bank, unreadable, TODAY)
    finally:
        target.write_bytes(before)


def was_read(bank: Bank, path: str) -> bool:
    return path == "mkdocs.yml" or any(located.path == path for located in bank.records())


# --- Random content ---


@pytest.mark.parametrize("path", READERS)
@seldom
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.text("-:[]{}&*!|>'\"%@`#?, \n\tab1", max_size=80).map(str.encode),
        st.text("-:[]{}&*!|>'\"# \n\tab1", max_size=60).map(
            lambda t: f"---\n{t}\n---\n{t}".encode()
        ),
    )
)
@example(content=b"- [")
@example(content=b"---\n---\n---\n")
@example(content=b"- &a [*a]")
@example(content=b"? [a]\n: b\n? {c: d}\n: e\n")
def test_random_content_is_read_or_told(path: str, content: bytes, root: Path) -> None:
    bank, findings = load_with(root, path, content)
    told = any(finding.path == path for finding in findings)
    is_list = any(kind.place == path and kind.shape == "list" for kind in KINDS.values())
    assert told or was_read(bank, path) or (is_list and not yaml.safe_load(content))
    assert all(finding.line >= 1 and "\n" not in finding.path for finding in findings)


def mutated(text: str, rng: random.Random) -> str:
    """`text` with a line lost, doubled or moved, or some of its letters changed."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 3)):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(6):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = rng.choice(["  ", "\t", "- ", "    "]) + lines[at]
            case 4:
                where = rng.randint(0, len(lines[at]))
                odd = rng.choice(string.punctuation + "é\x07\u2028🙂{{%")
                lines[at] = lines[at][:where] + odd + lines[at][where:]
            case _:
                lines[at] = lines[at][: rng.randint(0, len(lines[at]))]
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("path", [*DATA, *PAGES, "mkdocs.yml"])
def test_a_file_somebody_spoilt_is_read_or_told(path: str, root: Path) -> None:
    rng = random.Random(path)
    text = (root / path).read_text("utf-8")
    for _ in range(6):
        content = mutated(text, rng)
        bank, findings = load_with(root, path, content.encode())
        told = [finding for finding in findings if finding.path == path]
        assert told or was_read(bank, path), content
        length = content.count("\n") + 1
        assert all(1 <= finding.line <= length for finding in told), (content, told)


# --- Scalars ---

plain = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff"
    ),
    max_size=30,
)


@often
@given(st.lists(plain, max_size=6))
@example(
    ["1.10", "no", "0123456", "17:00", "2026-11-22", "~", "null", "1e3", "0x1F", "=", "<<", "1_000"]
)
def test_every_scalar_stays_as_it_was_typed(values: list[str]) -> None:
    text = yaml.dump(values, allow_unicode=True)
    findings: list[Finding] = []
    parsed = parse_yaml(text, "x", findings)
    assert parsed is not None, findings
    assert parsed[0] == values


@pytest.mark.parametrize(
    "typed",
    ["1.10", "no", "Yes", "0123456", "17:00", "2026-11-22", "~", "null", "1e3", "0x1F", ".5"],
)
def test_what_yaml_would_take_for_something_else_stays_text(typed: str) -> None:
    parsed = parse_yaml(f"a: {typed}\nb:\n  - {typed}\n", "x", [])
    assert parsed is not None
    assert parsed[0] == {"a": typed, "b": [typed]}


# --- Lines ---


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every plain text inside parsed YAML."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, entry in pairs:
        if isinstance(entry, str):
            yield (*at, key)
        else:
            yield from places(entry, (*at, key))


# The words of a page as they stand there, with whatever signs they hold: no markup is wrong here.
AS_IT_STANDS = {"data/passages/": re.compile(r" *(said|p-[a-z2-7]{8})")}


def takes_markup(path: str, key: str) -> bool:
    return any(path.startswith(at) and keys.fullmatch(key) for at, keys in AS_IT_STANDS.items())


def values_to_spoil(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The first single-line value of each key at each depth: its line, and what is before it."""
    seen: set[str] = set()
    for index, line in enumerate(lines):
        key, colon, value = line.partition(": ")
        in_record = key.replace("- ", "  ")
        if colon and value and not value.startswith((">", "|", "[")) and in_record not in seen:
            seen.add(in_record)
            yield index, key


@pytest.mark.parametrize("path", DATA)
def test_a_wrong_value_is_told_at_its_line(path: str, root: Path) -> None:
    """Each key's value in turn is given markup, and at each depth a key becomes unknown."""
    lines = (root / path).read_text("utf-8").split("\n")
    depths: set[int] = set()
    tried = 0
    for index, key in values_to_spoil(lines):
        tried += 1
        spoils = [] if takes_markup(path, key) else [f"{key}: '<b>'"]
        if (depth := len(key) - len(key.lstrip(" -"))) not in depths:
            depths.add(depth)
            spoils.append(f"{key}x: a word")
        for spoilt in spoils:
            content = "\n".join([*lines[:index], spoilt, *lines[index + 1 :]])
            _, findings = load_with(root, path, content.encode())
            assert (path, index + 1) in {(f.path, f.line) for f in findings}, spoilt
    assert tried > 2


@often
@given(
    before=st.integers(0, 30),
    kind=st.sampled_from(["<b>", "{{ x }}", "{% x %}", "[l](lost.md)", "[l](http://a.test)"]),
)
def test_a_mistake_in_a_page_is_told_at_its_line(before: int, kind: str) -> None:
    head = (COMPLETE / "docs" / "toolkit" / "index.md").read_text("utf-8").split("\n# ")[0]
    filler = "\n".join("A line of a paragraph," if n % 4 else "" for n in range(before))
    text = f"{head}\n# Toolkit\n{filler}\nHere is {kind} at last.\n"
    line = text[: text.index("Here is")].count("\n") + 1
    findings: list[Finding] = []
    page = read_page(text, "docs/x.md", findings)
    assert page is not None
    told = [f.line for f in findings] + [link.line for link in page.links]
    assert set(told) == {line}


# --- References ---


def ids_to_change(root: Path) -> Iterator[tuple[str, int, str]]:
    """Where a record of the complete site names another: found by reading the file's own lines.

    The fields are those whose value is the id of a record elsewhere: an independent list would be
    a copy, so every value that is such an id is taken, unless its key makes it a name of its own.
    """
    known = {
        "editor",
        "board",
        "odd-title",
        "oldest",
        "newest",
        "open-question",
        "blocking-question",
    }
    for path in FILES:
        lines = (root / path).read_text("utf-8").split("\n")
        end = lines.index("---", 1) if path.endswith(".md") else len(lines)
        for number, line in enumerate(lines[:end]):
            key, _, value = line.strip().removeprefix("- ").partition(": ")
            if value in known and key != "id":
                yield path, number, value


def test_changing_any_id_that_names_another_record_is_told(root: Path) -> None:
    tried: set[str] = set()
    for path, number, value in ids_to_change(root):
        lines = (root / path).read_text("utf-8").split("\n")
        tried.add(f"{path}:{lines[number].strip()}")
        lines[number] = lines[number].replace(value, "changed-by-the-test")
        _, findings = load_with(root, path, "\n".join(lines).encode())
        assert (path, number + 1, "KB101") in {(f.path, f.line, f.code) for f in findings}
    assert len(tried) > 25


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_marked_as_an_id_is_found(kind: str, root: Path) -> None:
    """The annotations say which fields refer; every one of them turns up in the complete site."""
    bank, _ = load_bank(root)
    marked = set(marked_fields(KINDS[kind].model))
    found = {
        tuple(part for part in reference.at if isinstance(part, str))
        for located in bank.records()
        if isinstance(located.record, KINDS[kind].model)
        for reference in references(located.record)
    }
    assert found == marked


def marked_fields(model: type[Record], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Read off the source of the annotations: `SourceId`, `RoleId`, `Target` and others refer."""
    for name, field in model.model_fields.items():
        shown = f"{field.annotation!r} {field.metadata!r}"
        if "Refers(" in shown:
            yield (*at, name)
        for inner in Record.__subclasses__():
            if re.search(rf"{re.escape(inner.__module__)}\.{inner.__qualname__}\b", shown):
                yield from marked_fields(inner, (*at, name))
