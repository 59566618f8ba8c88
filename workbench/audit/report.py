"""How does the result of an audit look on a terminal, and as one line of JSON?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from towkay.domain.audit.faults import Finding
from towkay.domain.audit.tally import Tally
from towkay.runtime.reports import pseudonym
from workbench.audit.words import TOLD
from workbench.languages import Words
from workbench.transcript import block

_UNCONFIRMED = Words(
    "LINE 收下後沒有回報送達：當作沒有收到，也沒有重送",
    "not confirmed: LINE took them and reported no delivery; they were not sent again",
)
_SHOWN = 20  # findings of one fault; --json lists them all


def lines_of(tally: Tally, language: str, key: str) -> Iterator[str]:
    """Every kind of fault with its remedy, then what was looked at."""
    for fault, count in tally.faults.most_common():
        told = TOLD[fault]
        yield f"✗ {fault.value} · {count:,}"
        yield block("    ", told.wrong.spoken(language))
        yield block("  → ", told.remedy.spoken(language))
        found = [one for one in tally.findings if one.fault is fault]
        for one in found[:_SHOWN]:
            yield block("    · ", _line(one, key))
        if count > _SHOWN:
            yield f"    · … {count - _SHOWN:,}"
    yield from _summary(tally, language)


def plain(tally: Tally, key: str) -> dict[str, Any]:
    """The same for programs."""
    return {
        "contacts": tally.contacts,
        "calls": tally.calls,
        "violations": tally.violations,
        "before_proof": tally.before_proof,
        "evidence_expired": tally.worn,
        "unconfirmed": tally.unconfirmed,
        "faults": {fault.value: count for fault, count in tally.faults.items()},
        "findings": [
            {
                "fault": one.fault,
                "contact": pseudonym(one.contact, key),
                "send": one.send_id,
                "at": one.at.isoformat(),
                "detail": one.detail,
            }
            for one in tally.findings
        ],
    }


def _summary(tally: Tally, language: str) -> Iterator[str]:
    said = Words(
        "{0} 位聯絡人，{1} 次呼叫：無法推得許可的 {2}",
        "{0} contact(s), {1} call(s): {2} without a permit that can be derived",
    )
    mark = "✗" if tally.violations else "✓"
    counts = (f"{number:,}" for number in (tally.contacts, tally.calls, tally.violations))
    yield f"{mark} {said.spoken(language, *counts)}"
    if tally.before_proof:
        before = Words("早於判定紀錄", "from before decisions were recorded").spoken(language)
        yield f"  {tally.before_proof:,} {before}"
    if tally.worn:
        worn = Words("證據已過保存期限", "rest on evidence past its retention").spoken(language)
        yield f"  {tally.worn:,} {worn}"
    if tally.unconfirmed:
        told = _UNCONFIRMED.spoken(language)
        yield block(f"  {tally.unconfirmed:,} ", told)


def _line(one: Finding, key: str) -> str:
    parts = (_when(one.at), pseudonym(one.contact, key), one.send_id, one.detail)
    return "  ".join(filter(None, parts))


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z"
