"""How is an audit of a million made-up sends run, and on several processes?"""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from towkay.domain.audit.auditing import Audited, audited
from towkay.domain.audit.dossier import Dossier
from towkay.domain.audit.tally import Tally
from towkay.domain.unasked import History
from workbench.audit.cli import told
from workbench.audit.simulated.days import a_person
from workbench.audit.simulated.person import Person
from workbench.audit.simulated.shop import CLOSED, the_shop

_AT_A_TIME = 50  # people of one batch
_KEY = "simulated"


def run(options: argparse.Namespace) -> int:
    """The exit code: 0 when every permit could be derived, 1 when some could not."""
    began = time.monotonic()
    tally = simulated(options.simulated, options.seed, options.processes)
    took = time.monotonic() - began
    print(f"{tally.calls / took:,.0f} 次/秒 calls a second, {took:,.0f} s", file=sys.stderr)
    return told(tally, options, _KEY)


def simulated(calls: int, seed: int, processes: int = 1) -> Tally:
    """Let people live until they were called for `calls` times, and audit each."""
    tally = Tally()
    for batch in _batches(seed, processes):
        for one in batch:
            tally.add(one)
        _progress(tally.calls, calls)
        if tally.calls >= calls:
            break
    tally.close()
    return tally


def dossiers_of(person: Person) -> Iterator[Dossier]:
    """What the table holds of a person's contacts once all is over."""
    table = person.table
    for key in person.contacts:
        contact = table.contacts.get(key)
        named = (contact.brand, contact.person_name) if contact else ("", "")
        rows = table.turns.get(key, {})
        yield Dossier(
            key,
            CLOSED,
            contact,
            tuple(rows[one] for one in sorted(rows)),
            tuple(table.ledger.get(key, {}).values()),
            table.histories.get(named, History()),
            person.shop.in_force,
        )


def batch_of(seed: int, first: int) -> list[Audited]:
    """Some people, each lived and audited, then forgotten."""
    shop = the_shop()
    found: list[Audited] = []
    for number in range(first, first + _AT_A_TIME):
        person = a_person(shop, seed, number)
        person.live()
        found += [audited(one, shop.book) for one in dossiers_of(person)]
    return found


def _batches(seed: int, processes: int) -> Iterator[list[Audited]]:
    if processes == 1:
        first = 0
        while True:
            yield batch_of(seed, first)
            first += _AT_A_TIME
    with ProcessPoolExecutor(processes) as pool:
        waiting = {pool.submit(batch_of, seed, n * _AT_A_TIME) for n in range(2 * processes)}
        first = len(waiting) * _AT_A_TIME
        try:
            while True:
                done = next(as_completed(waiting))
                waiting.remove(done)
                waiting.add(pool.submit(batch_of, seed, first))
                first += _AT_A_TIME
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        bar = "█" * (40 * min(done, of) // of)
        end = "\n" if done >= of else ""
        print(f"\r{bar:<40} {done:,}/{of:,}", end=end, file=sys.stderr, flush=True)
