"""Faults in what all four channels brought: ids that change, tokens, echoes, one thing for all."""

from tests.mutants.mutant import Mutant

_MOVING = "unit/test_moving.py::"

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
