"""What a built page would run: nothing that an author wrote may be a program."""

from collections.abc import Iterator

from lxml import html


def programs_in(article: html.HtmlElement) -> Iterator[tuple[str, str, str, str]]:
    """Yield (words to look for, code, problem, fix) for the programs inside `article`."""
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
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
