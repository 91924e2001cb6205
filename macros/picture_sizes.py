"""Pictures say how much room they need: their size is read from the file, never typed."""

from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import imagesize
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor


class PictureSizes(Extension):
    """A Markdown extension that gives every picture of ours its width and height in pixels.

    `folder` is the folder of the page that is being read; whoever reads pages sets it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 – the library's name
        """Come before MkDocs turns the picture's path into an address."""
        md.treeprocessors.register(_Sizes(self, md), "picture-sizes", 5)


class _Sizes(Treeprocessor):
    def __init__(self, sizes: PictureSizes, md: Markdown) -> None:
        super().__init__(md)
        self._sizes = sizes

    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            file = self._sizes.folder / unquote(picture.get("src", ""))
            if file.is_file():
                width, height = imagesize.get(file)
                if width > 0:
                    picture.set("width", str(round(width)))
                    picture.set("height", str(round(height)))
