"""The whole site as one file, to open from a folder where there is no network."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ARCHIVE = "downloads/knowledge-bank.zip"
FOLDER = "knowledge-bank"
# The worker, the sitemap and the page for wrong addresses mean nothing in a folder, and the archive
# cannot hold itself.
LEFT_OUT = ("sw.js", "404.html", "sitemap.xml", "sitemap.xml.gz", ARCHIVE)
ON_THE_WEB = re.compile(b"<!-- on the web -->.*?<!-- /on the web -->", re.DOTALL)
# In a folder a page is always a saved copy: it says so before, and without, any script.
SAVED = re.compile(b'(<p class="kb-status__saved"[^>]*?) hidden>')
README = """\
{name}
{rule}

This is a copy of the whole site as it stood on {day}. It does not change when the site does.

TO OPEN IT
1. Unpack the whole archive into a folder. Do not open it inside the archive.
2. Open the file index.html in that folder with any browser.
No network is needed. Search works too.

HOW OLD IT IS
Every page of the copy says above its title from which day it is and how many days ago that was,
and at its end until when it may be relied on. When that day has passed, fetch a new copy{address}.
If a child is in danger, do not look for a newer copy: ring 999.

WHAT IT KEEPS
Nothing. What you type or tick is gone when you close the page. If you save or print something
yourself, it is a record of your agency.
"""


def write_archive(site: Path, name: str, address: str, day: date) -> None:
    """Write the built site at `site` into one archive inside it.

    `name` is the site's name, `address` where it is published (perhaps empty), and `day` the day
    it was built, which every file in the archive bears. The same site gives the same bytes.
    """
    where = f" from\n{address}" if address else ""
    said = README.format(
        name=name, rule="=" * len(name), day=f"{day.day} {day:%B %Y}", address=where
    )
    files = sorted(path for path in site.rglob("*") if path.is_file())
    target = site / ARCHIVE
    target.parent.mkdir(exist_ok=True)
    with ZipFile(target, "w") as archive:
        _add(archive, "README.txt", said.replace("\n", "\r\n").encode(), day)
        for path in files:
            inside = path.relative_to(site).as_posix()
            if inside not in LEFT_OUT:
                content = ON_THE_WEB.sub(b"", path.read_bytes())
                _add(archive, inside, SAVED.sub(rb"\1>", content), day)


def _add(archive: ZipFile, name: str, content: bytes, day: date) -> None:
    entry = ZipInfo(f"{FOLDER}/{name}", (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
