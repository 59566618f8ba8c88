"""Nothing is said to friends nobody lists unless all of them may hear it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from towkay.adapters.policy_book import policy_book
from towkay.domain.account_facts import AccountFacts, QuotaRead
from towkay.domain.account_news import AccountReported, Standing
from towkay.domain.audience_permits import (
    SETTING,
    AudienceFacts,
    AudiencePermit,
    AudienceRefusal,
    NotToAll,
    decide_audience,
    leave_covers,
)
from towkay.domain.brand_rules import AccountRules, BrandRules, QuietHours
from towkay.domain.channels import Channel
from towkay.domain.health import AccountKey
from towkay.domain.masses import Crowd, MassSend, MassWay
from towkay.domain.messages import Text

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)  # 12:00 in Taipei
ACCOUNT = AccountKey(Channel.LINE, "U1")
SEND = MassSend(ACCOUNT, "tea", "spring", (Text("春茶到了"),), carries_opt_out=True)


def facts(
    *,
    on: tuple[str, ...] = (SETTING,),
    country: str = "TW",
    quiet: bool = True,
    reserve: int | None = 0,
) -> AudienceFacts:
    account = AccountRules(Channel.LINE, "U1", country, on=on, quota_reserve=reserve)
    hours = QuietHours("21:00", "09:00") if quiet else None
    rules = BrandRules("Asia/Taipei", hours, (), (account,))
    quota = QuotaRead(100, NOON - timedelta(hours=1), 1_000)
    return AudienceFacts(rules, policy_book(), AccountFacts(quota=quota), reach=900)


def refusal(send: MassSend, known: AudienceFacts, at: datetime = NOON) -> AudienceRefusal:
    ruling = decide_audience(send, known, at)
    assert isinstance(ruling, AudienceRefusal)
    return ruling


def quota(used: int, limit: int | None, age: timedelta = timedelta(hours=1)) -> AccountFacts:
    return AccountFacts(quota=QuotaRead(used, NOON - age, limit))


def test_a_declared_brand_with_room_in_its_month_may_speak_to_all() -> None:
    ruling = decide_audience(SEND, facts(), NOON)

    assert ruling == AudiencePermit(
        ACCOUNT, "spring", MassWay.BROADCAST, NOON, 900, 900, policy_book().version
    )


def test_nothing_goes_to_all_until_the_brand_answers_for_every_friends_consent() -> None:
    assert refusal(SEND, facts(on=())).reason is NotToAll.NOT_DECLARED


def test_a_barred_account_speaks_to_nobody() -> None:
    barred = AccountReported("botSuspended", standing=Standing.BARRED)
    known = replace(facts(), known=quota(0, None).after_report(barred, NOON))

    assert refusal(SEND, known).reason is NotToAll.BARRED


@pytest.mark.parametrize(("country", "allowed"), [("TW", False), ("JP", True)])
def test_where_the_law_wants_a_way_to_refuse_the_words_must_tell_it(
    country: str, allowed: bool
) -> None:
    ruling = decide_audience(replace(SEND, carries_opt_out=False), facts(country=country), NOON)

    assert isinstance(ruling, AudiencePermit) is allowed
    if isinstance(ruling, AudienceRefusal):
        assert ruling.reason is NotToAll.NO_OPT_OUT


def test_whoever_said_stop_is_left_out_for_certain_or_nothing_goes_out() -> None:
    known = replace(facts(), refusers=frozenset({"Ua", "Ub"}))
    some = replace(known, left_out=frozenset({"Ua"}))
    every = replace(known, left_out=frozenset({"Ua", "Ub", "Uc"}))

    assert refusal(SEND, known).reason is NotToAll.REFUSERS_AMONG
    assert refusal(SEND, some).reason is NotToAll.REFUSERS_AMONG
    narrow = replace(SEND, way=MassWay.NARROWCAST, crowd=Crowd(without=(7,)))
    assert isinstance(decide_audience(narrow, every, NOON), AudiencePermit)


@pytest.mark.parametrize(
    "send",
    [
        replace(SEND, crowd=Crowd(without=(7,))),
        replace(SEND, way=MassWay.NARROWCAST),
    ],
)
def test_a_list_of_refusers_that_the_send_does_not_use_leaves_nobody_out(send: MassSend) -> None:
    known = replace(facts(), refusers=frozenset({"Ua"}), left_out=frozenset({"Ua"}))

    assert refusal(send, known).reason is NotToAll.REFUSERS_AMONG


@pytest.mark.parametrize(("hour", "held"), [(9, False), (20, False), (21, True), (8, True)])
def test_at_night_all_of_them_sleep_by_the_brands_own_clock(hour: int, held: bool) -> None:
    at = datetime(2026, 11, 25, hour, 0, tzinfo=UTC) - timedelta(hours=8)
    known = replace(facts(), known=replace(facts().known, quota=QuotaRead(0, at, 1_000)))

    ruling = decide_audience(SEND, known, at)

    assert isinstance(ruling, AudienceRefusal) is held
    if isinstance(ruling, AudienceRefusal):
        assert (ruling.reason, ruling.until.hour if ruling.until else None) == (
            NotToAll.QUIET_HOURS,
            1,
        )


@pytest.mark.parametrize(
    ("known", "reach", "reason"),
    [
        (AccountFacts(), 900, NotToAll.QUOTA_UNKNOWN),
        (quota(0, 1_000, timedelta(days=3)), 900, NotToAll.QUOTA_UNKNOWN),
        (quota(101, 1_000), 900, NotToAll.QUOTA_SHORT),
        (quota(0, None), None, NotToAll.REACH_UNKNOWN),
    ],
)
def test_the_month_must_be_known_to_have_room_for_all_of_them(
    known: AccountFacts, reach: int | None, reason: NotToAll
) -> None:
    assert refusal(SEND, replace(facts(), known=known, reach=reach)).reason is reason


def test_what_goes_to_all_leaves_the_reserve_for_service() -> None:
    """900 of 1,000 are left and 900 friends are reached: there is room for them and no more."""
    assert refusal(SEND, facts(reserve=1)).reason is NotToAll.QUOTA_SHORT
    assert refusal(SEND, facts(reserve=None)).reason is NotToAll.QUOTA_SHORT
    few = replace(facts(reserve=None), reach=800)  # a tenth of the month is kept where none is told
    assert isinstance(decide_audience(SEND, few, NOON), AudiencePermit)


def test_a_month_without_a_ceiling_has_room_for_any() -> None:
    ruling = decide_audience(SEND, replace(facts(), known=quota(10**6, None)), NOON)

    assert isinstance(ruling, AudiencePermit)
    assert ruling.quota_left is None


def test_a_narrowcast_that_ends_at_so_many_needs_room_for_so_many() -> None:
    known = replace(facts(), known=quota(500, 1_000))
    narrow = replace(SEND, way=MassWay.NARROWCAST, most=500)

    assert isinstance(decide_audience(narrow, known, NOON), AudiencePermit)
    assert refusal(replace(narrow, most=501), known).reason is NotToAll.QUOTA_SHORT
    assert refusal(replace(SEND, most=500), known).reason is NotToAll.QUOTA_SHORT


def test_a_permit_is_for_the_very_crowd_that_was_judged() -> None:
    narrow = replace(SEND, way=MassWay.NARROWCAST, crowd=Crowd(without=(7,)), most=500)
    permit = decide_audience(narrow, facts(), NOON)

    assert isinstance(permit, AudiencePermit)
    assert leave_covers(permit, narrow)
    assert not leave_covers(permit, replace(narrow, crowd=Crowd()))
    assert not leave_covers(permit, replace(narrow, most=None))


def test_a_permit_is_for_one_send_of_one_account_by_one_way() -> None:
    permit = decide_audience(SEND, facts(), NOON)

    assert isinstance(permit, AudiencePermit)
    assert leave_covers(permit, SEND)
    others = (
        replace(SEND, name="summer"),
        replace(SEND, way=MassWay.NARROWCAST),
        replace(SEND, account=AccountKey(Channel.LINE, "U2")),
    )
    assert not any(leave_covers(permit, other) for other in others)


def test_an_account_without_friends_speaks_to_nobody() -> None:
    known = replace(facts(), reach=0, known=quota(0, 1_000))

    assert refusal(SEND, known).reason is NotToAll.NOBODY
