"""What passes between a channel's questions about an account and the HTTP client?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from towkay.adapters.channels.wire import json_bytes, json_headers, json_object, object_at, word
from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey

Answer = HttpReply | HttpFailure
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request about an account; `name` is what it is about, for people.

    `host` names the host where a channel has several; empty is the one named as the channel is.
    `then` tells by its answer what else is to be asked: the next page of a list.
    """

    name: str
    method: str
    path: str = field(repr=False)  # a token or a proof of it may be in it
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    host: str = ""
    then: "Callable[[Answer], Ask | None] | None" = field(default=None, repr=False, compare=False)


class ChannelCare(Protocol):
    """One channel's side of a look at an account: pure, the requests and what answers mean."""

    def asks(self, endpoint: Endpoint, account: AccountKey) -> Sequence[Ask]:
        """Everything that can be asked with what is stored; nothing without a token."""
        ...

    def told(
        self, endpoint: Endpoint, account: AccountKey, answers: Answers, now: datetime
    ) -> Told:
        """What the answers say together, whatever they look like."""
        ...


def get(name: str, path: str, token: str, host: str = "") -> Ask:
    """A question without a body."""
    return Ask(name, "GET", path, {"Authorization": f"Bearer {token}"}, host=host)


def post(name: str, path: str, token: str, content: Mapping[str, Any], host: str = "") -> Ask:
    """A request with a JSON body."""
    return Ask(name, "POST", path, json_headers(token), json_bytes(content), host)


def content_of(answers: Answers, name: str) -> Mapping[str, Any] | None:
    """The object in a good answer; None where there is none."""
    answer = answers.get(name)
    if not isinstance(answer, HttpReply) or not 200 <= answer.status < 300:
        return None
    return json_object(answer.body)


def problem_of(answer: Answer) -> str:
    """Why an answer is no good, in the channel's own number or the name of the failure."""
    if isinstance(answer, HttpFailure):
        return answer.reason
    content = json_object(answer.body)
    error = object_at(content, "error")
    numbers = [word(error.get(name)) for name in ("code", "error_subcode") if error.get(name)]
    return "/".join(numbers) or f"http-{answer.status}"


def unanswered(answers: Answers, but: Sequence[str] = ()) -> tuple[str, ...]:
    """What was asked in vain, each with the reason; `but` names what is judged elsewhere."""
    vain = [name for name in answers if name not in but and content_of(answers, name) is None]
    return tuple(f"{name}: {problem_of(answers[name])}" for name in vain)
