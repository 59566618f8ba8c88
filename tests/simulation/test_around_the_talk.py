"""Comments, new ids, tokens and gestures, with every single fault at every call site."""

from itertools import combinations

import pytest

from tests.simulation.around import (
    COMMENT,
    NEW,
    OLD,
    PRICE,
    READER,
    answered_with_gestures,
    commented,
    commented_and_asked,
    moved_and_stopped,
    paused_and_told,
    stopped_as_the_id_changed,
    told_on_a_token,
)
from tests.simulation.books import all_turns, balance
from tests.simulation.gates import AimedGate
from tests.simulation.scenarios import Scenario
from tests.simulation.test_every_fault import Fault, checked, every_fault, played, told_after_a_stop
from tests.simulation.world import World
from towkay.adapters.callsites import CallSite
from towkay.domain.consent_chain import verify_chain
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.turns import Rule


def words(world: World) -> list[str]:
    return [seen.words for seen in world.channel.seen]


def reasons(world: World) -> list[str]:
    turns = world.table.turns.get(OLD, {}).values()
    return [send.reason for turn in turns for send in turn.sends if send.reason]


def told_once_both_were_known(world: World) -> list[str]:
    """Notices called for after a stop under the new id and the change of id were both stored.

    Before that nobody can know whose stop it was.
    """
    turns = [turn for key in (OLD, NEW) for turn in world.table.turns.get(key, {}).values()]
    both = [turn for turn in turns if turn.reasoning.rule in (Rule.MOVED, Rule.STOPPED)]
    if len(both) < 2:
        return told_after_a_stop(world)
    known = [turn.created_at for turn in both]
    notices = [(turn.key.cause, send) for turn in turns for send in turn.sends if send.is_unasked]
    return [cause for cause, send in notices if send.called_at and send.called_at > max(known)]


def test_a_comment_told_of_twice_is_answered_once_in_private() -> None:
    world, said, _ = played(commented, [])
    assert (words(world), balance(world, said).states) == ([PRICE], {SendState.SENT: 1})
    assert COMMENT in world.channel.used
    assert world.table.contacts[READER].window_closes_at is None


def test_the_shoppers_own_message_opens_the_window_that_the_comment_did_not() -> None:
    world, said, _ = played(commented_and_asked, [])
    assert balance(world, said).states == {SendState.SENT: 2}
    assert world.table.contacts[READER].window_closes_at is not None


def test_after_a_change_of_id_nothing_reaches_the_old_one() -> None:
    world, _, _ = played(moved_and_stopped, [])
    (moved,) = [
        turn for turn in world.table.turns[NEW].values() if turn.reasoning.rule is Rule.MOVED
    ]
    to_old = [seen.at for seen in world.channel.seen if seen.user == OLD.user]
    assert len(to_old) == 1 and to_old[0] < moved.created_at
    assert reasons(world) == [Reason.UNREACHABLE]
    assert told_after_a_stop(world) == []


def test_a_stop_said_before_a_change_of_id_and_heard_after_it_stops_all_that_follows() -> None:
    world, said, _ = played(stopped_as_the_id_changed, [])
    assert world.table.contacts[NEW].consent.stopped
    assert not any(text.startswith("[") for text in words(world))
    assert balance(world, said).lost == 0


def test_a_token_that_is_good_once_is_called_on_once() -> None:
    world, said, _ = played(told_on_a_token, [])
    states = balance(world, said).states
    assert states == {SendState.SENT: 1, SendState.SUPPRESSED: 1}
    assert world.table.contacts[READER].tokens[0].spent


def test_a_template_that_was_paused_in_between_is_told_once() -> None:
    world, said, _ = played(paused_and_told, [])
    assert balance(world, said).states == {SendState.SENT: 1, SendState.SUPPRESSED: 1}
    ends = [send.reason for turn in all_turns(world) for send in turn.sends if send.reason]
    assert ends == [Reason.TEMPLATE_UNAPPROVED]


def test_gestures_are_shown_at_call_sites_of_their_own() -> None:
    world, said, gate = played(answered_with_gestures, [])
    assert balance(world, said).states == {SendState.SENT: 2}
    # LINE has no word for what was seen without its token.
    assert gate.passages.count(CallSite.CHANNEL_GESTURE) == world.channel.gestures == 3


@pytest.mark.parametrize(
    "scenario",
    [
        commented,
        commented_and_asked,
        moved_and_stopped,
        stopped_as_the_id_changed,
        told_on_a_token,
        paused_and_told,
        answered_with_gestures,
    ],
)
def test_every_single_fault_is_survived(scenario: Scenario) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        checked(scenario, [fault], told_once_both_were_known)
    assert len(faults) > 100


@pytest.mark.parametrize("scenario", [moved_and_stopped, stopped_as_the_id_changed])
def test_whatever_fails_both_ledgers_hold_and_the_stop_stands(scenario: Scenario) -> None:
    for fault in every_fault(scenario):
        world, _, _ = played(scenario, [fault])
        for key in (OLD, NEW):
            entries = list(world.table.entries(key))
            assert verify_chain(key, world.table.contacts[key].consent, entries) is None, fault
        assert world.table.contacts[NEW].consent.stopped, fault
        assert world.table.contacts[OLD].moved_to == NEW.user, fault


def test_pairs_of_faults_around_a_comment_are_survived() -> None:
    faults = list(every_fault(commented))
    pairs = list(combinations(faults[::3], 2))
    for pair in pairs:
        checked(commented, pair)
    assert len(pairs) > 300


@pytest.mark.parametrize(
    ("scenario", "site"),
    [
        (told_on_a_token, CallSite.TOKEN_USE),
        (paused_and_told, CallSite.TEMPLATE_READ),
        (paused_and_told, CallSite.ACCOUNT_FACTS_READ),
        (paused_and_told, CallSite.ACCOUNT_NEWS_PUT),
    ],
)
def test_what_is_rare_in_a_morning_is_passed_here(scenario: Scenario, site: CallSite) -> None:
    _, _, gate = played(scenario, [])
    assert site in gate.passages


def test_a_fault_that_is_planted_is_struck() -> None:
    _, _, gate = played(commented, [Fault(False, 0, "killed_before")])
    assert isinstance(gate, AimedGate) and gate.struck == 1
