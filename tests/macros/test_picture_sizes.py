"""A picture's size is read from its file."""

import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from macros.picture_sizes import PictureSizes

PHONE = Path(__file__).parents[2] / "docs" / "contributing" / "design" / "phone.png"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20"></svg>'


@pytest.mark.parametrize(
    ("written", "sized"),
    [
        ("a.png", 'width="744"'),
        ("under/a%20picture.svg", 'width="30"'),
        ("under/../a.png", 'height="762"'),
        ("damaged.png", None),
        ("missing.png", None),
        ("under", None),
        ("https://elsewhere.test/a.png", None),
    ],
)
def test_a_picture_of_ours_says_how_much_room_it_needs(
    tmp_path: Path, written: str, sized: str | None
) -> None:
    (tmp_path / "under").mkdir()
    shutil.copy(PHONE, tmp_path / "a.png")
    (tmp_path / "under" / "a picture.svg").write_text(SVG)
    (tmp_path / "damaged.png").write_bytes(b"no picture")
    made = Markdown(extensions=[PictureSizes(tmp_path)]).convert(f"![Words.]({written})")
    assert (sized in made) if sized else ("width" not in made)
