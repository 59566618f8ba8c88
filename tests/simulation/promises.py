"""Which test holds each promise about messages on their way in and on their way out?

Named as pytest names them, below `tests/`. What a promise says stands beside it; its figures stand
in the tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised, and the tests that fail when it is broken."""

    says: str
    tests: tuple[str, ...]


_MORNING = "simulation/test_a_faulty_morning.py::"
_FAULTS = "simulation/test_every_fault.py::"
_ORDER = "simulation/test_order_and_poison.py::"
_STOPS = "simulation/test_stop_means_stop.py::"
_AROUND = "simulation/test_around_the_talk.py::"
_MONTH = "simulation/test_thirty_days.py::"
_ECHOES = "simulation/test_late_echoes.py::"
_STORED = "simulation/test_stored_before_acknowledged.py::"
_PACING = "simulation/test_pacing.py::"
_ANSWERS = "unit/channels/test_documented_answers.py::"

PROMISES: Mapping[str, Promise] = {
    "IN-1": Promise(
        "nothing that was acknowledged is lost",
        (
            f"{_MORNING}test_ten_thousand_events_through_a_faulty_morning_lose_and_double_nothing",
            f"{_MORNING}test_mornings_of_many_seeds_lose_and_double_nothing",
        ),
    ),
    "IN-2": Promise(
        "a duplicate does nothing twice",
        (
            "simulation/test_copies_at_once.py"
            "::test_copies_at_once_make_one_turn_and_one_ask_to_deliver",
            f"{_MORNING}test_ten_thousand_events_through_a_faulty_morning_lose_and_double_nothing",
        ),
    ),
    "IN-3": Promise(
        "an answer in time: requests grow with the events of a body and no faster",
        (f"{_STORED}test_requests_grow_with_the_events_and_no_faster",),
    ),
    "IN-4": Promise(
        "200 only after every event of the body is stored",
        (f"{_STORED}test_whichever_entry_fails_nothing_is_acknowledged_and_nothing_is_lost",),
    ),
    "IN-5": Promise(
        "a conversation keeps its order",
        (f"{_ORDER}test_fifty_numbered_messages_of_each_conversation_are_answered_in_their_order",),
    ),
    "IN-6": Promise(
        "a poisoned event holds up its own conversation only, and not for ever",
        (f"{_ORDER}test_a_poisoned_event_holds_up_its_own_conversation_only_and_not_for_ever",),
    ),
    "OUT-1": Promise(
        "never twice where the channel knows a retry key",
        (
            f"{_FAULTS}test_every_single_fault_is_survived",
            f"{_FAULTS}test_every_single_fault_of_what_nobody_asked_for_is_survived",
            f"{_FAULTS}test_every_pair_of_faults_is_survived",
        ),
    ),
    "OUT-2": Promise(
        "never twice where it knows none",
        (
            f"{_FAULTS}test_every_single_fault_is_survived",
            f"{_FAULTS}test_every_pair_of_faults_is_survived",
            f"{_ECHOES}test_evidence_that_comes_late_or_never_makes_no_send_go_out_twice",
        ),
    ),
    "OUT-3": Promise(
        "what is unclear is settled by echoes, or by the deadline of its purpose",
        (
            f"{_ECHOES}test_whatever_was_echoed_is_settled_as_sent_however_late",
            f"{_ECHOES}test_the_rest_is_parked_at_the_deadline_of_its_purpose",
        ),
    ),
    "OUT-4": Promise(
        "stop means stop",
        (
            f"{_STOPS}test_nothing_is_seen_after_an_acknowledged_stop",
            f"{_STOPS}test_nothing_is_seen_whose_claim_was_stored_after_the_stop",
            f"{_STOPS}test_a_stop_of_one_topic_does_not_stop_another_and_a_stop_word_stops_both",
            f"{_AROUND}test_whatever_fails_both_ledgers_hold_and_the_stop_stands",
        ),
    ),
    "OUT-5": Promise(
        "quiet hours and caps",
        (
            f"{_MONTH}test_nothing_is_seen_in_quiet_hours",
            f"{_MONTH}test_nobody_sees_more_than_the_caps_allow_on_all_channels_together",
            f"{_MONTH}test_each_suppressed_send_has_a_reason_that_judging_it_again_finds",
        ),
    ),
    "OUT-6": Promise(
        "rates are kept and used",
        (
            f"{_PACING}test_eight_workers_one_of_them_killed_use_the_rate_and_never_exceed_it",
            f"{_PACING}test_the_count_of_windows_sees_one_call_too_many",
        ),
    ),
    "OUT-7": Promise(
        "only what can succeed is tried again, and a revoked token stops its account",
        (
            f"{_ANSWERS}test_a_documented_answer_leads_to_its_reaction",
            f"{_ANSWERS}test_every_answer_stands_in_a_table_and_every_row_has_its_answer",
            f"{_ANSWERS}test_what_is_final_is_called_once",
            "unit/test_account_health.py"
            "::test_a_revoked_token_stops_the_account_and_costs_no_reply_that_is_young_enough",
        ),
    ),
    "OUT-8": Promise(
        "what was planned is sent, refused, suppressed, unclear, parked or open: no more, no less",
        (
            f"{_MONTH}test_what_was_planned_is_what_was_sent_and_what_was_not",
            f"{_FAULTS}test_every_pair_of_faults_is_survived",
            "simulation/test_occurrences.py::test_each_occurrence_of_a_campaign_is_a_message_once",
        ),
    ),
    "OUT-9": Promise(
        "what platforms have ended is never sent",
        ("stack/test_bodies.py::test_no_route_of_any_purpose_renders_what_was_ended",),
    ),
}
