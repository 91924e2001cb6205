"""The words an author may write in braces on a page, such as {{ source("uncrc") }}."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_bank.findings import Finding


@dataclass(frozen=True)
class Word:
    """One word: what its first argument names, how many it takes, whether it shows all of it."""

    name: str
    example: str
    refers_to: str | None = None
    least: int = 0
    most: int = 0
    shows: bool = False


WORDS = {
    word.name: word
    for word in (
        Word("source", 'source("uncrc", "article 19")', "sources", 1, 3),
        Word("supersession", 'supersession("working-together-2026")', "sources", 1, 1),
        Word("quotation", 'quotation("neglect-definition-2018")', "quotations", 1, 1),
        Word("term", 'term("mash", "the hub")', "terms", 1, 2),
        Word("query", 'query("front-door-number")', "queries", 1, 1),
        Word("checklist", 'checklist("good-practice")', "checklists", 1, 1, shows=True),
        Word("coverage", 'coverage("bexley-strategy-2021")', "coverage", 1, 1, shows=True),
        Word("partnership", 'partnership("name")', "local words", 1, 1),
        Word("fields", 'fields("checklist")', "kinds", 1, 1),
        Word("conversation", 'conversation("home")', "conversations", 1, 1, shows=True),
        Word("form", 'form("safety-plan")', "forms", 1, 1, shows=True),
        Word(
            "prompt_card", 'prompt_card("one-to-one-supervision")', "prompt_cards", 1, 1, shows=True
        ),
        Word("training", 'training("half-day")', "trainings", 1, 1, shows=True),
        Word("slides", 'slides("half-day")', "trainings", 1, 1),
        Word("scaling_guide", "scaling_guide()"),
        Word("scale_at_a_glance", "scale_at_a_glance()"),
        Word("scale", 'scale("home")', "scales", 1, 1),
        Word("scale_by_age", 'scale_by_age("1-4")', "age_bands", 1, 1),
        Word("scaling_form", 'scaling_form("large-print")', "sizes of print", 0, 1),
        Word("scaling_tool", "scaling_tool()"),
        Word("routes", 'routes("task")', "kinds of route", 1, 1),
        Word("areas", "areas()"),
        Word("age_bands", "age_bands()"),
        Word("contacts", "contacts()"),
        Word("source_register", "source_register()"),
        Word("glossary", "glossary()"),
        Word("queries", "queries()"),
        Word("page_reviews", "page_reviews()"),
        Word("picture", 'picture("how-it-hangs-together")', "pictures", 1, 1),
        Word("way", 'way("responding")', "ways", 1, 1, shows=True),
        Word("health", 'health("ahead")', "parts of the picture of health", 1, 1),
        Word("accessibility", 'accessibility("tests")', "parts of the statement", 1, 1),
        Word("search", "search()"),
        Word("lately", "lately()"),
        Word("changes", "changes()"),
        Word("briefing", "briefing()"),
        Word("editions", "editions()"),
        Word("saved_copy", "saved_copy()"),
        Word("downloads", "downloads()"),
    )
}

CALL = re.compile(r"(?<!\{)\{\{ *([a-z_]+)\(([^{}\n]*)\) *\}\}(?!\})")
# The last four are the generator's own marks for blocks and comments, as mkdocs.yml sets them.
BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}|<%kb|kb%>|<#kb|kb#>")
# Jinja and Python read these alike: no prefix, no escape, nothing to work out.
LITERAL = r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*"""
LITERALS = re.compile(rf"(?:{LITERAL}(?:,{LITERAL})*)?")


@dataclass(frozen=True)
class Call:
    """A word as it stands on a page."""

    word: str
    arguments: tuple[str, ...]
    line: int


def calls_in(text: str, path: str, first_line: int, findings: list[Finding]) -> Iterator[Call]:
    """Yield the words in braces in the body of a page.

    Anything else that Jinja would run, or read as a comment and delete, is a finding: pages
    state facts, they do not hold programs.
    """
    for line, words in enumerate(text.split("\n"), start=first_line):
        for match in CALL.finditer(words):
            if call := _call(match, path, line, findings):
                yield call
        for brace in BRACES.finditer(CALL.sub(" ", words)):
            findings.append(
                Finding(
                    path,
                    line,
                    "KB021",
                    f"`{brace.group()}` would be run as a program.",
                    "Write an id with a space, as in `{ #what-to-do }`."
                    if brace.group() == "{#"
                    else "Use one of the words in braces, or leave the braces out.",
                )
            )


def _call(match: re.Match[str], path: str, line: int, findings: list[Finding]) -> Call | None:
    def refuse(problem: str, fix: str) -> None:
        findings.append(Finding(path, line, "KB022", problem, fix))

    name, written = match.groups()
    word = WORDS.get(name)
    if word is None:
        refuse(f"There is no word `{name}`.", f"Use one of: {', '.join(WORDS)}.")
        return None
    if not LITERALS.fullmatch(written):
        refuse(f"`{name}` takes words in quotation marks.", f"Write it as `{word.example}`.")
        return None
    arguments = [double or single for double, single in re.findall(LITERAL, written)]
    if not word.least <= len(arguments) <= word.most:
        refuse(f"`{name}` cannot take {len(arguments)} values.", f"Write it as `{word.example}`.")
        return None
    return Call(name, tuple(arguments), line)
