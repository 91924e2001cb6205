"""Sees to it that PDFs can be written: proof without them would prove nothing."""

import os
import shutil
import subprocess

from knowledge_bank.exports.pdf import LIBRARY_MISSING, why_no_pdf

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def see_to_pango() -> str:
    """Return why PDFs cannot be written, or nothing, after fetching what can be fetched."""
    lacking = why_no_pdf()
    if lacking == LIBRARY_MISSING and shutil.which("apt-get") and os.geteuid() == 0:
        settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update",), ("install", "-y", "--no-install-recommends", *PACKAGES)):
            subprocess.run(
                ["apt-get", "-qq", *command], env=settings, capture_output=True, check=False
            )
        lacking = why_no_pdf()
    return lacking
