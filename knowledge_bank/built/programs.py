"""What the security policy would refuse in a built page: programs and styles inside it."""

from collections.abc import Iterator

from knowledge_bank.built.page import Built, Mistake

FIX = "Take it out; behaviour and looks belong in files of overrides/assets."


def programs(page: Built) -> Iterator[Mistake]:
    """Yield the handlers, scripts and styles inside `page`, which may only name files of them."""
    for element in page.tree.iter("*"):
        for name in element.keys():  # noqa: SIM118 – an element is no dict
            if name.lower().startswith("on"):
                problem = f"The handler `{name}` of a `{element.tag}` would be run as a program."
                yield name, "KB508", problem, FIX
            elif name.lower() == "style":
                problem = (
                    f"A `{element.tag}` has a style of its own, which browsers will not apply."
                )
                yield name, "KB508", problem, FIX
        if element.tag == "style" or (element.tag == "script" and element.get("src") is None):
            problem = f"A `{element.tag}` stands inside the page."
            yield str(element.tag), "KB508", problem, FIX
