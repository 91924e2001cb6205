"""Building: all of the new site or all of the old one, and nothing on a page is ever run."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.building import build
from knowledge_bank.findings import Finding
from tests.knowledge_bank.conftest import with_software

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file under `folder` with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def complete(complete: Path) -> Path:
    """With what it takes to build it."""
    return with_software(complete)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds of the same facts agree."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that needs a good site leaves it for the others."""
    return tmp_path_factory.mktemp("built") / "site"


@pytest.fixture
def site(complete: Path, built_once: Path, today: date) -> Path:
    """A good site, built."""
    folder = complete / "site"
    if built_once.exists():
        shutil.copytree(built_once, folder)
        return folder
    outcome = build(complete, folder, today)
    assert outcome.succeeded, outcome
    assert outcome.findings == ()
    shutil.copytree(folder, built_once)
    return folder


def titles_of_their_own(complete: Path) -> None:
    """Have each tab say the page and the site: a neutral title would hide them."""
    local = complete / "data" / "partnership.yaml"
    text = local.read_text("utf-8")
    local.write_text(re.sub(r"(?m)^tab_title: .*\n", "", text), "utf-8")


def rename_the_site(complete: Path, name: str) -> None:
    """Change something that stands on every page."""
    titles_of_their_own(complete)
    configuration = complete / "mkdocs.yml"
    lines = configuration.read_text("utf-8").split("\n")
    lines = [f"site_name: {name}" if line.startswith("site_name:") else line for line in lines]
    configuration.write_text("\n".join(lines), "utf-8")


def beside(site: Path) -> list[str]:
    return [path.name for path in site.parent.glob("site*") if path != site]


def test_two_builds_of_the_same_facts_agree_byte_for_byte(
    complete: Path, site: Path, today: date
) -> None:
    before = tree(site)
    assert len(before) > 20
    assert build(complete, site, today).succeeded
    assert tree(site) == before
    assert beside(site) == []


def a_mistake_in_a_page(root: Path) -> None:
    page = root / "docs" / "toolkit" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nTBC\n", "utf-8")


def a_mistake_in_a_template(root: Path) -> None:
    (root / "overrides" / "components" / "word.html").write_text(
        '<a href="lost.html">{{ word }}</a>'
    )


def a_template_that_breaks(root: Path) -> None:
    (root / "overrides" / "components" / "word.html").write_text("{{ word.nothing.at.all }}")


def an_unknown_setting(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")


def a_theme_that_is_missing(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("theme:\n  name: nowhere\n")


@pytest.mark.parametrize(
    "harm",
    [
        a_mistake_in_a_page,
        a_mistake_in_a_template,
        a_template_that_breaks,
        an_unknown_setting,
        a_theme_that_is_missing,
    ],
)
def test_a_failed_build_leaves_the_old_site_byte_for_byte(
    harm: Callable[[Path], None], complete: Path, site: Path, today: date
) -> None:
    before = tree(site)
    rename_the_site(complete, "The new name")
    harm(complete)
    outcome = build(complete, site, today)
    assert not outcome.succeeded
    assert outcome.failure or outcome.findings
    if harm is not a_template_that_breaks:
        assert "Traceback" not in outcome.failure
    assert tree(site) == before
    assert beside(site) == []


def test_a_first_build_that_fails_leaves_no_site(complete: Path, today: date) -> None:
    a_mistake_in_a_page(complete)
    assert not build(complete, complete / "site", today).succeeded
    assert not (complete / "site").exists()


class Stopped(BaseException):
    """The computer was switched off."""


@pytest.mark.parametrize("then", ["the build succeeds", "the build fails"])
@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_swap_that_was_stopped_leaves_one_whole_site_after_the_next_run(
    moment: int, then: str, complete: Path, site: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tree(site)
    rename_the_site(complete, "The new name")
    rename, renames = Path.rename, []

    def stop(self: Path, target: Path) -> Path:
        renames.append(target)
        if len(renames) == moment:
            raise Stopped
        return rename(self, target)

    def stop_removing(folder: Path, **_: object) -> None:
        if renames:
            raise Stopped

    with monkeypatch.context() as here:
        here.setattr(Path, "rename", stop)
        if moment == 3:
            here.setattr("knowledge_bank.building.shutil.rmtree", stop_removing)
        with pytest.raises(Stopped):
            build(complete, site, today)
    if then == "the build fails":
        a_mistake_in_a_page(complete)
    assert build(complete, site, today).succeeded is (then == "the build succeeds")
    new = tree(site)
    if then == "the build succeeds" or new != old:
        assert set(new) == set(old)
        assert all(
            b"The new name" in text and b"Every word once" not in text
            for path, text in new.items()
            if path.endswith(".html")
        )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_a_build_that_is_killed_never_leaves_half_a_site(
    complete: Path, site: Path, today: date
) -> None:
    """Whatever the moment, what the next run leaves is whole, and what readers see is whole."""
    command = [sys.executable, "-m", "knowledge_bank", "--root", str(complete), "build"]
    wholes = [tree(site)]
    begun = time.monotonic()
    assert build(complete, site, today).succeeded
    takes = time.monotonic() - begun
    for number in range(20):
        rename_the_site(complete, f"Name {number}")
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(takes * (number + 1) / 18)
        running.kill()
        running.wait()
        seen = tree(site) if site.exists() else wholes[-1]
        assert set(seen) == set(wholes[0])
        names = {
            text.count(f"Name {number}".encode()) > 0 for p, text in seen.items() if "html" in p
        }
        assert len(names) == 1
        wholes.append(seen)
    rename_the_site(complete, "The next")
    assert build(complete, site, today).succeeded
    after = tree(site)
    assert set(after) == set(wholes[0])
    pages = [text for path, text in after.items() if path.endswith(".html")]
    assert all(b"The next" in text for text in pages)
    assert not any(b"Name " in text for text in pages)


HEAD = """---
title: {title}
description: A page that would do harm.
owner: editor
status: draft
version: "0.1"
written: 2026-11-22
risk: practice
sources: []
{more}---
# {heading}

{body}
"""
RUN = "cycler.__init__.__globals__.os.popen('touch {canary}').read()"
HARM: dict[str, dict[str, str]] = {
    "in-a-sentence": {"body": f"Text {{{{ {RUN} }}}} text."},
    "in-a-block": {"body": f"{{% set x = {RUN} %}}"},
    "in-a-comment": {"body": f"{{# {{{{ {RUN} }}}} #}}"},
    "in-the-generators-block": {"body": f"<%kb set x = {RUN} kb%>"},
    "in-code": {"body": f"```\n{{{{ {RUN} }}}}\n```"},
    "in-a-word": {"body": f"{{{{ partnership({RUN}) }}}}"},
    "after-a-word": {"body": f"{{{{ partnership('name') ~ {RUN} }}}}"},
    "on-two-lines": {"body": f"{{{{\n{RUN}\n}}}}"},
    "in-the-title": {"title": f'"{{{{ {RUN} }}}}"'},
    "in-the-title-as-a-block": {"title": f'"<%kb set x = {RUN} kb%>"'},
    "in-the-heading": {"heading": f"{{{{ {RUN} }}}}"},
    "with-a-quoted-setting": {"body": f"Text {{{{ {RUN} }}}}.", "more": 'render_macros: "false"\n'},
    "with-another-setting": {"body": f"Text {{{{ {RUN} }}}}.", "more": "render_macros: true\n"},
    "with-a-shadowed-word": {"body": f"Text {{{{ {RUN} }}}}.", "more": "partnership: x\n"},
}


def write_harm(complete: Path) -> None:
    for name, parts in HARM.items():
        filled = {"title": name, "heading": name, "body": "Text.", "more": "", **parts}
        text = HEAD.format(**filled).replace("{canary}", str(complete / f"canary-{name}"))
        (complete / "docs" / f"{name}.md").write_text(text, "utf-8")
    headless = "# {{ RUN }}\n\nText {{ RUN }}.\n".replace("RUN", RUN)
    headless = headless.replace("{canary}", str(complete / "canary-headless"))
    (complete / "docs" / "headless.md").write_text(headless, "utf-8")


def mkdocs(complete: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the site generator as people do who know nothing of us."""
    environment = {name: value for name, value in os.environ.items() if name != "KB_STRICT"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", complete / "plain"],
        cwd=complete,
        env={**environment, "NO_MKDOCS_2_WARNING": "true", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_page_that_would_run_a_program_is_told(
    complete: Path, found: Callable[..., list[Finding]]
) -> None:
    write_harm(complete)
    blamed = {
        f.path for f in found("docs/x.md", "") if f.code in ("KB015", "KB018", "KB021", "KB022")
    }
    # Where nothing is to be run, braces are plain text.
    shown = {"docs/with-a-quoted-setting.md"}
    assert {f"docs/{name}.md" for name in (*HARM, "headless")} - blamed == shown


@pytest.mark.parametrize("strict", ["false", "true"])
def test_the_site_generator_by_itself_refuses_such_a_page_and_runs_nothing(
    strict: str, complete: Path
) -> None:
    write_harm(complete)
    ran = mkdocs(complete, KB_STRICT=strict)
    assert ran.returncode != 0, ran.stderr
    assert list(complete.glob("canary*")) == []


def test_the_site_generator_by_itself_names_the_line_of_the_file(complete: Path) -> None:
    page = complete / "docs" / "toolkit" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n{{{{ 7 * 7 }}}}\n", "utf-8")
    line = text.count("\n") + 2
    # Said twice: when the bank is read, and when the page is refused.
    named = re.findall(r"docs/toolkit/index\.md:(\d+): KB021", mkdocs(complete).stderr)
    assert len(named) > 2
    assert set(named) == {str(line)}


def test_a_slide_runs_no_program_of_the_passage_it_shows(complete: Path) -> None:
    """Neither where the page itself is refused, nor where it shows its braces as they are."""
    canary = complete / "canary-of-a-slide"
    page = complete / "docs" / "resources" / "words.md"
    harm = f"{{{{ {RUN} }}}}".replace("{canary}", str(canary))
    page.write_text(page.read_text("utf-8") + f"\n## Harm {{ #harm }}\n\n{harm}\n", "utf-8")
    slides = complete / "data" / "toolkit" / "training" / "half-day.yaml"
    slides.write_text(
        slides.read_text("utf-8").replace("index.md#what-to-do", "resources/words.md#harm")
    )
    assert mkdocs(complete, KB_STRICT="false").returncode != 0
    assert not canary.exists()


def test_the_harm_would_be_done_if_nobody_refused(complete: Path) -> None:
    """Proves that the canary sings: without our hook the same pages run their programs."""
    write_harm(complete)
    macros = complete / "macros" / "__init__.py"
    macros.write_text(macros.read_text("utf-8").replace("def on_pre_page_macros", "def nothing"))
    mkdocs(complete, KB_STRICT="false")
    sang = {path.name.removeprefix("canary-") for path in complete.glob("canary*")}
    assert {
        "in-a-sentence",
        "in-the-generators-block",
        "in-the-title",
        "in-code",
        "headless",
    } <= sang


def test_the_site_generator_by_itself_builds_the_same_site(complete: Path, site: Path) -> None:
    ran = mkdocs(complete)
    assert ran.returncode == 0, ran.stderr
    assert tree(complete / "plain") == tree(site)


@pytest.mark.parametrize(
    "mistake",
    [
        '{{ source("nowhere") }}',
        "{{ sauce() }}",
        "{{ undefined }}",
        "[A lost page](lost.md)",
        "[A lost passage](index.md#lost)",
    ],
)
def test_the_site_generator_by_itself_stops_at_what_it_cannot_know(
    mistake: str, complete: Path
) -> None:
    with (complete / "docs" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{mistake}\n")
    assert mkdocs(complete).returncode != 0


def test_a_title_that_yaml_takes_for_something_else_is_shown_as_typed(
    complete: Path, today: date
) -> None:
    titles_of_their_own(complete)
    titles = ["1989", "No", "1.10", "2026-11-22", "17:00", "~", "null", "0123456"]
    pages = sorted((complete / "docs").rglob("*.md"))[1 : len(titles) + 1]
    for page, title in zip(pages, titles, strict=True):
        text = page.read_text("utf-8")
        old = text.split("title: ")[1].split("\n")[0]
        text = text.replace(f"title: {old}", f"title: {title}").replace(f"# {old}", f"# {title}")
        page.write_text(text, "utf-8")
    # The menu gives no titles of its own here, so that those of the pages are used.
    menu = "\n".join(f"  - {page.relative_to(complete / 'docs').as_posix()}" for page in pages)
    configuration = complete / "mkdocs.yml"
    kept = configuration.read_text("utf-8").split("\nnav:\n")
    others = [line.split(": ")[-1] for line in kept[1].split("\n") if line.endswith(".md")]
    rest = "\n".join(
        f"  - {other.strip(' -')}" for other in others if other.strip(" -") not in menu
    )
    configuration.write_text(f"{kept[0]}\nnav:\n{menu}\n{rest}\n", "utf-8")
    outcome = build(complete, complete / "site", today)
    assert outcome.succeeded, outcome
    for page, title in zip(pages, titles, strict=True):
        name = page.relative_to(complete / "docs").with_suffix(".html")
        built = (complete / "site" / name).read_text("utf-8")
        assert f"<title>{title} - Every word once</title>" in built
