"""Pages that stand in no file of docs/: the theme’s shell, rendered once for each depth."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.commands.build import get_context

TITLE, CONTENT = "kb-title-of-this-page", "kb-content-of-this-page"


def page_writer(env: Any, site: Path) -> Callable[[str, str, str], None]:
    """Return `write(name, title, content)`, which writes one page of HTML into `site`.

    `title` is plain text; `content` is HTML made by a component.
    """
    theme = env.conf["theme"].get_env()

    @cache
    def shell(depth: int) -> tuple[str, ...]:
        files, nav = env.variables["files"], env.variables["navigation"]
        base = "/".join([".."] * depth) or "."
        context = get_context(nav, files, env.conf, base_url=base)
        filled = {"title": TITLE, "content": CONTENT}
        page = theme.get_template("history.html").render({**context, "shell": filled})
        return tuple(page.split(CONTENT))

    def write(name: str, title: str, content: str) -> None:
        before, after = shell(name.count("/"))
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        head = before.replace(TITLE, Markup.escape(title))
        target.write_text(f"{head}{content}{after}", encoding="utf-8", newline="")

    return write
