"""Whom does a sample event speak of on a bench that has accounts of its own?

The samples are signed for made-up endpoints and happened on a day long ago. On a running bench a
webhook says the same of the bench's own account, now, and signed with its secret. What a sample
shows by being wrong stays wrong: a bad signature, another's token, an unknown account.
"""

import base64
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.secrets import VerifySecrets
from workbench import samples
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets
from workbench.simulators.accounts import LINE
from workbench.simulators.line.wire import signature as line_signature
from workbench.simulators.meta.wire import signature as meta_signature

_NEAR_S = timedelta(days=60).total_seconds()  # other numbers are no moments of a sample
_MOMENT = re.compile(r"(?<![\w.])(1\d{12}|1\d{9})(?!\w)")  # milliseconds or seconds since 1970


@dataclass(frozen=True, slots=True)
class _Home:
    """One account of the bench, and what signs its webhooks."""

    channel: str
    endpoint: str
    account: str
    known: VerifySecrets

    @property
    def brand(self) -> str:
        return self.known.accounts[self.account]


@dataclass(frozen=True, slots=True)
class _Move:
    """From the endpoint that a sample is made for to one of the bench."""

    sample: EndpointSecrets
    home: _Home

    @property
    def told(self) -> str:
        channel, account = self.sample.channel, self.home.account
        return f"{channel}/{self.sample.endpoint} is {channel}/{self.home.endpoint} here, {account}"

    def text(self, text: str) -> str:
        """The same, said of the bench's account."""
        words = self._words()
        known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return re.sub(rf"(?<![\w-])(?:{known})(?![\w-])", lambda word: words[word[0]], text)

    def _words(self) -> dict[str, str]:
        """What stands in the sample, and what stands there on the bench."""
        account, brand = next(iter(self.sample.brands.items()))
        facts = self.home.known.facts.get(self.home.account, {})
        words = {
            account: self.home.account,
            brand: self.home.brand,
            self.sample.endpoint: self.home.endpoint,
            self.sample.app_id: self.home.known.app_id,
            self.sample.verify_token: self.home.known.verify_token,
        }
        for name, said in self.sample.facts.get(account, {}).items():
            words[said] = facts.get(name, said)
        return {word: here for word, here in words.items() if word}


def moved(event: Any, bench: Sequence[Endpoint], now: datetime) -> tuple[Any, list[str]]:
    """The event as one of the bench's own, and what to tell of that.

    Records keep their moments, so that a turn which one sample leaves is found by the next. Raises
    `WorkbenchError` when the bench has no account on the sample's channel.
    """
    if not isinstance(event, dict):
        return event, []
    there = {(known.channel, known.name) for known in bench}
    foreign = [one for one in samples.endpoints() if (one.channel, one.endpoint) not in there]
    path = event.get("pathParameters") or {}
    for sample in foreign:
        if (path.get("channel"), path.get("endpoint")) == (sample.channel, sample.endpoint):
            move = _move(sample, bench)
            return _webhook(event, move, now), [f"{move.told}; said now, and signed for it"]
    return _records(event, foreign, bench)


def _records(
    event: dict[str, Any], foreign: Sequence[EndpointSecrets], bench: Sequence[Endpoint]
) -> tuple[dict[str, Any], list[str]]:
    records, told = [], []
    for record in event.get("Records") or []:
        body = str(record.get("body", ""))
        spoken_of = (one for one in foreign if any(account in body for account in one.brands))
        if sample := next(spoken_of, None):
            move = _move(sample, bench)
            record = {**record, "body": move.text(body)}
            told.append(move.told)
        records.append(record)
    return {**event, "Records": records} if records else event, list(dict.fromkeys(told))


def _move(sample: EndpointSecrets, bench: Sequence[Endpoint]) -> _Move:
    """To an account of the sample's own brand, where there is one."""
    homes = [home for home in _homes(bench) if home.channel == sample.channel]
    if not homes:
        raise WorkbenchError(
            f"這台上沒有 {sample.channel} 的帳號，這個範例找不到對象\n"
            f"  This bench has no account on {sample.channel} for the sample to speak of."
        )
    own = (home for home in homes if home.brand in sample.brands.values())
    return _Move(sample, next(own, homes[0]))


def _homes(bench: Sequence[Endpoint]) -> Iterator[_Home]:
    for endpoint in bench:
        if known := endpoint.verify:
            for account in known.accounts:
                yield _Home(str(endpoint.channel), endpoint.name, account, known)


def _webhook(event: dict[str, Any], move: _Move, now: datetime) -> dict[str, Any]:
    """The whole request, its body as the channel would have signed it for the bench."""
    began = samples.time_of(event) or now
    around = {name: value for name, value in event.items() if name != "body"}
    request = json.loads(_later(move.text(json.dumps(around)), began, now))
    if "body" not in event:
        return dict(request)
    is_coded = bool(event.get("isBase64Encoded"))
    said = base64.b64decode(event["body"]) if is_coded else event["body"].encode()
    body = _later(move.text(said.decode()), began, now).encode()
    headers = {name.lower(): value for name, value in request["headers"].items()}
    if INBOUND[Channel(move.sample.channel)].is_genuine(
        said, headers, (move.sample.signing_secret,)
    ):
        headers |= _signature(move.home, body, now)
    written = base64.b64encode(body) if is_coded else body
    return {**request, "headers": headers, "body": written.decode()}


def _signature(home: _Home, body: bytes, now: datetime) -> dict[str, str]:
    secret = home.known.signing_at(now)[0]
    if home.channel == LINE:
        return {"x-line-signature": line_signature(secret, body)}
    return {"x-hub-signature-256": meta_signature(secret, body)}


def _later(text: str, began: datetime, now: datetime) -> str:
    """Every moment of the sample as long before or after `now` as it was when it happened."""

    def moment(found: re.Match[str]) -> str:
        unit = 1000 if len(found[0]) == 13 else 1
        if abs(int(found[0]) / unit - began.timestamp()) > _NEAR_S:
            return found[0]
        return str(int(found[0]) + round((now - began).total_seconds() * unit))

    return _MOMENT.sub(moment, text)
