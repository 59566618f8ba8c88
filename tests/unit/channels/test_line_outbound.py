"""What is said to the LINE Messaging API, and what its answers mean."""

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.messages import PLAIN_MESSAGE
from tests.support.webhook_bodies import BOT, LINE_SECRET, LINE_USER
from towkay.adapters.channels.line.outbound import LineOutbound
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import (
    Card,
    Carousel,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    QuickReply,
    Text,
)
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

LINE = LineOutbound()
SECRETS = SendSecrets(LINE_SECRET, {BOT: "line-token"})
PUSH = ChannelCall(
    contact=ContactKey(Channel.LINE, BOT, LINE_USER),
    endpoint="demo",
    send_id="19a.0.01KD2Q7V3MZ6K9E4T8X1B5N0RA",
    route=Route.PUSH,
    messages=(Text("你好"), Text("要找哪一款？", (QuickReply("烏龍", "tk:answer:oolong"),))),
)
REPLY = replace(PUSH, route=Route.REPLY_TOKEN, reply_token="c0ffee")
ITEM = {
    "type": "action",
    "action": {
        "type": "postback",
        "label": "烏龍",
        "data": "tk:answer:oolong",
        "displayText": "烏龍",
    },
}
MESSAGES = [
    {"type": "text", "text": "你好"},
    {"type": "text", "text": "要找哪一款？", "quickReply": {"items": [ITEM]}},
]


def classify(status: int, content: Any = None, **headers: str) -> Outcome:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return LINE.classify(HttpReply(status, named, body))


def test_a_reply_names_the_token_and_carries_no_retry_key() -> None:
    request = LINE.render(REPLY, SECRETS)

    assert request.path == "/v2/bot/message/reply"
    assert json.loads(request.body) == {"replyToken": "c0ffee", "messages": MESSAGES}
    assert request.headers == {
        "Authorization": "Bearer line-token",
        "Content-Type": "application/json",
    }


def test_a_push_names_the_shopper_and_carries_a_retry_key() -> None:
    request = LINE.render(PUSH, SECRETS)

    assert request.path == "/v2/bot/message/push"
    assert json.loads(request.body) == {"to": LINE_USER, "messages": MESSAGES}
    key = request.headers["X-Line-Retry-Key"]
    assert str(uuid.UUID(key)) == key


def test_a_retry_is_the_same_key_and_the_same_bytes() -> None:
    renewed = SendSecrets("other", {BOT: "renewed-token"})
    first, again = LINE.render(PUSH, SECRETS), LINE.render(PUSH, renewed)

    assert first.body == again.body
    assert first.headers["X-Line-Retry-Key"] == again.headers["X-Line-Retry-Key"]
    assert first.headers["X-Line-Retry-Key"] == "9d8032e9-c2eb-56d6-828d-f37194f35379"


@pytest.mark.parametrize(
    "other",
    [
        replace(PUSH, send_id="19a.1.01KD2Q7V3MZ6K9E4T8X1B5N0RA"),
        replace(PUSH, contact=replace(PUSH.contact, user="Uother")),
        replace(PUSH, contact=replace(PUSH.contact, account="Uother")),
    ],
)
def test_another_send_or_another_shopper_has_another_key(other: ChannelCall) -> None:
    secrets = SendSecrets("", {BOT: "t", "Uother": "t"})
    keys = {LINE.render(one, secrets).headers["X-Line-Retry-Key"] for one in (PUSH, other)}

    assert len(keys) == 2


OPEN = LinkButton("官網", "https://shop.example.com/p/1")
ASK = PostbackButton("怎麼泡", "tk:answer:brew")
PHOTO = "https://cdn.example.com/a.jpg"


def said(message: Message) -> Any:
    (content,) = json.loads(LINE.body_of(replace(PUSH, messages=(message,))))["messages"]
    return content


def test_a_picture_without_a_preview_is_its_own() -> None:
    preview = "https://cdn.example.com/small.jpg"

    assert said(Image(PHOTO, "茶", preview))["previewImageUrl"] == preview
    assert said(Image(PHOTO)) == {
        "type": "image",
        "originalContentUrl": PHOTO,
        "previewImageUrl": PHOTO,
    }


def test_a_card_shows_picture_words_and_buttons_and_opens_its_link() -> None:
    card = said(Card("高山茶", "清香", PHOTO, OPEN.url, (OPEN, ASK)))

    bubble = card["contents"]
    assert (card["type"], card["altText"]) == ("flex", "高山茶\n清香")
    assert bubble["hero"]["url"] == PHOTO
    assert [words["text"] for words in bubble["body"]["contents"]] == ["高山茶", "清香"]
    assert bubble["action"] == {"type": "uri", "uri": OPEN.url}
    assert [button["action"] for button in bubble["footer"]["contents"]] == [
        {"type": "uri", "label": "官網", "uri": OPEN.url},
        {
            "type": "postback",
            "label": "怎麼泡",
            "data": "tk:answer:brew",
            "displayText": "怎麼泡",
        },
    ]


def test_a_card_has_no_part_for_what_it_has_not() -> None:
    assert said(Card("高山茶"))["contents"].keys() == {"type", "body"}


def test_a_text_with_buttons_is_said_whole_in_the_notification_too() -> None:
    text = "茶" * 1500

    flex = said(Text(text, buttons=(ASK,)))

    assert flex["altText"] == flex["contents"]["body"]["contents"][0]["text"] == text


def test_the_notification_of_many_cards_names_as_many_as_fit() -> None:
    carousel = said(Carousel(tuple(Card("茶" * 99 + f"{number:x}") for number in range(12))))
    many = said(Carousel(tuple(Card("🍵" * 50) for _ in range(16))))

    assert carousel["altText"].startswith("茶" * 99 + "0 / " + "茶" * 99 + "1 / ")
    assert len(many["altText"].encode("utf-16-le")) // 2 <= 1500
    assert many["altText"].endswith("…")


@given(PLAIN_MESSAGE)
@settings(deadline=None)
@example(Text("\ud800", (QuickReply("\udfff", "\ud800"),)))
def test_the_same_message_is_the_same_bytes_whatever_its_kind(message: Message) -> None:
    one = replace(PUSH, messages=(message,))

    assert LINE.body_of(one) == LINE.render(one, SECRETS).body


@pytest.mark.parametrize("secrets", [SendSecrets("s", {}), SendSecrets("s", {BOT: " "})])
def test_without_a_token_there_is_no_call(secrets: SendSecrets) -> None:
    with pytest.raises(CallImpossible) as impossible:
        LINE.render(PUSH, secrets)

    assert impossible.value.outcome.verdict is Verdict.NOT_SENT
    assert impossible.value.outcome.refusal is Refusal.CREDENTIALS


def test_a_reply_without_its_token_counts_as_refused_so_that_a_push_may_follow() -> None:
    with pytest.raises(CallImpossible) as impossible:
        LINE.render(replace(REPLY, reply_token=None), SECRETS)

    assert impossible.value.outcome.refusal is Refusal.REPLY_TOKEN


@pytest.mark.parametrize("count", [0, 6])
def test_what_one_request_cannot_carry_whole_is_not_sent_in_part(count: int) -> None:
    with pytest.raises(CallImpossible) as impossible:
        LINE.render(replace(PUSH, messages=(Text("a"),) * count), SECRETS)

    assert impossible.value.outcome.verdict is Verdict.REFUSED


def test_an_accepted_call_names_its_messages_and_its_request() -> None:
    sent = {"sentMessages": [{"id": "461", "quoteToken": "q"}, {"id": "462"}]}

    assert classify(200, sent, x_line_request_id="r-1") == Outcome(
        Verdict.SENT, provider_ids=("461", "462"), request_id="r-1"
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"[" * 100_000, b'{"sentMessages":[{"id":[]}]}']
)
def test_the_status_alone_is_lines_acceptance(body: bytes) -> None:
    assert classify(200, body, x_line_request_id="r-1") == Outcome(Verdict.SENT, request_id="r-1")


def test_a_repeated_retry_key_is_a_success_of_the_first_request() -> None:
    content = {
        "message": "The retry key is already accepted",
        "sentMessages": [{"id": "461", "quoteToken": "q"}],
    }
    outcome = classify(409, content, x_line_request_id="r-2", x_line_accepted_request_id="r-1")

    assert outcome == Outcome(
        Verdict.SENT, provider_ids=("461",), request_id="r-1", code="http-409"
    )
    assert classify(409, b"", x_line_accepted_request_id="r-1").verdict is Verdict.SENT
    assert classify(409, {"message": "conflict"}).refusal is Refusal.UNDOCUMENTED


R = Verdict.REFUSED


@pytest.mark.parametrize(
    ("status", "message", "verdict", "refusal"),
    [
        (400, "Invalid reply token", R, Refusal.REPLY_TOKEN),
        (400, "Failed to send messages", R, Refusal.CONTACT_GONE),
        (400, "The request body has 2 error(s)", R, Refusal.BAD_REQUEST),
        (400, "The property, 'to', in the request body is invalid", R, Refusal.BAD_REQUEST),
        (400, None, R, Refusal.BAD_REQUEST),
        (401, "Authentication failed due to the following reason: …", R, Refusal.CREDENTIALS),
        (403, "Access to this API is not available for your account", R, Refusal.ACCOUNT_BLOCKED),
        (404, "Not found", R, Refusal.BAD_REQUEST),
        (413, "", R, Refusal.BAD_REQUEST),
        (415, "The content type, text/plain, is not supported", R, Refusal.BAD_REQUEST),
        (418, "", R, Refusal.UNDOCUMENTED),
        (423, "", R, Refusal.THREAD_TAKEN),
        (
            429,
            "The API rate limit has been exceeded. Try again later.",
            Verdict.SLOW_DOWN,
            Refusal.RATE,
        ),
        (429, "You have reached your monthly limit.", Verdict.CAPPED, Refusal.QUOTA),
        (429, "Too many to the same user.", Verdict.SLOW_DOWN, Refusal.NOT_YET),
        (429, "", Verdict.SLOW_DOWN, Refusal.RATE),
        (500, "", Verdict.UNKNOWN, None),
        (502, "", Verdict.UNKNOWN, None),
        (302, "", Verdict.UNKNOWN, None),
        (0, "", Verdict.UNKNOWN, None),
    ],
)
def test_each_answer_is_judged_by_its_status_and_where_that_is_open_by_its_words(
    status: int, message: str | None, verdict: Verdict, refusal: Refusal | None
) -> None:
    outcome = classify(status, {"message": message}, x_line_request_id="r-1")

    assert (outcome.verdict, outcome.refusal) == (verdict, refusal)
    assert (outcome.code, outcome.request_id) == (f"http-{status}", "r-1")
    assert outcome.provider_ids == ()


@given(st.integers(0, 999), st.binary())
def test_classifying_never_raises_and_only_acceptance_means_sent(status: int, body: bytes) -> None:
    is_sent = LINE.classify(HttpReply(status, {}, body)).verdict is Verdict.SENT

    assert is_sent == (200 <= status < 300)


TEXTS = st.text(max_size=40)


@given(st.lists(st.builds(Text, TEXTS), min_size=1, max_size=5).map(tuple))
def test_any_text_can_be_said(messages: tuple[Text, ...]) -> None:
    body = LINE.render(replace(PUSH, messages=messages), SECRETS).body

    assert [message["text"] for message in json.loads(body)["messages"]] == [
        message.text for message in messages
    ]
