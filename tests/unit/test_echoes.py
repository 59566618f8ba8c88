"""A message that a channel shows as somebody's is told from our own, and proves the unclear."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW, PAGE_SHOPPER, event
from tests.unit.test_moving import Shop
from towkay.domain.errors import SendBusy
from towkay.domain.events import HumanReplied
from towkay.domain.messages import Image, LinkButton, Message, Text
from towkay.domain.sends import SendState
from towkay.domain.turns import Rule
from towkay.usecases.answer import Handling
from towkay.usecases.echoes import is_ours

S = SendState


@pytest.fixture
def bench() -> Bench:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("宅配 100 元")
    return bench


def in_state(bench: Bench, state: SendState, **about: object) -> None:
    turn = bench.table.turn(bench.turn_key, bench.now)
    assert turn
    bench.table.settle(turn, replace(turn.sends[0], state=state, **about))  # type: ignore[arg-type]


def ours(bench: Bench, shown: HumanReplied, at: timedelta = timedelta(seconds=5)) -> bool:
    happened = event(shown, contact=PAGE_SHOPPER, at=NOW + at)
    return is_ours(happened, bench.store, NOW + at)


def test_an_id_that_the_channel_gave_us_is_ours(bench: Bench) -> None:
    in_state(bench, S.SENT, provider_ids=("m9",))
    assert ours(bench, HumanReplied("m9", "anything"))
    assert not ours(bench, HumanReplied("m8", "宅配 100 元")), "a person may say the same"


def test_what_was_sent_the_evening_before_is_still_known(bench: Bench) -> None:
    in_state(bench, S.SENT, provider_ids=("m9",))
    assert ours(bench, HumanReplied("m9"), timedelta(hours=23))


def test_while_our_own_call_is_under_way_nobody_can_say(bench: Bench) -> None:
    in_state(bench, S.CLAIMED, lease_until=NOW + timedelta(seconds=12))
    with pytest.raises(SendBusy):
        ours(bench, HumanReplied("m9", "宅配 100 元"))


@pytest.mark.parametrize("state", [S.UNKNOWN, S.CLAIMED])
def test_the_words_of_an_unclear_send_are_ours_and_prove_it(bench: Bench, state: S) -> None:
    in_state(bench, state, ambiguous=True, lease_until=NOW)
    assert ours(bench, HumanReplied("m9", " 宅配 100 元\n"))
    assert (bench.sends[0].state, bench.sends[0].provider_ids) == (S.SENT, ("m9",))


@pytest.mark.parametrize("state", [S.READY, S.SUPPRESSED, S.REFUSED, S.PARKED])
def test_what_was_never_under_way_proves_nothing(bench: Bench, state: S) -> None:
    in_state(bench, state)
    assert not ours(bench, HumanReplied("m9", "宅配 100 元"))


def test_what_was_given_up_is_still_proved_by_its_own_words(bench: Bench) -> None:
    in_state(bench, S.PARKED, ambiguous=True, reason="no_evidence")
    assert ours(bench, HumanReplied("m9", "宅配 100 元"), timedelta(minutes=5))
    assert (bench.sends[0].state, bench.sends[0].provider_ids) == (S.SENT, ("m9",))


def test_a_persons_words_beside_an_unclear_send_are_theirs(bench: Bench) -> None:
    in_state(bench, S.UNKNOWN, ambiguous=True)
    assert not ours(bench, HumanReplied("m9", "您好，我是小美"))
    assert bench.sends[0].state is S.UNKNOWN


@pytest.mark.parametrize(
    "message", [Image("https://x.test/a.jpg"), Text("看", buttons=(LinkButton("a", "https://x"),))]
)
def test_an_echo_without_words_proves_what_has_no_plain_words(message: Message) -> None:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("x")
    in_state(bench, S.UNKNOWN, messages=(message,))
    assert ours(bench, HumanReplied("m9"))


def test_an_echo_without_an_id_is_somebody_elses_and_costs_no_read(bench: Bench) -> None:
    class NoReads:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    happened = event(HumanReplied(), contact=PAGE_SHOPPER)
    assert not is_ours(happened, NoReads(), NOW)  # type: ignore[arg-type]


def test_our_own_echo_makes_no_turn_and_hands_nothing_over() -> None:
    shop = Shop()
    shop.hear("運費多少錢", PAGE_SHOPPER)
    (turn,) = shop.table.turns[PAGE_SHOPPER].values()
    shop.table.settle(turn, replace(turn.sends[0], state=S.SENT, provider_ids=("m9",)))
    assert shop.hear(HumanReplied("m9", "x"), PAGE_SHOPPER) is Handling.OWN_ECHO
    assert shop.rules(PAGE_SHOPPER) == [Rule.ANSWERED]
    assert shop.table.contacts[PAGE_SHOPPER].handover is None
    shop.hear(HumanReplied("m8", "小美"), PAGE_SHOPPER)
    assert shop.rules(PAGE_SHOPPER) == [Rule.ANSWERED, Rule.HUMAN_HOLDS]


def test_what_a_person_wrote_stands_in_no_transcript() -> None:
    shop = Shop()
    shop.hear(HumanReplied("m8", "private words"), PAGE_SHOPPER)
    (turn,) = shop.table.turns[PAGE_SHOPPER].values()
    assert "private" not in str(turn)
