"""JSON Schemas for editors, written from the models: the same descriptions, no second copy."""

import json
from collections.abc import Iterator

from knowledge_bank.models import KINDS


def schemas() -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of the schema for the files of each kind."""
    for name, kind in KINDS.items():
        schema = kind.model.model_json_schema()
        if kind.shape == "list":
            definitions = schema.pop("$defs", {})
            schema = {"type": "array", "items": schema, "$defs": definitions}
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        yield f"{name}.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
