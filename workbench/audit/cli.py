"""`towkay audit`: can the permit of every recorded send be derived again from the records?"""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import timedelta

from towkay.adapters.policy_book import policy_book
from towkay.domain.audit.auditing import audited, indexed
from towkay.domain.audit.tally import Tally
from towkay.domain.channels import ContactKey
from workbench.audit.report import lines_of, plain
from workbench.contact_names import contact_named
from workbench.dossiers import Archive
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.targets import Target

CLEAN, FOUND = 0, 1
_PROGRESS = 1_000  # contacts between two signs of life


def run(where: Target, options: argparse.Namespace) -> int:
    """The exit code: 0 when every permit can be derived, 1 when some cannot."""
    stack = where.stack()
    kept_for = timedelta(days=stack.turn_retention_days)
    archive = Archive(where.dynamodb, stack.outputs["TableName"], where.now(), kept_for)
    wanted = _only(archive, options.contact) if options.contact else archive.contacts()
    tally = audit_all(archive, wanted, options.since)
    return told(tally, options, stack.pseudonym_key, archive.unreadable)


def _only(archive: Archive, named: str) -> list[ContactKey]:
    """Raises `WorkbenchError`: nothing found of a mistyped name is no clean record."""
    key = contact_named(named)
    dossier = archive.dossier(key)
    if not (dossier.contact or dossier.turns or dossier.ledger or archive.unreadable):
        raise WorkbenchError("沒有這位聯絡人的紀錄 · There is nothing on record for this contact.")
    archive.unreadable = 0  # they are read once more, and counted then
    return [key]


def audit_all(archive: Archive, contacts: Iterable[ContactKey], since: timedelta | None) -> Tally:
    """Look at one contact after the other."""
    book, tally = indexed(policy_book()), Tally()
    began = archive.now - since if since else None
    for key in contacts:
        tally.add(audited(archive.dossier(key), book, began))
        if tally.contacts % _PROGRESS == 0 and sys.stderr.isatty():
            print(f"  {tally.contacts:,} …", file=sys.stderr, flush=True)
    tally.close()
    return tally


def told(tally: Tally, options: argparse.Namespace, key: str, unreadable: int = 0) -> int:
    """Print what was found; the exit code."""
    if options.json:
        print(json.dumps({**plain(tally, key), "unreadable": unreadable}, ensure_ascii=False))
    else:
        print("\n".join(lines_of(tally, spoken_here(options.language), key)))
        if unreadable:
            print(f"✗ {unreadable:,} 列讀不懂 row(s) cannot be read")
    return FOUND if tally.violations or unreadable else CLEAN
