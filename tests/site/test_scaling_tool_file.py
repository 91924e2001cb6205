"""The file of an assessment: whole when it comes back, and shut once a byte of it is another."""

import base64
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.site.scaling_tool import NAME

ROOT = Path(__file__).parents[2]
PASSPHRASE = "four plain words here"
DOCUMENTED = ROOT / "docs" / "contributing" / "assessment-file.md"
few = settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
SEAL = "([state, passphrase]) => kbScaling.seal(state, passphrase, '2026-11-22')"
# What opening a file comes to: the assessment in it, or the name of the reason why not.
OPEN = """async ([file, passphrase]) => {
  try {
    const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    return {state: await kbScaling.open(kbScaling.unwrap(bytes), passphrase)};
  } catch (problem) {
    if (!(problem instanceof kbScaling.Refusal)) throw problem;
    return {why: problem.why, said: problem.message};
  }
}"""
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
numbers = st.one_of(st.none(), st.integers(0, 10))


@st.composite
def assessments(draw: st.DrawFn) -> dict[str, Any]:
    """Any assessment that the page could hold."""
    voices = [{"id": f"v{n}", "who": "agency", "label": draw(words)} for n in range(1, 4)]
    state: dict[str, Any] = copy.deepcopy(BLANK)
    state["voices"] = voices
    state["child"]["reference"] = draw(words)
    for area in draw(st.sets(st.sampled_from(["home", "health", "own-load"]))):
        for voice in voices:
            number = draw(numbers)
            answer = {
                "voice": voice["id"],
                "says": "number" if number is not None else "not known yet",
                "number": number,
                "because": draw(words),
                "evidence": {"seen": draw(words)},
                "edition": "0.1",
            }
            state["answers"].append({"area": area, **answer})
    return state


BLANK: dict[str, Any] = {
    "guide": {"edition": "0.1", "status": "draft"},
    "day": "2026-11-22",
    "child": {"reference": "", "age": "5-10", "overlays": []},
    "voices": [],
    "answers": [],
    "overall": [],
    "followUps": [],
    "ending": {
        **dict.fromkeys(("worried", "workingWell", "needsToHappen", "childSays", "parentsSay"), ""),
        **dict.fromkeys(("tookPart", "completedBy", "managersView", "managersRole"), ""),
        "stillToKnow": [],
        "dangers": [],
        "actions": [],
        "consent": {"answer": "", "reason": ""},
        "nextReview": "",
    },
}


@pytest.fixture(scope="module")
def tool(browser: Browser, site_address: str) -> Iterator[Page]:
    """The page of the tool, for its functions."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_address + NAME)
    yield page
    context.close()


def sealed(tool: Page, state: dict[str, Any]) -> str:
    text: str = tool.evaluate(SEAL, [state, PASSPHRASE])
    return text


def opened(tool: Page, file: bytes | str, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    raw = file.encode() if isinstance(file, str) else file
    outcome: dict[str, Any] = tool.evaluate(OPEN, [base64.b64encode(raw).decode(), passphrase])
    return outcome


@given(state=assessments())
@few
def test_what_is_saved_comes_back(tool: Page, state: dict[str, Any]) -> None:
    assert opened(tool, sealed(tool, state)) == {"state": state}
    plain = tool.evaluate("(state) => kbScaling.plain(state, '2026-11-22')", state)
    assert opened(tool, plain) == {"state": state}


@given(state=assessments(), data=st.data())
@few
def test_a_sealed_file_in_which_any_byte_was_changed_is_refused(
    tool: Page, state: dict[str, Any], data: st.DataObject
) -> None:
    file = bytearray(sealed(tool, state).encode())
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= data.draw(st.integers(1, 255))
    assert "state" not in opened(tool, bytes(file))


def test_each_value_is_written_in_one_way_only(tool: Page) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    tried = 0
    for more in ("", "x", "xx"):
        state = {**BLANK, "ending": {**BLANK["ending"], "worried": more}}
        file = json.loads(sealed(tool, state))
        whole = file["data"].rstrip("=")
        padding = "=" * (len(file["data"]) - len(whole))
        for last in letters.replace(whole[-1], ""):
            other = whole[:-1] + last + padding
            if base64.b64decode(other) == base64.b64decode(file["data"]):
                tried += 1
                assert opened(tool, json.dumps({**file, "data": other}))["why"] == "damaged"
    assert tried == 3 + 15


def test_every_word_of_the_head_is_sealed_in(tool: Page) -> None:
    file = json.loads(sealed(tool, BLANK))
    changes: list[tuple[str, ...]] = [
        ("saved", "2026-11-23"),
        ("kdf", "iterations", 600001),  # type: ignore[list-item]
        ("kdf", "salt", base64.b64encode(bytes(16)).decode()),
        ("cipher", "iv", base64.b64encode(bytes(12)).decode()),
    ]
    for *way, value in changes:
        changed = copy.deepcopy(file)
        inner = changed if len(way) == 1 else changed[way[0]]
        inner[way[-1]] = value
        assert opened(tool, json.dumps(changed))["why"] == "wrong passphrase", way


@given(passphrase=words.filter(lambda typed: typed != PASSPHRASE))
@few
def test_another_passphrase_opens_nothing(tool: Page, passphrase: str) -> None:
    assert opened(tool, sealed(tool, BLANK), passphrase)["why"] == "wrong passphrase"


def test_a_passphrase_is_the_same_however_its_signs_are_put_together(tool: Page) -> None:
    file = tool.evaluate(SEAL, [BLANK, "caf\u00e9 caf\u00e9 caf\u00e9"])
    assert "state" in opened(tool, file, "cafe\u0301 cafe\u0301 cafe\u0301")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off_is_said_to(tool: Page, part: float) -> None:
    file = sealed(tool, BLANK)
    assert opened(tool, file[: max(30, int(len(file) * part))])["why"] == "truncated"


def changed(way: str, value: Any) -> str:
    """A plain file in which one thing is not as it should be."""
    state = copy.deepcopy(BLANK)
    inner: Any = state
    *path, last = way.split(".")
    for step in path:
        inner = inner[step]
    inner[last] = value
    return json.dumps({**PLAIN, "assessment": state})


PLAIN = {"format": "scaling-assessment", "version": 1, "protection": "none", "saved": "2026-11-22"}
ANSWER = {
    **dict.fromkeys(("because", "edition"), ""),
    "area": "home",
    "voice": "v1",
    "says": "number",
    "number": 4,
    "evidence": {},
}
VOICE = {"id": "v1", "who": "child", "label": "Child"}


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "empty"),
        (b" " * (5 * 1024 * 1024 + 1), "too large"),
        (b"\xff\xfe\x00", "foreign"),
        (b"<html><script>alert(1)</script></html>", "foreign"),
        (b"[]", "foreign"),
        (b"null", "foreign"),
        (b'{"format": "another"}', "foreign"),
        (json.dumps({**PLAIN, "version": 2}), "newer"),
        (json.dumps(PLAIN), "damaged"),
        (json.dumps({**PLAIN, "assessment": []}), "damaged"),
        (json.dumps({**PLAIN, "saved": "2026-02-30", "assessment": BLANK}), "damaged"),
        (json.dumps({**PLAIN, "assessment": BLANK, "more": 1}), "damaged"),
        (changed("day", "yesterday"), "damaged"),
        (changed("more", 1), "damaged"),
        (changed("__proto__", {"polluted": True}), "damaged"),
        (changed("voices", [VOICE, VOICE]), "damaged"),
        (changed("answers", [ANSWER]), "damaged"),
        (changed("child.reference", "x" * 20001), "damaged"),
        (changed("child.overlays", ["<b>"]), "damaged"),
    ],
)
def test_what_is_no_such_file_is_refused_by_its_reason(
    tool: Page, file: bytes | str, why: str
) -> None:
    outcome = opened(tool, file)
    assert outcome["why"] == why
    assert outcome["said"].endswith(".")
    assert tool.evaluate("({}).polluted === undefined")


@pytest.mark.parametrize("number", [-1, 11, 4.5, "4", True, None, [4]])
def test_only_a_whole_number_from_0_to_10_is_one(tool: Page, number: Any) -> None:
    answer = {**ANSWER, "number": number}
    state = {**copy.deepcopy(BLANK), "voices": [VOICE], "answers": [answer]}
    assert opened(tool, json.dumps({**PLAIN, "assessment": state}))["why"] == "damaged"
    state["answers"] = [{**answer, "number": 4}]
    assert "state" in opened(tool, json.dumps({**PLAIN, "assessment": state}))


def test_weaker_protection_than_ours_is_not_accepted(tool: Page) -> None:
    file = json.loads(sealed(tool, BLANK))
    for iterations in (1, 599999, 10**9):
        file["kdf"]["iterations"] = iterations
        assert opened(tool, json.dumps(file))["why"] == "damaged"


def test_two_files_of_one_assessment_share_neither_salt_nor_iv(tool: Page) -> None:
    one, other = (json.loads(sealed(tool, BLANK)) for _ in range(2))
    assert one["kdf"]["salt"] != other["kdf"]["salt"]
    assert one["cipher"]["iv"] != other["cipher"]["iv"]
    assert one["kdf"]["iterations"] >= 600000


def test_the_reader_written_from_the_documentation_reads_our_file(tool: Page) -> None:
    reader = re.search(r"```js\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    assert reader
    state = {**BLANK, "voices": [VOICE]}
    read = tool.evaluate(
        f"([text, passphrase]) => {{ {reader[1]} return readAssessment(text, passphrase); }}",
        [sealed(tool, state), PASSPHRASE],
    )
    assert read == state


def test_another_language_derives_the_same_key(tool: Page) -> None:
    derive = """async ([passphrase, salt]) => {
      const raw = new TextEncoder().encode(passphrase);
      const key = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveBits']);
      const rule = {name: 'PBKDF2', hash: 'SHA-256', iterations: 600000};
      rule.salt = new Uint8Array(salt);
      return [...new Uint8Array(await crypto.subtle.deriveBits(rule, key, 256))];
    }"""
    salt = bytes(range(16))
    ours = hashlib.pbkdf2_hmac("sha256", PASSPHRASE.encode(), salt, 600000)
    assert bytes(tool.evaluate(derive, [PASSPHRASE, list(salt)])) == ours
