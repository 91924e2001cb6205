"""Ids and headings as they stand once every component is in its place."""

from collections import Counter
from collections.abc import Iterator

from knowledge_bank.built.page import Built, Mistake


def repeated_ids(page: Built) -> Iterator[Mistake]:
    """Yield the ids that stand more than once on `page`."""
    for name, times in Counter(page.tree.xpath("//@id")).items():
        if times > 1:
            yield (
                name,
                "KB501",
                f"The id `{name}` stands {times} times on the built page.",
                "Give each heading and list its own id; show a checklist once on a page.",
            )


def skipped_levels(page: Built) -> Iterator[Mistake]:
    """Yield the headings of the article that skip a level."""
    headings = page.article.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")
    level = 0
    for heading in headings:
        below = int(heading.tag[1])
        text = " ".join(heading.text_content().split())
        if below > level + 1:
            yield (
                text,
                "KB502",
                f"The heading “{text}” skips a level on the built page.",
                "Use the next level down.",
            )
        level = below


def unsized_pictures(page: Built) -> Iterator[Mistake]:
    """Yield the pictures of `page` that do not say how much room they need."""
    for picture in page.tree.xpath("//img[not(@width and @height)]"):
        address = picture.get("src", "")
        yield (
            address,
            "KB509",
            f"The picture `{address}` does not say its size, so the page jumps when it arrives.",
            "Save it anew as PNG, JPEG, WebP or SVG; the build reads the size from the file.",
        )
