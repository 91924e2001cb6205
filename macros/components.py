"""HTML from autoescaped templates in overrides/components, safe to stand in Markdown."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from knowledge_bank.citations.marks import mark

SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'*_`[]\\~^|"}
# What makes a heading, a list, a rule or an admonition where it begins a line.
AT_THE_START = re.compile(r"^(?:[#+=:!-]|\d(?=\d*[.)]\s))")


def component_renderer(
    root: Path,
    named: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    folder: str = "components",
) -> Callable[..., str]:
    """Return `render(component, **facts)`, which fills overrides/components/COMPONENT.html.

    Every value is escaped for HTML, and its Markdown signs too: what is data stays text. A text
    that `named` gives names to is followed by their mark. Another `folder` of overrides/ holds
    documents that are whole by themselves.
    """

    def finalize(value: Any) -> Any:
        names = named.get(" ".join(value.split())) if isinstance(value, str) else None
        return _as_text(value) + mark(names) if names else _as_text(value)

    templates = Environment(
        loader=FileSystemLoader(root / "overrides" / folder),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["day"] = day_in_words
    templates.filters["month"] = lambda day: f"{day:%B %Y}"

    def render(component: str, /, **facts: Any) -> str:
        return templates.get_template(f"{component}.html").render(**facts).strip()

    return render


def day_in_words(day: date | str) -> str:
    """A date as people write it: 22 November 2026; of a part of a date, as much as is known."""
    if isinstance(day, date):
        return f"{day.day} {day:%B %Y}"
    year, *rest = day.split("-")
    if not rest:
        return year
    written = date(int(year), int(rest[0]), int(rest[1]) if len(rest) > 1 else 1)
    return day_in_words(written) if len(rest) > 1 else f"{written:%B %Y}"


def escaped(text: str) -> str:
    """The words of `text` as HTML that Markdown, too, leaves as they are, wherever they stand."""
    start = AT_THE_START.match(text)
    if start is None:
        return text.translate(SIGNS)
    return f"&#{ord(start.group())};{text[1:].translate(SIGNS)}"


def _as_text(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(escaped(value))
    return value
