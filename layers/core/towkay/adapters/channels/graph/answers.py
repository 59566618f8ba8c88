"""What does an answer of the Graph API say became of a call that was to send a message?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from towkay.adapters.channels.graph.usage import share_used, wait_asked_for
from towkay.adapters.channels.shapes import whole_number
from towkay.adapters.channels.wire import json_object, object_at, word
from towkay.adapters.http import HttpReply
from towkay.domain.outcomes import Outcome, Refusal, Verdict

Documented = Callable[[int, int | None], Outcome | None]
SentIds = Callable[[Mapping[str, Any]], tuple[str, ...]]


def read_answer(
    reply: HttpReply,
    documented: Documented,
    sent_ids: SentIds,
    *,
    despite_5xx: frozenset[int] = frozenset(),
) -> Outcome:
    """What the answer says became of the call: its error code first, its status last.

    Except that a server error leaves it open, whatever its body says: the message may have
    been taken before something broke, and without a retry key a repeat would be seen twice.
    Not so for `despite_5xx`, codes that come with one and say that nothing was sent.
    """
    content = json_object(reply.body)
    error = object_at(content, "error")
    decides = reply.status < 500 or _number(error, "code") in despite_5xx
    request_id = word(error.get("fbtrace_id") or reply.headers.get("x-fb-trace-id", ""))
    by_error = _by_error(error, documented) if decides else None
    outcome = by_error or _by_status(reply.status, sent_ids(content))
    code = _code_of(error) or ("" if outcome.verdict is Verdict.SENT else f"http-{reply.status}")
    wait = wait_asked_for(reply.headers) if outcome.refusal is Refusal.RATE else None
    wait = wait or outcome.retry_after
    used = share_used(reply.headers)
    return replace(outcome, request_id=request_id, code=code, retry_after=wait, usage=used)


def _by_error(error: Mapping[str, Any], documented: Documented) -> Outcome | None:
    code = _number(error, "code")
    return None if code is None else documented(code, _number(error, "error_subcode"))


def _by_status(status: int, ids: tuple[str, ...]) -> Outcome:
    if 200 <= status < 300:
        # An answer that does not name the message may be anybody's: nothing is certain then.
        return Outcome(Verdict.SENT, provider_ids=ids) if ids else Outcome(Verdict.UNKNOWN)
    if status == 429:
        return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)
    if 400 <= status < 500:
        return Outcome(Verdict.REFUSED, Refusal.UNDOCUMENTED)
    return Outcome(Verdict.UNKNOWN)


def _code_of(error: Mapping[str, Any]) -> str:
    numbers = (_number(error, "code"), _number(error, "error_subcode"))
    return "/".join(str(number) for number in numbers if number is not None)


def _number(error: Mapping[str, Any], name: str) -> int | None:
    try:
        return whole_number(error.get(name))
    except ValueError:
        return None
