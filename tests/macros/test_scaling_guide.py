"""What the scaling guide becomes: tables with words beside each number, forms, files, the tool."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import html

from knowledge_bank.building import build

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
Article = Callable[[str], html.HtmlElement]
LABEL = 'Approved by The board\'s [sic] "chair" on 21 November 2026. Edition 2.10, published'
PAGES = ("index", "home", "network", "age-1-4", "age-any-age", "tool")


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(table: html.HtmlElement) -> list[tuple[str, ...]]:
    return [tuple(text(cell) for cell in row) for row in table.xpath(".//tr")]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_edition_status_and_direction(article: Article, name: str) -> None:
    said = text(article(f"toolkit/scaling-guide/{name}.html"))
    assert LABEL in said
    assert "On this scale 10 is best, and 0 is worst." in said


def test_a_table_says_each_band_in_words_the_best_first(article: Article) -> None:
    (table,) = article("toolkit/scaling-guide/home.html").xpath("//table")
    assert text(table.xpath("./caption")[0]) == "Home & *hearth* [sic]: 1 to 4 & *a bit* [sic]"
    assert rows(table) == [
        ("10 to 7 Well & *good* [sic]",),
        ("Child", 'The child\'s bed is *dry* & "warm" [sic].'),
        ("Carers", 'The carers *see* to it & "mend" it [sic].'),
        ("6 to 4 So so",),
        ("Child", "The bed is dry on some days."),
        ("Carers", "The carers try."),
        ("3 to 0 Badly",),
        ("Child", "There is no bed."),
        ("Carers", "Nobody looks for one."),
        ("Do now", "Ring *now* & stay [sic]. Who to ring"),
    ]


def test_a_band_heads_its_rows_and_each_row_has_a_heading(article: Article) -> None:
    for name in ("index", "home", "network", "age-1-4"):
        for table in article(f"toolkit/scaling-guide/{name}.html").xpath("//table"):
            assert len(table.xpath("./caption")) == 1
            for row in table.xpath("./tbody/tr"):
                (heading,) = row.xpath("./th")
                wide = heading.get("scope") == "rowgroup"
                assert heading.get("scope") in ("row", "rowgroup")
                assert heading.get("colspan") == ("2" if wide else None)
                assert len(row.xpath("./td")) == (0 if wide else 1)
            for group in table.xpath("./tbody[tr/th[@scope='rowgroup']]"):
                assert len(group.xpath(".//th[@scope='rowgroup']")) == 1


def test_the_lowest_band_leads_to_whom_to_ring_wherever_it_stands(article: Article) -> None:
    for name in ("index", "home", "network", "age-1-4"):
        for table in article(f"toolkit/scaling-guide/{name}.html").xpath("//table[.//tbody[2]]"):
            (link,) = table.xpath(".//tbody[last()]//a")
            assert link.get("href") == "../../resources/who-to-ring.html"


def test_an_area_asks_for_evidence_and_says_where_it_does_not_apply(article: Article) -> None:
    page = article("toolkit/scaling-guide/home.html")
    headings = [(h.get("id"), text(h)) for h in page.xpath("//h2")]
    assert headings[:3] == [
        ("ask-for", "Ask for this before a number"),
        ("age-1-4", "1 to 4 & *a bit* [sic]"),
        ("age-any-age", "A child with *needs*"),
    ]
    asked = page.xpath("//h2[@id='ask-for']/following-sibling::dl[1]")[0]
    assert 'Feel the *wall* & the "radiator" [sic].' in text(asked)
    none = 'Does not apply at this age. A door is *asked* about & "scaled" elsewhere [sic].'
    assert none in text(page)


def test_one_age_shows_every_area_and_the_adults_apart(article: Article) -> None:
    page = article("toolkit/scaling-guide/age-1-4.html")
    assert [h.get("id") for h in page.xpath("//h2")][:2] == ["home", "network"]
    captions = [text(caption) for caption in page.xpath("//caption")]
    assert captions[1] == "The network: at any age of the child"
    overlay = article("toolkit/scaling-guide/age-any-age.html")
    assert 'Whoever has "needs" & wants, at any age.' in text(overlay)


def test_the_guide_says_ten_before_nought(article: Article) -> None:
    page = article("toolkit/scaling-guide/index.html")
    numbers = page.xpath("//h2[@id='numbers']/following-sibling::table[1]")[0]
    given = [cell for cell, *_ in rows(numbers)]
    assert given == ["Number", *(str(number) for number in range(10, -1, -1))]
    ends = page.xpath("//h2[@id='overall']/following-sibling::table[1]")[0]
    assert [cell for cell, _ in rows(ends)] == ["10", "0"]
    for words in (
        'What *holds* it & "keeps" it [sic]?',
        'What "you" saw & when.',
        "One *danger* may outweigh [sic] the rest.",
        'It *decides* nothing & "nobody" [sic].',
        'Part 6, "Scales & *numbers*"',
    ):
        assert words in text(page)
    files = [link for link in page.xpath("//a/@href") if link.endswith(".json")]
    assert files == [
        f"../../api/{name}.json"
        for name in ("scaling-guide", "scaling-guide/2.10", "scaling-guide.schema")
    ]


def test_the_form_has_a_row_for_each_voice_and_the_number_last(article: Article) -> None:
    for name, download in (("form", "form.docx"), ("large-print", "large-print.docx")):
        page = article(f"toolkit/scaling-guide/{name}.html")
        table = page.xpath("//h3[@id='form-home']/following-sibling::div//table")[0]
        assert rows(table) == [
            ("", "What was *seen* [sic]", "The number"),
            ("The *child* [sic]", "", ""),
            ("The agency", "", ""),
        ]
        assert download in page.xpath("//a/@href")
        assert text(page).index("10 to 7: Well & *good* [sic]") < text(page).index("3 to 0: Badly")
        assert "Draft form" not in text(page)


def test_the_form_for_a_word_processor_is_whole_in_both_sizes(built: Path) -> None:
    for name, least in (("form", 0), ("large-print", 18)):
        document = Document(str(built / f"toolkit/scaling-guide/{name}.docx"))
        said = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "10 to 7: Well & *good* [sic]. The child's" in said
        assert 'What *holds* it & "keeps" it [sic]?' in said
        tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
        assert tables.count(["", "What was *seen* [sic]", "The number"]) == 3
        foot = document.sections[0].footer.paragraphs[0].text
        assert "edition 2.10 (approved)" in foot
        assert f"toolkit/scaling-guide/{name}.html" in foot
        if least:
            styles = {p.style.name for p in document.paragraphs} | {"Footer"}
            sizes = {document.styles[style].font.size.pt for style in styles - {"List Bullet"}}
            assert min(sizes) >= least


def test_the_files_say_the_same_as_the_pages_and_the_tool_reads_them(
    built: Path, article: Article
) -> None:
    api = built / "api"
    latest = (api / "scaling-guide.json").read_text("utf-8")
    assert (api / "scaling-guide" / "2.10.json").read_text("utf-8") == latest
    made = json.loads(latest)
    assert (made["edition"], made["status"], made["direction"]) == (
        "2.10",
        "approved",
        "10 is best",
    )
    assert made["areas"][0]["by_age"][0]["ask"] == ['Where is your *bed* & your "bear"?']
    assert "no other tool’s wording is used" in made["descriptors_from"]
    script = (api / "scaling-guide.js").read_text("utf-8")
    start = "globalThis.kbScalingGuide = "
    assert script.startswith(start) and script.endswith(";\n")
    assert json.loads(script[len(start) : -2]) == made
    tool = article("toolkit/scaling-guide/tool.html")
    assert "../../api/scaling-guide.js" in tool.xpath("//script/@src")
    assert tool.xpath("//h3[@id='form-home']")  # what there is without scripts


def outputs(site: Path) -> dict[str, str]:
    """The words of every output of the guide, by its path."""
    found = {}
    for path in sorted(
        p for p in site.rglob("*") if "scaling-guide" in p.as_posix() and "history" not in p.parts
    ):
        if path.suffix == ".html":
            found[path.relative_to(site).as_posix()] = text(
                html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
            )
        elif path.suffix == ".docx":
            document = Document(str(path))
            cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
            foot = document.sections[0].footer.paragraphs[0].text
            words = [*(p.text for p in document.paragraphs), *cells, foot]
            found[path.relative_to(site).as_posix()] = " ".join("\n".join(words).split())
        elif (
            path.suffix in (".json", ".js")
            and "schema" not in path.name
            and "assets" not in str(path.relative_to(site))
        ):
            found[path.relative_to(site).as_posix()] = path.read_text("utf-8")
    return found


def test_a_partnership_replaces_the_guide_by_editing_data_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another edition, other cut points, other words for an area: seen in every output."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    root = tmp_path / "complete"
    shutil.copytree(ROOT / "tests" / "sites" / "complete", root)
    shutil.copy(ROOT / "mkdocs.yml", root / "base.yml")
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    edit(
        root / "data/toolkit/scaling-guide.yaml",
        ('"2.10"', '"3.0"'),
        ("  - id: so-so\n    from: 4\n    to: 6", "  - id: middling\n    from: 3\n    to: 6"),
        ("title: So so", "title: Neither nor"),
        ("    from: 0\n    to: 3", "    from: 0\n    to: 2"),
        ("status: approved\napproved:\n  by: board\n  on: 2026-11-21\n", "status: draft\n"),
    )
    for name in ("home", "network"):
        edit(root / f"data/toolkit/scaling-guide/{name}.yaml", ("band: so-so", "band: middling"))
    edit(root / "data/toolkit/scaling-guide/home.yaml", ("There is no bed.", "No bed anywhere."))
    edit(root / "data/toolkit/areas.yaml", ("title: Home & *hearth* [sic]", "title: The dwelling"))
    outcome = build(root, root / "site", TODAY)
    assert outcome.succeeded and outcome.findings == (), outcome
    made = outputs(root / "site")
    assert len(made) == len(PAGES) + 2 + 2 + 3
    for path, words in made.items():
        assert "2.10" not in words and "So so" not in words and "hearth" not in words, path
        assert "3.0" in words, path
        assert "raft" in words and "approval" in words, path
        shows = {"home.html": "The dwelling", "network.html": "6 to 3 Neither nor"}
        expected = next((want for name, want in shows.items() if path.endswith(name)), "")
        assert expected in words, path
        if path.endswith((".docx", "form.html", "print.html", "tool.html")):
            assert "6 to 3: Neither nor" in words and "The dwelling" in words, path
        if path.endswith((".json", ".js")):
            guide = json.loads(words.removeprefix("globalThis.kbScalingGuide = ").rstrip(";\n"))
            assert [(band["from"], band["to"]) for band in guide["bands"]] == [
                (7, 10),
                (3, 6),
                (0, 2),
            ]
            assert "No bed anywhere." in words and "The dwelling" in words
    assert "No bed anywhere." in made["toolkit/scaling-guide/home.html"]
    assert "No bed anywhere." in made["toolkit/scaling-guide/age-1-4.html"]


def edit(path: Path, *changes: tuple[str, str]) -> None:
    words = path.read_text("utf-8")
    for old, new in changes:
        assert words.count(old) == 1, (path, old)
        words = words.replace(old, new)
    path.write_text(words, "utf-8")


def test_two_builds_write_the_same_files(built: Path, tmp_path: Path) -> None:
    root = built.parent
    again = tmp_path / "site"
    with pytest.MonkeyPatch.context() as here:
        here.setenv("PYTHONPATH", str(ROOT))
        assert build(root, again, TODAY).succeeded
    paths = [
        *(built / "api").rglob("*.js*"),
        *(built / "toolkit/scaling-guide").glob("*.docx"),
        *(built / "toolkit/scaling-guide").glob("*.html"),
    ]
    assert len(paths) > 12
    for path in paths:
        assert path.read_bytes() == (again / path.relative_to(built)).read_bytes(), path.name
