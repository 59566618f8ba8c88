"""Every send that Instagram would refuse is refused, with its code; the others are taken.

The rows go from the token over login, rights, account, person and kind to window, content, media
and pace.
"""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.instagram.calls import (
    OF_PAGE,
    OWN,
    act,
    button,
    call,
    media,
    pictures,
    quick,
    refusal,
    send,
    template,
    visitor,
    words,
)
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, PSID, Rig

TEXT = {"recipient": {"id": IGSID}, "message": {"text": "您好"}}


def to(path: str, **more: Any) -> Callable[[Rig], TestResponse]:
    return lambda rig: call(rig, path, TEXT, **more)


def saying(message: Any = None, **more: Any) -> Callable[[Rig], TestResponse]:
    return lambda rig: send(rig, message, **more)


CARD = {"title": "茶", "subtitle": "好"}
MESSAGE_TAG = {"messaging_type": "MESSAGE_TAG"}

# Row, what is called, code and subcode.
ROWS = [
    ("1 no token", to(f"{OWN}/messages", token=""), (104, None)),
    ("1 unknown token", to(f"{OWN}/messages", token="IGAAother"), (190, None)),
    (
        "2 a Page's token for the account",
        to(f"/instagram-page/v26.0/{IG_OF_PAGE.account}/messages", account=IG_OF_PAGE),
        (3, None),
    ),
    ("2 an account's token for a Page", to(f"{OF_PAGE}/messages"), (3, None)),
    (
        "3 a Page's token at the other host",
        to(f"{OWN}/messages", account=IG_OF_PAGE),
        (190, None),
    ),
    ("8 a stranger", saying(recipient={"id": "999"}), (100, 2534014)),
    ("8 a PSID", saying(recipient={"id": PSID}), (100, 2534014)),
    ("8 an account", saying(recipient={"id": IG.account}), (100, 2534014)),
    ("8 a number", saying(recipient={"id": int(IGSID)}), (100, 2534014)),
    ("8 nobody", saying(recipient={}), (100, None)),
    ("11 message and action", saying(sender_action="typing_on"), (100, 2018014)),
    ("11 neither", lambda rig: act(rig), (100, None)),
    ("11 an action of another year", lambda rig: act(rig, sender_action="wave"), (100, None)),
    ("13 another tag", saying(**MESSAGE_TAG, tag="NEWS"), (100, None)),
    ("13 a retired tag", saying(**MESSAGE_TAG, tag="ACCOUNT_UPDATE"), (100, None)),
    ("13 a tag without its type", saying(tag="HUMAN_AGENT"), (100, None)),
    ("14 no feature", saying(**MESSAGE_TAG, tag="HUMAN_AGENT"), (10, None)),
    ("15 utility", saying(messaging_type="UTILITY"), (100, None)),
    ("15 persona", saying(persona_id="1"), (100, None)),
    ("15 notification type", saying(notification_type="REGULAR"), (100, None)),
    ("16 empty", saying({"text": ""}), (100, None)),
    ("16 1001 bytes", saying({"text": "a" * 1001}), (100, None)),
    ("16 334 characters of three bytes", saying({"text": "茶" * 334}), (100, None)),
    ("16 half a character", saying({"text": "\ud83c"}), (100, None)),
    ("17 14 quick replies", saying({"text": "a", "quick_replies": quick(14)}), (105, None)),
    ("17 4 buttons", saying(template("button", text="a", buttons=[button()] * 4)), (105, None)),
    ("17 11 cards", saying(template("generic", elements=[CARD] * 11)), (105, None)),
    ("17 11 images", saying(pictures(11)), (105, None)),
    (
        "18 asking for a phone number",
        saying({"text": "a", "quick_replies": [{"content_type": "user_phone_number"}]}),
        (100, 2534015),
    ),
    (
        "18 asking for an e-mail address",
        saying({"text": "a", "quick_replies": [{"content_type": "user_email"}]}),
        (100, 2534015),
    ),
    (
        "19 a phone number's button",
        saying(template("button", text="a", buttons=[button("phone_number")])),
        (100, 2534015),
    ),
    *[
        (f"19 {kind}", saying(template(kind, elements=[{}])), (100, 2534015))
        for kind in ("media", "receipt", "coupon", "image_grid", "customer_feedback", "product")
    ],
    ("19 sticker", saying({"sticker_id": 369239263222822}), (100, 2534015)),
    ("19 file", saying(media("file", "https://cdn.example.com/a.docx")), (100, 2534015)),
    ("20 a foreign post", saying(media("MEDIA_SHARE", id="18000000000000055")), (100, 2534015)),
    ("21 not https", saying(media("image", "http://cdn.example.com/a.jpg")), (100, 2018008)),
    ("21 not an image", saying(media("image", "https://cdn.example.com/a.webp")), (100, 2018047)),
    ("21 not a film", saying(media("video", "https://cdn.example.com/a.mkv")), (100, 2018047)),
    ("21 an unknown upload", saying(media("image", attachment_id="1")), (100, 2018074)),
    (
        "a title too long",
        saying(template("generic", elements=[CARD | {"title": "a" * 81}])),
        (100, None),
    ),
    ("a bare card", saying(template("generic", elements=[{"title": "茶"}])), (100, None)),
    (
        "a label too long",
        saying(template("button", text="a", buttons=[button(title="a" * 21)])),
        (100, None),
    ),
    (
        "a text too long for buttons",
        saying(template("button", text="a" * 641, buttons=[button()])),
        (100, None),
    ),
    (
        "a payload too long",
        saying({"text": "a", "quick_replies": quick(1, payload="a" * 1001)}),
        (100, None),
    ),
    (
        "an address that is none",
        saying(template("button", text="a", buttons=[button("web_url", url="shop")])),
        (100, None),
    ),
]


@pytest.mark.parametrize(("row", "called", "code"), ROWS, ids=[row for row, _, _ in ROWS])
def test_what_instagram_refuses_is_refused_with_its_code(
    rig: Rig, row: str, called: Callable[[Rig], TestResponse], code: tuple[int, int | None]
) -> None:
    visitor(rig).say("hi")
    visitor(rig, IG_OF_PAGE).say("hi")

    answer = called(rig)

    assert (answer.status_code, refusal(answer)) == (400, code)
    assert words(answer)


TAKEN = [
    ("a text of 1000 bytes", saying({"text": "茶" * 333 + "a"})),
    ("13 quick replies", saying({"text": "a", "quick_replies": quick(13)})),
    (
        "3 buttons",
        saying(template("button", text="a" * 640, buttons=[button(), button("web_url"), button()])),
    ),
    ("10 cards", saying(template("generic", elements=[CARD] * 10))),
    ("10 images", saying(pictures(10))),
    ("a heart", saying({"attachment": {"type": "like_heart"}})),
    ("a PDF", saying(media("file", "https://cdn.example.com/a.pdf"))),
    ("an address without an end", saying(media("image", "https://cdn.example.com/photo?id=1"))),
    ("an update", saying(messaging_type="UPDATE")),
    ("no type", lambda rig: call(rig, f"{OWN}/messages", TEXT)),
    ("under the name me", lambda rig: call(rig, "/instagram/v26.0/me/messages", TEXT)),
    ("by Facebook Login", lambda rig: call(rig, f"{OF_PAGE}/messages", TEXT, account=IG_OF_PAGE)),
    *[
        (name, lambda rig, name=name: act(rig, sender_action=name))
        for name in ("typing_on", "mark_seen")
    ],
    (
        "a reaction",
        lambda rig: act(
            rig, sender_action="react", payload={"message_id": "m", "reaction": "love"}
        ),
    ),
]


@pytest.mark.parametrize(("row", "called"), TAKEN, ids=[row for row, _ in TAKEN])
def test_what_instagram_takes_is_taken(
    rig: Rig, row: str, called: Callable[[Rig], TestResponse]
) -> None:
    visitor(rig).say("hi")
    visitor(rig, IG_OF_PAGE).say("hi")

    answer = called(rig)

    assert answer.status_code == 200
    assert (answer.json or {})["recipient_id"] == IGSID
