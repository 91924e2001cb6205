"""The palette: every pair of colours that meet on a page can be told apart, in both schemes."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "overrides" / "assets"
TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *(
        (ink, paper, TEXT)
        for ink in ("ink", "ink-quiet", "link", "link-visited", "brand-ink")
        for paper in ("paper", "paper-quiet")
    ),
    ("on-brand", "brand", TEXT),
    ("on-danger", "danger-strong", TEXT),
    *(
        (text, f"{kind}-paper", TEXT)
        for kind in ("danger", "caution", "question")
        for text in (kind, "ink", "link", "link-visited")
    ),
    ("caution", "paper", TEXT),
    ("question", "paper", SHAPE),
    ("line-strong", "paper", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus", "paper-quiet", SHAPE),
    ("focus", "focus-halo", SHAPE),
    ("focus-on-brand", "brand", SHAPE),
]


def schemes() -> dict[str, dict[str, str]]:
    light, dark, _ = (ASSETS / "tokens.css").read_text(encoding="utf-8").split("@media")
    colours = re.compile(r"--kb-([\w-]+): (#[0-9a-f]{6});")
    return {"light": dict(colours.findall(light)), "dark": dict(colours.findall(dark))}


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "wanted"), PAIRS)
def test_a_pair_can_be_told_apart(scheme: str, one: str, other: str, wanted: float) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[one], colours[other]) >= wanted


def test_both_schemes_name_the_same_colours() -> None:
    assert schemes()["light"].keys() == schemes()["dark"].keys()


COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)")


def test_colours_are_decided_in_one_file() -> None:
    strays = {
        path.name: found
        for path in ASSETS.glob("*.css")
        if path.name != "tokens.css" and (found := COLOUR.findall(path.read_text(encoding="utf-8")))
    }
    assert strays == {}


def test_every_style_and_script_is_used() -> None:
    settings = (ASSETS.parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
    files = [path.name for path in ASSETS.iterdir() if path.suffix in (".css", ".js")]
    # The page at an old address loads its own, and no other page does.
    templates = "".join(path.read_text("utf-8") for path in ASSETS.parent.rglob("*.html"))
    used = settings + templates
    assert [name for name in files if f"assets/{name}" not in used] == []
