"""Tags and fields say who somebody is, stay small, and never say what they agreed to."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact
from tests.support.shop import LINE_SHOPPER, texts
from tests.support.topics_shop import Chat
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.actions import Action, Verb
from towkay.domain.contacts import Contact
from towkay.domain.errors import ContactUnknown, StaleState
from towkay.domain.events import HumanReplied, MessageReceived
from towkay.domain.profile import FieldValue, Tag
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.tagging import (
    MOST_FIELDS,
    MOST_TAGS,
    MOST_TOKENS,
    Change,
    is_field,
    is_tag,
    is_value,
    tagged,
    with_change,
)
from towkay.domain.turns import Rule
from towkay.usecases.know import STAFF_NOTED, note_known

PRESS = Action(Verb.TAG, "oolong", then="shipping_fee").payload()


def tags(talk: Chat) -> dict[str, str]:
    return {one.name: one.source for one in talk.contact.tags} if talk.contact else {}


def test_a_campaigns_button_puts_its_tag_on_and_is_answered() -> None:
    talk = Chat()
    decision = talk.press(PRESS)
    assert tags(talk) == {"oolong": "press"}
    assert decision.reasoning.rule is Rule.PRESSED
    assert decision.reasoning.entries == ("shipping_fee",)


def test_a_button_that_is_a_quick_reply_does_the_same() -> None:
    talk = Chat()
    talk.hear(MessageReceived("m", "喜歡", payload=PRESS))
    assert tags(talk) == {"oolong": "press"}


def test_a_button_without_an_answer_behind_it_is_thanked_for() -> None:
    decision = Chat().press(Action(Verb.TAG, "oolong").payload())
    assert "thanks" in texts(decision)


def test_a_press_counts_while_a_person_holds_the_talk_and_when_it_is_heard_late() -> None:
    talk = Chat()
    talk.hear(HumanReplied())
    assert talk.press(PRESS).messages == ()
    assert tags(talk) == {"oolong": "press"}


def test_a_tag_of_a_press_runs_out() -> None:
    talk = Chat()
    talk.press(PRESS)
    (tag,) = talk.contact.tags if talk.contact else ()
    assert tag.expires_at == tag.at + timedelta(days=365)


@pytest.mark.parametrize("payload", ["tk:tag:", "tk:tag: :x", f"tk:tag:{'x' * 41}", "tk:tag:a,b"])
def test_what_is_no_tag_is_not_put_on(payload: str) -> None:
    talk = Chat()
    talk.press(payload)
    assert tags(talk) == {}


def test_no_press_says_anything_about_consent() -> None:
    talk = Chat()
    decision = talk.press(PRESS)
    assert decision.consent is None and talk.active() == set()


def test_the_newest_of_a_tag_counts_and_the_oldest_goes_when_there_are_too_many() -> None:
    contact = a_contact()
    for number in range(MOST_TAGS + 5):
        contact = tagged(contact, Tag(f"t{number}", NOW + timedelta(days=number)))
    names = [one.name for one in contact.tags]
    assert len(names) == MOST_TAGS and names[0] == "t5"
    newest = contact.tags[-1]
    assert tagged(contact, replace(newest, at=NOW)) == contact


def test_no_change_makes_a_contact_large() -> None:
    many = Change(
        fields={f"f{number}": "v" for number in range(MOST_FIELDS + 9)},
        tokens=tuple(ChannelToken("k", f"t{number}", NOW) for number in range(MOST_TOKENS + 9)),
    )
    contact = with_change(a_contact(), many, NOW, "staff")
    assert (len(contact.fields), len(contact.tokens)) == (MOST_FIELDS, MOST_TOKENS)


def test_a_field_is_replaced_and_an_empty_value_takes_it_away() -> None:
    before = a_contact(fields=(FieldValue("skin", "dry"), FieldValue("size", "M")))
    after = with_change(before, Change(fields={"skin": "oily", "size": ""}), NOW, "staff")
    assert after.fields == (FieldValue("skin", "oily"),)


def test_a_token_that_is_known_already_keeps_what_is_known_of_it() -> None:
    used = ChannelToken("notification_messages", "t", NOW, spent=True)
    fresh = replace(used, spent=False)
    assert with_change(a_contact(tokens=(used,)), Change(tokens=(fresh,)), NOW, "x").tokens == (
        used,
    )


def test_no_list_displaces_a_token_that_the_person_gave() -> None:
    own = tuple(ChannelToken("notification_messages", f"o{n}", NOW) for n in range(MOST_TOKENS))
    listed = tuple(ChannelToken("recurring_notification", f"i{n}", NOW) for n in range(3))
    full, some = a_contact(tokens=own), a_contact(tokens=own[:2])

    assert with_change(full, Change(tokens=listed), NOW, "import").tokens == own
    kept = with_change(some, Change(tokens=listed), NOW, "import").tokens
    assert {*own[:2]} < {*kept} and len(kept) == MOST_TOKENS


@pytest.mark.parametrize(
    ("written", "fits"),
    [("VIP", True), ("烏龍 茶", True), ("", False), (" a", False), ("a:b", False), ("a\nb", False)],
)
def test_a_tag_is_what_a_button_can_carry_and_a_list_can_hold(written: str, fits: bool) -> None:
    assert is_tag(written) is fits


def test_a_field_has_a_plain_name_and_a_value_of_one_line() -> None:
    assert is_field("birthday") and not is_field("Birth day") and not is_field("")
    assert is_value("") and is_value("1990-02-29") and not is_value("a\nb")
    assert not is_value("x" * 101)


class Racing(MemoryConversations):
    """Loses the given number of races before it may write."""

    races = 0

    def commit(self, *written: object, **about: object) -> None:
        if self.races:
            self.races -= 1
            raise StaleState("somebody else wrote first")
        super().commit(*written, **about)  # type: ignore[arg-type]


def noted(store: MemoryConversations, stranger: Contact | None = None) -> Contact:
    return note_known(
        LINE_SHOPPER,
        Change(tags=("vip",)),
        by="小芬",
        source="staff",
        at=NOW,
        cause="staff-1",
        conversations=store,
        stranger=stranger,
    )


@pytest.mark.parametrize("races", [0, 2])
def test_what_staff_write_stands_in_the_history_under_their_name(races: int) -> None:
    table = MemoryTable()
    table.put_contact(a_contact(LINE_SHOPPER, version=3))
    store = Racing(table)
    store.races = races
    assert noted(store).tags == (Tag("vip", NOW, "staff"),)
    (turn,) = table.turns[LINE_SHOPPER].values()
    assert (turn.inbound.kind, turn.inbound.text, turn.sends) == (STAFF_NOTED, "小芬", ())


def test_what_keeps_losing_is_said_and_not_swallowed() -> None:
    table = MemoryTable()
    table.put_contact(a_contact(LINE_SHOPPER))
    store = Racing(table)
    store.races = 3
    with pytest.raises(StaleState):
        noted(store)


def test_nothing_is_written_about_whoever_never_wrote_unless_that_is_wished_for() -> None:
    table = MemoryTable()
    with pytest.raises(ContactUnknown):
        noted(MemoryConversations(table))
    met = noted(MemoryConversations(table), a_contact(LINE_SHOPPER, last_event_at=None))
    assert table.contacts[LINE_SHOPPER] == met and met.subscriptions == ()


def test_what_is_written_goes_to_the_id_that_the_shopper_has_now() -> None:
    table = MemoryTable()
    now = replace(LINE_SHOPPER, user="Unew")
    table.put_contact(a_contact(LINE_SHOPPER, moved_to="Unew"))
    table.put_contact(a_contact(now))
    assert noted(MemoryConversations(table)).key == now
    assert table.contacts[LINE_SHOPPER].tags == ()


def test_a_contact_full_of_what_is_known_stays_within_one_page_of_the_table() -> None:
    """A contact is read and written with every message: 4 KB are one read and four writes."""
    far = timedelta(days=365)
    contact = a_contact(LINE_SHOPPER)
    for number in range(MOST_TAGS):
        contact = tagged(contact, Tag(f"tag-{number}", NOW, "press", NOW + far))
    fields = {f"field_{number}": "十個字的內容就夠了吧" for number in range(MOST_FIELDS)}
    contact = with_change(contact, Change(fields=fields), NOW, "staff")
    assert size_of({"M": contact_item(contact)}) < 4096


def size_of(attribute: dict[str, Any]) -> int:
    """Bytes as DynamoDB counts them ("Item sizes and formats")."""
    ((kind, value),) = attribute.items()
    match kind:
        case "M":
            return 3 + sum(len(name) + size_of(one) + 1 for name, one in value.items())
        case "L":
            return 3 + sum(size_of(one) + 1 for one in value)
        case "S":
            return len(value.encode())
        case _:
            return 21  # no number is longer
