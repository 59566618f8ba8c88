"""How is one thing said to many on LINE?

Source: LINE Messaging API reference, "Send multicast message", "Send narrowcast message", "Send
broadcast message", "Get narrowcast message status".
"""

import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.line.rendering import content_of
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    json_object,
)
from towkay.adapters.http import HttpReply
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.masses import Crowd, MassSend, MassWay, Multicast, Phase, Progress
from towkay.domain.messages import Message

Json = dict[str, Any]

MOST_RECIPIENTS = 500
_MOST_SOURCES = 10  # audiences and earlier narrowcasts in one recipient object
_KEYS = uuid.UUID("b3f3b7f4-9a53-5c27-8f0e-6a0d7cf2c1de")  # for good: others would send again
_UNIT = re.compile(r"[a-zA-Z0-9_]{1,30}")
_MOST_MESSAGES = CAPABILITIES[Channel.LINE].messages_per_send
_PHASES: Mapping[str, Phase] = MappingProxyType({phase.value: phase for phase in Phase})


def multicast_request(cast: Multicast, token: str) -> HttpRequest:
    """The request of a multicast. Raises `CallImpossible`."""
    people = sorted({contact.user for contact in cast.contacts})
    is_unit = not cast.unit or _UNIT.fullmatch(cast.unit)
    if not 1 <= len(people) <= MOST_RECIPIENTS or not is_unit:
        raise CallImpossible(NOT_RENDERABLE)
    body: Json = {"to": people, "messages": _contents(cast.messages)}
    if cast.unit:
        body["customAggregationUnits"] = [cast.unit]
    # Other people under the same name are another request: their key may not swallow it.
    who = hashlib.sha256("\n".join(people).encode()).hexdigest()
    key = _retry_key(cast.contacts[0].account, cast.name, who)
    return _request("multicast", key, body, token)


def mass_request(send: MassSend, token: str) -> HttpRequest:
    """The request of a narrowcast or broadcast. Raises `CallImpossible`."""
    body: Json = {"messages": _contents(send.messages)}
    if send.way is MassWay.NARROWCAST:
        body |= _chosen(send)
    # Not of the way: what was unclear as a broadcast may come again as a narrowcast, without those
    # who said stop meanwhile, and must not reach the others twice.
    key = _retry_key(send.account.account, send.name, "all")
    return _request(send.way.value, key, body, token)


def progress_path(request_id: str) -> str:
    """Where to ask for a narrowcast's progress, for 14 days."""
    return f"/v2/bot/message/progress/narrowcast?requestId={request_id}"


def read_progress(reply: HttpReply) -> Progress | None:
    """What the answer tells; None when it tells of nothing."""
    content = json_object(reply.body)
    phase = content.get("phase")
    if reply.status != 200 or not isinstance(phase, str):
        return None
    return Progress(
        _PHASES.get(phase, Phase.OTHER),
        _count(content.get("successCount")),
        _count(content.get("failureCount")),
        _count(content.get("targetCount")),
        str(content.get("errorCode") or ""),
        str(content.get("failedDescription") or ""),
        _moment(content.get("completedTime")),
    )


def _contents(messages: Sequence[Message]) -> list[Json]:
    if not 1 <= len(messages) <= _MOST_MESSAGES:
        raise CallImpossible(NOT_RENDERABLE)
    return [content_of(message) for message in messages]


def _chosen(send: MassSend) -> Json:
    body: Json = {}
    if recipient := _recipient(send.crowd):
        body["recipient"] = recipient
    if filters := _filters(send.crowd):
        body["filter"] = {"demographic": {"type": "operator", "and": filters}}
    if send.most is not None:
        body["limit"] = {"max": send.most}
    return body


def _recipient(crowd: Crowd) -> Json:
    """Everybody of one of the audiences, and nobody of those to leave out."""
    only = [_audience(one) for one in crowd.only]
    without = [_audience(one) for one in crowd.without]
    without += [{"type": "redelivery", "requestId": one} for one in crowd.not_again]
    if len(only) + len(without) > _MOST_SOURCES:
        raise CallImpossible(NOT_RENDERABLE)
    parts = [{"type": "operator", "or": only}] if len(only) > 1 else only
    parts = [*parts, *({"type": "operator", "not": one} for one in without)]
    return {"type": "operator", "and": parts} if len(parts) > 1 else next(iter(parts), {})


def _audience(audience_id: int) -> Json:
    return {"type": "audience", "audienceGroupId": audience_id}


def _filters(crowd: Crowd) -> list[Json]:
    named = (("gender", crowd.genders), ("area", crowd.areas), ("appType", crowd.apps))
    filters: list[Json] = [{"type": kind, "oneOf": list(words)} for kind, words in named if words]
    ranges = (("age", "age_", crowd.ages), ("subscriptionPeriod", "day_", crowd.days))
    for kind, prefix, (least, below) in ranges:
        ends = {"gte": least, "lt": below}
        told = {name: f"{prefix}{end}" for name, end in ends.items() if end is not None}
        filters += [{"type": kind, **told}] if told else []
    return filters


def _request(kind: str, key: str, body: Json, token: str) -> HttpRequest:
    headers = json_headers(token) | {"X-Line-Retry-Key": key}
    return HttpRequest(f"/v2/bot/message/{kind}", headers, json_bytes(body))


def _retry_key(account: str, name: str, of: str) -> str:
    return str(uuid.uuid5(_KEYS, f"{account}/{name}/{of}"))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
