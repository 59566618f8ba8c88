"""Every trouble of an account is found, and a healthy one has none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.wanted import ENGLISH, SHIPPED
from towkay.domain.account_facts import AccountFacts, QuotaRead, quota_ends_at
from towkay.domain.account_news import AccountReported, Standing, TemplateReviewed, TemplateState
from towkay.domain.account_news import Ground as G
from towkay.domain.channels import Channel
from towkay.domain.checkup import MonthTold, TokenTold, Told, WebhookTold
from towkay.domain.endpoints import Endpoint
from towkay.domain.examination import Patient, examine
from towkay.domain.health import AccountHealth, AccountKey, Trouble
from towkay.domain.matters import CONCERNS, Finding, Matter
from towkay.domain.rhythm import Silence
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets
from towkay.domain.template_plans import ListedTemplate, of_review, plan

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ACCOUNT = AccountKey(Channel.LINE, "U00112233445566778899aabbccddeeff")
ENDPOINT = Endpoint(
    Channel.LINE,
    "tea",
    VerifySecrets("", "", (SigningSecret("s"),), {ACCOUNT.account: "demo"}),
    SendSecrets("", {ACCOUNT.account: "token"}),
)
ADDRESS = "https://api.example/webhooks/line/tea"
WELL = Patient(
    ENDPOINT,
    ACCOUNT,
    Told(TokenTold(True), WebhookTold(True, address=ADDRESS), MonthTold(10, 6000), usage=12.0),
    silence=Silence(NOW, timedelta(hours=1), timedelta(hours=4)),
)
TOMORROW = NOW + timedelta(days=1)


def told(**changes: Any) -> Patient:
    return replace(WELL, told=replace(WELL.told, **changes))


def template(state: TemplateState, reason: str = "") -> Patient:
    return replace(WELL, templates=(TemplateReviewed("shipped", "en", state, "", reason),))


def held(category: str) -> ListedTemplate:
    state = TemplateState.APPROVED
    return of_review(TemplateReviewed(ENGLISH.name, ENGLISH.language, state, category))


def standing(what: Standing, until: datetime | None = None) -> Patient:
    report = AccountReported("account_restriction", "BIZ", what, until)
    return replace(WELL, facts=AccountFacts().after_report(report, NOW))


SICK = [
    (replace(WELL, endpoint=replace(ENDPOINT, verify=None)), [Finding(Matter.NO_VERIFY_SECRETS)]),
    (replace(WELL, endpoint=replace(ENDPOINT, send=None)), [Finding(Matter.NO_TOKEN)]),
    (told(token=TokenTold(False, code="190/463")), [Finding(Matter.TOKEN_REFUSED, "190/463")]),
    (told(token=TokenTold(True, TOMORROW)), [Finding(Matter.TOKEN_ENDING, at=TOMORROW)]),
    (told(token=TokenTold(True, NOW + timedelta(days=8))), []),
    (
        told(token=TokenTold(True, NOW + timedelta(days=14), is_renewable=True)),
        [Finding(Matter.TOKEN_ENDING, at=NOW + timedelta(days=14))],
    ),
    (
        told(token=TokenTold(True, missing=("pages_messaging",))),
        [Finding(Matter.PERMISSION_MISSING, "pages_messaging")],
    ),
    (told(webhook=WebhookTold(False, ("messages",))), [Finding(Matter.NOT_SUBSCRIBED)]),
    (
        told(webhook=WebhookTold(True, ("messages", "message_echoes"))),
        [Finding(Matter.FIELD_MISSING, "messages,message_echoes")],
    ),
    (
        told(webhook=WebhookTold(True, address="https://old.example/hook")),
        [Finding(Matter.WEBHOOK_ELSEWHERE, "https://old.example/hook")],
    ),
    (
        told(webhook=WebhookTold(True, address="https://me:pass@old.example/hook?key=s3cret#a")),
        [Finding(Matter.WEBHOOK_ELSEWHERE, "https://old.example/hook")],
    ),
    (
        told(webhook=WebhookTold(True, address="https://[old.example/hook")),
        [Finding(Matter.WEBHOOK_ELSEWHERE)],
    ),
    (told(webhook=WebhookTold(True, address="https://shop.example/webhooks/line/tea")), []),
    (
        told(webhook=WebhookTold(True, address=ADDRESS, failure="ERROR_STATUS_CODE 403")),
        [Finding(Matter.WEBHOOK_FAILS, "ERROR_STATUS_CODE 403")],
    ),
    (told(month=MonthTold(6000, 6000)), [Finding(Matter.QUOTA_GONE, "6000/6000")]),
    (told(month=MonthTold(9000, None)), []),
    (told(usage=81.0), [Finding(Matter.CALLS_NEARLY_USED, "81%")]),
    (told(usage=80.0), []),
    (told(quality="red"), [Finding(Matter.QUALITY_POOR, "red")]),
    (told(quality="GREEN"), []),
    (told(status="FLAGGED"), [Finding(Matter.STATUS_ODD, "FLAGGED")]),
    (
        standing(Standing.BARRED, TOMORROW),
        [Finding(Matter.BARRED, "account_restriction BIZ", TOMORROW)],
    ),
    (standing(Standing.BARRED, NOW), []),
    (standing(Standing.WARNED), [Finding(Matter.WARNED, "account_restriction BIZ", NOW)]),
    (standing(Standing.WELL), []),
    (
        replace(
            WELL,
            facts=standing(Standing.BARRED)
            .facts.after_report(AccountReported("alert", "", Standing.WARNED), NOW)
            .after_report(AccountReported("quality", "", Standing.WARNED, ground=G.QUALITY), NOW),
        ),
        [
            Finding(Matter.BARRED, "account_restriction BIZ"),
            Finding(Matter.WARNED, "quality", NOW),
        ],
    ),
    (
        replace(WELL, health=AccountHealth(Trouble.CREDENTIALS, "190/460", NOW)),
        [Finding(Matter.STOPPED, "190/460", NOW)],
    ),
    (replace(WELL, health=AccountHealth(Trouble.RATE, "613", NOW)), []),
    (
        template(TemplateState.REJECTED, "SCAM"),
        [Finding(Matter.TEMPLATE_OUT, "shipped en rejected SCAM")],
    ),
    (template(TemplateState.PAUSED), [Finding(Matter.TEMPLATE_OUT, "shipped en paused")]),
    (template(TemplateState.PENDING), []),
    (
        replace(WELL, needs=plan([ENGLISH], [])),
        [Finding(Matter.TEMPLATES_MISSING, f"{ENGLISH.name} en")],
    ),
    (
        replace(WELL, needs=plan([ENGLISH, SHIPPED], [])),
        [Finding(Matter.TEMPLATES_MISSING, f"{ENGLISH.name} en +1")],
    ),
    (replace(WELL, needs=plan([ENGLISH], [held("utility"), held("")])), []),
    (
        replace(WELL, needs=plan([ENGLISH], [held("marketing")])),
        [Finding(Matter.TEMPLATES_DEARER, f"{ENGLISH.name} en")],
    ),
    (
        replace(WELL, silence=Silence(NOW, timedelta(hours=5), timedelta(hours=4))),
        [Finding(Matter.SILENT, "5", NOW)],
    ),
    (told(unanswered=("quota: http-500",)), [Finding(Matter.UNANSWERED, "quota: http-500")]),
]


def test_a_healthy_account_needs_nothing() -> None:
    assert examine(WELL, NOW) == ()


@pytest.mark.parametrize(("patient", "findings"), SICK)
def test_each_trouble_is_found_by_itself(patient: Patient, findings: list[Finding]) -> None:
    assert list(examine(patient, NOW)) == findings


def test_every_matter_can_be_found() -> None:
    found = {finding.matter for patient, _ in SICK for finding in examine(patient, NOW)}

    assert found | {Matter.QUOTA_LOW} == set(Matter) == set(CONCERNS)


def test_a_quota_that_ends_before_its_month_is_told_with_the_day() -> None:
    (finding,) = examine(told(month=MonthTold(5000, 6000)), NOW)

    assert finding.matter is Matter.QUOTA_LOW and finding.at is not None
    # 5,000 in 20.5 days are 6,000 in 24.6, counted in Japan's time.
    assert (finding.at.month, finding.at.day) == (11, 25)


def test_a_refused_token_is_not_told_again_by_everything_that_it_asks() -> None:
    refused = told(token=TokenTold(False, code="190"), unanswered=("webhook: 190",))

    assert [one.matter for one in examine(refused, NOW)] == [Matter.TOKEN_REFUSED]


@pytest.mark.parametrize(
    ("used", "limit", "ends"),
    [(100, 6000, None), (0, 200, None), (100, None, None), (200, 200, 21), (6500, 6000, 21)],
)
def test_a_quota_ends_at_the_pace_of_its_month(
    used: int, limit: int | None, ends: int | None
) -> None:
    at = quota_ends_at(QuotaRead(used, NOW, limit))

    assert (at.day if at else None) == ends


def test_on_the_first_day_of_a_month_its_pace_is_a_whole_days() -> None:
    # An hour into the month, in Japan's time: a burst is not multiplied by twenty-four.
    first = datetime(2026, 10, 31, 16, 0, tzinfo=UTC)

    assert quota_ends_at(QuotaRead(150, first, 6000)) is None
    assert quota_ends_at(QuotaRead(600, first, 6000)) is not None


@pytest.mark.parametrize(
    ("read_at", "now", "left"),
    [
        (NOW, NOW + timedelta(hours=26), 5500),
        (NOW, NOW + timedelta(hours=27), None),
        (datetime(2026, 11, 30, 14, 0, tzinfo=UTC), datetime(2026, 11, 30, 16, tzinfo=UTC), None),
    ],
)
def test_a_quota_counts_for_a_day_and_never_for_another_month(
    read_at: datetime, now: datetime, left: int | None
) -> None:
    assert AccountFacts(quota=QuotaRead(500, read_at, 6000)).quota_left(now) == left
