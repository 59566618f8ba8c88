"""What we send and read agrees with the simulators, which were written from the channels' pages.

Every webhook a shopper causes there is genuine and understood here; every call made here is
accepted there, shows the shopper the same words, and its refusals are classified as meant.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.contract.channels.simulated import call_on, heard, last, made, shopper_on
from tests.unit.simulators.rig import USER, Rig
from towkay.domain.attachments import AttachmentKind
from towkay.domain.channels import Channel, every_channel
from towkay.domain.doings import CartSent, IdentityChanged
from towkay.domain.events import (
    Followed,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
)
from towkay.domain.messages import Text
from towkay.domain.optins import PreferenceStated
from towkay.domain.outcomes import Refusal, Verdict
from towkay.domain.routes import Route
from workbench.simulators.shopper import Shopper
from workbench.simulators.whatsapp.shopper import WhatsAppShopper


@pytest.mark.parametrize("channel", every_channel())
def test_what_a_shopper_writes_is_heard(rig: Rig, channel: Channel) -> None:
    shopper_on(rig, channel).say("請問有 🍎 茶嗎")

    incoming = last(rig, channel)

    assert isinstance(incoming.happening, MessageReceived)
    assert incoming.happening.text == "請問有 🍎 茶嗎"
    assert (incoming.user, incoming.may_answer) == (call_on(channel).contact.user, True)
    assert abs((incoming.occurred_at - rig.clock.now()).total_seconds()) < 5
    assert bool(incoming.reply_token) == (channel is Channel.LINE)


SHOWN = {
    Shopper.sticker: AttachmentKind.STICKER,
    Shopper.image: AttachmentKind.IMAGE,
    Shopper.location: AttachmentKind.PLACE,
}
# Instagram tells of no sticker, and nobody can send a place there.
UNTOLD = {(Channel.INSTAGRAM, Shopper.sticker), (Channel.INSTAGRAM, Shopper.location)}


@pytest.mark.parametrize(
    ("channel", "does", "kind"),
    [
        (channel, does, kind)
        for channel in every_channel()
        for does, kind in SHOWN.items()
        if (channel, does) not in UNTOLD
    ],
)
def test_what_a_shopper_shows_is_recognised(
    rig: Rig, channel: Channel, does: Callable[[Shopper], object], kind: AttachmentKind
) -> None:
    getattr(shopper_on(rig, channel), does.__name__)()

    happening = last(rig, channel).happening

    assert isinstance(happening, MessageReceived)
    assert [attachment.kind for attachment in happening.attachments] == [kind]


def test_the_other_things_a_shopper_does_on_line_are_understood(rig: Rig) -> None:
    shopper = shopper_on(rig, Channel.LINE)
    shopper.follow()
    shopper.say("hi")
    message = last(rig, Channel.LINE).happening
    assert isinstance(message, MessageReceived)
    shopper.unsend(message.message_id)
    shopper.unfollow()

    happenings = [one.happening for one in heard(rig, Channel.LINE)]

    assert happenings == [Followed(), message, MessageUnsent(message.message_id), OptedOut()]


def test_the_other_things_a_shopper_does_on_messenger_are_understood(rig: Rig) -> None:
    shopper = shopper_on(rig, Channel.MESSENGER)
    shopper.get_started()
    shopper.say("hi")
    message = last(rig, Channel.MESSENGER).happening
    assert isinstance(message, MessageReceived)
    shopper.edit(message.message_id, "hey")
    made(rig, call_on(Channel.MESSENGER))
    shopper.react()
    shopper.human_replies("您好")

    kinds = [type(one.happening) for one in heard(rig, Channel.MESSENGER)]

    assert kinds[:3] == [Followed, MessageReceived, MessageEdited]
    assert {Reacted, ReceiptArrived, HumanReplied} <= set(kinds[3:])


def test_the_other_things_a_shopper_does_on_whatsapp_are_understood(rig: Rig) -> None:
    shopper = shopper_on(rig, Channel.WHATSAPP)
    assert isinstance(shopper, WhatsAppShopper)
    shopper.come_by_ad()
    shopper.order("SKU-1")
    shopper.life.prefer_marketing(wanted=False)
    made(rig, call_on(Channel.WHATSAPP))
    shopper.react()
    shopper.human_replies("您好")
    old = shopper.user
    shopper.life.change_number()

    happenings = [one.happening for one in heard(rig, Channel.WHATSAPP)]

    first, cart, stopped = happenings[:3]
    assert isinstance(first, MessageReceived) and first.entry and first.entry.is_ad
    assert isinstance(cart, CartSent) and [item.sku for item in cart.items] == ["SKU-1"]
    assert stopped == PreferenceStated(wanted=False)
    assert {Reacted, ReceiptArrived, HumanReplied} <= {type(one) for one in happenings[3:]}
    assert IdentityChanged(old) in happenings


def test_what_another_app_has_on_whatsapp_is_not_ours_to_answer(rig: Rig) -> None:
    shopper = shopper_on(rig, Channel.WHATSAPP)
    assert isinstance(shopper, WhatsAppShopper)
    shopper.say("hi")
    shopper.life.hand_over("ai_agent")
    shopper.say("在嗎")

    words = [one for one in heard(rig, Channel.WHATSAPP) if one.user and "wamid" in one.cause]
    assert [one.may_answer for one in words][-1] is False
    outcome = made(rig, call_on(Channel.WHATSAPP))
    assert outcome.verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    ("ordered", "code", "refusal"),
    [
        ("window", "131047", Refusal.WINDOW_CLOSED),
        ("left", "131026", Refusal.CONTACT_GONE),
    ],
)
def test_what_whatsapp_took_and_could_not_deliver_is_told_of(
    rig: Rig, ordered: str, code: str, refusal: Refusal
) -> None:
    shopper = shopper_on(rig, Channel.WHATSAPP)
    assert isinstance(shopper, WhatsAppShopper)
    shopper.say("hi")
    if ordered == "left":
        shopper.life.leave()
    rig.clock.advance(25 * 3600 if ordered == "window" else 0)

    outcome = made(rig, call_on(Channel.WHATSAPP, send_id="7b.2.w_x"))

    assert outcome.verdict is Verdict.SENT
    told = last(rig, Channel.WHATSAPP).happening
    assert isinstance(told, ReceiptArrived)
    assert (told.kind, told.send_id, told.code) == (ReceiptKind.FAILED, "7b.2.w_x", code)
    assert told.refusal is refusal


@pytest.mark.parametrize("channel", every_channel())
def test_what_we_say_is_shown_and_its_button_comes_back(rig: Rig, channel: Channel) -> None:
    shopper = shopper_on(rig, channel)
    shopper.say("hi")

    outcome = made(rig, call_on(channel))
    shopper.press("烏龍茶")

    assert (outcome.verdict, len(outcome.provider_ids)) == (Verdict.SENT, 1)
    assert "要找哪一款？" in rig.seen_by(call_on(channel).contact.user)
    pressed = next(
        one.happening
        for one in reversed(heard(rig, channel))
        if isinstance(one.happening, MessageReceived | PostbackPressed)
    )
    assert pressed.payload == "tk:answer:oolong"


def test_a_reply_token_serves_once(rig: Rig) -> None:
    token = rig.reply_token()
    five = tuple(Text(str(number)) for number in range(5))
    reply = replace(call_on(Channel.LINE, *five), route=Route.REPLY_TOKEN, reply_token=token)

    first, second = made(rig, reply), made(rig, reply)

    assert (first.verdict, len(first.provider_ids)) == (Verdict.SENT, 5)
    assert (second.verdict, second.refusal) == (Verdict.REFUSED, Refusal.REPLY_TOKEN)


def test_a_push_repeated_with_its_key_is_seen_once_and_twice_called_sent(rig: Rig) -> None:
    shopper_on(rig, Channel.LINE).say("hi")

    first, again = made(rig, call_on(Channel.LINE)), made(rig, call_on(Channel.LINE))

    assert first.verdict is again.verdict is Verdict.SENT
    assert (first.provider_ids, first.request_id) == (again.provider_ids, again.request_id)
    assert rig.seen_by(USER).count("要找哪一款？") == 1


@pytest.mark.parametrize(
    ("fault", "verdict", "refusal"),
    [
        ("rate_limit", Verdict.SLOW_DOWN, Refusal.RATE),
        ("server_error", Verdict.UNKNOWN, None),
        ("revoked", Verdict.REFUSED, Refusal.CREDENTIALS),
    ],
)
@pytest.mark.parametrize("channel", every_channel())
def test_a_failure_of_the_channel_is_classified_as_meant(
    rig: Rig, channel: Channel, fault: str, verdict: Verdict, refusal: Refusal | None
) -> None:
    shopper_on(rig, channel).say("hi")
    rig.simulators.world.faults.order(channel, fault, 1)

    outcome = made(rig, call_on(channel))

    assert (outcome.verdict, outcome.refusal) == (verdict, refusal)


def test_outside_the_window_messenger_says_no(rig: Rig) -> None:
    shopper_on(rig, Channel.MESSENGER).say("hi")
    rig.clock.advance(25 * 3600)

    outcome = made(rig, call_on(Channel.MESSENGER))

    assert (outcome.verdict, outcome.refusal) == (Verdict.REFUSED, Refusal.WINDOW_CLOSED)
    assert outcome.code == "10/2018278"


def test_a_person_the_account_never_met_is_gone(rig: Rig) -> None:
    strangers = [
        replace(call, contact=replace(call.contact, user=user))
        for call, user in (
            (call_on(Channel.MESSENGER), "999"),
            (call_on(Channel.LINE), "U" + "0" * 32),
        )
    ]

    assert [made(rig, call).refusal for call in strangers] == [Refusal.CONTACT_GONE] * 2
