"""A campaign never costs more than it may, and what was set aside and not spent goes back."""

from tests.support.pushes import RUN, PushBench, campaign, on_line, on_messenger
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState

PUSH = 200_000  # a LINE push is told to cost 0.2 TWD
PEOPLE = tuple(on_line(number) for number in range(10))
OWN_WORDS = campaign(Text("{name|朋友}，新茶到了"))


def reserved(bench: PushBench) -> int:
    run = bench.runs.run(RUN)
    assert run is not None
    return run.reserved


def sent(bench: PushBench) -> int:
    return sum(bench.send(key).state is SendState.SENT for key in bench.people)


def test_a_budget_lets_as_many_through_as_it_pays_for() -> None:
    for words in (OWN_WORDS, campaign()):
        bench = PushBench(PEOPLE, campaign=words, budget=4 * PUSH + 1)

        bench.push()

        assert sent(bench) == 4
        others = {bench.send(key).reason for key in PEOPLE if bench.send(key).reason}
        assert (others, reserved(bench)) == ({Reason.BUDGET}, 4 * PUSH)


def test_what_was_set_aside_and_not_spent_goes_back() -> None:
    bench = PushBench(PEOPLE, budget=1_000 * PUSH)

    bench.push()

    assert (sent(bench), reserved(bench)) == (10, 10 * PUSH)


def test_what_nobody_got_is_not_paid_for() -> None:
    gone = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="http-400")
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, budget=100 * PUSH, answers=[gone, gone])

    bench.push()

    assert (sent(bench), reserved(bench)) == (8, 8 * PUSH)


def test_a_budget_of_nothing_lets_nothing_through_that_costs() -> None:
    bench = PushBench((*PEOPLE, on_messenger(1)), budget=0)

    bench.push()

    assert sent(bench) == 1, "an open window costs nothing"
    assert bench.casts == []


def test_no_budget_is_no_limit() -> None:
    bench = PushBench(PEOPLE)

    bench.push()

    assert (sent(bench), reserved(bench)) == (10, 0)


def test_a_price_in_another_currency_cannot_be_counted_and_is_not_spent() -> None:
    bench = PushBench(PEOPLE, budget=100 * PUSH, currency="USD")

    bench.push()

    assert (sent(bench), reserved(bench)) == (0, 0)
