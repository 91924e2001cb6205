"""Bad input that git cannot keep, or that one file of the complete site is enough to show."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.findings import Finding

Found = Callable[..., list[Finding]]
Place = tuple[str, int, str]
HEAD = """---
title: A page
description: One page more.
owner: editor
status: draft
version: "0.1"
written: 2026-11-22
risk: practice
sources: []
---
"""
BODY = len(HEAD.splitlines()) + 1


def places(findings: list[Finding]) -> list[Place]:
    return [(f.path, f.line, f.code) for f in findings]


def less(findings: list[Finding], *codes: str) -> list[Place]:
    return [place for place in places(findings) if place[2] not in codes]


@pytest.fixture
def body(found: Found) -> Callable[[str], list[tuple[int, str]]]:
    """Say what is found in the body of a page more, by the line of the body."""

    def look(text: str) -> list[tuple[int, str]]:
        findings = found("docs/extra.md", f"{HEAD}# A page\n\n{text}")
        return [(f.line - BODY - 1, f.code) for f in findings if f.code != "KB121"]

    return look


# --- Files ---


def test_a_file_of_ten_megabytes_is_not_read(found: Found) -> None:
    for path in ("docs/large.md", "data/toolkit/checklists/large.yaml"):
        assert (path, 1, "KB004") in places(found(path, b"#" * 10_000_000))


def test_a_symbolic_link_is_told_and_its_page_is_not_read(complete: Path, found: Found) -> None:
    outside = complete.parent / "outside.md"
    outside.write_text(HEAD + "# A page\n\nTBC\n")
    (complete / "docs" / "linked.md").symlink_to(outside)
    (complete / "docs" / "lost.md").symlink_to(complete / "nowhere.md")
    (complete / "docs" / "folder").symlink_to(complete.parent)
    assert places(found("docs/.keep")) == [
        (f"docs/{name}", 1, "KB005") for name in ("folder", "linked.md", "lost.md")
    ]


def test_linked_data_is_told(complete: Path, found: Found) -> None:
    register = complete / "data" / "resources" / "sources.yaml"
    register.rename(complete.parent / "sources.yaml")
    register.symlink_to(complete.parent / "sources.yaml")
    findings = places(found("x"))
    assert findings[0] == ("data/resources/sources.yaml", 1, "KB005")
    # Nothing of it was read, so a link to one of its entries leads nowhere.
    assert {place for place in findings[1:] if place[0] != "docs/index.md"} == set()
    assert not load_bank(complete)[0].sources


@pytest.mark.parametrize("linked", ["data/partnership.yaml", "data/toolkit", "data"])
def test_nothing_behind_a_link_is_read(linked: str, complete: Path, found: Found) -> None:
    """Neither a file nor what stands in a folder elsewhere."""
    (complete / linked).rename(complete.parent / "elsewhere")
    (complete / linked).symlink_to(complete.parent / "elsewhere")
    findings = found("x")
    assert (linked, 1, "KB005") in places(findings)
    assert "KB009" not in {f.code for f in findings}
    bank, _ = load_bank(complete)
    assert [r.path for r in bank.records() if r.path.startswith(linked)] == []
    assert (bank.partnership is None) is (linked != "data/toolkit")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(complete: Path, found: Found) -> None:
    os.mkfifo(complete / "docs" / "pipe.md")
    os.mkfifo(complete / "data" / "toolkit" / "checklists" / "pipe.yaml")
    assert places(found("x")) == [
        ("data/toolkit/checklists/pipe.yaml", 1, "KB006"),
        ("docs/pipe.md", 1, "KB006"),
    ]


@pytest.mark.parametrize(
    "name", ["~$lock.md", ".hidden.md", "a page.md", "café.md", "naïve\nname.md", "x\t.md", "-r.md"]
)
def test_an_odd_name_is_told_in_one_line(name: str, found: Found) -> None:
    [finding] = found(f"docs/{name}", HEAD + "# A page\n\nText.\n")
    assert finding.code == "KB006"
    assert finding.path.isprintable()


def test_a_name_that_is_no_text_is_told(complete: Path, found: Found) -> None:
    try:
        (complete / os.fsdecode(b"docs/\xff.md")).write_text("x")
    except OSError:
        pytest.skip("this file system refuses such a name")
    [finding] = found("x")
    assert finding.code == "KB006"
    finding.path.encode("utf-8")


@pytest.mark.parametrize("folder", ["docs/folder.md", "docs/.drafts", "data/queries.yaml.d"])
def test_an_odd_folder_is_told_once(folder: str, found: Found) -> None:
    assert places(found(f"{folder}/page.md", "x")) == [(folder, 1, "KB006")]


@pytest.mark.parametrize(
    "path",
    [
        "data/partnership.yaml",
        "data/queries.yaml",
        "data/routes.yaml",
        "data/resources/glossary.yaml",
        "mkdocs.yml",
    ],
)
def test_a_file_that_is_missing_or_a_folder_is_told(
    path: str, complete: Path, found: Found
) -> None:
    (complete / path).unlink()
    assert (path, 1, "KB009") in places(found("x"))
    (complete / path).mkdir()
    assert (path, 1, "KB009") in places(found("x"))


def test_without_folders_there_is_no_traceback(complete: Path, found: Found) -> None:
    for folder in ("docs", "data"):
        (complete / folder).rename(complete / f"no-{folder}")
    assert {f.code for f in found("x")} == {"KB009", "KB122"}


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff"])
def test_a_sign_nobody_sees_is_told_with_its_line(odd: str, found: Found) -> None:
    page = HEAD + f"# A page\n\nText {odd} text.\n"
    assert ("docs/odd.md", BODY + 2, "KB007") in places(found("docs/odd.md", page))
    terms = "- id: a\n  term: A\n  meaning: An " + odd + " end.\n"
    path = "data/resources/glossary.yaml"
    assert (path, 3, "KB007") in places(found(path, terms))


def test_two_files_with_one_id_are_told(complete: Path, found: Found) -> None:
    text = (complete / "data/toolkit/checklists/all-fields.yaml").read_text()
    second = "data/toolkit/checklists/second/all-fields.yaml"
    assert places(found(second, text)) == [(second, 1, "KB017")]


# --- YAML ---


@pytest.mark.parametrize("deep", [25, 1_000, 10_000, 200_000])
@pytest.mark.parametrize("start", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_it_can_end_the_process(
    start: str, deep: int, found: Found
) -> None:
    path = "data/toolkit/checklists/deep.yaml"
    assert places(found(path, ("title: " if start in "[{a: " else "") + start * deep)) == [
        (path, 1, "KB010")
    ]


def test_deep_nesting_by_indentation_is_refused(found: Found) -> None:
    path = "data/toolkit/checklists/deep.yaml"
    text = "".join(f"{' ' * deep}a:\n" for deep in range(900))
    assert places(found(path, text)) == [(path, 25, "KB010")]


def test_a_billion_laughs_are_told_line_by_line(found: Found) -> None:
    path = "data/toolkit/checklists/laughs.yaml"
    lines = ["a0: &a0 ha"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 10)]
    findings = {place for place in places(found(path, "\n".join(lines))) if place[2] == "KB012"}
    assert findings == {(path, line, "KB012") for line in range(2, 11)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: A\nintroduction: 'never closed\nitems: []\n", 2),
        ("title: A\nitems: [a,\n  b\n", 2),
        ("title: A\nintroduction: B: C\n", 2),
        ("title: A\n\tintroduction: B\n", 2),
        ("title: A\n introduction: B\n", 2),
        ("title: A\n---\ntitle: B\n", 2),
        ("title: A\nintroduction: @B\n", 2),
        ("title: A\nintroduction: *nowhere\n", 2),
        ("%YAML 9.9\n---\ntitle: A\n", 1),
        ('title: "\\ud800"\n', 1),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, line: int, found: Found) -> None:
    path = "data/toolkit/checklists/broken.yaml"
    assert (path, line, "KB010") in places(found(path, text))


@pytest.mark.parametrize(
    "value", ["", "a word", "5", "null", "[]", "{a: b}", "- - a", "- a: b\n- c"]
)
@pytest.mark.parametrize(
    "path",
    [
        "data/partnership.yaml",
        "data/queries.yaml",
        "data/ignored-findings.yaml",
        "data/resources/sources.yaml",
        "data/resources/coverage/odd-title.yaml",
        "data/toolkit/checklists/all-fields.yaml",
    ],
)
def test_data_of_another_shape_is_a_finding(path: str, value: str, found: Found) -> None:
    findings = [finding for finding in found(path, value) if finding.path == path]
    empty_list = value == "[]" and path.endswith(("queries.yaml", "findings.yaml", "sources.yaml"))
    assert bool(findings) is not empty_list
    assert {f.code for f in findings} <= {"KB013", "KB014", "KB015", "KB016"}


# --- Heads of pages ---


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("---\n", "----\n"),
        HEAD.replace("---\n", "--- \n", 1),
        HEAD.removesuffix("---\n"),
        HEAD.removesuffix("---\n") + "...\n---\n",
        "\n" + HEAD,
        "Note: this would be swallowed.\n",
        "---\n---\n",
        "---",
        "",
    ],
)
def test_a_head_that_the_generator_would_read_otherwise_is_refused(text: str, found: Found) -> None:
    page = text + ("# A page\n\nText.\n" if text else "")
    assert places(found("docs/extra.md", page)) == [("docs/extra.md", 1, "KB018")]


def test_a_mark_in_front_of_the_head_is_told(found: Found) -> None:
    assert places(found("docs/extra.md", "\ufeff" + HEAD)) == [("docs/extra.md", 1, "KB002")]


@pytest.mark.parametrize(
    "line", ["title:\tA", "title: A\n\tdescription: B", "title: [", "title: !ENV A"]
)
def test_a_broken_head_is_told_where_it_breaks(line: str, found: Found) -> None:
    text = f"---\nowner: editor\n{line}\n---\n# A page\n"
    findings = [f for f in found("docs/extra.md", text) if f.code in ("KB010", "KB012")]
    if "\t" in line and "\n" not in line:
        assert findings == []  # a tab between key and value is fine
    else:
        assert [f.line for f in findings] == [3 + line.count("\n")]


@pytest.mark.parametrize(
    "key", ["__class__", "render", "source", "template", "ignore_macros", "<<"]
)
def test_no_key_of_a_head_can_stand_for_a_word_or_a_setting(key: str, found: Found) -> None:
    page = HEAD.replace("owner:", f"{key}: x\nowner:") + "# A page\n\nText.\n"
    assert places(found("docs/extra.md", page)) == [("docs/extra.md", 4, "KB013")]


# --- Bodies of pages ---


@pytest.mark.parametrize(
    "text",
    [
        "Text {{ config.__class__ }}.",
        "Text {% for x in y %} text.",
        "Text {# gone #} text.",
        "Text <%kb set x = 1 kb%> text.",
        "Text <#kb gone kb#> text.",
        'Text {{{ partnership("name") }}} text.',
        'Text {{{ partnership("name") }} text.',
        'Text {{ partnership("name") }}} text.',
        'Text {{ partnership("name")',
        'Text {{ partnership(\n"name") }} text.',
    ],
)
def test_whatever_jinja_would_run_is_told(text: str, body: Callable[..., list[Place]]) -> None:
    assert (1, "KB021") in body(text)


@pytest.mark.parametrize(
    "arguments",
    [
        "name",
        '"name".upper()',
        '"na" "me"',
        '"na" ~ "me"',
        'r"name"',
        'b"name"',
        '"n\\x61me"',
        '"name", "x"',
        "",
        '["name"]',
        '"name")("x"',
        '"name" if 1',
        "-" * 90_000 + "1",
        "(" * 90_000 + ")" * 90_000,
        '"name',
        "None",
        '"name"|safe',
    ],
)
def test_only_plain_words_may_be_given_to_a_word(
    arguments: str, body: Callable[..., list[Place]]
) -> None:
    assert body("Text {{ partnership(" + arguments + ") }} text.") == [(1, "KB022")]


@pytest.mark.parametrize("arguments", ['"name"', "'name'", ' "name" '])
def test_plain_words_may_be_written_either_way(
    arguments: str, body: Callable[..., list[Place]]
) -> None:
    assert body("We are {{ partnership(" + arguments + ") }}, as before.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Text <b>text</b>.",
        "<script>alert(1)</script>",
        "Text <!-- text -->.",
        "Text \\<img src=x onerror=alert(1)>.",
        "Text <img/src=x onerror=alert(1)>.",
        "Text <svg\nonload=alert(1)>.",
        'Text [text](index.md){ onclick="alert(1)" }.',
        "Text [text](index.md){: onclick=alert(1) }.",
        "Text *text*{ style=color:red } text.",
        "> Text <b>text</b>.",
        "- Text <b>text</b>.",
        "| a | b |\n| --- | --- |\n| <b> | c |",
        '!!! danger "<b>"\n    Text.',
        "![<b>](x.png)\n<i>",
        "Text `code` and <b>.",
        "Text ``code` <b> `.",
    ],
)
def test_html_is_told_however_it_is_written(text: str, body: Callable[..., list[Place]]) -> None:
    assert "KB023" in {code for _, code in body(text)}


@pytest.mark.parametrize(
    "text",
    [
        "It is 3 < 4 and 5 > 4, and a<-b.",
        "The tag `<b>` and the word ``{ x }`` are code.",
        "```\n<b>\n```\n\nText.",
        "~~~html\n<b>\n~~~\n\nText.",
        "- an item\n\n    ```\n    <b>\n    ```\n\nText.",
        "## Heading { #heading .kb-heading }\n\nText.",
        "1989\\. A year.",
        "- one\n    - two\n\n        More.\n\n    Text.\n\n1. one\n2. two\n\nText.",
        "> - one\n>   - two\n\nText.",
    ],
)
def test_honest_markdown_is_left_in_peace(text: str, body: Callable[..., list[Place]]) -> None:
    assert body(text) == []


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Text.\n\n    <script>code, says CommonMark</script>", 3, "KB024"),
        ("Text.\n\n```\n<script>never closed</script>", 3, "KB024"),
        ("Text.\n\n``` a b\n<script>no fence, says MkDocs</script>\n```", 3, "KB024"),
        ("Text.\n\n1989. The Act.", 3, "KB025"),
        ("Text\n#2 is a heading.", 2, "KB025"),
        ("Text.\n\nText:\n- one", 4, "KB025"),
        ("Text.\n\nText:\n1. one", 4, "KB025"),
        ("- one\n  - two", 2, "KB025"),
        ("- one\n\n  Text.", 3, "KB025"),
        ("1. one\n   - two", 2, "KB025"),
    ],
)
def test_what_would_be_set_otherwise_is_told(
    text: str, line: int, code: str, body: Callable[..., list[Place]]
) -> None:
    assert (line, code) in body(text)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc",
        "//documents.test",
        "https://documents.test",
        "mailto:a@b.test",
        "http://[bad",
    ],
)
def test_an_address_outside_is_told(address: str, body: Callable[..., list[Place]]) -> None:
    assert (1, "KB111") in body(f"Text [the guide of the court]({address}).")
    assert (1, "KB111") in body(f"Text [the guide of the court][1].\n\n[1]: {address}")


@pytest.mark.parametrize(
    "text",
    [
        "The guide [of the court][nope].",
        "The guide [nope][].",
        "A fact.[^1]",
        "The ![picture of it][nope].",
        "- An item [with the court][nope].",
    ],
)
def test_a_reference_that_is_defined_nowhere_is_told(
    text: str, body: Callable[..., list[Place]]
) -> None:
    assert (3, "KB115") in body(f"A line.\n\n{text}")
    assert "KB115" not in {code for _, code in body(f"Code: `{text}`")}
    assert "KB115" not in {code for _, code in body(f"Text.\n\n```\n{text}\n```\n\nText.")}
    defined = f"{text}\n\n[nope]: index.md\n[^1]: index.md\n"
    assert "KB115" not in {code for _, code in body(defined)}


@pytest.mark.parametrize("text", ["He said \\[sic\\] so.", "It is \\[a\\]\\[b\\]."])
def test_brackets_that_are_meant_are_left_in_peace(
    text: str, body: Callable[..., list[Place]]
) -> None:
    assert "KB115" not in {code for _, code in body(text)}


# --- Approval and ignoring ---


def test_an_approved_page_rests_on_no_open_question(complete: Path, found: Found) -> None:
    text = (complete / "docs/index.md").read_text("utf-8")
    line = text.count("\n") + 2
    findings = places(found("docs/index.md", text + '\n{{ query("blocking-question") }}\n'))
    assert findings == [("docs/index.md", line, "KB206")]
    draft = text.replace(
        "status: approved\napproved:\n  by: board\n  on: 2026-11-20", "status: draft"
    )
    assert places(found("docs/index.md", draft + '\n{{ query("blocking-question") }}\n')) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [("open-question", True), ("blocking-question", True), ("answered-question", False)],
)
def test_an_approved_form_awaits_nothing(
    query: str, told: bool, complete: Path, found: Found
) -> None:
    path = "data/toolkit/forms/agreed.yaml"
    text = (complete / path).read_text("utf-8").replace("answered-question", query)
    assert places(found(path, text)) == ([(path, 5, "KB206")] if told else [])


IGNORED = """- code: {code}
  path: {path}
  says: ""
  reason: It may stay.
  by: board
  until: 2030-01-01
"""


@pytest.mark.parametrize(
    ("code", "text"), [("KB021", "{{ 7 * 7 }}"), ("KB022", "{{ partnership(name) }}")]
)
def test_what_would_be_run_as_a_program_is_told_whatever_is_ignored(
    code: str, text: str, found: Found
) -> None:
    path = "data/ignored-findings.yaml"
    entry = IGNORED.format(code=code, path="docs/extra.md").replace('""', "e")
    found(path, entry)
    findings = found("docs/extra.md", f"{HEAD}# A page\n\n{text}\n")
    assert (path, 1, "KB015") in places(findings)
    assert ("docs/extra.md", BODY + 2, code) in places(findings)


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("docs/extra.md", "no head", False),
        ("docs/extra.md", HEAD + "# A page\n\nText.\n", True),
        ("docs/nowhere.md", None, True),
        ("data/queries.yaml", "- [", False),
        ("mkdocs.yml", "nav: [", False),
    ],
)
def test_whether_there_is_nothing_to_ignore_is_not_known_of_what_cannot_be_read(
    path: str, content: str | None, told: bool, found: Found
) -> None:
    entry = IGNORED.format(code="KB304", path=path).replace('""', "page 4")
    found("data/ignored-findings.yaml", entry)
    assert ("KB901" in {f.code for f in found(path, content)}) is told


# --- Navigation ---


@pytest.mark.parametrize(
    "nav",
    ["", "nav:", "nav: 5", "nav: a word", "nav: {}", "nav: [5, [a, [b]], {c: {d: e}}]", "- x", "x"],
)
def test_an_odd_navigation_reaches_no_page(nav: str, complete: Path, found: Found) -> None:
    pages = len(list((complete / "docs").rglob("*.md")))
    findings = found("mkdocs.yml", f"{nav}\n")
    assert [f.code for f in findings] == ["KB121"] * pages


@pytest.mark.parametrize(
    "text", ["nav: [", "nav: &a\n  - *a\n", "nav: []\nnav: []\n", "\ufeffnav: []"]
)
def test_a_broken_configuration_is_told(text: str, found: Found) -> None:
    assert {f.path for f in found("mkdocs.yml", text)} == {"mkdocs.yml"}


def test_without_a_configuration_no_page_is_blamed(complete: Path, found: Found) -> None:
    (complete / "mkdocs.yml").unlink()
    assert places(found("x")) == [("mkdocs.yml", 1, "KB009")]


# --- The whole process ---


@pytest.mark.parametrize("format", ["text", "github", "json", "issue"])
def test_odd_names_and_texts_never_end_in_a_traceback(format: str, complete: Path) -> None:
    (complete / "docs" / "naïve\nname.md").write_text("x")
    (complete / "docs" / "odd.md").write_bytes(b"---\ntitle: \xf0\x9f\x92\x9a\n---\n\xff")
    command = [sys.executable, "-m", "knowledge_bank", "--root", str(complete), "check"]
    ran = subprocess.run([*command, "--format", format], capture_output=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == b""
    assert b"KB001" in ran.stdout
