"""The doctor says in both languages what to do, with the very command or page."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.platform_http import endpoint_of
from tests.unit.simulators.rig import BOT, IG, NUMBER, PAGE
from towkay.domain.checkup import MonthTold, TokenTold, Told, WebhookTold
from towkay.domain.examination import Patient
from towkay.domain.matters import Finding, Matter
from towkay.usecases.care import Checkup
from workbench.doctor.lines import Teller
from workbench.doctor.words import SAID
from workbench.simulators.accounts import SimulatedAccount
from workbench.transcript import width_of

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CHINESE = re.compile("[\u4e00-\u9fff]")
ACCOUNTS = (PAGE, IG, NUMBER, BOT)


def teller(*, colour: bool = False) -> Teller:
    return Teller("dev", "https://api.example/", " --stage dev", colour=colour)


def checkup(account: SimulatedAccount, *findings: Finding, told: Told | None = None) -> Checkup:
    endpoint = endpoint_of(account)
    patient = Patient(endpoint, endpoint.accounts()[0], told or Told())
    return Checkup(patient, findings)


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("matter", Matter)
def test_every_finding_is_said_with_a_remedy_in_both_languages(
    account: SimulatedAccount, matter: Matter
) -> None:
    webhook = WebhookTold(True, ("messages", "message_echoes"))
    of = checkup(account, told=Told(webhook=webhook))

    said = teller().said(of, Finding(matter, "190/{463}", NOW))

    assert all(said) and "{" not in "".join(said)
    assert CHINESE.search(said.zh) and not CHINESE.search(said.en)
    places = ("towkay ", "https://", "curl ", "sam logs", "silent_after_hours")
    assert any(place in said.en_remedy for place in places) or matter is Matter.CALLS_NEARLY_USED


def test_every_matter_has_words() -> None:
    assert set(SAID) == set(Matter)


def test_a_remedy_names_the_endpoint_and_the_deployment() -> None:
    said = teller().said(checkup(PAGE), Finding(Matter.TOKEN_REFUSED, "190"))

    assert "towkay secrets put messenger tea --stage dev --rotate" in said.en_remedy


def test_a_number_is_subscribed_by_its_business_account() -> None:
    said = teller().said(checkup(NUMBER), Finding(Matter.NOT_SUBSCRIBED))

    assert f"/{NUMBER.waba}/subscribed_apps" in said.en_remedy


def test_a_page_is_subscribed_to_what_is_missing() -> None:
    told = Told(webhook=WebhookTold(True, ("messages", "message_echoes")))

    said = teller().said(checkup(PAGE, told=told), Finding(Matter.FIELD_MISSING, "messages"))

    assert "subscribed_fields=messages,message_echoes" in said.en_remedy


def test_no_line_is_wider_than_a_terminal_but_for_addresses() -> None:
    findings = [Finding(matter, "a long word " * 9, NOW) for matter in Matter]

    lines = "\n".join(teller().lines(checkup(BOT, *findings), NOW)).splitlines()

    assert all(width_of(line) <= 100 for line in lines if "http" not in line)


def test_what_is_well_is_told_in_a_line() -> None:
    told = Told(
        TokenTold(True, NOW + timedelta(days=60)),
        WebhookTold(True),
        MonthTold(5000, 6000),
        usage=12.0,
        tier="TIER_2K",
        quality="GREEN",
    )
    of = checkup(NUMBER, told=told)
    heard = replace(of, patient=replace(of.patient, heard_at=NOW - timedelta(hours=3)))

    first, *rest = teller().lines(heard, NOW)

    assert first.startswith("✓ WhatsApp")
    shown = " ".join("".join(rest).split())
    for piece in ("2027-01-20", "5,000/6,000", "TIER_2K", "GREEN", "12%", "3 小時前"):
        assert piece in shown


def test_colour_is_for_terminals_alone() -> None:
    sick = checkup(BOT, Finding(Matter.SILENT, "5", NOW))

    assert "\x1b" not in "".join(teller().lines(sick, NOW))
    assert "\x1b[31m" in "".join(teller(colour=True).lines(sick, NOW))


def test_programs_get_the_same() -> None:
    plain = teller().plain(checkup(BOT, Finding(Matter.QUOTA_GONE, "6000/6000")))

    (finding,) = plain["findings"]
    assert plain["healthy"] is False and plain["brand"] == "demo"
    assert (finding["matter"], finding["concern"]) == ("quota_gone", "quota")
    assert set(finding["reason"]) == set(finding["remedy"]) == {"zh-TW", "en"}
