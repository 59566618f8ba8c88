"""One thing said to many on LINE: to whom, how often, with whose leave, and what became of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from tests.contract.channels.simulated import InProcess, Secrets
from tests.support.permits import permit_of
from tests.unit.simulators.rig import BOT, Rig, running
from towkay.adapters.channels.line.mass_gateway import HttpMassGateway
from towkay.adapters.channels.line.masses import mass_request, multicast_request, read_progress
from towkay.adapters.channels.wire import CallImpossible
from towkay.adapters.http import HttpReply
from towkay.domain.audience_permits import AudiencePermit
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import PermitMissing
from towkay.domain.health import AccountKey
from towkay.domain.masses import Crowd, MassSend, MassWay, Multicast, Phase, Progress
from towkay.domain.messages import Image, Text
from towkay.domain.outcomes import Refusal, Verdict
from towkay.domain.permits import BotPermit
from towkay.domain.routes import Route
from workbench.simulators.accounts import LINE
from workbench.simulators.rules import Rules

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PEOPLE = [f"U{number:032x}" for number in range(1, 4)]
CAST = Multicast(
    tuple(ContactKey(Channel.LINE, BOT.account, user) for user in PEOPLE),
    "tea",
    "spring",
    (Text("春茶到了"), Image("https://cdn.example.com/a.jpg")),
    unit="spring_2026",
)
SEND = MassSend(AccountKey(Channel.LINE, BOT.account), "tea", "spring", (Text("春茶到了"),))
HEADERS = {"Authorization": f"Bearer {BOT.access_token}"}


def gateway(rig: Rig) -> HttpMassGateway:
    return HttpMassGateway(Secrets(), lambda host: "/line", InProcess(rig.http))


def befriended(rig: Rig, people: list[str]) -> Rig:
    for user in people:
        rig.simulators.shopper(LINE, BOT.account, user).follow()
    return rig


def permits(cast_: Multicast, route: Any = Route.PUSH) -> list[BotPermit]:
    made = [
        permit_of(contact, f"{number}.0.c", route) for number, contact in enumerate(cast_.contacts)
    ]
    return cast(list[BotPermit], made)


def leave(send: MassSend) -> AudiencePermit:
    return AudiencePermit(
        send.account, send.name, send.way, NOON, 3, None, "test", send.crowd, send.most
    )


def asked(rig: Rig, path: str) -> Any:
    return rig.http.get(f"/line{path}", headers=HEADERS).json


def test_a_multicast_is_seen_by_each_of_them_and_by_nobody_else(rig: Rig) -> None:
    befriended(rig, [*PEOPLE, "U" + "f" * 32])

    outcome = gateway(rig).multicast(CAST, permits(CAST))

    assert outcome.verdict is Verdict.SENT
    assert [rig.seen_by(user)[0] for user in PEOPLE] == ["春茶到了"] * 3
    assert rig.seen_by("U" + "f" * 32) == []
    assert asked(rig, "/v2/bot/message/quota/consumption") == {"totalUsage": 3}
    names = asked(rig, "/v2/bot/message/aggregation/list")
    assert names == {"customAggregationUnits": ["spring_2026"]}


def test_the_same_multicast_again_is_accepted_and_seen_once(rig: Rig) -> None:
    befriended(rig, PEOPLE)
    port = gateway(rig)

    first, again = (port.multicast(CAST, permits(CAST)) for _ in range(2))

    assert (first.verdict, again.verdict) == (Verdict.SENT, Verdict.SENT)
    assert again.request_id == first.request_id
    assert rig.seen_by(PEOPLE[0]).count("春茶到了") == 1


def test_other_people_under_the_same_name_are_another_multicast(rig: Rig) -> None:
    befriended(rig, PEOPLE)
    rest = replace(CAST, contacts=CAST.contacts[2:])
    first = replace(CAST, contacts=CAST.contacts[:2])

    gateway(rig).multicast(first, permits(first))
    gateway(rig).multicast(rest, permits(rest))

    assert [len(rig.seen_by(user)) for user in PEOPLE] == [2, 2, 2]


@pytest.mark.parametrize(
    "given",
    [
        permits(CAST)[:2],
        permits(
            replace(CAST, contacts=(*CAST.contacts, ContactKey(Channel.LINE, BOT.account, "Ux")))
        ),
        permits(CAST, Route.REPLY_TOKEN),
    ],
)
def test_a_multicast_needs_a_permit_for_a_push_to_everybody_in_it(
    rig: Rig, given: list[BotPermit]
) -> None:
    befriended(rig, PEOPLE)

    outcome = gateway(rig).multicast(CAST, given)

    assert (outcome.verdict, outcome.code) == (Verdict.REFUSED, "permit_of_another_send")
    assert rig.seen_by(PEOPLE[0]) == []


def test_without_any_permit_there_is_no_call_at_all(rig: Rig) -> None:
    with pytest.raises(PermitMissing):
        gateway(rig).multicast(CAST, [])
    with pytest.raises(PermitMissing):
        gateway(rig).announce(SEND, cast(AudiencePermit, permits(CAST)[0]))


@pytest.mark.parametrize(
    "other",
    [
        replace(SEND, name="another"),
        replace(SEND, way=MassWay.NARROWCAST, crowd=Crowd(without=(7,))),
        replace(SEND, account=AccountKey(Channel.LINE, "U" + "0" * 32)),
    ],
)
def test_a_leave_for_another_announcement_calls_nobody(rig: Rig, other: MassSend) -> None:
    befriended(rig, PEOPLE)

    outcome = gateway(rig).announce(SEND, leave(other))

    assert (outcome.verdict, outcome.code) == (Verdict.REFUSED, "permit_of_another_send")
    assert [rig.seen_by(user) for user in PEOPLE] == [[], [], []]


def test_two_accounts_are_never_in_one_multicast(rig: Rig) -> None:
    other = ContactKey(Channel.LINE, "U" + "0" * 32, PEOPLE[0])
    mixed = replace(CAST, contacts=(*CAST.contacts, other))

    assert gateway(rig).multicast(mixed, permits(mixed)).refusal is Refusal.BAD_REQUEST


def test_more_people_than_one_request_takes_are_refused_before_any_call() -> None:
    many = tuple(ContactKey(Channel.LINE, BOT.account, f"U{one:032x}") for one in range(501))

    multicast_request(replace(CAST, contacts=many[:500]), "t")
    with pytest.raises(CallImpossible):
        multicast_request(replace(CAST, contacts=many), "t")
    with pytest.raises(CallImpossible):
        multicast_request(replace(CAST, unit="春"), "t")


def test_a_broadcast_reaches_every_friend_and_nobody_who_blocked(rig: Rig) -> None:
    befriended(rig, PEOPLE)
    rig.simulators.shopper(LINE, BOT.account, PEOPLE[2]).unfollow()

    outcome = gateway(rig).announce(SEND, leave(SEND))

    assert (outcome.verdict, outcome.request_id != "") == (Verdict.SENT, True)
    assert [rig.seen_by(user) for user in PEOPLE] == [["春茶到了"], ["春茶到了"], []]


def test_one_name_is_said_once_although_somebody_is_left_out_by_now(rig: Rig) -> None:
    befriended(rig, PEOPLE)
    gateway(rig).announce(SEND, leave(SEND))
    again = replace(SEND, way=MassWay.NARROWCAST, most=10)

    outcome = gateway(rig).announce(again, leave(again))

    assert outcome.verdict is Verdict.SENT
    assert [rig.seen_by(user) for user in PEOPLE] == [["春茶到了"]] * 3


def test_a_narrowcast_leaves_out_whom_it_is_told_to_and_tells_its_progress(rig: Rig) -> None:
    befriended(rig, PEOPLE)
    listed = {"description": "stopped", "audiences": [{"id": PEOPLE[0]}]}
    answer = rig.http.post("/line/v2/bot/audienceGroup/upload", json=listed, headers=HEADERS).json
    crowd = Crowd(without=((answer or {})["audienceGroupId"],))
    send = replace(SEND, way=MassWay.NARROWCAST, crowd=crowd, most=10)

    outcome = gateway(rig).announce(send, leave(send))

    assert [rig.seen_by(user) for user in PEOPLE] == [[], ["春茶到了"], ["春茶到了"]]
    path = f"/line/v2/bot/message/progress/narrowcast?requestId={outcome.request_id}"
    phases = []
    for _ in range(3):
        answer_ = rig.http.get(path, headers=HEADERS)
        progress = read_progress(HttpReply(answer_.status_code, {}, answer_.data))
        phases.append(progress.phase if progress else None)
        rig.clock.advance(3)
    assert phases == [Phase.WAITING, Phase.SENDING, Phase.SUCCEEDED]


def test_what_people_are_believed_to_be_is_asked_in_the_channels_own_words(rig: Rig) -> None:
    crowd = Crowd(
        only=(1, 2),
        without=(3,),
        not_again=("r-1",),
        genders=("female",),
        areas=("tw_01", "tw_02"),
        apps=("ios",),
        ages=(20, 40),
        days=(30, None),
    )
    send = replace(SEND, way=MassWay.NARROWCAST, crowd=crowd, most=1_000)

    body = json.loads(mass_request(send, "t").body)

    def audience(number: int) -> dict[str, Any]:
        return {"type": "audience", "audienceGroupId": number}

    assert body["recipient"] == {
        "type": "operator",
        "and": [
            {"type": "operator", "or": [audience(1), audience(2)]},
            {"type": "operator", "not": audience(3)},
            {"type": "operator", "not": {"type": "redelivery", "requestId": "r-1"}},
        ],
    }
    assert body["filter"]["demographic"]["and"] == [
        {"type": "gender", "oneOf": ["female"]},
        {"type": "area", "oneOf": ["tw_01", "tw_02"]},
        {"type": "appType", "oneOf": ["ios"]},
        {"type": "age", "gte": "age_20", "lt": "age_40"},
        {"type": "subscriptionPeriod", "gte": "day_30"},
    ]
    assert body["limit"] == {"max": 1_000}


def test_an_account_of_few_friends_may_not_choose_by_what_they_are() -> None:
    send = replace(SEND, way=MassWay.NARROWCAST, crowd=Crowd(genders=("female",)))
    with running(Rules(line_target_reach=99)) as few, running(Rules(line_target_reach=100)) as many:
        refused = gateway(befriended(few, PEOPLE)).announce(send, leave(send))
        taken = gateway(befriended(many, PEOPLE)).announce(send, leave(send))
        many.clock.advance(2)
        told = asked(many, f"/v2/bot/message/progress/narrowcast?requestId={taken.request_id}")

    assert refused.refusal is Refusal.NOT_PERMITTED
    assert (told["phase"], told["errorCode"]) == ("failed", 2)


def test_a_month_that_is_used_up_refuses_all_of_it() -> None:
    with running(Rules(line_monthly_quota=2)) as rig:
        outcome = gateway(befriended(rig, PEOPLE)).announce(SEND, leave(SEND))

        assert (outcome.verdict, outcome.refusal) == (Verdict.CAPPED, Refusal.QUOTA)
        assert [rig.seen_by(user) for user in PEOPLE] == [[], [], []]


@pytest.mark.parametrize(
    ("content", "progress"),
    [
        ({"phase": "waiting"}, Progress(Phase.WAITING)),
        ({"phase": "paused"}, Progress(Phase.OTHER)),
        (
            {"phase": "failed", "errorCode": 4, "failedDescription": "too small"},
            Progress(Phase.FAILED, code="4", detail="too small"),
        ),
        (
            {
                "phase": "succeeded",
                "successCount": 8,
                "failureCount": 1,
                "targetCount": 9,
                "completedTime": "2026-11-21T03:02:10.004Z",
            },
            Progress(
                Phase.SUCCEEDED,
                8,
                1,
                9,
                ended_at=datetime(2026, 11, 21, 3, 2, 10, 4000, tzinfo=UTC),
            ),
        ),
        ({"phase": "sending", "successCount": "8", "completedTime": 7}, Progress(Phase.SENDING)),
        ({}, None),
        ([], None),
    ],
)
def test_progress_is_read_whatever_it_looks_like(content: Any, progress: Progress | None) -> None:
    assert read_progress(HttpReply(200, {}, json.dumps(content).encode())) == progress
    assert read_progress(HttpReply(404, {}, json.dumps(content).encode())) is None
