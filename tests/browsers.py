"""Finds a browser for the tests, or fetches one: proof without a browser would prove nothing."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoBrowser(Exception):  # noqa: N818 – it names what is the matter
    """No browser is here and none could be had."""


def find_browser() -> str | None:
    """Return the path of a browser, or None if Playwright is to use its own.

    Takes the one named in KB_CHROMIUM, else one that is installed, else installs Debian's package
    where that can be done, else lets Playwright download its own. Raises NoBrowser if all fail.
    """
    if found := os.environ.get("KB_CHROMIUM") or _installed():
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        if found := _installed():
            return found
    if _run(sys.executable, "-m", "playwright", "install", "chromium"):
        return None
    raise NoBrowser(
        "No browser is here and none could be fetched: install Chromium or Chrome, or name one in "
        "KB_CHROMIUM, and run the tests again."
    )


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _run(*command: str) -> bool:
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(command, env=settings, capture_output=True, check=False)
    return ran.returncode == 0
