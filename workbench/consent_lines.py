"""How do a contact's consent and its ledger look on a terminal?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from workbench.consent_words import ACTS, SOURCES, Said
from workbench.transcript import block


class LedgerTeller:
    """Says things in one language, and moments on one wall."""

    def __init__(self, language: str, zone: str) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)

    def lines(
        self, contact: Contact, entries: Sequence[ConsentEntry], broken: int | None
    ) -> Iterator[str]:
        """Where the contact stands, then every entry, then whether the ledger is whole."""
        consent = contact.consent
        yield self._said(Said.REACHABLE if consent.reachable else Said.BLOCKED)
        yield self._said(Said.STOPPED if consent.stopped else Said.NOT_STOPPED)
        if consent.marketing_refused:
            yield self._said(Said.REFUSED)
        for one in contact.subscriptions:
            state = self._said(Said.TOPIC_ON if one.active else Said.TOPIC_OFF)
            wording = f" · {self._said(Said.WORDING)} {one.wording}" if one.wording else ""
            yield block("  ", f"{one.topic} · {state} · {self._moment(one.changed_at)}{wording}")
        yield ""
        yield self._said(Said.LEDGER if entries else Said.EMPTY, count=str(len(entries)))
        yield from map(self.row, entries)
        verdict = Said.WHOLE if broken is None else Said.BROKEN
        yield self._said(verdict, number=str(broken), head=consent.head[:12] or "-")

    def row(self, entry: ConsentEntry) -> str:
        """One entry; the words that were shown below it, where the ledger has them."""
        source = SOURCES[entry.source].spoken(self._language)
        parts = (
            self._moment(entry.at),
            ACTS[entry.act].spoken(self._language),
            entry.topic,
            source + (f" ({entry.by})" if entry.by else ""),
            f"{self._said(Said.WORDING)} {entry.wording}" if entry.wording else "",
            entry.place,
            "" if entry.took_effect else self._said(Said.NO_EFFECT),
        )
        told = block(f"  {entry.number or '-'}. ", " · ".join(filter(None, parts)))
        if not entry.words:
            return told
        return f"{told}\n{block('     ', self._said(Said.WORDS, words=entry.words))}"

    def _said(self, sentence: Said, **particulars: str) -> str:
        return sentence.spoken(self._language, **particulars)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M:%S} {self._zone.key}"
