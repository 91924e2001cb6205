"""How fast the build is: beside plain MkDocs with Material, on the same pages, in the same run."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from knowledge_bank.reading.navigation import CONFIGURATION

PLAIN = """\
site_name: Plain
theme: {name: material, font: false}
markdown_extensions: [admonition, attr_list, def_list, tables, pymdownx.superfences]
"""
PARTS = ("docs", "data", "macros", "overrides", "knowledge_bank")
# Added to a copy of macros/: keeps every page as Markdown with its words in braces filled in.
KEEP_FILLED_IN = """

def on_post_page_macros(env):
    page = Path(env.project_dir) / "filled" / env.page.file.src_uri
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(env.markdown, encoding="utf-8")
"""


class BuildFailed(Exception):  # noqa: N818 – it names what happened
    """A build that was to be measured did not succeed."""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds by the clock, seconds of processor, peak memory in MB."""

    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True)
class Comparison:
    """The medians of both builds over the same number of runs, taken in turns."""

    pages: int
    runs: int
    ours: Cost
    plain: Cost

    def lines(self) -> Iterator[str]:
        """The comparison as a small table."""
        yield f"{self.pages} pages, median of {self.runs} runs each, in turns"
        yield f"{'':10}{'seconds':>10}{'processor':>12}{'memory MB':>12}"
        for name, cost in (("ours", self.ours), ("plain", self.plain)):
            yield f"{name:10}{cost.seconds:10.2f}{cost.processor:12.2f}{cost.megabytes:12.0f}"
        ratio = Cost(
            self.ours.seconds / self.plain.seconds,
            self.ours.processor / self.plain.processor,
            self.ours.megabytes / self.plain.megabytes,
        )
        yield f"{'ratio':10}{ratio.seconds:10.2f}{ratio.processor:12.2f}{ratio.megabytes:12.2f}"


def compare_builds(root: Path, runs: int) -> Comparison:
    """Build the project under `root` and, in turns, the same pages with plain MkDocs and Material.

    The plain build renders the pages as they are once their words in braces are filled in. Ours
    also fills them in, checks every fact, verifies every built page and swaps.
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        fill_in(root, folder / "copy").rename(folder / "docs")
        (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
        ours = [sys.executable, "-m", "knowledge_bank", "--root", str(root)]
        ours += ["build", "--site", str(folder / "ours")]
        plain = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        plain += ["--config-file", str(folder / "mkdocs.yml")]
        costs = [(cost_of(ours, root), cost_of(plain, root)) for _ in range(runs)]
    pages = sum(1 for _ in (root / "docs").rglob("*.md"))
    return Comparison(pages, runs, *(median_cost(side) for side in zip(*costs, strict=True)))


def fill_in(root: Path, copy: Path) -> Path:
    """Build a copy of the project at `copy`; return the folder with its pages, filled in."""
    for part in PARTS:
        shutil.copytree(root / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / CONFIGURATION, copy)
    with (copy / "macros" / "__init__.py").open("a", encoding="utf-8") as macros:
        macros.write(KEEP_FILLED_IN)
    cost_of([sys.executable, "-m", "mkdocs", "build", "--quiet"], copy)
    return copy / "filled"


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """Run `command` once and return what it and all it started took."""
    begun = time.perf_counter()
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "true"}
    process = subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise BuildFailed(f"`{' '.join(command[2:5])} …` ended with {process.returncode}.")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def median_cost(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.processor for cost in costs),
        median(cost.megabytes for cost in costs),
    )
