"""Reads what LinkChecker's process wrote down of each answer, and lays it beside the result."""

import base64
import binascii
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from knowledge_bank.links.result import Answer, Outcome, Result


class Answers:
    """The answers written to one file so far, by address."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_to = 0
        self._known: dict[str, Answer] = {}

    def beside(self, result: Result) -> Result:
        """Take a result; give it with the answer its last address brought, if one was noted.

        A site whose robots.txt is itself walled off has turned us away, not asked us to stay
        away: that result comes back as the wall's own answer.
        """
        self._read_on()
        if result.outcome is Outcome.ROBOTS:
            parts = urlsplit(result.final_address)
            wall = self._known.get(_key(f"{parts.scheme}://{parts.netloc}/robots.txt"))
            if wall is not None and wall.status in (401, 403):
                return replace(result, status=wall.status, outcome=Outcome.ANSWERED, answer=wall)
            return result
        return replace(result, answer=self._known.get(_key(result.final_address)))

    def _read_on(self) -> None:
        with self._path.open("rb") as file:
            file.seek(self._read_to)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._read_to += len(line)
                self._note(line)

    def _note(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            body = base64.b64decode(told["body"])
            answer = Answer(told["status"], told["headers"], body, told["whole"])
        except (ValueError, KeyError, TypeError, binascii.Error):
            return
        self._known[_key(told["address"])] = answer


def _key(address: str) -> str:
    """Take an address; give what stays the same however it is written."""
    parts = urlsplit(urldefrag(address).url)
    path, query = unquote(parts.path) or "/", unquote(parts.query)
    return f"{parts.scheme}://{parts.netloc.lower()}{path}?{query}"
