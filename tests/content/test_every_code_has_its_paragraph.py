"""A finding's code leads to a paragraph that explains it, and no paragraph outlives its code."""

import re
from pathlib import Path

from knowledge_bank.findings import Finding
from knowledge_bank.reading.pages import Heading, read_page

ROOT = Path(__file__).parents[2]
PAGE = "docs/contributing/checks.md"
CODE = re.compile(r"\bKB\d{3}\b")


def codes_in_the_software() -> set[str]:
    modules = sorted((ROOT / "knowledge_bank").rglob("*.py"))
    example = "such as KB305"  # in the description of a field, not a finding
    texts = (module.read_text(encoding="utf-8").replace(example, "") for module in modules)
    return {code for text in texts for code in CODE.findall(text)}


def paragraphs() -> list[Heading]:
    findings: list[Finding] = []
    page = read_page((ROOT / PAGE).read_text(encoding="utf-8"), PAGE, findings)
    assert page, findings
    return [heading for heading in page.headings if CODE.match(heading.text)]


def test_the_software_has_codes() -> None:
    assert len(codes_in_the_software()) > 50


def test_every_code_has_its_paragraph_and_every_paragraph_its_code() -> None:
    assert {heading.text.split()[0] for heading in paragraphs()} == codes_in_the_software()


def test_a_codes_paragraph_is_found_by_the_code_in_small_letters() -> None:
    for heading in paragraphs():
        assert heading.id == heading.text.split()[0].lower(), heading


def test_no_code_has_two_paragraphs_and_they_stand_in_order() -> None:
    codes = [heading.text.split()[0] for heading in paragraphs()]
    assert codes == sorted(set(codes))
