"""What axe-core finds wrong with a page as it stands in the browser: all rules, none left out."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .flatMap(({id, nodes}) => nodes.map((n) => `${id}: ${n.target} ${n.html.slice(0, 99)}`))"""


def violations(page: Page) -> list[str]:
    """Return each violation on `page`: the rule, where, and the beginning of the element.

    WCAG 2.0 to 2.2, levels A and AA, and axe’s own best practices.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(page.evaluate(RUN))
