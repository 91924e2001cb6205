"""What LinkChecker's process noted is laid beside the right result, torn lines and all."""

import json
from pathlib import Path

from knowledge_bank.links.answers import Answers
from knowledge_bank.links.result import Outcome, Result


def note(address: str, status: int = 200) -> str:
    told = {"address": address, "status": status, "headers": {}, "body": "aGk=", "whole": True}
    return json.dumps(told) + "\n"


def result(address: str, outcome: Outcome = Outcome.ANSWERED) -> Result:
    return Result(address, 200, address, "", outcome)


def test_lines_are_read_as_they_come_and_nonsense_is_left(tmp_path: Path) -> None:
    record = tmp_path / "record"
    record.write_text("nonsense\n{}\n[]\n" + note("http://a.org/é?ö") + note("http://b.org/")[:9])
    answers = Answers(record)
    found = answers.beside(result("http://A.org/%C3%A9?%C3%B6#part")).answer
    assert found
    assert found.body == b"hi"
    assert answers.beside(result("http://b.org")).answer is None
    with record.open("a") as more:
        more.write(note("http://b.org/")[9:])
    assert answers.beside(result("http://b.org")).answer


def test_a_walled_robots_txt_is_a_wall_and_a_plain_one_a_wish(tmp_path: Path) -> None:
    record = tmp_path / "record"
    record.write_text(note("http://a.org/robots.txt", 403) + note("http://b.org/robots.txt", 200))
    answers = Answers(record)
    wall = answers.beside(result("http://a.org/x", Outcome.ROBOTS))
    assert (wall.status, wall.outcome) == (403, Outcome.ANSWERED)
    assert answers.beside(result("http://b.org/x", Outcome.ROBOTS)).outcome is Outcome.ROBOTS
