"""Questions whose answers make a record, and the writing of it: all of it, or nothing."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge_bank.models.base import PLAIN_TEXT


def required(answer: str) -> str:
    """What is wrong with saying nothing."""
    return "" if answer else "Say something; who reads the record was not there."


def nothing_will_do(answer: str) -> str:
    """Nothing is wrong with any answer."""
    return ""


@dataclass(frozen=True)
class Question:
    """One question: its name in a file of answers, what is told first, and what will do.

    `choices` are all that may be answered, where there are any, and `because` says why no more;
    else `refuses` says what is wrong with an answer, or nothing.
    """

    key: str
    asks: str
    told: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    because: str = ""
    refuses: Callable[[str], str] = required

    def wrong(self, answer: str) -> str:
        """What is wrong with `answer`, or nothing."""
        if self.choices:
            known = answer in self.choices
            wrong = f"Answer one of: {', '.join(self.choices)}. {self.because}".strip()
            return "" if known else wrong
        if found := PLAIN_TEXT.search(answer):
            return f"Write plain words, without {found.group()!r}."
        return self.refuses(answer)


Ask = Callable[[Question], str]
KEEP_IT = Question("keep", "Write the record?", choices=("yes", "no"))


def list_of(answer: str) -> list[str]:
    """The names in an answer that gives several, with commas between them."""
    return [name for part in answer.split(",") if (name := part.strip().removeprefix("#"))]


def write_yaml(path: Path, record: Mapping[str, Any]) -> Path:
    """Write `record` to `path` as an author would, all of it or nothing; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    text = yaml.dump(dict(record), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96)
    try:
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)  # noqa: PTH105 – Path.replace reads as a change of text
    finally:
        beside.unlink(missing_ok=True)
    return path


class _Dumper(yaml.SafeDumper):
    """Writes dates, and the key `on`, without the quotation marks that no author would write."""

    yaml_implicit_resolvers = {  # noqa: RUF012 – the library declares it so
        first: [
            (tag, form) for tag, form in ways if tag.rpartition(":")[2] not in ("bool", "timestamp")
        ]
        for first, ways in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }
