"""How are people kept out of what goes to all friends on LINE: an audience of them to leave out?

Also how many friends a send can reach. Source: LINE Messaging API reference, "Manage audience" and
"Get number of followers".
"""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

from towkay.adapters.channels.asking import Answer, Ask, get, post
from towkay.adapters.channels.wire import json_object
from towkay.adapters.http import HttpReply

_PATH = "/v2/bot/audienceGroup"
_MOST_IDS = 10_000  # in one upload
_OVER = frozenset({"EXPIRED", "FAILED"})  # never to be ready again: another one has to be made
_DAYS = timezone(timedelta(hours=9))  # LINE's statistics are of days in Japan


class AudienceRefused(Exception):
    """LINE did not make the audience; the text is its word for why."""


def leaving_out(people: Sequence[str], token: str) -> Generator[Ask, Answer, tuple[int, ...]]:
    """Make sure there are audiences of exactly these people; their ids once all can be used.

    Empty while LINE still works on one, which may take hours: asked again, it finds the same ones
    by their description. Raises `AudienceRefused`.
    """
    ids: list[int] = []
    for part in _parts(people):
        name = _description(part)
        query = urlencode({"page": 1, "description": name})
        found = yield get("audiences", f"{_PATH}/list?{query}", token)
        known = [one for one in _listed(found) if one.get("status") not in _OVER]
        if not known:
            body = {"description": name, "audiences": [{"id": user} for user in part]}
            made = yield post("audience", f"{_PATH}/upload", token, body)
            known = [_object(made)]
        audience_id = known[0].get("audienceGroupId")
        told = yield get("audience", f"{_PATH}/{audience_id}", token)
        if (_object(told).get("audienceGroup") or {}).get("status") != "READY":
            return ()
        ids.append(int(audience_id))
    return tuple(ids)


def reach_ask(token: str, now: datetime) -> Ask:
    """Yesterday's figures: those of today are not counted yet."""
    day = (now.astimezone(_DAYS) - timedelta(days=1)).strftime("%Y%m%d")
    return get("reach", f"/v2/bot/insight/followers?date={day}", token)


def reach_of(answer: Answer) -> int | None:
    """How many friends can be reached; None while LINE does not tell."""
    content = json_object(answer.body) if isinstance(answer, HttpReply) else {}
    reach = content.get("targetedReaches")
    is_number = isinstance(reach, int) and not isinstance(reach, bool)
    return reach if is_number and content.get("status") == "ready" else None


def _parts(people: Sequence[str]) -> Iterator[list[str]]:
    everybody = sorted(set(people))
    for at in range(0, len(everybody), _MOST_IDS):
        yield everybody[at : at + _MOST_IDS]


def _description(people: Sequence[str]) -> str:
    """Names the very people in it, so that another list is another audience."""
    return "towkay " + hashlib.sha256("\n".join(people).encode()).hexdigest()[:32]


def _listed(answer: Answer) -> list[Any]:
    groups = _object(answer).get("audienceGroups")
    return [one for one in groups if isinstance(one, dict)] if isinstance(groups, list) else []


def _object(answer: Answer) -> Any:
    """Raises `AudienceRefused` for anything but a yes."""
    if not isinstance(answer, HttpReply):
        raise AudienceRefused(answer.reason)
    content = json_object(answer.body)
    if not 200 <= answer.status < 300:
        raise AudienceRefused(str(content.get("message") or f"http-{answer.status}"))
    return content
