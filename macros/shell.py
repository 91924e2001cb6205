"""What the frame round every page is made of: its one stylesheet, its scripts, what is local."""

from datetime import date
from pathlib import Path
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.exports.bundles import leave_out, write_bundle
from macros.components import day_in_words

STYLES = "assets/site.css"
SCRIPTS = "assets/site.js"
# Parts of the theme that this site does without; they would be copied into every build.
LEFT_OUT = ("assets/javascripts", "assets/stylesheets", "assets/images")


class Shell:
    """Takes the lists of styles and scripts in mkdocs.yml; gives each page few files.

    `extra_css` and `extra_javascript` become one file each, and so does each list in
    `extra.bundles`. `extra.scripts` names, for a word in braces, the scripts of the pages that
    use it.
    """

    def __init__(self, bank: Bank, conf: Any) -> None:
        self._bundles = {
            STYLES: [str(path) for path in conf["extra_css"]],
            SCRIPTS: [str(path) for path in conf["extra_javascript"]],
            **conf["extra"]["bundles"],
        }
        conf["extra_css"], conf["extra_javascript"] = [STYLES], [SCRIPTS]
        self._scripts: dict[str, list[str]] = conf["extra"]["scripts"]
        self._bank = bank

    def scripts(self, page: str) -> list[str]:
        """The scripts that the page at `page` under docs/ needs besides the site's own."""
        words = {call.word for call in self._bank.pages[page].calls}
        wanted = (path for word, paths in self._scripts.items() if word in words for path in paths)
        return list(dict.fromkeys(wanted))

    def local(self, day: date) -> dict[str, Any]:
        """What the partnership decided about the frame, and `day`, on which it was built.

        The frame has the danger line, the exit and the tab.
        """
        built = {"built": day_in_words(day), "built_on": day.isoformat()}
        partnership = self._bank.partnership
        if partnership is None:
            return {"danger": None, "exit": None, "tab_title": None, **built}
        record = partnership.record
        return {
            "danger": record.contacts[0],
            "exit": record.exit_page,
            "tab_title": record.tab_title,
            **built,
        }

    def write(self, site: Path) -> None:
        """Write the site's one stylesheet, its script and the bundles into the site at `site`."""
        for name, parts in self._bundles.items():
            write_bundle(site, name, parts)
        leave_out(site, LEFT_OUT)
