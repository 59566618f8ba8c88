"""Faults in what nobody asked for: consent, quiet hours, caps, holds, pace, people."""

from tests.mutants.mutant import Mutant

_JUDGING = "domain/policy/judging.py"
_CONSENTING = "domain/consenting.py"
_MONTH = "simulation/test_thirty_days.py::"
_STOPS = "simulation/test_stop_means_stop.py::"
_ECHOES = "simulation/test_late_echoes.py::"

UNASKED = (
    Mutant(
        "the claim has no condition on the person's history",
        "adapters/dynamodb/histories.py",
        '"revision = :seen" if seen else "attribute_not_exists(pk)"',
        '"revision = :seen OR revision <> :seen" if seen else "attribute_not_exists(nothing)"',
        (
            "contract/test_histories.py"
            "::test_of_two_claims_on_one_history_the_second_is_stale_and_claims_nothing",
        ),
    ),
    Mutant(
        "quiet hours are not asked at the call",
        _JUDGING,
        "    if until is not None:\n",
        "    if False:\n",
        (
            f"{_MONTH}test_nothing_is_seen_in_quiet_hours",
            "simulation/test_every_fault.py"
            "::test_what_is_held_is_said_after_the_quiet_hours_when_nothing_fails",
        ),
    ),
    Mutant(
        "caps are not asked",
        _JUDGING,
        "cap.count >= cap.most for",
        "cap.count > cap.most + 99 for",
        (
            f"{_MONTH}test_nobody_sees_more_than_the_caps_allow_on_all_channels_together",
            "unit/test_caps.py"
            "::test_the_message_past_the_cap_is_suppressed_with_its_reason_and_its_count",
        ),
    ),
    Mutant(
        "what two channels brought counts as one message",
        "domain/unasked.py",
        'return f"{key.contact.name}/{round(',
        'return f"/{round(',
        (
            "unit/test_caps.py::test_one_campaign_at_one_moment_reaches_a_person_on_one_channel_only",
        ),
    ),
    Mutant(
        "a hold is acknowledged without a place in the due index",
        "domain/turns.py",
        "        for send in self.open_sends:\n",
        "        for send in self.open_sends:\n"
        '            if send.reason == "quiet_hours":\n                continue\n',
        (
            "unit/test_holds.py::test_the_due_index_brings_a_held_turn_back_when_the_night_is_over",
            "simulation/test_every_fault.py"
            "::test_what_is_held_is_said_after_the_quiet_hours_when_nothing_fails",
        ),
    ),
    Mutant(
        "every purpose waits for evidence as long as a reply does",
        "domain/settlement.py",
        "_EVIDENCE_WAITS[send.purpose]",
        "_EVIDENCE_WAITS[Purpose.REPLY]",
        (f"{_ECHOES}test_the_rest_is_parked_at_the_deadline_of_its_purpose",),
    ),
    Mutant(
        "the deadline of an unclear send is ignored",
        "usecases/deliver.py",
        "        case SendState.UNKNOWN if send.settle_by is not None and now >= send.settle_by:\n",
        "        case SendState.UNKNOWN if False:\n",
        ("unit/test_deliver.py::test_an_unclear_page_message_is_never_repeated",),
    ),
    Mutant(
        "lanes are leased anew while another clock may still use them",
        "domain/pacing/lanes.py",
        "    return lease.until + GUARD if lease.lanes else lease.until\n",
        "    return lease.until\n",
        (
            "simulation/test_pacing.py"
            "::test_eight_workers_one_of_them_killed_use_the_rate_and_never_exceed_it",
        ),
    ),
    Mutant(
        "a program may take a person's route",
        "domain/permits.py",
        "        if self.route in HUMAN_ROUTES:\n",
        "        if False:\n",
        (
            "stack/test_types_refuse.py"
            "::test_a_program_is_given_no_persons_route_even_where_no_types_are_checked",
        ),
    ),
    Mutant(
        "on a tie a resume word wins",
        _CONSENTING,
        "    if consent.changed_at == at and consent.stopped and act in _LIFTS:\n",
        "    if False:\n",
        ("unit/conversation/test_consent_comes_first.py::test_on_a_tie_stop_wins_in_either_order",),
    ),
    Mutant(
        "the stop of one topic stops all",
        _CONSENTING,
        "            return _with_topic(known, entry, _ended_for_good)\n",
        "            return tuple(_ended_for_good(one, entry) for one in known)\n",
        (f"{_STOPS}test_a_stop_of_one_topic_does_not_stop_another_and_a_stop_word_stops_both",),
    ),
    Mutant(
        "staff may grant consent",
        "domain/consent.py",
        "        if self.source in _ON_BEHALF and self.act not in _STOPPING:\n",
        "        if False:\n",
        ("unit/test_consent_ledger.py::test_staff_and_imports_can_do_nothing_but_end",),
    ),
    Mutant(
        "a planned cause does not name its occurrence",
        "domain/notices.py",
        "        return TurnKey(self.contact, self.at, self.cause)\n",
        "        year = self.at.replace(month=1, day=1, hour=0, minute=0, second=0)\n"
        '        return TurnKey(self.contact, year, self.cause.partition(":")[0])\n',
        ("simulation/test_occurrences.py::test_each_occurrence_of_a_campaign_is_a_message_once",),
    ),
)
