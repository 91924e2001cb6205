"""A tiny project with the real `kb` in it; its one package is made by hand, without a network."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

KB = Path(__file__).resolve().parents[2] / "kb"

LOCAL = "--no-index\n--find-links wheels\n"

# What `python -m knowledge_bank` is in the tiny project: it tells what it was given.
COMMAND = """\
import json, os, sys, time
import knowledge_bank, tiny
if sys.argv[1:2] == ["exit"]:
    sys.exit(int(sys.argv[2]))
print(json.dumps({
    "arguments": sys.argv[1:], "python": sys.executable, "version": list(sys.version_info[:3]),
    "tiny": tiny.VERSION, "package": knowledge_bank.__file__, "folder": os.getcwd(),
}))
"""


@dataclass
class Project:
    root: Path
    first: subprocess.CompletedProcess[str] | None = None

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def environment(self, **settings: str) -> dict[str, str]:
        ours = ("PIP_", "KB_", "PYTHON", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**kept, "PIP_CONFIG_FILE": os.devnull, **settings}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "kb"), *arguments]

    def kb(
        self, *arguments: str, cwd: Path | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment(**settings),
            cwd=cwd or self.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def lock(self, name: str, version: str, *, digest: str = "", options: str = LOCAL) -> None:
        """Make requirements/NAME.txt ask for `tiny` in this version, which may exist or not."""
        wheel = self.root / "requirements" / "wheels" / f"tiny-{version}-py3-none-any.whl"
        digest = digest or hashlib.sha256(wheel.read_bytes() if wheel.exists() else b"").hexdigest()
        text = f"{options}tiny=={version} --hash=sha256:{digest}\n"
        (self.root / "requirements" / f"{name}.txt").write_text(text, encoding="utf-8")

    def make_wheel(self, version: str) -> None:
        wheels = self.root / "requirements" / "wheels"
        wheels.mkdir(exist_ok=True)
        about = f"tiny-{version}.dist-info"
        files = {
            "tiny.py": f"VERSION = {version!r}\n",
            f"{about}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
            f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
        with zipfile.ZipFile(wheels / f"tiny-{version}-py3-none-any.whl", "w") as wheel:
            for name, text in {**files, f"{about}/RECORD": record}.items():
                wheel.writestr(
                    zipfile.ZipInfo(name), text
                )  # without the time of day, which would change the hash


def make_project(root: Path) -> Project:
    (root / "requirements").mkdir(parents=True)
    (root / "knowledge_bank").mkdir()
    (root / "knowledge_bank" / "__init__.py").touch()
    (root / "knowledge_bank" / "__main__.py").write_text(COMMAND, encoding="utf-8")
    shutil.copy2(KB, root / "kb")
    project = Project(root)
    project.make_wheel("1.0")
    project.lock("site", "1.0")
    project.lock("pdf", "1.0")
    project.lock("tests", "1.0")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh clone: nothing is installed yet. The space in its name is to be stumbled over."""
    return make_project(tmp_path / "a bank")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been set up once, for tests that leave it as they found it."""
    project = make_project(tmp_path_factory.mktemp("ready") / "a bank")
    project.first = project.kb("serve")
    assert project.first.returncode == 0, project.first.stderr
    return project


@pytest.fixture
def set_up(ready: Project, project: Project) -> Project:
    """A project that has been set up: a copy, because making an environment takes seconds."""
    shutil.copytree(ready.venv, project.venv, symlinks=True)
    for path in [project.venv / "kb.stamp", *project.venv.rglob("knowledge_bank.pth")]:
        path.write_text(
            path.read_text(encoding="utf-8").replace(str(ready.root), str(project.root)),
            encoding="utf-8",
        )
    return project


def run_through(
    project: Project, *before: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `kb serve` through another program, which may first make the conditions worse."""
    command = [*before, *project.command("serve")]
    environment = project.environment(**settings)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def told(run: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """What the tiny command said of itself, once it is known to have run."""
    assert run.returncode == 0, run.stderr
    answer: dict[str, object] = json.loads(run.stdout)
    return answer


def sentence(run: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that is said when `kb` cannot go on: no traceback, and exit code 2."""
    last = [
        line
        for line in run.stderr.splitlines()
        if not line.startswith(("kb: Making", "kb: Updating"))
    ]
    assert run.returncode == 2, (run.returncode, run.stdout, run.stderr)
    assert len(last) == 1, run.stderr
    return last[0]
