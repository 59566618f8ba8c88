"""How does the shop hear from WhatsApp: signed posts, repeated with growing gaps for a week?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import repeat
from urllib.parse import urlencode

import urllib3

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.sender import Background, Post, Sent, nothing_sent, try_each
from workbench.simulators.whatsapp import events, wire
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.values import JsonObject

_CHALLENGE = "1158201444"
_AT_ONCE = 2  # tries without a pause; then with growing ones, for a week
_GAPS_MIN = (1, 5, 15, 60, 240, 720, 1440, 1440, 1440, 1440, 1440, 1440)
_TRIES_FOR = timedelta(days=7)

# Asks an address and returns status and body; an address that cannot be asked has no status.
Visit = Callable[[str], tuple[int | None, str]]


def http_visit(timeout_s: float) -> Visit:
    """A `Visit` over HTTP."""
    pool = urllib3.PoolManager(retries=False, timeout=timeout_s)

    def visit(url: str) -> tuple[int | None, str]:
        try:
            answer = pool.request("GET", url, redirect=False)
        except (urllib3.exceptions.HTTPError, OSError):
            return None, ""
        return answer.status, answer.data.decode("utf-8", "replace")

    return visit


class WhatsAppWebhooks:
    """Posts changes to the address of their number, business account or app.

    `visit` checks an address before the first post; without it every address is believed.
    """

    def __init__(
        self, state: State, post: Post, background: Background, visit: Visit | None = None
    ) -> None:
        self._state = state
        self._world = state.world
        self._post = post
        self._background = background
        self._visit = visit
        self._verified: set[str] = set()

    def send(
        self,
        number: Number,
        user: str,
        changes: Sequence[JsonObject],
        event_ids: tuple[str, ...],
        told_at: datetime | None = None,
    ) -> Sent:
        """Post the changes as one body and wait for the shop's answer."""
        account = number.account
        if not self._state.business(account.waba).subscribed:
            return nothing_sent(WHATSAPP, account.account, user)
        body = wire.encode(events.body(account.waba, changes, told_at))
        return self.repeat(Sent(WHATSAPP, account.account, user, body, {}, (), event_ids))

    def repeat(self, sent: Sent, *, forged: bool = False) -> Sent:
        """Post the same bytes; `forged` signs them with a secret that is not the app's."""
        number = self._state.numbers[sent.account]
        secret = "not the app's secret" if forged else number.account.app_secret
        signed = replace(sent, headers=wire.headers(secret, sent.body))
        self._world.say(sent.body)
        if not self._is_verified(number):
            return replace(signed, attempts=())
        tried = self._try(number, signed, 1 if forged else _AT_ONCE)
        if not forged:
            self._keep_trying(number, tried, self._world.now(), 0)
        return tried

    def later(self, number: Number, user: str, changes: Iterable[JsonObject]) -> None:
        """Post each change as a webhook of its own, in this order, without waiting."""
        for one in changes:
            job = partial(self.send, number, user, [one], ())
            self._background.later(number.account.account, job)

    def at(self, moment: datetime, number: Number, user: str, changes: list[JsonObject]) -> None:
        """Post them when their time has come."""
        with self._world.lock:
            self._state.agenda.at(moment, partial(self.later, number, user, changes))

    def tell_business(self, waba: str, field: str, value: JsonObject) -> None:
        """News of a business account, which go out by the way of its first number."""
        numbers = self._state.numbers.values()
        number = next(one for one in numbers if one.account.waba == waba)
        news, now = [{"field": field, "value": value}], self._world.now()
        job = partial(self.send, number, "", news, (), now)
        self._background.later(number.account.account, job)

    def release(self) -> None:
        """Do what has fallen due."""
        with self._world.lock:
            jobs = self._state.agenda.due(self._world.now())
        for job in jobs:
            job()

    def verify(self, url: str, verify_token: str) -> bool:
        """The handshake: the address must answer with the challenge alone."""
        if self._visit is None:
            return True
        asked = {"hub.mode": "subscribe", "hub.challenge": _CHALLENGE}
        query = urlencode(asked | {"hub.verify_token": verify_token})
        return self._visit(f"{url}?{query}") == (200, _CHALLENGE)

    def _is_verified(self, number: Number) -> bool:
        url = self._address(number)
        if url not in self._verified and self.verify(url, number.account.verify_token):
            self._verified.add(url)
        return url in self._verified

    def _address(self, number: Number) -> str:
        """The number's own, else the business account's, else the app's."""
        business = self._state.business(number.account.waba)
        return number.callback or business.callback or number.account.webhook_url

    def _try(self, number: Number, sent: Sent, times: int) -> Sent:
        tries = repeat((sent.body, sent.headers), times)
        answers = try_each(self._only_200, self._address(number), tries)
        return replace(sent, attempts=sent.attempts + answers)

    def _only_200(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """A 204 is no acceptance here."""
        status = self._post(url, body, headers)
        return status if status == 200 or not 200 <= status < 300 else 500

    def _keep_trying(self, number: Number, sent: Sent, since: datetime, gap: int) -> None:
        if sent.status == 200:
            return
        due = self._world.now() + timedelta(minutes=_GAPS_MIN[min(gap, len(_GAPS_MIN) - 1)])
        if due - since > _TRIES_FOR:
            return

        def again() -> None:
            tried = self._try(number, sent, 1)
            self._keep_trying(number, tried, since, gap + 1)

        with self._world.lock:
            self._state.agenda.at(
                due, partial(self._background.later, number.account.account, again)
            )
