"""Slides as a page: each shows a passage of another page, word for word, and what to say to it."""

import posixpath
import re

from knowledge_bank.bank import Bank
from knowledge_bank.models.training import Slide, Training
from knowledge_bank.passages import shown_on, target_title
from macros.components import escaped

RELATIVE = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")


def slides_as_markdown(bank: Bank, training: Training, here: str) -> str:
    """Return the Markdown of all slides, with their links rewritten for the page `here`."""
    return "\n\n".join(_slide(bank, slide, here) for slide in training.slides)


def _slide(bank: Bank, slide: Slide, here: str) -> str:
    name, _, anchor = slide.passage.partition("#")
    page = bank.pages[name]
    passage = RELATIVE.sub(
        lambda link: f"]({_from(here, name, link.group(1))})", shown_on(bank, slide) or ""
    )
    title, say = escaped(page.head.record.title), escaped(" ".join(slide.say.split()))
    heading = escaped(target_title(bank, slide.passage))
    back = f"[From “{title}”]({_from(here, name, f'#{anchor}' if anchor else '')})"
    return (
        f"## {heading} {{ #{slide.id} .kb-slide }}\n\n{passage}\n\n"
        f"{back}\n{{ .kb-slide__source }}\n\n**To say:** {say}\n{{ .kb-slide__say }}"
    )


def _from(here: str, name: str, address: str) -> str:
    """The address that stands on the page `name`, as the page `here` must write it."""
    path, mark, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return posixpath.relpath(target, posixpath.dirname(here) or ".") + mark + anchor
