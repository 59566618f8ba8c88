"""What we send to Instagram and read from it agrees with its simulator, by either login."""

from dataclasses import replace

import pytest

from tests.contract.channels.simulated import SECRETS, WORDS, call_on, heard, last, made
from tests.unit.simulators.instagram.calls import ruled, visitor
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig, running
from towkay.domain.channels import Channel
from towkay.domain.doings import Commented, ThreadMoved
from towkay.domain.events import (
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
    Referred,
)
from towkay.domain.messages import Text
from towkay.domain.outcomes import Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from workbench.simulators.instagram.rules import CommentsShape

INSTAGRAM = Channel.INSTAGRAM
OF_PAGE = SendSecrets(
    IG_OF_PAGE.app_secret,
    {IG_OF_PAGE.account: IG_OF_PAGE.access_token},
    {IG_OF_PAGE.account: {"page": IG_OF_PAGE.page}},
)


def test_all_that_a_shopper_does_is_understood(rig: Rig) -> None:
    shopper = visitor(rig)
    (mid,) = shopper.say("hi").event_ids
    shopper.edit(mid, "hey")
    shopper.unsend(mid)
    shopper.story_reply("還有嗎")
    shopper.story_mention()
    shopper.share_post("春茶")
    shopper.view_once()
    shopper.unsupported()
    shopper.link("igbox01")
    shopper.from_ad("想了解", "120210987654321")
    shopper.from_product("有貨嗎", "5501122334455")
    made(rig, call_on(INSTAGRAM))
    rig.simulators.drain()
    shopper.react()
    shopper.press("烏龍茶")

    happenings = [one.happening for one in heard(rig, INSTAGRAM)]

    kinds = {type(happening) for happening in happenings}
    assert kinds == {
        *(MessageReceived, MessageEdited, MessageUnsent, Referred, Reacted, ReceiptArrived),
    }
    entries = [one.entry for one in happenings if isinstance(one, MessageReceived) and one.entry]
    assert [entry.source for entry in entries] == ["story", "ads", "product"]


@pytest.mark.parametrize("shape", CommentsShape)
def test_a_comment_of_either_shape_is_heard_and_answered_in_private(shape: CommentsShape) -> None:
    with running(ruled(comments_shape=shape)) as rig:
        visitor(rig).comment("+1")
        comment = last(rig, INSTAGRAM)
        assert isinstance(comment.happening, Commented)
        reply = replace(
            call_on(INSTAGRAM, Text("請看私訊")),
            route=Route.PRIVATE_REPLY,
            comment=comment.happening.comment_id,
        )

        first, second, plain = made(rig, reply), made(rig, reply), made(rig, call_on(INSTAGRAM))

        assert comment.user == IGSID
        assert (first.verdict, len(first.provider_ids)) == (Verdict.SENT, 1)
        assert (second.refusal, second.code) == (Refusal.BAD_REQUEST, "100/2534025")
        assert (plain.refusal, plain.code) == (Refusal.WINDOW_CLOSED, "10/2534022")
        assert rig.seen_by(IGSID) == ["請看私訊"]


def test_a_comment_of_a_boosted_post_is_the_same_event_twice() -> None:
    with running(ruled(boosted_twice=True)) as rig:
        visitor(rig).comment("+1", ad="120210987654321")

        first, second = heard(rig, INSTAGRAM)

        assert (first.cause, first.happening) == (second.cause, second.happening)


def test_an_echo_that_brings_our_id_back_settles_the_send_and_a_person_s_does_not(rig: Rig) -> None:
    visitor(rig).say("hi")
    outcome = made(rig, call_on(INSTAGRAM, send_id="19a.0.c"))
    rig.simulators.drain()
    visitor(rig).human_replies("我來看看")

    told = [one.happening for one in heard(rig, INSTAGRAM)][1:]

    (mid,) = outcome.provider_ids
    assert told[0] == ReceiptArrived(ReceiptKind.ECHOED, "19a.0.c", mid)
    assert isinstance(told[1], ReceiptArrived)
    assert (told[1].kind, told[1].provider_id) == (ReceiptKind.READ, mid)
    assert isinstance(told[2], HumanReplied)
    assert (told[2].text, told[2].message_id != mid) == ("我來看看", True)


def test_an_echo_that_brings_nothing_back_says_whose_it_may_be() -> None:
    with running(ruled(echoes_metadata=False)) as rig:
        visitor(rig).say("hi")
        outcome = made(rig, call_on(INSTAGRAM))

        told = [one.happening for one in heard(rig, INSTAGRAM)]

        assert HumanReplied(outcome.provider_ids[0], WORDS.text) in told


def test_a_conversation_that_moves_is_answered_only_by_its_owner(rig: Rig) -> None:
    shopper = visitor(rig)
    shopper.say("hi")
    shopper.to_inbox()
    assert made(rig, call_on(INSTAGRAM)).refusal is Refusal.THREAD_TAKEN
    rig.simulators.drain()
    shopper.say("有人嗎")
    assert not last(rig, INSTAGRAM).may_answer
    shopper.back_to_app()

    rig.simulators.drain()
    moves = [one.happening for one in heard(rig, INSTAGRAM)]

    assert [one for one in moves if isinstance(one, ThreadMoved)] == [
        ThreadMoved(to_us=False),
        ThreadMoved(to_us=True),
    ]
    assert made(rig, call_on(INSTAGRAM)).verdict is Verdict.SENT


def test_outside_the_window_instagram_says_no(rig: Rig) -> None:
    visitor(rig).say("hi")
    rig.clock.advance(25 * 3600)

    outcome = made(rig, call_on(INSTAGRAM))

    assert (outcome.verdict, outcome.refusal) == (Verdict.REFUSED, Refusal.WINDOW_CLOSED)


def test_facebook_login_is_called_at_its_page(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SECRETS, INSTAGRAM, OF_PAGE)
    shopper = visitor(rig, IG_OF_PAGE)
    shopper.say("hi")
    call = call_on(INSTAGRAM)
    call = replace(call, contact=replace(call.contact, account=IG_OF_PAGE.account))

    assert made(rig, call).verdict is Verdict.SENT
    shopper.press("烏龍茶")
    assert rig.seen_by(IGSID) == [WORDS.text]


def test_a_page_that_is_not_known_to_be_one_asks_for_other_credentials(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SECRETS, INSTAGRAM, replace(OF_PAGE, facts={}))
    visitor(rig, IG_OF_PAGE).say("hi")
    call = call_on(INSTAGRAM)
    call = replace(call, contact=replace(call.contact, account=IG_OF_PAGE.account))

    assert made(rig, call).refusal is Refusal.CREDENTIALS


def test_an_ice_breaker_is_a_pressed_button(rig: Rig) -> None:
    shown = {"locale": "default", "call_to_actions": [{"question": "何時到貨？", "payload": "P"}]}
    visitor(rig).desk.profile(IG).ice_breakers = [shown]
    visitor(rig).link("igbox01")

    pressed = last(rig, INSTAGRAM).happening

    assert isinstance(pressed, PostbackPressed)
    assert (pressed.payload, pressed.entry and pressed.entry.ref) == ("P", "igbox01")
