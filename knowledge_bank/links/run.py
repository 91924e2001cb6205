"""One run over the register: looks, judges and writes the ledger, batch by batch."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from knowledge_bank.bank import Bank
from knowledge_bank.links.engine import CouldNotCheck, fetch
from knowledge_bank.links.govuk import api_address, word_of
from knowledge_bank.links.judging import confirmed, judged
from knowledge_bank.links.ledger import Entry, Ledger, Trouble, read_ledger, write_ledger
from knowledge_bank.links.network import INTERNET, Network
from knowledge_bank.links.result import Outcome, Result
from knowledge_bank.links.state import Expected
from knowledge_bank.links.states import state_of
from knowledge_bank.models.source import Source
from knowledge_bank.supersession import successor_of

BATCH = 50
# As many servers must be asked before we suspect our own side when most do not answer.
ENOUGH = 5


class NoNetwork(CouldNotCheck):
    """No server at all could be reached, so the fault is most likely on our side."""

    def __init__(self, why: str = "no network") -> None:
        super().__init__(f"could not check: {why}")


def watched(bank: Bank) -> dict[str, Source]:
    """The sources whose address is published, by id."""
    records = (located.record for located in bank.sources.values())
    return {r.id: r for r in records if r.link and r.state not in ("gone", "withdrawn")}


def look(
    bank: Bank,
    today: date,
    *,
    network: Network = INTERNET,
    time_limit: float = 600,
    batch: int = BATCH,
) -> Ledger:
    """Look at every address of the register on the day `today`; write and return the ledger.

    A run that ended early on the same day is taken up where it stopped. Raises CouldNotCheck, and
    changes no state, where there is no network or the ledger on file cannot be gone by.
    """
    begun = time.monotonic()
    before = known(bank.root, today)
    sources = watched(bank)
    links = {name: before.links[name] for name in sources if name in before.links}
    again = before.checked == today and not before.finished
    waiting = _oldest_first(sources, links, today if again else None)
    finished, reached = True, again
    for start in range(0, len(waiting), batch):
        left = time_limit - (time.monotonic() - begun)
        if left <= 1:
            finished = False
            break
        part = waiting[start : start + batch]
        results = _ask([str(sources[name].link) for name in part], network, left)
        _suspect_ourselves(results.values(), reached)
        reached = True
        for name in part:
            links[name] = _entry(bank, sources[name], results, links.get(name), today)
        finished = all(r.outcome is not Outcome.UNFINISHED for r in results.values())
        write_ledger(bank.root, Ledger(checked=today, finished=False, links=links))
    ledger = Ledger(checked=today, finished=finished, links=links)
    write_ledger(bank.root, ledger)
    return ledger


def confirm(bank: Bank, name: str, role: str, today: date) -> Entry:
    """Record that `role` opened the source `name` today and saw the right document.

    Raises CouldNotCheck where the role or the link is unknown, or nothing is the matter with it.
    """
    if role not in bank.ids("roles"):
        roles = ", ".join(sorted(bank.ids("roles")))
        raise CouldNotCheck(f"there is no role “{role}”; the roles are {roles}")
    ledger = known(bank.root, today)
    if name not in ledger.links:
        raise CouldNotCheck(f"no look at a source “{name}” is recorded; run `kb links` first")
    if ledger.links[name].state == "ok":
        raise CouldNotCheck(f"nothing is the matter with “{name}”, so there is nothing to confirm")
    entry = confirmed(ledger.links[name], role, today)
    write_ledger(bank.root, ledger.model_copy(update={"links": {**ledger.links, name: entry}}))
    return entry


def known(root: Path, today: date) -> Ledger:
    """The ledger on file, or an empty one where there is none; raises CouldNotCheck if unusable."""
    ledger = read_ledger(root, today)
    if isinstance(ledger, Ledger):
        return ledger
    if ledger.kind == "missing":
        return Ledger()
    raise CouldNotCheck(f"could not check: {unusable(ledger)}")


def unusable(trouble: Trouble) -> str:
    """Say what is wrong with the ledger, and what to do, in one sentence each."""
    return (
        f"the history of the links is of no use. {trouble.sentence} Restore the file from the "
        "last version, or delete it to begin a new history"
    )


def _oldest_first(
    sources: Mapping[str, Source], links: Mapping[str, Entry], done: date | None
) -> list[str]:
    """The ids to look at, the longest unseen first; without those looked at on the day `done`."""
    last = {name: (links[name].looked if name in links else None) for name in sources}
    waiting = [name for name in sources if done is None or last[name] != done]
    return sorted(waiting, key=lambda name: (last[name] or date.min, name))


def _ask(addresses: Sequence[str], network: Network, time_limit: float) -> dict[str, Result]:
    """Look at addresses, and at GOV.UK's word on those that have one."""
    extra = filter(None, map(api_address, addresses))
    found = fetch((*addresses, *extra), network=network, time_limit=time_limit)
    return {result.address: result for result in found}


def _suspect_ourselves(results: Iterable[Result], reached: bool) -> None:
    """Raise NoNetwork where nothing was reached, or most servers were not, or one stood for all.

    Once the run has `reached` somebody, a few silent servers are only that.
    """
    asked = [r for r in results if r.outcome not in (Outcome.REFUSED, Outcome.UNFINISHED)]
    dead = [r for r in asked if r.outcome is Outcome.UNREACHABLE]
    if dead and len(dead) == len(asked) and not reached:
        raise NoNetwork
    by_host: defaultdict[str, list[Result]] = defaultdict(list)
    for result in asked:
        by_host[urlsplit(result.address).netloc].append(result)
    if len(by_host) < ENOUGH:
        return
    silent = sum(all(r in dead for r in each) for each in by_host.values())
    if 2 * silent > len(by_host):
        raise NoNetwork("most servers could not be reached, so the fault is most likely ours")
    ends = Counter(
        urlsplit(each[0].final_address).netloc for each in by_host.values() if each[0].hops
    )
    if ends and 2 * max(ends.values()) > len(by_host):
        raise NoNetwork("one server answers for most others, as a network's sign-in page does")


def _entry(
    bank: Bank, source: Source, results: Mapping[str, Result], before: Entry | None, today: date
) -> Entry:
    """Judge one source by the look at its address and, where there is one, GOV.UK's word."""
    address = str(source.link)
    api = api_address(address)
    word = word_of(results[api]) if api and api in results else None
    step = successor_of(bank, source.id)
    seen = [each.on for each in (source.read, source.checked) if each]
    accepted = before.accepted if before and before.address == address else None
    expected = Expected(
        words=source.expects,
        successor=bank.sources[step.newer].record.name if step else "",
        seen=max(seen, default=None),
        print=accepted.print if accepted else None,
        updated=accepted.updated if accepted else None,
    )
    return judged(state_of(results[address], expected, word), address, before, today)
