"""Training: no slide goes stale alone, and every conversation is about an area that exists."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.training import Slide, Training
from knowledge_bank.passages import fingerprint, shown_on

SHOWN = {"lead": "paragraph", "list": "list", "whole": "heading"}
Mistake = tuple[tuple[str, ...], str, str, str]


def stale_slides(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield slides whose passage has changed since a person confirmed it, or holds nothing."""
    for training in bank.trainings.values():
        for index, slide in enumerate(training.record.slides):
            for key, code, problem, fix in _mistakes(bank, training.record, slide):
                line = training.line("slides", index, *key)
                yield Finding(training.path, line, code, problem, fix)


def _mistakes(bank: Bank, training: Training, slide: Slide) -> Iterator[Mistake]:
    sessions = sorted(session.id for session in training.sessions)
    if slide.session not in sessions:
        problem = f"There is no session `{slide.session}` in this training."
        yield ("session",), "KB403", problem, f"Use one of: {', '.join(sessions)}."
    if slide.passage.partition("#")[0] not in bank.pages:
        return
    passage = shown_on(bank, slide)
    if passage is None:
        problem = f"The passage `{slide.passage}` has no {SHOWN[slide.shows]} to show."
        yield ("passage",), "KB402", problem, "Choose the id of a heading whose text has one."
    elif fingerprint(passage) != slide.confirmed.fingerprint:
        yield (
            ("confirmed", "fingerprint"),
            "KB401",
            f"The passage `{slide.passage}` has changed since the slide was confirmed.",
            "Read the slide beside it; if it still fits, write the fingerprint "
            f"{fingerprint(passage)}, the day and your role.",
        )


def odd_conversations(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield conversations whose file is named for another area."""
    for name, conversation in bank.conversations.items():
        if conversation.record.area != name:
            yield Finding(
                conversation.path,
                conversation.line("area"),
                "KB404",
                f"The file is named for `{name}`, but holds `{conversation.record.area}`.",
                "Name the file for its area.",
            )
