"""Answers to the questions that make a record: typed at a terminal, or read from a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge_bank.questions import Question
from knowledge_bank.reading.records import parse_yaml


class NoAnswer(Exception):  # noqa: N818 - it reads as a sentence
    """A question has no answer that will do; its text is the sentence that says so."""


def ask_person(question: Question) -> str:
    """Put `question` at the terminal until the answer will do.

    A choice may be given by its number. Raises EOFError where nothing more will be typed.
    """
    print()
    for line in question.told:
        print(line)
    for number, choice in enumerate(question.choices, start=1):
        print(f"  {number}  {choice}")
    while True:
        answer = input(f"{question.asks} ").strip()
        if answer.isdecimal() and 0 < int(answer) <= len(question.choices):
            answer = question.choices[int(answer) - 1]
        if not (wrong := question.wrong(answer)):
            return answer
        print(wrong)


class AnswersInFile:
    """Answers from a YAML file whose keys are the questions' names: `by`, `sources`, `next`."""

    def __init__(self, path: Path) -> None:
        """Read the answers at `path`; raises NoAnswer if they cannot be read."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise NoAnswer(f"{path} cannot be read.") from None
        findings: list[Any] = []
        parsed = parse_yaml(text, str(path), findings)
        if parsed is None or not isinstance(parsed[0], dict):
            raise NoAnswer(f"{path} should hold answers, such as `by: practice-lead`.")
        self._answers = parsed[0]
        self._path = path

    def __call__(self, question: Question) -> str:
        """Answer `question`; raises NoAnswer if the file does not, or not so that it will do."""
        value: Any = self._answers
        for part in question.key.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        answer = ", ".join(value) if isinstance(value, list) else str(value).strip()
        if wrong := question.wrong(answer):
            raise NoAnswer(f"{self._path}: `{question.key}` is “{answer}”. {wrong}")
        return answer
