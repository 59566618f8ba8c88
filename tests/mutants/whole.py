"""Faults in what all four channels brought: ids that change, tokens, echoes, one thing for all."""

from tests.mutants.mutant import Mutant

_MOVING = "unit/test_moving.py::"
_NUMBERS = "unit/test_numbers.py::"

WHOLE = (
    Mutant(
        "an echo is judged while our own call is under way",
        "usecases/echoes.py",
        "    if any(_is_under_way(send, now) for _, send in sends):\n",
        "    if False:\n",
        ("unit/test_echoes.py::test_while_our_own_call_is_under_way_nobody_can_say",),
    ),
    Mutant(
        "an id that its shopper has left is written to",
        "domain/situations.py",
        "unreachable=not consent.reachable or bool(contact.moved_to),",
        "unreachable=not consent.reachable,",
        (f"{_MOVING}test_nothing_goes_to_an_id_that_its_shopper_has_left",),
    ),
    Mutant(
        "a number goes on silencing who has given it up",
        "domain/numbers.py",
        "    return holder.number == number.key.user and (left_at is None or at <= left_at)\n",
        "    return left_at is None or at <= left_at\n",
        (f"{_NUMBERS}test_a_number_left_for_another_silences_its_shopper_no_longer",),
    ),
    Mutant(
        "whoever gets a number inherits what was said under it",
        "domain/numbers.py",
        "    if number.moved_to or not _is_theirs(number, at):\n",
        "    if not _is_theirs(number, at):\n",
        (f"{_NUMBERS}test_whoever_gets_a_number_inherits_nothing_but_the_person_in_charge",),
    ),
    Mutant(
        "a failure told late refuses what was read",
        "domain/settlement.py",
        "    if send.arrived or _is_reported_failed(send):\n",
        "    if _is_reported_failed(send):\n",
        ("unit/test_arrivals.py::test_a_failure_after_the_arrival_is_counted_as_nothing_new",),
    ),
    Mutant(
        "a stop is lifted by what the other id said",
        "domain/moving.py",
        "    if any(one.consent.stopped for one in sides) and not after.consent.stopped:\n",
        "    if False:\n",
        (f"{_MOVING}test_a_stop_on_either_side_wins",),
    ),
    Mutant(
        "a token whose use could not be stored is good again",
        "domain/tokens.py",
        "    return max((*called, *known), default=None)\n",
        "    return max(known, default=None)\n",
        ("unit/test_tokens.py::test_a_token_whose_use_could_not_be_stored_is_not_called_on_again",),
    ),
    Mutant(
        "an unclear notification message is said again",
        "domain/settlement.py",
        "    keyed = capabilities.retry_keys and send.route is Route.PUSH\n",
        "    keyed = capabilities.retry_keys\n",
        ("unit/test_unclear_ways.py::test_only_what_has_a_retry_key_is_said_again",),
    ),
    Mutant(
        "any leave is good for any announcement",
        "adapters/channels/line/mass_gateway.py",
        " or not leave_covers(permit, send):",
        ":",
        ("contract/channels/test_masses.py::test_a_leave_for_another_announcement_calls_nobody",),
    ),
)
