"""Every kind of message is shown by the simulators as it was written, and can be pressed."""

import pytest

from tests.contract.channels.simulated import WORDS, call_on, heard, made, shopper_on
from tests.unit.simulators.rig import Rig
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.messages import (
    Card,
    Carousel,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    Text,
)
from towkay.domain.outcomes import Verdict
from towkay.domain.packing import pack

PHOTO = "https://cdn.example.com/oolong.jpg"
ASK = PostbackButton("烏龍茶", "tk:answer:oolong")
SHOP = LinkButton("官網", "https://shop.example.com/p/1")
# WhatsApp shows either links or answers under one message, and has bold words for titles.
AT_ONCE = [channel for channel in every_channel() if channel is not Channel.WHATSAPP]
CARD = Card("高山茶", "清香", PHOTO, SHOP.url, (ASK, SHOP))


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (Image(PHOTO, "一罐茶", quick_replies=WORDS.quick_replies), "image", ""),
        (Text("要找哪一款？", buttons=(ASK, SHOP)), "card", "要找哪一款？"),
        (CARD, "card", "高山茶\n清香"),
        (Carousel((Card("紅茶", "蜜香"), CARD)), "carousel", "紅茶\n蜜香\n高山茶\n清香"),
    ],
)
@pytest.mark.parametrize("channel", AT_ONCE)
def test_every_kind_of_message_is_shown_and_its_button_comes_back(
    rig: Rig, channel: Channel, said: Message, kind: str, words: str
) -> None:
    shopper = shopper_on(rig, channel)
    shopper.say("hi")

    outcome = made(rig, call_on(channel, said))
    shopper.press("烏龍茶")

    assert outcome.verdict is Verdict.SENT
    rows = rig.http.get("/ledger", query_string={"channel": channel}).json or []
    assert [(row["kind"], row["text"]) for row in rows] == [(kind, words)]
    pressed = [one.happening for one in heard(rig, channel)]
    assert "tk:answer:oolong" in [getattr(happening, "payload", None) for happening in pressed]


@pytest.mark.parametrize("channel", AT_ONCE)
def test_a_card_looks_as_it_was_written(rig: Rig, channel: Channel) -> None:
    shopper_on(rig, channel).say("hi")
    made(rig, call_on(channel, CARD))

    account, user = call_on(channel).contact.account, call_on(channel).contact.user
    chat = rig.http.get(f"/shoppers/{channel}/{account}/{user}").json or {}

    (face,) = chat["bubbles"][-1]["cards"]
    assert (face["title"], face["text"], face["image"], face["link"]) == (
        "高山茶",
        "清香",
        PHOTO,
        SHOP.url,
    )
    assert [(button["label"], button["value"]) for button in face["buttons"]] == [
        ("烏龍茶", "tk:answer:oolong"),
        ("官網", SHOP.url),
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Image(PHOTO, "一罐茶"), [("image", "")]),
        (Text("要找哪一款？", buttons=(ASK,)), [("card", "要找哪一款？")]),
        (Text("要找哪一款？", buttons=(ASK, SHOP)), [("card", "要找哪一款？"), ("card", "…")]),
        (Card("高山茶", "清香", PHOTO, buttons=(ASK,)), [("card", "*高山茶*\n清香")]),
        (
            Carousel(tuple(Card(name, "香", PHOTO, buttons=(ASK,)) for name in ("紅茶", "綠茶"))),
            [("carousel", "看看這些：\n*紅茶*\n香\n*綠茶*\n香")],
        ),
    ],
)
def test_every_kind_of_message_is_shown_on_whatsapp_in_as_many_as_it_takes(
    rig: Rig, said: Message, shown: list[tuple[str, str]]
) -> None:
    shopper = shopper_on(rig, Channel.WHATSAPP)
    shopper.say("hi")

    for request in pack([said], CAPABILITIES[Channel.WHATSAPP]).requests:
        assert made(rig, call_on(Channel.WHATSAPP, *request)).verdict is Verdict.SENT

    rows = rig.http.get("/ledger", query_string={"channel": "whatsapp"}).json or []
    assert [(row["kind"], row["text"]) for row in rows] == shown
    if not isinstance(said, Image):
        shopper.press("烏龍茶")
        pressed = [one.happening for one in heard(rig, Channel.WHATSAPP)]
        assert "tk:answer:oolong" in [getattr(one, "payload", None) for one in pressed]


@pytest.mark.parametrize("said", [CARD, Image(PHOTO), Carousel((CARD, CARD)), WORDS])
def test_the_echo_of_every_kind_brings_the_send_id_back(rig: Rig, said: Message) -> None:
    shopper_on(rig, Channel.MESSENGER).say("hi")
    made(rig, call_on(Channel.MESSENGER, said, send_id="7b.2.m_x"))
    rig.simulators.drain()

    echoes = [event["message"] for event in rig.shop.messenger_events() if "message" in event]

    assert [echo["metadata"] for echo in echoes if echo.get("is_echo")] == ["7b.2.m_x"]
