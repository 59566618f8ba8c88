"""What names a shopper by telephone number alone reaches whose number it is, and nobody else."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.shop import BRAND, event
from tests.unit.test_moving import Shop
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent_chain import verify_chain
from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.doings import IdentityChanged, ThreadMoved
from towkay.domain.events import Event, Happening, HumanReplied
from towkay.domain.turns import Rule
from towkay.usecases.answer import Handling
from towkay.usecases.end_consent import end_consent

ANN = ContactKey(Channel.WHATSAPP, "209911887700123", "TW.1001")
BOB = replace(ANN, user="TW.2002")
PHONE = replace(ANN, user="+886912345678")
OTHER_PHONE = replace(ANN, user="+886933000111")
QUESTION = "運費多少錢"
HELD = timedelta(hours=BRAND.handover_hours)


class Shops(Shop):
    """The faq function, told numbers beside ids."""

    def say(
        self, key: ContactKey, said: Happening | str = QUESTION, number: str = PHONE.user
    ) -> Rule:
        self.at += timedelta(seconds=1)
        return self.heard(replace(event(said, contact=key, at=self.at), number=number))

    def heard(self, happened: Event) -> Rule:
        assert self.take(happened) is Handling.HANDLED
        return self.newest

    def echo(self, key: ContactKey = PHONE, at: datetime | None = None) -> None:
        """Staff write with the phone app, which knows the number alone."""
        self.at += timedelta(seconds=1)
        self.heard(event(HumanReplied(), contact=key, at=at or self.at))

    @property
    def newest(self) -> Rule:
        turns = [turn for of in self.table.turns.values() for turn in of.values()]
        return max(turns, key=lambda turn: turn.created_at).reasoning.rule

    def silenced(self, key: ContactKey) -> bool:
        known = self.table.contacts.get(key)
        return known is not None and known.silenced(self.at)


@pytest.fixture
def shop() -> Shops:
    return Shops()


def test_who_writes_in_the_phone_app_silences_the_bot_for_the_shopper_of_that_number(
    shop: Shops,
) -> None:
    assert shop.say(ANN) is Rule.ANSWERED
    shop.echo()
    assert shop.say(ANN) is Rule.HUMAN_HOLDS
    assert shop.table.contacts[ANN].handover.state is HandoverState.HELD  # type: ignore[union-attr]
    assert PHONE not in shop.table.turns, "the turn stands in the shopper's own conversation"


def test_the_bot_is_silent_at_the_very_message_that_first_tells_the_number(shop: Shops) -> None:
    shop.say(ANN, number="")
    shop.echo()
    assert shop.say(ANN) is Rule.HUMAN_HOLDS


def test_who_writes_first_after_staff_did_is_left_to_them(shop: Shops) -> None:
    shop.echo()
    assert shop.say(ANN) is Rule.HUMAN_HOLDS


def test_without_the_number_ever_told_beside_the_id_nobody_is_silenced(shop: Shops) -> None:
    shop.say(ANN, number="")
    shop.echo()
    assert shop.say(ANN, number="") is Rule.ANSWERED


def test_a_conversation_handed_over_by_number_alone_is_not_answered_until_it_is_back(
    shop: Shops,
) -> None:
    shop.say(ANN)
    shop.say(PHONE, ThreadMoved(to_us=False), number="")
    assert shop.silenced(ANN)
    shop.say(PHONE, ThreadMoved(to_us=True), number="")
    assert shop.say(ANN) is Rule.ANSWERED


def test_a_number_is_written_down_once(shop: Shops) -> None:
    shop.say(ANN)
    version = shop.table.contacts[PHONE].version
    for _ in range(3):
        shop.say(ANN)
    assert shop.table.contacts[PHONE].version == version == 1


def test_only_the_message_that_first_tells_a_number_asks_for_more(shop: Shops) -> None:
    sites: list[CallSite] = []

    def gate(site: CallSite) -> AbstractContextManager[None]:
        sites.append(site)
        return nullcontext()

    shop.store = MemoryConversations(shop.table, gate)
    asked = []
    for number in ("", PHONE.user, PHONE.user):
        sites.clear()
        shop.say(ANN, number=number)
        asked.append(list(sites))
    usual = [CallSite.TURN_READ, CallSite.CONTACT_READ, CallSite.TURN_COMMIT]
    assert asked == [usual, [*usual[:2], CallSite.CONTACT_READ, usual[2]], usual]


def test_a_stop_said_under_the_number_alone_stops_the_shopper(shop: Shops) -> None:
    shop.say(ANN)
    assert shop.say(PHONE, "停止", number="") is Rule.STOPPED
    assert shop.table.contacts[ANN].consent.stopped


def test_what_was_said_under_the_number_before_goes_along_and_its_ledger_proves_it(
    shop: Shops,
) -> None:
    shop.say(PHONE, "停止", number="")
    shop.say(ANN)
    contact = shop.table.contacts[ANN]
    assert contact.consent.stopped
    for key in (ANN, PHONE):
        entries = list(shop.table.entries(key))
        assert len(entries) == 1
        assert verify_chain(key, shop.table.contacts[key].consent, entries) is None


def test_a_stop_by_staff_under_the_number_goes_along(shop: Shops) -> None:
    shop.echo()
    end_consent(PHONE, by="mei", at=shop.at, cause="staff-1", conversations=shop.store)
    shop.say(ANN)
    assert shop.table.contacts[ANN].consent.stopped


def test_what_was_said_under_a_number_long_ago_may_have_been_said_by_somebody_else(
    shop: Shops,
) -> None:
    shop.say(PHONE, "停止", number="")
    shop.at += timedelta(days=91)
    shop.say(ANN)
    assert not shop.table.contacts[ANN].consent.stopped
    shop.echo()
    assert shop.silenced(ANN)


def test_a_number_that_somebody_else_writes_from_leads_to_them(shop: Shops) -> None:
    shop.say(ANN)
    shop.say(BOB)
    shop.echo()
    assert (shop.silenced(ANN), shop.silenced(BOB)) == (False, True)
    assert not shop.table.contacts[BOB].consent.stopped


def test_whoever_gets_a_number_inherits_nothing_but_the_person_in_charge(shop: Shops) -> None:
    shop.say(PHONE, "停止", number="")
    shop.say(ANN)
    shop.say(BOB)
    assert shop.table.contacts[ANN].consent.stopped
    assert not shop.table.contacts[BOB].consent.stopped
    assert shop.table.contacts[BOB].person == ""


def test_a_number_left_for_another_silences_its_shopper_no_longer(shop: Shops) -> None:
    shop.say(ANN)
    shop.say(ANN, number=OTHER_PHONE.user)
    shop.echo()
    assert not shop.silenced(ANN)
    shop.echo(OTHER_PHONE)
    assert shop.silenced(ANN)


def test_a_message_that_comes_late_does_not_bring_an_old_number_back(shop: Shops) -> None:
    early = shop.at
    shop.say(ANN, number=OTHER_PHONE.user)
    late = replace(event("可以退貨嗎", contact=ANN, at=early), number=PHONE.user)
    shop.heard(late)
    assert shop.table.contacts[ANN].number == OTHER_PHONE.user


def test_a_message_of_its_former_shopper_that_comes_late_does_not_take_a_number_back(
    shop: Shops,
) -> None:
    early = shop.at
    shop.say(BOB)
    shop.heard(replace(event(QUESTION, contact=ANN, at=early), number=PHONE.user))
    shop.echo()
    assert (shop.silenced(ANN), shop.silenced(BOB)) == (False, True)


def test_who_changed_number_is_silenced_by_what_was_written_before_and_not_by_what_came_after(
    shop: Shops,
) -> None:
    shop.say(ANN)
    before = shop.at
    shop.hear(IdentityChanged(ANN.user), BOB)  # the same shopper, by another id
    shop.echo()
    assert not shop.silenced(BOB)
    shop.echo(at=before)
    assert shop.silenced(BOB)
    assert not shop.silenced(ANN)


def test_the_next_one_with_a_number_given_up_finds_staff_in_charge(shop: Shops) -> None:
    shop.say(ANN)
    shop.hear(IdentityChanged(ANN.user), BOB)
    shop.echo()
    new = replace(ANN, user="TW.3003")
    assert shop.say(new) is Rule.HUMAN_HOLDS


def test_a_late_message_of_an_old_id_does_not_give_its_number_to_the_new_one(shop: Shops) -> None:
    shop.say(ANN)
    between = shop.at + timedelta(milliseconds=500)
    shop.hear(IdentityChanged(ANN.user), BOB)
    shop.heard(replace(event("可以退貨嗎", contact=ANN, at=between), number=PHONE.user))
    assert shop.table.contacts[BOB].number == ""


def test_a_change_of_id_told_by_number_alone_is_one_of_the_shopper_who_had_it(shop: Shops) -> None:
    shop.say(ANN, "停止")
    shop.hear(IdentityChanged(PHONE.user), BOB)
    assert shop.table.contacts[BOB].consent.stopped
    assert shop.table.contacts[ANN].moved_to == BOB.user
    shop.hear(IdentityChanged(PHONE.user), BOB)
    assert shop.newest is Rule.NOTED


def test_a_number_of_another_account_never_counts(shop: Shops) -> None:
    shop.say(ANN)
    elsewhere = replace(PHONE, account="209911887700999")
    shop.echo(elsewhere)
    assert not shop.silenced(ANN)
    assert shop.silenced(elsewhere)


def test_an_echo_told_again_once_the_number_is_known_is_handled_once(shop: Shops) -> None:
    shown = event(HumanReplied(), contact=PHONE, at=shop.at)
    shop.take(shown)
    shop.say(ANN)
    assert shop.take(shown) is Handling.DUPLICATE
    late = event(HumanReplied(), contact=PHONE, at=shop.at + timedelta(seconds=1))
    shop.at += timedelta(seconds=2)
    assert [shop.take(late) for _ in range(2)] == [Handling.HANDLED, Handling.DUPLICATE]


def test_who_is_counted_by_the_id_already_goes_on_being_counted_by_it(shop: Shops) -> None:
    shop.say(ANN, number="")
    shop.say(PHONE, number="")
    shop.say(ANN)
    assert shop.table.contacts[ANN].person_name.endswith(ANN.user)


def test_the_number_of_somebody_new_is_counted_as_the_same_human(shop: Shops) -> None:
    shop.say(PHONE, number="")
    shop.say(ANN)
    contact: Contact = shop.table.contacts[ANN]
    assert contact.person_name.endswith(PHONE.user)
    assert contact.language == "zh-TW"


def test_the_silence_ends_as_it_does_for_everybody(shop: Shops) -> None:
    shop.say(ANN)
    shop.echo()
    shop.at += HELD + timedelta(seconds=1)
    assert shop.say(ANN) is Rule.ANSWERED
