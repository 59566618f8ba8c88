"""How does what is known of a contact look on a terminal? Tokens are named, never shown."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact
from towkay.domain.profile import Asked, Tag
from towkay.domain.subscriptions import ChannelToken, Subscription
from workbench.contacts.words import Said
from workbench.languages import CHINESE
from workbench.transcript import block

_NAME = 8  # hexadecimal digits of a token's hash: enough to tell two apart


class ContactTeller:
    """Says things in one language, and days on one wall."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._language = language
        self._zone = zone

    def lines(self, contact: Contact) -> Iterator[str]:
        """Everything but what was said."""
        yield self._line(Said.STANDS, self._standing(contact.consent))
        yield self._line(Said.TAGS, map(self._tag, contact.tags))
        yield self._line(Said.FIELDS, (f"{one.name}={one.value}" for one in contact.fields))
        yield self._line(Said.TOPICS, map(_topic, contact.subscriptions))
        yield self._line(Said.TOKENS, map(self._token, contact.tokens))
        yield self._line(Said.ASKED, map(self._asked, contact.asked))
        came = contact.came
        yield self._line(Said.CAME, [f"{came.place} {self._day(came.at)}"] if came else [])

    def _standing(self, consent: Consent) -> list[str]:
        """What the contact, or somebody on their behalf, has said of all messages at once."""
        said = (
            (Said.STOPPED, consent.stopped, consent.stop_at),
            (Said.SWITCHED_OFF, consent.marketing_refused, consent.marketing_said_at),
            (Said.BLOCKED, not consent.reachable, consent.reach_at),
        )
        told = [
            one.spoken(self._language, day=self._day(at) if at else "-")
            for one, holds, at in said
            if holds
        ]
        return told or [Said.NEVER_STOPPED.spoken(self._language)]

    def _line(self, what: Said, parts: Iterable[str]) -> str:
        between = "、" if self._language == CHINESE else ", "
        words = between.join(parts) or Said.NOTHING.spoken(self._language)
        return block(f"{what.spoken(self._language)} · ", words)

    def _tag(self, tag: Tag) -> str:
        until = f" – {self._day(tag.expires_at)}" if tag.expires_at else ""
        return f"{tag.name} ({tag.source or '-'} {self._day(tag.at)}{until})"

    def _asked(self, one: Asked) -> str:
        return f"{one.topic} {self._day(one.at)}{' ✗' if one.declined else ''}"

    def _token(self, one: ChannelToken) -> str:
        name = hashlib.sha256(one.token.encode()).hexdigest()[:_NAME]
        until = f" – {self._day(one.expires_at)}" if one.expires_at else ""
        return f"{one.kind} {name} {one.topic}".strip() + f"{until}{' ✗' if one.spent else ''}"

    def _day(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d}"


def _topic(one: Subscription) -> str:
    return f"{one.topic} {'✓' if one.active else '✗'}{f' ({one.place})' if one.place else ''}"
