"""What we send and read agrees with the simulators, which were written from the channels' pages.

Every webhook a shopper causes there is genuine and understood here; every call made here is
accepted there, shows the shopper the same words, and its refusals are classified as meant.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from werkzeug.test import Client

from tests.unit.simulators.rig import BOT, PAGE, PSID, USER, Rig, running
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import (
    AttachmentKind,
    Followed,
    HumanReplied,
    Incoming,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    Unknown,
)
from towkay.domain.messages import QuickReply, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit
from towkay.domain.secrets import SendSecrets
from towkay.domain.turns import Route
from workbench.simulators.shopper import Shopper

BASES = {Channel.MESSENGER: "/graph", Channel.LINE: "/line"}
SECRETS = {
    Channel.MESSENGER: SendSecrets(PAGE.app_secret, {PAGE.account: PAGE.access_token}),
    Channel.LINE: SendSecrets(BOT.app_secret, {BOT.account: BOT.access_token}),
}
SIGNING = {Channel.MESSENGER: PAGE.app_secret, Channel.LINE: BOT.app_secret}
WORDS = Text("要找哪一款？", (QuickReply("烏龍茶", "tk:answer:oolong"),))


class Secrets:
    """The credentials of both simulated accounts."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        return SECRETS[channel]


@dataclass
class InProcess:
    """Calls the simulators without a socket."""

    client: Client

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply:
        answer = self.client.post(url, data=body, headers=dict(headers))
        named = {name.lower(): value for name, value in answer.headers.items()}
        return HttpReply(answer.status_code, named, answer.data)


@pytest.fixture
def rig() -> Iterator[Rig]:
    with running() as started:
        yield started


def shopper_on(rig: Rig, channel: Channel) -> Shopper:
    account, user = (PAGE, PSID) if channel is Channel.MESSENGER else (BOT, USER)
    return rig.simulators.shopper(channel, account.account, user)


def call_on(channel: Channel, *messages: Text, send_id: str = "19a.0.c") -> ChannelCall:
    account, user = (PAGE, PSID) if channel is Channel.MESSENGER else (BOT, USER)
    route = Route.OPEN_WINDOW if channel is Channel.MESSENGER else Route.PUSH
    contact = ContactKey(channel, account.account, user)
    return ChannelCall(contact, "tea", send_id, route, messages or (WORDS,))


def made(rig: Rig, call: ChannelCall) -> Outcome:
    port = HttpChannelGateway(Secrets(), lambda channel: BASES[channel], InProcess(rig.http))
    return port.call(call, Permit(call.route, 1))


def heard(rig: Rig, channel: Channel) -> list[Incoming]:
    """Every event of every webhook so far, each of which must be genuine."""
    rig.simulators.drain()
    incoming: list[Incoming] = []
    for _, raw, headers in rig.shop.seen:
        named = {name.lower(): value for name, value in headers.items()}
        assert INBOUND[channel].is_genuine(raw, named, [SIGNING[channel]])
        incoming += INBOUND[channel].parse(json.loads(raw), app_id=PAGE.app_id)
    assert not [one for one in incoming if isinstance(one.happening, Unknown)]
    return incoming


def last(rig: Rig, channel: Channel) -> Incoming:
    return heard(rig, channel)[-1]


@pytest.mark.parametrize("channel", Channel)
def test_what_a_shopper_writes_is_heard(rig: Rig, channel: Channel) -> None:
    shopper_on(rig, channel).say("請問有 🍎 茶嗎")

    incoming = last(rig, channel)

    assert isinstance(incoming.happening, MessageReceived)
    assert incoming.happening.text == "請問有 🍎 茶嗎"
    assert (incoming.user, incoming.may_answer) == (call_on(channel).contact.user, True)
    assert abs((incoming.occurred_at - rig.clock.now()).total_seconds()) < 5
    assert bool(incoming.reply_token) == (channel is Channel.LINE)


@pytest.mark.parametrize(
    ("does", "kind"),
    [
        (Shopper.sticker, AttachmentKind.STICKER),
        (Shopper.image, AttachmentKind.IMAGE),
        (Shopper.location, AttachmentKind.PLACE),
    ],
)
@pytest.mark.parametrize("channel", Channel)
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


@pytest.mark.parametrize("channel", Channel)
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
@pytest.mark.parametrize("channel", Channel)
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
