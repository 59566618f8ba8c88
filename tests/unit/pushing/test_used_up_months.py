"""Who finds the channel's month used up has found it out for whoever the same worker would tell."""

from collections import Counter
from datetime import timedelta

from tests.support.pushes import PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts
from towkay.domain.account_facts import AccountFacts
from towkay.domain.account_news import AccountReported, Standing
from towkay.domain.health import account_of
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason

PEOPLE = tuple(on_line(number) for number in range(50))
OWN_WORDS = campaign(Text("{name|朋友}，新茶到了"))
USED_UP = Outcome(Verdict.CAPPED, Refusal.QUOTA, code="http-429")
TAKEN = Outcome(Verdict.SENT, provider_ids=("p1",))


def reasons(bench: PushBench) -> Counter[str]:
    return Counter(bench.send(key).reason for key in bench.people)


def test_who_is_told_in_words_of_their_own_is_not_called_once_one_was_refused() -> None:
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, answers=[TAKEN, TAKEN] + [USED_UP] * 48)

    bench.push()

    assert len(bench.calls) == 3
    assert reasons(bench) == {"": 2, Reason.CHANNEL_CAP: 1, Reason.QUOTA: 47}
    judged = bench.send(PEOPLE[-1]).decision
    assert judged is not None
    assert judged.situation.quota_left == 0, "an audit finds the same"


def test_nobody_else_finds_it_out_by_a_call_to_many_either() -> None:
    bench = PushBench(PEOPLE, answers_to_many=[USED_UP] * 9, answers=[USED_UP] * 50)

    bench.push()

    assert (len(bench.casts), len(bench.calls)) == (1, 1)
    assert set(reasons(bench)) <= {Reason.CHANNEL_CAP, Reason.QUOTA}


def test_what_is_too_much_for_one_person_elsewhere_keeps_nobody_else_back() -> None:
    people = tuple(on_messenger(number) for number in range(5))
    bench = PushBench(people, campaign=OWN_WORDS, answers=[USED_UP])

    bench.push()

    assert reasons(bench) == {Reason.CHANNEL_CAP: 1, "": 4}


def test_after_a_minute_it_is_asked_again_for_more_may_have_been_bought() -> None:
    now = [NOW]
    facts = MemoryAccountFacts(AccountRows(), lambda: now[0])
    account = account_of(PEOPLE[0])

    facts.use_up(account)
    assert facts.facts(account).quota_left(NOW) == 0

    now[0] += timedelta(seconds=60)
    assert facts.facts(account).quota_left(now[0]) is None


def test_what_bars_an_account_bars_it_also_in_a_month_that_is_used_up() -> None:
    rows, account = AccountRows(), account_of(PEOPLE[0])
    bar = AccountReported("barred", standing=Standing.BARRED)
    rows.facts[account] = AccountFacts().after_report(bar, NOW)
    facts = MemoryAccountFacts(rows, lambda: NOW)

    facts.use_up(account)

    assert facts.facts(account).is_barred(NOW)
