"""Made-up shoppers: what they send, as the platforms would deliver it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.simulation.platforms import ACCOUNTS
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.channels import Channel

_SAID = (
    "運費多少錢",
    "可以退貨嗎",
    "怎麼換貨",
    "新的茶壺要怎麼開壺",
    "How much is shipping?",
    "你們老闆的貓叫什麼名字",
    "謝謝",
    "選單",
    "停止",
    "恢復訂閱",
    "找真人",
    "重新開始",
)
_RARELY = 0.03
_REDELIVERED_AFTER = (timedelta(minutes=6), timedelta(hours=25), timedelta(days=6.9))
_WEIGHTS = (20, 20, 20, 20, 10, 5, 5, 4, 2, 2, 1, 3)


@dataclass(frozen=True, slots=True)
class Said:
    """One event that happened, however often it is delivered."""

    channel: Channel
    user: str
    cause: str
    at: datetime


def play(
    world: World,
    *,
    events: int,
    conversations: int,
    duplicates: float,
    reordered: float,
    span: timedelta,
    redelivered: float = 0.0,
    rarely: float = _RARELY,
) -> list[Said]:
    """Schedule the webhooks of a morning; return what was said, in the order it happened."""
    rng = world.rng
    people = [_person(number) for number in range(conversations)]
    moments = sorted(rng.uniform(0, span.total_seconds()) for _ in range(events))
    said = []
    for number, seconds in enumerate(moments):
        channel, user = rng.choice(people)
        at = _at_millisecond(NOW + timedelta(seconds=seconds))
        event = Said(channel, user, f"{channel}-{number:06d}", at)
        rare = rng.choice(_RARE[channel]) if rng.random() < rarely else None
        body = rare(event) if rare else message_body(event, rng.choices(_SAID, _WEIGHTS)[0])
        said.append(_echoed(event) if rare is _human_echo else event)
        late = rng.uniform(0, 30) if rng.random() < reordered else rng.uniform(0.05, 0.4)
        arrives = at + timedelta(seconds=late)
        world.post(channel, body, arrives)
        if rng.random() < duplicates:
            again = rng.uniform(0.01, 20)
            world.post(channel, body, arrives + timedelta(seconds=again))
        if rng.random() < redelivered:
            world.post(channel, body, arrives + rng.choice(_REDELIVERED_AFTER))
    return said


def say(world: World, channel: Channel, text: str, at: datetime, person: int = 0) -> Said:
    """Schedule one message of one shopper."""
    _, user = _person(2 * person + (channel is Channel.LINE))
    event = Said(channel, user, f"{channel}-{at:%H%M%S%f}-{person}", at)
    world.post(channel, message_body(event, text), at + timedelta(seconds=0.1))
    return event


def _person(number: int) -> tuple[Channel, str]:
    if number % 2:
        return Channel.LINE, f"U{number:032x}"
    return Channel.MESSENGER, f"68433109277{number:05d}"


def _at_millisecond(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def message_body(event: Said, text: str) -> dict[str, Any]:
    """The webhook of a message."""
    milliseconds = round(event.at.timestamp() * 1000)
    if event.channel is Channel.LINE:
        return _line_body(event, text, milliseconds)
    messaging = {
        "sender": {"id": event.user},
        "recipient": {"id": ACCOUNTS[Channel.MESSENGER]},
        "timestamp": milliseconds,
        "message": {"mid": event.cause, "text": text},
    }
    entry = {"id": ACCOUNTS[Channel.MESSENGER], "time": milliseconds, "messaging": [messaging]}
    return {"object": "page", "entry": [entry]}


def press_body(event: Said, payload: str) -> dict[str, Any]:
    """The webhook of a pressed quick reply, as each channel tells of it."""
    body = message_body(event, "按鈕上的字")
    if event.channel is Channel.LINE:
        pressed = body["events"][0]
        del pressed["message"]
        pressed |= {"type": "postback", "postback": {"data": payload}}
    else:
        body["entry"][0]["messaging"][0]["message"]["quick_reply"] = {"payload": payload}
    return body


def _unsend(event: Said) -> dict[str, Any]:
    body = _line_body(event, "", round(event.at.timestamp() * 1000))
    unsent = body["events"][0]
    del unsent["replyToken"], unsent["message"]
    unsent |= {"type": "unsend", "unsend": {"messageId": "line-000001"}}
    return body


def _follows(event: Said) -> dict[str, Any]:
    return _line_notice(event, "follow", follow={"isUnblocked": True})


def block_body(event: Said) -> dict[str, Any]:
    """The webhook of a block; only LINE tells of one."""
    return _line_notice(event, "unfollow")


def _line_notice(event: Said, kind: str, **members: Any) -> dict[str, Any]:
    body = _line_body(event, "", round(event.at.timestamp() * 1000))
    notice = body["events"][0]
    del notice["message"]
    if kind == "unfollow":
        del notice["replyToken"]
    notice |= {"type": kind, **members}
    return body


def _human_echo(event: Said) -> dict[str, Any]:
    """Somebody of the shop answers in the Page's own inbox."""
    body = message_body(event, "您好，我是店員")
    messaging = body["entry"][0]["messaging"][0]
    messaging["sender"], messaging["recipient"] = messaging["recipient"], messaging["sender"]
    messaging["message"] |= {"is_echo": True, "app_id": 263902037430900}
    return body


def _echoed(event: Said) -> Said:
    return replace(event, cause=f"echo:{event.cause}")


def _line_body(event: Said, text: str, milliseconds: int) -> dict[str, Any]:
    line_event = {
        "type": "message",
        "mode": "active",
        "timestamp": milliseconds,
        "source": {"type": "user", "userId": event.user},
        "webhookEventId": event.cause,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"token-{event.cause}",
        "message": {"type": "text", "id": event.cause, "text": text},
    }
    return {"destination": ACCOUNTS[Channel.LINE], "events": [line_event]}


_RARE = {
    Channel.LINE: (_unsend, _follows, block_body),
    Channel.MESSENGER: (_human_echo,),
}
