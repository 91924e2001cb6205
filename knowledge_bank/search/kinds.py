"""What a passage is for, and how readily it is offered: do now, understand, tools or sources."""

import re

from knowledge_bank.search.passages import Passage

KINDS = ("do now", "understand", "tools", "sources")
DO_NOW_PAGES = frozenset(("index.md", "resources/who-to-ring.md"))
DO_NOW = ("what to do", "before you ring", "after you ring")
LEFT_OUT = ("search.md",)
# Pages for those who write, long lists that say again what stands elsewhere or grow without end,
# and what the site says of itself.
LEADS_ONLY = (
    "contributing/",
    "toolkit/training/slides.md",
    *("toolkit/scaling-guide/" + page for page in ("age", "form", "large", "tool", "worked")),
    "resources/page-reviews.md",
    "resources/2021-document.md",
    "resources/roadshow.md",
    "resources/what-changed.md",
    "resources/briefing.md",
    "resources/health.md",
    "resources/accessibility.md",
)
ANCHORS_LEFT_OUT = frozenset(("related",))
# Tables that speak of all that may happen to a child, in everyday words, and would answer anything.
DESCRIPTORS = re.compile(r"toolkit/scaling-guide/.*#(age-|any-age|ask-for)")
# In hundredths: what readers are after more often than it is written about; and less.
ORDINARY, CONTRIBUTING, SOURCES, LEAD, DEFINITION, SIGNPOST = 100, 25, 45, 115, 110, 70


def is_searched(name: str, passage: Passage) -> bool:
    """Whether search knows this passage of the page `name`."""
    if name.startswith(LEFT_OUT) or passage.anchor in ANCHORS_LEFT_OUT or len(passage.heading) < 2:
        return False  # the letters that divide the glossary, among others
    if DESCRIPTORS.match(f"{name}#{passage.anchor}"):
        return False
    return passage.level == 1 or not name.startswith(LEADS_ONLY)


def kind_of(name: str, passage: Passage) -> int:
    """The group a passage is shown in, as a place in KINDS."""
    if name in DO_NOW_PAGES or passage.heading.casefold().startswith(DO_NOW):
        return KINDS.index("do now")
    if name.startswith("toolkit/"):
        return KINDS.index("tools")
    if name.startswith("strategy/") or name == "resources/glossary.md":
        return KINDS.index("understand")
    return KINDS.index("sources")


def boost_of(name: str, passage: Passage, kind: int) -> int:
    """How readily the passage is offered, in hundredths."""
    if name.startswith("contributing/"):
        return CONTRIBUTING
    if name == "index.md" and passage.level > 1:
        return SIGNPOST  # leads to what answers, and answers nothing itself
    if passage.tag == "dt":
        return DEFINITION
    if KINDS[kind] == "sources":
        return SOURCES
    return LEAD if passage.level == 1 else ORDINARY
