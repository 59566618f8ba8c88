"""News told by telephone number: what is sent, to whom, and that its delivery leads back."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.contract.channels.simulated import InProcess, Secrets
from tests.support.permits import permit_for
from tests.unit.simulators.rig import BOT, USER, Rig, running
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.line.inbound import INBOUND
from towkay.adapters.channels.line.outbound import OUTBOUND
from towkay.adapters.channels.wire import CallImpossible
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Incoming, ReceiptArrived, ReceiptKind
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Image, TemplateMessage, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)
from workbench.simulators.accounts import LINE
from workbench.simulators.rules import Rules

NUMBER = "+886912345678"
HASH = hashlib.sha256(NUMBER.encode()).hexdigest()
SEND = "19ac6a1bf80.0.01KD2Q7V3MZ6K9E4T8X1B5N0RA"
PARCEL = Template(
    "shipment_completed_ja",
    "ja",
    TemplateKind.UTILITY,
    Header(HeaderKind.TEXT, "11/23", "date_002_ja"),
    (Parameter("TW-20418", "number_001_ja"),),
    (
        TemplateButton(
            ButtonUse.LINK, 0, "https://shop.example.tw/t/TW-20418", "check_delivery_status_ja"
        ),
    ),
)
CALL = ChannelCall(
    ContactKey(Channel.LINE, BOT.account, HASH),
    "tea",
    SEND,
    Route.NOTIFICATION_MESSAGE,
    (TemplateMessage(PARCEL),),
)
SECRETS = SendSecrets(BOT.app_secret, {BOT.account: BOT.access_token})


@pytest.fixture
def known(rig: Rig) -> Rig:
    """The person behind the number has agreed to such messages, and is no friend."""
    act(rig, "number", number=NUMBER)
    return rig


def act(rig: Rig, name: str, **given: str) -> None:
    path = f"/shoppers/line/{BOT.account}/{USER}/{name}"
    assert rig.http.post(path, json=given).status_code == 200


def made(rig: Rig, call: ChannelCall = CALL) -> Outcome:
    port = HttpChannelGateway(Secrets(), lambda host: "/line", InProcess(rig.http))
    return port.call(call, permit_for(call))


def told(rig: Rig) -> Iterator[Incoming]:
    rig.simulators.drain()
    for body in rig.shop.bodies():
        yield from INBOUND.parse(body, app_id="")


def with_parts(**changes: Any) -> ChannelCall:
    return replace(CALL, messages=(TemplateMessage(replace(PARCEL, **changes)),))


def test_a_template_is_filled_in_by_its_own_keys() -> None:
    request = OUTBOUND.render(CALL, SECRETS)

    assert request.path == "/v2/bot/message/pnp/templated/push"
    assert json.loads(request.body) == {
        "to": "1315ec4a63ba3d2b8f5db63688770e89a402ee623ef33e4c8c2f36e48f271be0",
        "templateKey": "shipment_completed_ja",
        "body": {
            "emphasizedItem": {"itemKey": "date_002_ja", "content": "11/23"},
            "items": [{"itemKey": "number_001_ja", "content": "TW-20418"}],
            "buttons": [
                {
                    "buttonKey": "check_delivery_status_ja",
                    "url": "https://shop.example.tw/t/TW-20418",
                }
            ],
        },
    }
    assert 16 <= len(request.headers["X-Line-Delivery-Tag"]) <= 100
    assert "X-Line-Retry-Key" not in request.headers


def test_what_was_delivered_leads_back_to_the_number_and_the_send(known: Rig) -> None:
    outcome = made(known)

    (incoming,) = told(known)
    assert outcome.verdict is Verdict.SENT
    assert known.seen_by(USER) == ["11/23\nTW-20418"]
    receipt = ReceiptArrived(ReceiptKind.DELIVERED, SEND, up_to=incoming.occurred_at)
    assert (incoming.user, incoming.happening) == (HASH, receipt)


def test_words_of_ones_own_go_the_older_way(known: Rig) -> None:
    call = replace(CALL, messages=(Text("包裹已送達"),))

    assert OUTBOUND.render(call, SECRETS).path == "/bot/pnp/push"
    assert made(known, call).verdict is Verdict.SENT
    assert known.seen_by(USER) == ["包裹已送達"]


def test_who_was_never_asked_sees_it_after_agreeing_within_a_day(rig: Rig) -> None:
    act(rig, "number", number=NUMBER, consent="unasked")
    assert made(rig).verdict is Verdict.SENT
    assert (rig.seen_by(USER), list(told(rig))) == ([], [])

    rig.clock.advance(24 * 3600)
    act(rig, "agree")

    assert rig.seen_by(USER) == ["11/23\nTW-20418"]
    assert len(list(told(rig))) == 1


def test_who_agrees_too_late_is_never_told(rig: Rig) -> None:
    act(rig, "number", number=NUMBER, consent="unasked")
    made(rig)

    rig.clock.advance(24 * 3600 + 1)
    act(rig, "agree")

    assert (rig.seen_by(USER), list(told(rig))) == ([], [])


@pytest.mark.parametrize("consent", ["", "refused"])
def test_a_number_nobody_has_or_who_refuses_is_out_of_reach(rig: Rig, consent: str) -> None:
    if consent:
        act(rig, "number", number=NUMBER, consent=consent)

    assert made(rig).refusal is Refusal.CONTACT_GONE


def test_an_account_without_the_grant_goes_on_with_everything_else() -> None:
    with running(Rules(line_notifications=False)) as rig:
        act(rig, "number", number=NUMBER)

        assert made(rig).refusal is Refusal.NOT_PERMITTED  # and not: the account is barred


@pytest.mark.parametrize(
    "wrong",
    [
        with_parts(kind=TemplateKind.MARKETING),
        with_parts(header=Header(HeaderKind.IMAGE, "https://x/a.jpg", "k")),
        with_parts(header=Header(HeaderKind.TEXT, "茶" * 16, "k")),
        with_parts(body=(Parameter("茶" * 301, "k"),)),
        with_parts(body=(Parameter("", "k"),)),
        with_parts(body=(Parameter("a", "k"), Parameter("b", "k"))),
        with_parts(body=(Parameter("a"),)),
        with_parts(body=tuple(Parameter("a", f"k{one}") for one in range(16))),
        with_parts(buttons=PARCEL.buttons * 3),
        with_parts(buttons=(replace(PARCEL.buttons[0], use=ButtonUse.REPLY),)),
        with_parts(buttons=(replace(PARCEL.buttons[0], value="https://x/" + "a" * 1_000),)),
        replace(CALL, contact=ContactKey(Channel.LINE, BOT.account, USER)),
        replace(CALL, messages=(Image("https://cdn.example.com/a.jpg"),)),
        replace(CALL, messages=(TemplateMessage(PARCEL), Text("再見"))),
        replace(CALL, route=Route.PUSH),
    ],
)
def test_what_line_would_refuse_or_cut_is_never_sent(wrong: ChannelCall) -> None:
    with pytest.raises(CallImpossible) as impossible:
        OUTBOUND.render(wrong, SECRETS)

    assert impossible.value.outcome.code == "not_renderable"
    assert isinstance(OUTBOUND.body_of(wrong), bytes)


PUSH = replace(
    CALL,
    contact=ContactKey(Channel.LINE, BOT.account, USER),
    route=Route.PUSH,
    messages=(Text("好"),),
)


def test_an_answer_that_is_coming_is_shown_to_a_person_and_to_no_number(rig: Rig) -> None:
    shown = OUTBOUND.gesture(PUSH, Gesture.TYPING, SECRETS)

    assert shown is not None
    answer = rig.http.post(f"/line{shown.path}", data=shown.body, headers=dict(shown.headers))
    assert answer.status_code == 202
    assert OUTBOUND.gesture(CALL, Gesture.TYPING, SECRETS) is None


def test_a_message_is_marked_as_read_by_the_token_it_came_with(rig: Rig) -> None:
    rig.simulators.shopper(LINE, BOT.account, USER).say("有人嗎")
    (incoming,) = told(rig)
    token = getattr(incoming.happening, "seen_token", "")

    seen = OUTBOUND.gesture(replace(PUSH, seen_token=token), Gesture.SEEN, SECRETS)

    assert seen is not None
    assert rig.http.post(f"/line{seen.path}", data=seen.body, headers=dict(seen.headers)).json == {}
    assert OUTBOUND.gesture(PUSH, Gesture.SEEN, SECRETS) is None
