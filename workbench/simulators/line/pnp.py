"""Notification messages: to whoever has this telephone number, friend or not."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.line import messages, pnp_shape, refusals
from workbench.simulators.line.desk import Answer, Desk
from workbench.simulators.line.door import Call, read_json, refuse_retry_key
from workbench.simulators.line.quota import Quota
from workbench.simulators.world import World

_WAITS = timedelta(hours=24)
Json = dict[str, Any]
# Tells the shop that the message with this tag was delivered.
Delivered = Callable[[str, str], None]


class Consent(StrEnum):
    """What the person said to notification messages."""

    AGREED = "agreed"
    REFUSED = "refused"
    UNASKED = "unasked"


@dataclass(slots=True)
class Held:
    """A message that waits for its reader's consent."""

    body: Json
    tag: str
    until: datetime


@dataclass(slots=True)
class Subscriber:
    """Whose number it is, and what waits for them."""

    contact: Contact
    consent: Consent
    held: list[Held] = field(default_factory=list)


def hashed(number: str) -> str:
    """A number as it travels: `+886912345678` and nothing between the digits."""
    return hashlib.sha256(number.encode()).hexdigest()


class PhoneBook:
    """Who has which number, for each account. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._subscribers: dict[tuple[str, str], Subscriber] = {}

    def write(self, contact: Contact, number: str, consent: Consent) -> None:
        key = (contact.account.account, hashed(number))
        self._subscribers[key] = Subscriber(contact, consent)

    def find(self, account: str, to: str) -> Subscriber | None:
        return self._subscribers.get((account, to))

    def of(self, contact: Contact) -> list[Subscriber]:
        return [one for one in self._subscribers.values() if one.contact is contact]


class NotificationApi:
    """Answers `/v2/bot/message/pnp/templated/push` and `/bot/pnp/push`."""

    def __init__(
        self, world: World, desk: Desk, book: PhoneBook, quota: Quota, delivered: Delivered
    ) -> None:
        self._world = world
        self._desk = desk
        self._book = book
        self._quota = quota
        self._delivered = delivered

    def templated(self, request: Request) -> Response:
        """`POST /v2/bot/message/pnp/templated/push`."""

        def check(body: Json) -> None:
            pnp_shape.refuse_wrong_template(body)

        return self._push(request, "pnp/templated", check, 202)

    def flexible(self, request: Request) -> Response:
        """`POST /bot/pnp/push`: the older kind."""

        def check(body: Json) -> None:
            found = pnp_shape.flexible_problems(body)
            if found:
                raise refusals.wrong_body(found)

        return self._push(request, "pnp", check, 200)

    def consent(self, contact: Contact) -> None:
        """The person agrees: what waits no longer than 24 hours is delivered now."""
        with self._world.lock:
            waiting = []
            for one in self._book.of(contact):
                one.consent, held, one.held = Consent.AGREED, one.held, []
                waiting += [message for message in held if self._world.now() <= message.until]
        for message in waiting:
            self._deliver(contact, message.body, message.tag)

    def _push(
        self, request: Request, kind: str, check: Callable[[Json], None], status: int
    ) -> Response:
        def work(call: Call) -> Answer:
            refuse_retry_key(request)
            tag = pnp_shape.refuse_wrong_tag(request.headers.get(pnp_shape.TAG))
            if not self._world.rules.line_notifications:
                raise refusals.no_leave()
            body = read_json(request)
            to = pnp_shape.refuse_wrong_address(body)
            check(body)
            with self._world.lock:
                found = self._book.find(call.account.account, to)
            if found is None or found.consent is Consent.REFUSED:
                raise refusals.LineRefusal(422, "Failed to send messages")
            self._take(found, kind, Held(body, tag or to, self._world.now() + _WAITS))
            return status, {}

        return self._desk.serve(request, f"message/{kind}/push", work)

    def _take(self, found: Subscriber, kind: str, message: Held) -> None:
        """A person who blocked the account is never shown it, and nobody is told."""
        account = found.contact.account.account
        with self._world.lock:
            self._quota.note(account, kind, 1, self._world.now())
            if found.consent is Consent.UNASKED:
                found.held.append(message)
                return
        if not found.contact.blocked:
            self._deliver(found.contact, message.body, message.tag)

    def _deliver(self, contact: Contact, body: Json, tag: str) -> None:
        self._world.show(contact, self._bubbles(body), body, {})
        self._delivered(contact.account.account, tag)

    def _bubbles(self, body: Json) -> list[Bubble]:
        now, mid = self._world.now(), self._world.ids.line_message
        if "templateKey" in body:
            words = pnp_shape.words_of(body)
            return [Bubble(now, Author.SHOP, "notification", words, mid())]
        shown = (messages.kind_and_text(message) for message in body["messages"])
        return [Bubble(now, Author.SHOP, kind, text, mid()) for kind, text in shown]
