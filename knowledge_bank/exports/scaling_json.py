"""The scaling guide as data: for other programs, and for the tool on this site's own page."""

import json
from pathlib import Path

from knowledge_bank.published_scale import PublishedGuide

NAME = "scaling-guide"
GLOBAL = "kbScalingGuide"


def write_scaling_json(guide: PublishedGuide, site: Path) -> None:
    """Write `guide` under api/ of the built site: its edition, the latest, schema and script."""
    api = site / "api"
    text = as_json(guide)
    written = {
        api / NAME / f"{guide.edition}.json": text,
        api / f"{NAME}.json": text,
        api / f"{NAME}.schema.json": schema(),
        api / f"{NAME}.js": f"globalThis.{GLOBAL} = {_compact(guide)};\n",
    }
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def as_json(guide: PublishedGuide) -> str:
    """Return `guide` as text that a person can read and a program can compare."""
    return guide.model_dump_json(by_alias=True, indent=2) + "\n"


def schema() -> str:
    """Return the JSON Schema of the files, made from the model that writes them."""
    shape = PublishedGuide.model_json_schema(by_alias=True, mode="serialization")
    shape = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape}
    return json.dumps(shape, indent=2, ensure_ascii=False) + "\n"


def _compact(guide: PublishedGuide) -> str:
    return guide.model_dump_json(by_alias=True)
