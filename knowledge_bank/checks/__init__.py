"""What can be wrong with a bank that could be read: each check yields findings."""

from collections.abc import Callable, Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.checks.addresses import broken_links, unreachable_pages
from knowledge_bank.checks.approvals import early_approvals
from knowledge_bank.checks.editions import changed_editions
from knowledge_bank.checks.former_pages import misfiled_changes, taken_addresses
from knowledge_bank.checks.ignoring import without_ignored
from knowledge_bank.checks.names import unknown_ids, unknown_words
from knowledge_bank.checks.notes import lost_placeholders, notes_to_self
from knowledge_bank.checks.passages import passages_not_on_record, passages_of_two_names
from knowledge_bank.checks.review_records import review_mistakes, self_approvals
from knowledge_bank.checks.reviews import (
    days_to_come,
    overdue_pages,
    overdue_sources,
    pages_behind_events,
    unheeded_reviews,
)
from knowledge_bank.checks.scales import incomplete_scales
from knowledge_bank.checks.scaling_guide import scale_mistakes
from knowledge_bank.checks.structure import heading_mistakes
from knowledge_bank.checks.supersession import odd_chains, superseded_and_cited
from knowledge_bank.checks.training import odd_conversations, stale_slides
from knowledge_bank.checks.vocabulary import vocabulary_mistakes
from knowledge_bank.findings import Finding
from knowledge_bank.whereabouts import with_names

Check = Callable[[Bank, date], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    heading_mistakes,
    unknown_ids,
    unknown_words,
    odd_conversations,
    stale_slides,
    scale_mistakes,
    incomplete_scales,
    vocabulary_mistakes,
    broken_links,
    unreachable_pages,
    notes_to_self,
    lost_placeholders,
    passages_of_two_names,
    passages_not_on_record,
    changed_editions,
    days_to_come,
    early_approvals,
    self_approvals,
    review_mistakes,
    misfiled_changes,
    taken_addresses,
    overdue_pages,
    overdue_sources,
    odd_chains,
    superseded_and_cited,
    pages_behind_events,
    unheeded_reviews,
)


def run_checks(bank: Bank, found: tuple[Finding, ...], today: date) -> list[Finding]:
    """Return `found` and all that the checks find in `bank` on the day `today`, sorted."""
    findings = {*found, *(finding for check in CHECKS for finding in check(bank, today))}
    return sorted(with_names(bank, without_ignored(bank, findings, today)))
