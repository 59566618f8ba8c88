"""Faults between a decided send and what the channel tells of it."""

from tests.mutants.mutant import Mutant

_LEDGER = "adapters/dynamodb/send_ledger.py"
_DELIVER = "usecases/deliver.py"
_OBJECTIONS = "domain/policy/objections.py"
_SETTLEMENT = "domain/settlement.py"
_POLICY = "unit/test_deliver_policy.py::"
_DOOR = "unit/test_deliver.py::"

OUTBOUND = (
    Mutant(
        "the claim has no condition on the turn",
        "adapters/dynamodb/settling.py",
        '"ConditionExpression": "revision = :seen",',
        '"ConditionExpression": "revision = :seen OR revision <> :seen",',
        ("contract/test_send_ledger.py::test_the_second_claim_of_the_same_read_is_stale",),
    ),
    Mutant(
        "the claim has no condition on the contact",
        _LEDGER,
        '"ConditionExpression": "version = :seen",',
        '"ConditionExpression": "version = :seen OR version <> :seen",',
        ("contract/test_send_ledger.py::test_whatever_changed_the_contact_after_the_permit_wins",),
    ),
    Mutant(
        "the claim comes after the call",
        _DELIVER,
        "    moved = store_claim(",
        "    door.gateway.call(call, permit)\n    moved = store_claim(",
        (
            f"{_POLICY}test_a_stop_between_decision_and_claim_wins",
            "simulation/test_every_fault.py"
            "::test_the_three_messages_are_all_answered_when_nothing_fails",
        ),
    ),
    Mutant(
        "a read time-out is tried again",
        _SETTLEMENT,
        "            return _unclear(turn, released, now)\n",
        "            return _again(released, now)\n",
        (
            f"{_DOOR}test_an_unclear_page_message_is_never_repeated",
            "simulation/test_every_fault.py::test_every_single_fault_is_survived",
        ),
    ),
    Mutant(
        "an expired lease on Messenger is tried again",
        _SETTLEMENT,
        'return _unclear(turn, changed(send, owner="", lease_until=None), now)',
        'return _again(changed(send, owner="", lease_until=None), now)',
        (f"{_DOOR}test_a_worker_that_vanished_leaves_a_page_message_unknown",),
    ),
    Mutant(
        "429 is swallowed as a final no",
        "adapters/channels/line/answers.py",
        "    return Outcome(Verdict.SLOW_DOWN, Refusal.RATE)\n",
        "    return Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST)\n",
        ("unit/channels/test_line_outbound.py",),
    ),
    Mutant(
        "a stop counts at planning only",
        _OBJECTIONS,
        "    refusal = _consent_missing(of)\n",
        "    refusal = None\n",
        (
            f"{_POLICY}test_a_stop_before_the_claim_wins",
            f"{_POLICY}test_a_stop_between_decision_and_claim_wins",
            "simulation/test_stop_means_stop.py::test_nothing_is_seen_after_an_acknowledged_stop",
        ),
    ),
    Mutant(
        "a person in the conversation counts at planning only",
        _OBJECTIONS,
        "    if not holds(of) or of.hands_over or of.about_consent:\n",
        "    if True:\n",
        (f"{_POLICY}test_a_person_who_took_over_silences_what_was_already_decided",),
    ),
    Mutant(
        "a late answer is said all the same",
        _OBJECTIONS,
        "ends is not None and of.at > ends\n",
        "False\n",
        (f"{_POLICY}test_a_reply_after_fifteen_minutes_is_suppressed",),
    ),
    Mutant(
        "an expired row counts as there until TTL deletes it",
        "adapters/dynamodb/items.py",
        'int(expires_at["N"]) <= now.timestamp()',
        'int(expires_at["N"]) < 0',
        (
            "contract/test_conversations.py::test_an_expired_turn_is_gone_though_its_row_is_still_there",
        ),
    ),
    Mutant(
        "a retry goes out under another key",
        "adapters/channels/line/outbound.py",
        'f"{contact.account}/{contact.user}/{call.send_id}"',
        'f"{contact.account}/{contact.user}/{call.send_id}/{uuid.uuid4()}"',
        (
            "unit/channels/test_line_outbound.py",
            "simulation/test_every_fault.py::test_every_single_fault_is_survived",
        ),
    ),
    Mutant(
        "a reply that may have arrived is pushed as well",
        "domain/policy/openness.py",
        "Obstacle.SAID_BY_TOKEN if of.said_by_token else None",
        "None",
        (f"{_DOOR}test_a_reply_that_may_have_arrived_is_never_pushed",),
    ),
    Mutant(
        "after a refused send the rest goes on",
        _OBJECTIONS,
        "    if of.after_refused:\n",
        "    if False:\n",
        (f"{_DOOR}test_after_a_refused_send_the_rest_is_suppressed",),
    ),
    Mutant(
        "words that may have been seen are said again as a template",
        "domain/sends.py",
        "        if self.instead is None or self.ambiguous:\n",
        "        if self.instead is None:\n",
        (
            "unit/test_instead_of_words.py"
            "::test_what_may_have_been_seen_in_words_is_never_said_again_as_a_template",
        ),
    ),
    Mutant(
        "news that was overtaken is told all the same",
        "usecases/permission.py",
        "    return not is_current(door.orders.record(key, now), turn.about)\n",
        "    return door.orders.record(key, now) is None\n",
        ("unit/test_overtaken_news.py::test_news_that_was_overtaken_is_suppressed_for_good",),
    ),
)

EVIDENCE = (
    Mutant(
        "an echo settles nothing that was parked",
        _SETTLEMENT,
        "    if send.state is SendState.SENT or _is_reported_failed(send):\n",
        "    if send.state.is_final:\n",
        ("unit/test_settle.py::test_an_echo_proves_a_send_that_was_not_known_to_be_taken",),
    ),
    Mutant(
        "an echo counts for whoever it names",
        "domain/send_ids.py",
        "and send_id(key, index) == text",
        "",
        ("unit/test_send_ids.py",),
    ),
    Mutant(
        "LINE shows nothing as not yet delivered",
        "domain/receipts.py",
        "        return Sighting.NOT_KNOWABLE\n",
        "        return Sighting.NOT_YET\n",
        ("unit/test_sightings.py",),
    ),
    Mutant(
        "marks move backwards",
        "domain/moments.py",
        "    return max(filter(None, moments), default=None)\n",
        "    return moments[-1] or moments[0]\n",
        ("unit/test_settle.py::test_marks_move_forward_whatever_comes_first",),
    ),
    Mutant(
        "a revoked token is tried by every conversation",
        "domain/health.py",
        "        return waits and self.prober != caller\n",
        "        return False\n",
        (
            "unit/test_account_health.py"
            "::test_a_revoked_token_stops_the_account_and_costs_no_reply_that_is_young_enough",
        ),
    ),
    Mutant(
        "a stopped account is not tried again while replies live",
        "domain/health.py",
        "for minutes in (1, 2, 4, 5))",
        "for minutes in (20, 20, 20, 20))",
        (
            "unit/test_account_health.py"
            "::test_a_revoked_token_stops_the_account_and_costs_no_reply_that_is_young_enough",
        ),
    ),
    Mutant(
        "an older consent overrules a newer one",
        "domain/consenting.py",
        "    if consent.changed_at and at < consent.changed_at:\n        return consent\n",
        "",
        (
            "unit/conversation/test_consent_comes_first.py"
            "::test_an_older_change_never_overrules_a_newer_one",
        ),
    ),
)
