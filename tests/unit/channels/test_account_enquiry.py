"""Every channel is asked how an account is doing, and its answers are read as they are meant."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.unit.simulators.rig import BOT, IG, IG_OF_PAGE, NUMBER, PAGE, running
from towkay.adapters.channels.asking import Answer
from towkay.adapters.channels.enquiry import ChannelRequests, HttpAccountEnquiry
from towkay.adapters.channels.messenger.care import FIELDS
from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.account_news import TemplateState
from towkay.domain.checkup import MonthTold, TokenTold, Told, WebhookTold
from workbench.simulators.accounts import SimulatedAccount

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
APP = {"id": PAGE.app_id, "subscribed_fields": list(FIELDS)}


@dataclass
class Scripted:
    """Answers by the end of a path; anything else is not found."""

    answers: Mapping[str, Any]
    asked: list[tuple[str, str]] = field(default_factory=list)

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        path = url.partition("?")[0]
        self.asked.append((method, path))
        for ending, answer in self.answers.items():
            if path.endswith(ending):
                return answer if isinstance(answer, HttpFailure) else _reply(answer)
        return HttpReply(404, {}, b'{"message": "Not found"}')


def _reply(answer: Any) -> HttpReply:
    status, content, headers = answer if isinstance(answer, tuple) else (200, answer, {})
    return HttpReply(status, headers, json.dumps(content).encode())


def told(account: SimulatedAccount, **answers: Any) -> Told:
    """What is told when these endings are answered so."""
    paths = {name.replace("__", "/"): answer for name, answer in answers.items()}
    return told_of(account, paths)


def told_of(account: SimulatedAccount, answers: Mapping[str, Any]) -> Told:
    endpoint = endpoint_of(account)
    requests = ChannelRequests(base_url, Scripted(answers))
    return HttpAccountEnquiry(requests, lambda: NOW).ask(endpoint, endpoint.accounts()[0])


def debugged(**data: Any) -> dict[str, Any]:
    scopes = ["pages_messaging", "pages_manage_metadata"]
    return {"data": {"is_valid": True, "expires_at": 0, "scopes": scopes} | data}


@pytest.fixture
def http() -> Iterator[PlatformHttp]:
    with running() as rig:
        yield PlatformHttp(rig.http)


@pytest.mark.parametrize("account", [PAGE, IG, IG_OF_PAGE, NUMBER, BOT])
def test_a_simulated_account_is_well_and_nothing_is_asked_in_vain(
    http: PlatformHttp, account: SimulatedAccount
) -> None:
    endpoint = endpoint_of(account)

    found = HttpAccountEnquiry(ChannelRequests(base_url, http), lambda: NOW).ask(
        endpoint, endpoint.accounts()[0]
    )

    assert found.token is not None and found.token.is_valid and not found.token.missing
    assert found.webhook is not None and found.webhook.is_subscribed
    assert found.unanswered == ()


@pytest.mark.parametrize("account", [PAGE, IG, IG_OF_PAGE, NUMBER, BOT])
def test_a_revoked_token_is_told_on_every_channel(
    http: PlatformHttp, account: SimulatedAccount
) -> None:
    endpoint = endpoint_of(replace(account, access_token="a-token-nobody-issued"))

    found = HttpAccountEnquiry(ChannelRequests(base_url, http), lambda: NOW).ask(
        endpoint, endpoint.accounts()[0]
    )

    assert found.token is not None and not found.token.is_valid


@pytest.mark.parametrize("account", [PAGE, IG, IG_OF_PAGE, NUMBER, BOT])
def test_without_a_token_nothing_is_asked(account: SimulatedAccount) -> None:
    endpoint = replace(endpoint_of(account), send=None)
    scripted = Scripted({})

    found = HttpAccountEnquiry(ChannelRequests(base_url, scripted), lambda: NOW).ask(
        endpoint, endpoint.accounts()[0]
    )

    assert scripted.asked == []
    assert (found.token, found.webhook, found.unanswered) == (None, None, ())


@pytest.mark.parametrize(
    ("data", "token"),
    [
        ({}, TokenTold(True)),
        ({"expires_at": 1795500000}, TokenTold(True, datetime.fromtimestamp(1795500000, UTC))),
        (
            {"expires_at": 1799999999, "data_access_expires_at": 1795500000},
            TokenTold(True, datetime.fromtimestamp(1795500000, UTC)),
        ),
        ({"scopes": ["pages_messaging"]}, TokenTold(True, missing=("pages_manage_metadata",))),
        ({"is_valid": False, "error": {"code": 190, "subcode": 463}}, TokenTold(False, code="190")),
        ({"is_valid": None, "error": None, "scopes": None}, TokenTold(False)),
        ({"expires_at": "soon"}, TokenTold(True)),
        ({"expires_at": True}, TokenTold(True)),
        ({"expires_at": 10**20}, TokenTold(True)),
    ],
)
def test_a_tokens_own_check_is_read_as_it_is_meant(data: dict[str, Any], token: TokenTold) -> None:
    assert told(PAGE, debug_token=debugged(**data)).token == token


@pytest.mark.parametrize(
    ("listed", "webhook"),
    [
        ([APP], WebhookTold(True)),
        ([{"id": int(PAGE.app_id), "subscribed_fields": list(FIELDS)}], WebhookTold(True)),
        ([], WebhookTold(False, FIELDS)),
        ([{"id": "990011"}], WebhookTold(False, FIELDS)),
        ([{**APP, "subscribed_fields": None}], WebhookTold(True, FIELDS)),
        ([{**APP, "subscribed_fields": FIELDS[1:]}], WebhookTold(True, FIELDS[:1])),
        (None, WebhookTold(False, FIELDS)),
        ([None, 7, APP], WebhookTold(True)),
    ],
)
def test_a_page_is_subscribed_by_our_own_app_and_to_all_we_need(
    listed: Any, webhook: WebhookTold
) -> None:
    assert told(PAGE, subscribed_apps={"data": listed}).webhook == webhook


def test_the_usage_of_every_answer_counts_and_the_closest_is_told() -> None:
    usage = {"x-app-usage": '{"call_count": 28, "total_time": 83, "total_cputime": 1}'}

    found = told(PAGE, debug_token=(200, debugged(), usage), subscribed_apps={"data": [APP]})

    assert found.usage == 83


def test_a_page_without_leave_for_templates_is_not_told_of_for_that() -> None:
    refused: Any = (400, {"error": {"code": 200, "message": "(#200) Requires"}}, {})

    found = told(
        PAGE,
        debug_token=debugged(),
        subscribed_apps={"data": [APP]},
        message_templates=refused,
    )

    assert found.unanswered == () and found.templates == ()


def test_templates_are_told_with_their_states() -> None:
    listed = [
        {"name": "shipped", "language": "zh_TW", "status": "PAUSED", "category": "UTILITY"},
        {"name": "later", "language": "en", "status": "WORD_OF_NEXT_YEAR"},
        {"language": "en", "status": "APPROVED"},
        None,
    ]

    found = told(NUMBER, message_templates={"data": listed}).templates

    assert [(one.name, one.state) for one in found] == [
        ("shipped", TemplateState.PAUSED),
        ("later", TemplateState.OTHER),
    ]


@pytest.mark.parametrize(
    "tier",
    [
        {"whatsapp_business_manager_messaging_limit": "TIER_2K"},
        {"messaging_limit_tier": "TIER_2K"},
        {"whatsapp_business_manager_messaging_limit": {"tier": "TIER_2K"}},
    ],
)
def test_a_number_tells_its_tier_quality_and_odd_status(tier: dict[str, Any]) -> None:
    number = {"quality_rating": "RED", "status": "FLAGGED", "verified_name": "Tea"} | tier

    found = told_of(NUMBER, {NUMBER.account: number})

    assert (found.tier, found.quality, found.status, found.name) == (
        "TIER_2K",
        "RED",
        "FLAGGED",
        "Tea",
    )


def test_an_instagram_token_ends_sixty_days_after_it_was_stored() -> None:
    stored = datetime(2026, 10, 1, tzinfo=UTC)
    endpoint = replace(endpoint_of(IG), stored_at=stored)
    requests = ChannelRequests(base_url, Scripted({"/me": {"username": "tea"}}))

    found = HttpAccountEnquiry(requests, lambda: NOW).ask(endpoint, endpoint.accounts()[0])

    ends = stored + timedelta(days=60)
    assert found.token == TokenTold(True, ends, is_renewable=True) and found.name == "tea"


@pytest.mark.parametrize(
    ("endpoint", "test", "webhook"),
    [
        ({"endpoint": "https://a/b", "active": True}, {"success": True}, ("https://a/b", True, "")),
        ({"endpoint": "https://a/b", "active": False}, None, ("https://a/b", False, "")),
        (
            {"endpoint": "https://a/b", "active": True},
            {"success": False, "reason": "ERROR_STATUS_CODE", "detail": "403"},
            ("https://a/b", True, "ERROR_STATUS_CODE 403"),
        ),
        ({"endpoint": "https://a/b", "active": True}, {}, ("https://a/b", True, "failed")),
        ((404, {"message": "Webhook endpoint not found"}, {}), None, ("", False, "")),
    ],
)
def test_what_lines_own_test_of_its_webhook_found_is_told(
    endpoint: Any, test: Any, webhook: tuple[str, bool, str]
) -> None:
    answers = {"webhook/endpoint": endpoint} | ({"webhook/test": test} if test is not None else {})

    found = told_of(BOT, answers).webhook

    assert found is not None
    assert (found.address, found.is_subscribed, found.failure) == webhook


@pytest.mark.parametrize(
    ("quota", "used", "month"),
    [
        ({"type": "limited", "value": 6000}, {"totalUsage": 500}, MonthTold(500, 6000)),
        ({"type": "none"}, {"totalUsage": 500}, MonthTold(500)),
        ({"type": "limited", "value": None}, {"totalUsage": 500}, None),
        ({}, {"totalUsage": 500}, None),
        ({"type": "limited", "value": 6000}, {"totalUsage": None}, None),
    ],
)
def test_lines_month_is_told(quota: Any, used: Any, month: MonthTold | None) -> None:
    found = told_of(BOT, {"message/quota": quota, "quota/consumption": used})

    assert found.month == month


@pytest.mark.parametrize(
    ("life", "ends"),
    [(None, None), (0, None), (86_400, NOW + timedelta(days=1)), (10**9, None), (True, None)],
)
def test_a_line_token_ends_when_its_kind_has_an_end(life: Any, ends: datetime | None) -> None:
    answers: dict[str, Any] = {"v2/bot/info": {"userId": BOT.account}}
    if life is not None:
        answers["v2.1/verify"] = {"expires_in": life}

    assert told_of(BOT, answers).token == TokenTold(True, ends)


@pytest.mark.parametrize(
    ("account", "answers"),
    [(BOT, {"v2/bot/info": {"userId": "Uff"}}), (IG, {"/me": {"user_id": 17841400000000009}})],
)
def test_a_token_of_another_account_is_told(account: SimulatedAccount, answers: Any) -> None:
    assert told_of(account, answers).status == "another account"


@pytest.mark.parametrize("account", [PAGE, IG, IG_OF_PAGE, NUMBER, BOT])
@pytest.mark.parametrize(
    "answer",
    [
        HttpFailure(True, "ConnectTimeoutError"),
        (500, {}, {}),
        (200, None, {}),
        (200, [], {}),
        (200, {"data": 7, "userId": [], "status": {}, "quality_rating": None}, {}),
        (429, {"error": "too much"}, {}),
    ],
)
def test_whatever_a_platform_answers_is_no_exception(
    account: SimulatedAccount, answer: Any
) -> None:
    found = told_of(account, {"": answer})

    assert isinstance(found, Told)
    if not (isinstance(answer, tuple) and answer[0] == 200):
        assert found.unanswered
