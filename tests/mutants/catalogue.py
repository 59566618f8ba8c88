"""Which faults must our harness see?

The first part is the list every system of this kind should be tried with, as far as it concerns
what exists; the second are faults this code could have, each at a place where it once did.
"""

from tests.mutants.mutant import Mutant

_LEDGER = "adapters/dynamodb/send_ledger.py"
_DELIVER = "usecases/deliver.py"
_SETTLEMENT = "domain/settlement.py"
_INGEST = "usecases/ingest.py"
_RECORDS = "runtime/records.py"
_POLICY = "unit/test_deliver_policy.py::"
_DOOR = "unit/test_deliver.py::"

INBOUND = (
    Mutant(
        "acknowledged before everything is stored",
        "adapters/sqs.py",
        "        if refused_groups:\n",
        "        if not refused_groups - {entry.group for entry in batch}:\n            return\n"
        "        if refused_groups:\n",
        (
            "simulation/test_stored_before_acknowledged.py"
            "::test_whichever_entry_fails_nothing_is_acknowledged_and_nothing_is_lost",
        ),
    ),
    Mutant(
        "a partial failure of a batch is ignored",
        "adapters/sqs.py",
        "if str(number) not in stored}",
        "if str(number) not in stored and not stored}",
        (
            "unit/adapters/test_sqs_failures.py::test_one_refused_event_of_a_batch_refuses_the_whole",
        ),
    ),
    Mutant(
        "signatures compared with ==",
        "domain/secrets.py",
        "    same = hmac.compare_digest(\n"
        '        presented.encode("utf-8", "surrogatepass"), '
        'expected.encode("utf-8", "surrogatepass")\n    )\n',
        "    same = presented == expected\n",
        ("unit/channels/test_signatures.py::test_secrets_are_compared_in_one_place_only",),
    ),
    Mutant(
        "the signature is checked over JSON written again",
        "adapters/channels/signatures.py",
        "    matched = False\n",
        "    import json\n    try:\n        raw = json.dumps(json.loads(raw)).encode()\n"
        "    except ValueError:\n        pass\n    matched = False\n",
        (
            "unit/channels/test_signatures.py::test_metas_signature_is_over_the_escaped_bytes_it_sent",
            "attack/test_genuine_requests.py::test_no_transport_changes_what_was_signed",
        ),
    ),
    Mutant(
        "a base64 body is not decoded",
        "runtime/http_event.py",
        '    if not event.get("isBase64Encoded"):\n',
        "    if True:\n",
        ("unit/test_runtime.py::test_the_body_is_the_very_bytes_in_every_payload_format",),
    ),
    Mutant(
        "an empty secret opens the door",
        "domain/secrets.py",
        "    return same and bool(expected.strip())\n",
        "    return same\n",
        (
            "unit/channels/test_signatures.py"
            "::test_words_are_the_same_only_when_they_are_and_never_when_empty",
        ),
    ),
    Mutant(
        "an expired signing secret still holds",
        "domain/secrets.py",
        "if key.until is None or now < key.until]",
        "if True]",
        ("unit/test_ingest.py::test_the_previous_secret_holds_until_its_end",),
    ),
    Mutant(
        "a redelivery is dropped",
        _INGEST,
        "    if outcome not in _STORED or",
        "    if item.redelivered or outcome not in _STORED or",
        (
            "simulation/test_a_faulty_morning.py::test_a_redelivery_whose_first_delivery_was_lost_is_handled",
        ),
    ),
    Mutant(
        "only the queue's own deduplication counts",
        "usecases/answer.py",
        "        known = conversations.turn(key, now)\n",
        '        known = None\n        key = TurnKey(key.contact, now, f"{key.cause}-{now}")\n',
        ("unit/test_answer.py::test_the_second_delivery_of_an_event_makes_no_second_turn",),
    ),
    Mutant(
        "receipts are acknowledged before they are stored",
        _INGEST,
        "    if told:\n        receipts.put(told)\n",
        "    if told:\n        try:\n            receipts.put(told)\n        except Exception:\n"
        "            pass\n",
        ("unit/test_ingest.py::test_receipts_that_are_not_stored_are_no_200_and_cost_no_message",),
    ),
    Mutant(
        "somebody else's echo counts as our own",
        "adapters/channels/messenger/happenings.py",
        "        return sender == app_id\n",
        "        return bool(send_id) or sender == app_id\n",
        (
            "unit/channels/test_messenger_receipts.py::test_another_app_is_no_receipt_even_with_words_like_ours",
        ),
    ),
)

QUEUES = (
    Mutant(
        "only the failing record of a group is reported",
        _RECORDS,
        "            held_back.add(group)\n",
        "            pass\n",
        ("unit/test_records.py::test_a_failure_holds_back_the_rest_of_its_group_only",),
    ),
    Mutant(
        "a failed record is reported done",
        _RECORDS,
        "        failed.append(_message_id(record))\n",
        "        failed = failed\n",
        ("unit/test_records.py::test_a_failure_holds_back_the_rest_of_its_group_only",),
    ),
    Mutant(
        "a record of another queue is worked on",
        _RECORDS,
        "        if not _is_from(source.queue_arn, record):\n",
        "        if False:\n",
        ("attack/test_forged_records.py::test_a_forged_record_is_handed_back_untouched",),
    ),
    Mutant(
        "a bug fails the whole batch",
        _RECORDS,
        "    except Exception as error:  # a bug: dead letters keep the message for people\n",
        "    except ZeroDivisionError as error:\n",
        ("unit/test_records.py::test_a_failure_holds_back_the_rest_of_its_group_only",),
    ),
)

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
        "    claimed = store_claim(turn, _claimed(",
        "    door.gateway.call(call, permit)\n    claimed = store_claim(turn, _claimed(",
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
        'return _unclear(turn, replace(send, owner="", lease_until=None), now)',
        'return _again(replace(send, owner="", lease_until=None), now)',
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
        "domain/permits.py",
        "    if _held_back_by_stop(turn, contact):\n",
        "    if False:\n",
        (
            f"{_POLICY}test_a_stop_before_the_claim_wins",
            f"{_POLICY}test_a_stop_between_decision_and_claim_wins",
        ),
    ),
    Mutant(
        "a person in the conversation counts at planning only",
        "domain/permits.py",
        "    if _held_back_by_human(turn, contact, now):\n",
        "    if False:\n",
        (f"{_POLICY}test_a_person_who_took_over_silences_what_was_already_decided",),
    ),
    Mutant(
        "a late answer is said all the same",
        "domain/permits.py",
        "        return Reason.EXPIRED\n",
        "        pass\n",
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
        'f"{contact.account}/{contact.user}/{call.send_id}/{id(call)}"',
        (
            "unit/channels/test_line_outbound.py",
            "simulation/test_every_fault.py::test_every_single_fault_is_survived",
        ),
    ),
    Mutant(
        "a reply that may have arrived is pushed as well",
        "domain/permits.py",
        "    return None if said_already else Route.PUSH\n",
        "    return Route.PUSH\n",
        (f"{_DOOR}test_a_reply_that_may_have_arrived_is_never_pushed",),
    ),
    Mutant(
        "after a refused send the rest goes on",
        _DELIVER,
        "    if any(other.state is SendState.REFUSED for other in earlier):\n",
        "    if False:\n",
        (f"{_DOOR}test_after_a_refused_send_the_rest_is_suppressed",),
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
        "domain/receipts.py",
        "    return max(filter(None, (one, other)), default=None)\n",
        "    return other or one\n",
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
        "domain/consent.py",
        "    if consent.changed_at and at < consent.changed_at:\n        return consent\n",
        "",
        (
            "unit/conversation/test_consent_comes_first.py"
            "::test_an_older_change_never_overrules_a_newer_one",
        ),
    ),
)

MUTANTS = INBOUND + QUEUES + OUTBOUND + EVIDENCE
