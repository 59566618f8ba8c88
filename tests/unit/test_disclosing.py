"""Where it is owed, a program says that it is one: first, after a long pause, after a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.notices import NoticeBench
from tests.support.shop import BRAND, FAQ, NOW, PAGE_SHOPPER, event, words
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules
from towkay.domain.brands import Phrase
from towkay.domain.channels import every_channel
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.events import Followed, Happening
from towkay.domain.messages import Purpose, Text
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import Duty, DutyRow, book_of
from towkay.domain.routes import SenderKind
from towkay.domain.sends import SendState
from towkay.domain.turns import Turn
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import answer

LINE = words(Phrase.DISCLOSURE, "zh-TW")
GERMANY = book_of(
    "test",
    (),
    (
        DutyRow(
            "disclosure-de",
            Duty.DISCLOSURE,
            frozenset(every_channel()),
            frozenset(Purpose),
            date(2020, 1, 1),
            "the law",
            countries=frozenset({"DE"}),
        ),
    ),
)


class Talk(NoticeBench):
    """A conversation that is answered and stored, turn by turn."""

    def hear(self, happening: Happening | str = "運費怎麼算", **about: object) -> Turn:
        heard = event(happening, at=self.now, contact=self.key, cause=f"m-{self.now:%d%H%M%S}")
        heard = replace(heard, **about)  # type: ignore[arg-type]  # fields of Event
        queue = MemoryFifoQueue(lambda: self.now, visibility=timedelta(minutes=1), most_receives=5)
        self.packs.publish(BrandKnowledge(replace(BRAND, rules=self.brand_rules), FAQ, self.book))
        outbox = MemoryOutbox(queue)
        answer(heard, now=self.now, conversations=self.store, packs=self.packs, outbox=outbox)
        return self.turns[-1]

    @property
    def turns(self) -> list[Turn]:
        return sorted(self.table.turns[self.key].values(), key=lambda turn: turn.key.occurred_at)


def german(**about: object) -> Talk:
    talk = Talk(PAGE_SHOPPER, book=GERMANY)
    talk.add_contact(PAGE_SHOPPER, country="DE", **about)
    return talk


def says_it(turn: Turn) -> bool:
    first = turn.sends[0].messages[0]
    said = isinstance(first, Text) and first.text.startswith(f"{LINE}\n")
    assert said is turn.sends[0].carries_disclosure
    assert not any(send.carries_disclosure for send in turn.sends[1:])
    return said


def test_the_first_answer_says_it_and_the_next_does_not() -> None:
    talk = german()
    first = talk.hear()
    talk.now += timedelta(minutes=1)
    second = talk.hear("可以退貨嗎")

    assert (says_it(first), says_it(second)) == (True, False)
    assert talk.table.contacts[PAGE_SHOPPER].disclosed_at == NOW


@pytest.mark.parametrize(("pause", "again"), [(24 * 3600, False), (24 * 3600 + 1, True)])
def test_after_a_long_pause_it_is_said_again(pause: int, again: bool) -> None:
    talk = german()
    talk.hear()
    talk.now += timedelta(seconds=pause)
    assert says_it(talk.hear()) is again


def test_after_a_person_handed_back_it_is_said_again_and_once() -> None:
    talk = german()
    talk.hear()
    begun = NOW + timedelta(minutes=5)
    held = Handover(HandoverState.HELD, "h", begun, begun + timedelta(hours=1))
    talk.change_contact(handover=held)
    talk.now = held.until + timedelta(minutes=1)
    after = says_it(talk.hear())
    talk.now += timedelta(minutes=1)

    assert (after, says_it(talk.hear("可以退貨嗎"))) == (True, False)


def test_a_greeting_of_the_brand_s_own_says_it_already() -> None:
    talk = german()
    greeted = talk.hear(Followed())
    talk.now += timedelta(minutes=1)
    asked = talk.hear()

    assert greeted.sends[0].carries_disclosure and not says_it(asked)


def test_where_nothing_demands_it_nothing_is_added() -> None:
    talk = german()
    talk.add_contact(PAGE_SHOPPER, country="TW")
    assert not says_it(talk.hear())
    assert talk.table.contacts[PAGE_SHOPPER].disclosed_at is None


def test_a_shopper_of_no_known_country_is_where_the_account_is() -> None:
    german_page = AccountRules(PAGE_SHOPPER.channel, PAGE_SHOPPER.account, "DE")
    rules = replace(DEFAULT_RULES, accounts=(german_page,))
    talk = Talk(PAGE_SHOPPER, book=GERMANY, brand_rules=rules)
    assert says_it(talk.hear())


def test_a_brand_may_want_it_said_everywhere() -> None:
    talk = Talk(brand_rules=replace(DEFAULT_RULES, always_disclose=True))
    said = says_it(talk.hear())
    talk.turn_key = talk.turns[-1].key
    talk.deliver()
    assert said and talk.states == [SendState.SENT]


def test_an_answer_that_does_not_say_it_where_it_must_is_not_sent() -> None:
    talk = Talk()
    talk.hear()
    talk.rules.publish("demo", replace(DEFAULT_RULES, always_disclose=True))
    talk.turn_key = talk.turns[-1].key
    talk.deliver()
    assert talk.sends[0].reason == Reason.DISCLOSURE_MISSING and talk.calls == []


def test_a_person_says_nothing_of_the_kind() -> None:
    rules = replace(DEFAULT_RULES, always_disclose=True)
    talk = Talk(brand_rules=rules)
    send = talk.send("我是小美", sender=SenderKind.HUMAN, purpose=Purpose.REPLY, topic="")
    assert send.state is SendState.SENT and talk.shown == ["我是小美"]


def test_news_that_nobody_asked_for_says_it_to_who_was_never_told() -> None:
    rules = replace(DEFAULT_RULES, always_disclose=True)
    talk = Talk(brand_rules=rules)
    talk.send("出貨了", purpose=Purpose.SERVICE)
    talk.change_contact(disclosed_at=NOW)
    talk.send("到貨了", purpose=Purpose.SERVICE)
    assert talk.shown == [f"{LINE}\n出貨了", "到貨了"] and talk.states == [SendState.SENT]


def test_a_long_answer_says_it_in_a_message_before() -> None:
    talk = german()
    long = "長" * 1900
    said = talk.hear()
    assert says_it(said)
    talk.change_contact(disclosed_at=None)
    talk.plan(talk.notice(long, purpose=Purpose.SERVICE))
    turn = talk.turns[-1]
    assert [len(send.messages) for send in turn.sends] == [1, 1]
    assert turn.sends[0].messages == (Text(LINE),) and turn.sends[0].carries_disclosure
