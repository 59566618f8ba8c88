"""What a Messenger shopper's acts look like on the wire."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.offers import REPLIES, only_event
from tests.unit.simulators.rig import PAGE, PSID, Rig, running, text
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.conversation import NotThere
from workbench.simulators.rules import Rules
from workbench.simulators.shopper import NotOnThisChannel, Shopper


def test_a_quick_reply_comes_back_as_a_message_and_then_is_gone(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    rig.graph(text("您是想問", quick_replies=REPLIES))
    message = only_event(shopper.press("運費怎麼算"))["message"]

    assert (message["text"], message["quick_reply"]) == ("運費怎麼算", {"payload": "FAQ:12"})
    with pytest.raises(NotThere):
        shopper.press("運費怎麼算")


def test_a_quick_reply_can_be_named_by_its_payload(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    rig.graph(text("您是想問", quick_replies=REPLIES))

    assert only_event(shopper.press("FAQ:12"))["message"]["text"] == "運費怎麼算"


def test_a_title_over_20_characters_is_shown_cut(rig: Rig, shopper: Shopper) -> None:
    shopper.say("運費?")
    long_title = REPLIES[0] | {"title": "運" * 25}
    rig.graph(text("您是想問", quick_replies=[long_title]))

    assert only_event(shopper.press("FAQ:12"))["message"]["text"] == "運" * 20


def test_a_template_button_comes_back_as_a_postback_and_stays(rig: Rig, shopper: Shopper) -> None:
    shopper.say("想買茶")
    button = {"type": "postback", "title": "買", "payload": "BUY"}
    payload = {"template_type": "button", "text": "凍頂烏龍", "buttons": [button]}
    body = text() | {"message": {"attachment": {"type": "template", "payload": payload}}}
    rig.graph(body)

    for _ in range(2):
        assert only_event(shopper.press("買"))["postback"]["payload"] == "BUY"
    [row] = rig.http.get("/ledger").json or []
    assert (row["kind"], row["text"]) == ("card", "凍頂烏龍")


@pytest.mark.parametrize(
    ("act", "part"),
    [
        ("sticker", {"type": "sticker", "sticker_id": 369239263222822}),
        ("image", {"type": "image"}),
        ("location", {"type": "location"}),
    ],
)
def test_attachments_have_their_kind(shopper: Shopper, act: str, part: dict[str, Any]) -> None:
    [attachment] = only_event(getattr(shopper, act)())["message"]["attachments"]

    flat = {"type": attachment["type"]} | attachment["payload"]
    assert flat | part == flat


def test_get_started_carries_where_the_person_came_from(shopper: Shopper) -> None:
    postback = only_event(shopper.get_started("box_qr_01"))["postback"]

    assert (postback["payload"], postback["title"]) == ("GET_STARTED", "Get Started")
    assert postback["referral"] == {
        "ref": "box_qr_01",
        "source": "SHORTLINK",
        "type": "OPEN_THREAD",
    }


def test_an_edit_counts_up(shopper: Shopper) -> None:
    mid = shopper.say("一件").event_ids[0]
    edits = [only_event(shopper.edit(mid, words))["message_edit"] for words in ("兩件", "三件")]

    assert [(e["mid"], e["text"], e["num_edit"]) for e in edits] == [
        (mid, "兩件", 1),
        (mid, "三件", 2),
    ]


def test_a_reaction_names_the_message_it_is_for(rig: Rig, shopper: Shopper) -> None:
    shopper.say("謝謝")
    mid = (rig.graph(text("不客氣")).json or {})["message_id"]

    reaction = only_event(shopper.react())["reaction"]
    assert reaction == {"reaction": "love", "emoji": "❤️", "action": "react", "mid": mid}


def test_messenger_tells_nothing_of_unsent_messages(shopper: Shopper) -> None:
    mid = shopper.say("一件").event_ids[0]
    with pytest.raises(NotOnThisChannel):
        shopper.unsend(mid)


def test_a_person_in_the_page_inbox_echoes_with_the_inboxs_app_id(
    rig: Rig, shopper: Shopper
) -> None:
    shopper.say("找真人")
    message = only_event(shopper.human_replies("我是小美"))["message"]

    assert (message["is_echo"], message["app_id"], message["text"]) == (
        True,
        263902037430900,
        "我是小美",
    )
    assert rig.seen_by(PSID) == []


def test_a_name_gets_a_stable_psid_of_its_own_per_page(rig: Rig) -> None:
    mei = rig.simulators.shopper(MESSENGER, PAGE.account, "mei").user
    with running(Rules()) as other:
        assert other.simulators.shopper(MESSENGER, PAGE.account, "mei").user == mei
    assert mei.isdecimal()
    assert mei != rig.simulators.shopper(MESSENGER, "104512398760022", "mei").user
