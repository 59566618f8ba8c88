"""By every lawful way, what our renderer says is taken by the simulated Messenger, and shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.contract.channels.simulated import BASES, InProcess, call_on
from tests.support.permits import permit_for
from tests.unit.simulators.messenger.rows import (
    CAMPAIGN,
    DAY_S,
    calls,
    commented,
    done,
    opted_in,
    opted_in_once,
    person,
    posts,
    switched,
)
from tests.unit.simulators.rig import PAGE, PSID, Rig
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.messenger.outbound import OUTBOUND
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.gestures import Gesture
from towkay.domain.messages import (
    ConsentRequest,
    CouponOffer,
    Message,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Coupon, Product, Receipt, ReceiptLine
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import (
    ButtonUse,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)

FACTS: Mapping[str, Mapping[str, str]] = {
    PAGE.account: {"ad_account": PAGE.account, "campaign": CAMPAIGN}
}
SECRETS = SendSecrets(
    PAGE.app_secret,
    {PAGE.account: PAGE.access_token, f"act_{PAGE.account}": PAGE.access_token},
    FACTS,
)


class Secrets:
    """The Page's own, with an ad account."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        return SECRETS


def made(rig: Rig, route: Route, *messages: Message, **members: Any) -> Outcome:
    call = replace(call_on(Channel.MESSENGER, *messages), route=route, **members)
    pool = InProcess(rig.http)
    gateway = HttpChannelGateway(Secrets(), lambda name: BASES[Channel(name)], pool)
    return gateway.call(call, permit_for(call))


SHIPPED = Template(
    *("shipped", "en", TemplateKind.UTILITY),
    body=(Parameter("Mei"), Parameter("TW99")),
    buttons=(TemplateButton(ButtonUse.LINK, 0, "TW99"), TemplateButton(ButtonUse.REPLY, 1, "5512")),
)
COMPONENTS = [
    {"type": "BODY", "text": "Hello {{1}}, your parcel {{2}} left our warehouse today."},
    {
        "type": "BUTTONS",
        "buttons": [
            {"type": "URL", "text": "Track", "url": "https://shop.example.com/t/{{1}}"},
            {"type": "POSTBACK", "text": "Need help", "payload": "HELP_{{1}}"},
        ],
    },
]
HELLO = Text("新茶到了")


def approved(rig: Rig) -> None:
    given = {"name": "shipped", "language": "en", "category": "UTILITY", "components": COMPONENTS}
    done(posts("message_templates", **given))(rig)


def test_a_template_arrives_long_after_the_window(rig: Rig) -> None:
    person(rig).say("請問")
    approved(rig)
    rig.clock.advance(30 * DAY_S)

    assert made(rig, Route.UTILITY_TEMPLATE, TemplateMessage(SHIPPED)).verdict is Verdict.SENT
    assert rig.seen_by(PSID) == ["Hello Mei, your parcel TW99 left our warehouse today."]
    person(rig).press("Need help")


def test_a_private_reply_arrives_once(rig: Rig) -> None:
    name = commented(rig)

    assert made(rig, Route.PRIVATE_REPLY, HELLO, comment=name).verdict is Verdict.SENT
    again = made(rig, Route.PRIVATE_REPLY, HELLO, comment=name)
    assert (again.refusal, again.code) == (Refusal.BAD_REQUEST, "10900")


def test_a_one_time_token_is_good_once(rig: Rig) -> None:
    person(rig).say("請問")
    token = opted_in_once(rig)
    rig.clock.advance(2 * DAY_S)

    assert made(rig, Route.ONE_TIME_NOTIFICATION, HELLO, token=token).provider_ids
    assert made(rig, Route.ONE_TIME_NOTIFICATION, HELLO, token=token).verdict is Verdict.REFUSED


def test_a_recurring_token_is_good_every_two_days(rig: Rig) -> None:
    person(rig).say("請問")
    switched(country="JP", region="JP", recurring_notifications=True)(rig)
    token = opted_in(rig)
    rig.clock.advance(2 * DAY_S)

    assert made(rig, Route.RECURRING_NOTIFICATION, HELLO, token=token).provider_ids
    capped = made(rig, Route.RECURRING_NOTIFICATION, HELLO, token=token)
    assert capped.verdict is Verdict.CAPPED


def test_a_paid_message_is_known_by_its_tracking_id(rig: Rig) -> None:
    person(rig).say("請問")
    token = opted_in(rig)
    rig.clock.advance(2 * DAY_S)

    taken = made(rig, Route.MARKETING_MESSAGE, HELLO, token=token)

    assert taken.verdict is Verdict.SENT and len(taken.provider_ids) == 1
    assert rig.seen_by(PSID)[-1] == "新茶到了"
    person(rig).stop_notifications()
    ended = made(rig, Route.MARKETING_MESSAGE, HELLO, token=token)
    assert ended.refusal is Refusal.SUBSCRIPTION_ENDED


RECEIPT = Receipt(
    *("5512", "林小姐", "TWD", "850", (ReceiptLine("高山烏龍", "840", 2),)),
    discount="50",
    shipping="60",
    payment="貨到付款",
)


@pytest.mark.parametrize(
    "message",
    [
        Products((Product("OOLONG", "烏龍", id="5501"),)),
        CouponOffer(Coupon("九折", "SPRING10", "全店", "https://shop.example.com/")),
        ReceiptShown(RECEIPT),
        ConsentRequest(
            *("tea", "每週茶訊", "每週一次。"),
            QuickReply("訂閱", "tk:subscribe:tea:v1"),
            QuickReply("不用", "tk:none"),
        ),
    ],
)
def test_every_rich_kind_is_taken_in_the_window(rig: Rig, message: Message) -> None:
    person(rig).say("請問")

    assert made(rig, Route.OPEN_WINDOW, message).verdict is Verdict.SENT


def test_consent_that_was_asked_for_brings_our_payload_and_a_token(rig: Rig) -> None:
    person(rig).say("請問")
    asked = ConsentRequest(
        *("tea", "每週茶訊", "每週一次。"),
        QuickReply("訂閱", "tk:subscribe:tea:v1"),
        QuickReply("不用", "tk:none"),
    )
    made(rig, Route.OPEN_WINDOW, asked)
    pressed = person(rig).press("tk:subscribe:tea:v1")

    assert b'"payload":"tk:subscribe:tea:v1"' in pressed.body
    assert b'"notification_messages_token"' in pressed.body


@pytest.mark.parametrize("gesture", Gesture)
def test_a_gesture_is_taken_and_shows_no_message(rig: Rig, gesture: Gesture) -> None:
    person(rig).say("請問")
    call: ChannelCall = call_on(Channel.MESSENGER)
    request = OUTBOUND.gesture(call, gesture, SECRETS)
    assert request is not None

    answer = InProcess(rig.http).post(f"/graph{request.path}", request.headers, request.body)

    assert (answer.status, rig.seen_by(PSID)) == (200, [])


def test_a_template_that_was_withdrawn_is_refused_and_no_fault_of_the_shopper(rig: Rig) -> None:
    person(rig).say("請問")
    approved(rig)
    gone = calls("DELETE", f"/graph/v26.0/{PAGE.account}/message_templates", name="shipped")
    done(gone)(rig)

    outcome = made(rig, Route.UTILITY_TEMPLATE, TemplateMessage(SHIPPED))

    assert outcome.refusal is Refusal.BAD_REQUEST
