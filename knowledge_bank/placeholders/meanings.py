"""What can be wrong with a passage, said once: its code, the problem and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Placeholder:
    """Something left unfinished, and where it starts in its block."""

    start: int
    found: str
    code: str
    problem: str
    fix: str

    @property
    def said(self) -> str:
        """The problem with the words it was found in."""
        return f"{self.problem} It reads: “{self.found}”."


@dataclass(frozen=True)
class Block:
    """One block of a page; its kind is heading, paragraph, item, table or other."""

    kind: str
    text: str


Meaning = tuple[str, str, str]

NOTE = "KB301", "A note to self was left in the text.", "Do what it asks, or record a query."
BLANK = "KB301", "A blank was left in the text.", "Fill it in, or record a query for it."
NOWHERE = "KB302", "This link leads nowhere.", "Give it its destination, or take the link away."
VAGUE = "KB303", "This link does not say where it leads.", "Use the title of what it opens."
PAGE = "KB304", "A web page has no page numbers.", "Link to the heading, or name the section."
HALF = "KB305", "The text stops half-way.", "Finish the sentence, or take it out."
NOTHING = "KB305", "This announces something that does not follow.", "Add what it announces."
UNCLOSED = "KB305", "A quotation is opened and never closed.", "Close it where the quotation ends."
FILLER = "KB306", "Filler text was left in place of the real words.", "Write the real words."
