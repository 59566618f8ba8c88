"""Faults between a channel's webhook and the end of a turn."""

from tests.mutants.mutant import Mutant

_INGEST = "usecases/ingest.py"
_RECORDS = "runtime/records.py"

INBOUND = (
    Mutant(
        "acknowledged before everything is stored",
        "adapters/sqs.py",
        "        return refused_groups\n",
        "        return refused_groups - {entry.group for entry in batch}\n",
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
        "usecases/sorting.py",
        "    if fate not in STORED:",
        "    if item.redelivered or fate not in STORED:",
        (
            "simulation/test_a_faulty_morning.py::test_a_redelivery_whose_first_delivery_was_lost_is_handled",
        ),
    ),
    Mutant(
        "only the queue's own deduplication counts",
        "usecases/answer.py",
        "        known = conversations.turn(_key_of(event), now)\n",
        '        known = None\n        event = replace(event, cause=f"{event.cause}-{now}")\n',
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
