"""What a built page would run: nothing that an author wrote may be a program."""

from collections.abc import Iterator

from knowledge_bank.built.page import Built, Mistake


def programs(page: Built) -> Iterator[Mistake]:
    """Yield the handlers and scripts inside the article of `page`."""
    for element in page.tree.xpath("//article//*"):
        for name in element.keys():  # noqa: SIM118 – an element is no dict
            if name.lower().startswith("on"):
                yield (
                    name,
                    "KB508",
                    f"The handler `{name}` of a `{element.tag}` would be run as a program.",
                    "Take it out; behaviour belongs in a file of overrides/assets.",
                )
        if element.tag == "script" and element.get("src") is None:
            yield (
                "script",
                "KB508",
                "A script stands in the text of the page.",
                "Take it out; behaviour belongs in a file of overrides/assets.",
            )
