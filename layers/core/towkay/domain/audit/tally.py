"""What does an audit of many contacts come to, without holding all of them?"""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.domain.audit.auditing import Audited
from towkay.domain.audit.faults import Fault, Finding
from towkay.domain.channels import Channel

_LISTED = 1_000  # findings that are kept to be printed; all are counted
_UNPROVED = 10_000  # calls without a decision that are kept, the newest ones
# While a version is rolled out, workers of the older one still make calls.
_ROLLED_OUT_WITHIN = timedelta(hours=1)
Account = tuple[Channel, str]


@dataclass(slots=True)
class Tally:
    """Counts of an audit under way; `close` settles what only the whole can tell."""

    contacts: int = 0
    calls: int = 0
    worn: int = 0
    unconfirmed: int = 0
    before_proof: int = 0
    faults: Counter[Fault] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    _proved_since: dict[Account, datetime] = field(default_factory=dict)
    _unproved: list[tuple[datetime, int, Finding]] = field(default_factory=list)
    _number: int = 0

    @property
    def violations(self) -> int:
        return self.faults.total()

    def add(self, one: Audited) -> None:
        self.contacts += 1
        self.calls += one.calls
        self.worn += one.worn
        self.unconfirmed += one.unconfirmed
        for found in one.findings:
            if found.fault is Fault.NO_DECISION:
                self._set_aside(found)
            else:
                self._count(found)
        if one.proved_at is not None and one.account is not None:
            known = self._proved_since.get(one.account, one.proved_at)
            self._proved_since[one.account] = min(known, one.proved_at)

    def close(self) -> None:
        """A call without a decision is older than decisions, or it is a fault."""
        for _, _, found in self._unproved:
            since = self._proved_since.get((found.contact.channel, found.contact.account))
            if since is not None and found.at > since + _ROLLED_OUT_WITHIN:
                self._count(found)
            else:
                self.before_proof += 1
        self._unproved.clear()

    def _count(self, found: Finding) -> None:
        self.faults[found.fault] += 1
        if len(self.findings) < _LISTED:
            self.findings.append(found)

    def _set_aside(self, found: Finding) -> None:
        self._number += 1
        heapq.heappush(self._unproved, (found.at, self._number, found))
        if len(self._unproved) > _UNPROVED:
            heapq.heappop(self._unproved)
            self.before_proof += 1
