"""What channels tell of being written to: Messenger's opt-ins, WhatsApp's preferences."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.webhook_bodies import PSID
from tests.unit.channels.messenger_reading import read
from towkay.adapters.channels.whatsapp.preferences import read_preference
from towkay.domain.events import Unknown
from towkay.domain.optins import OptedIn, PreferenceStated, TokenKind

TOKEN = "7012345678901234567"  # an example's
OFFER: dict[str, Any] = {
    "type": "notification_messages",
    "payload": "optin:home_banner",
    "notification_messages_token": TOKEN,
    "notification_messages_timezone": "Asia/Taipei",
    "token_expiry_timestamp": "1826755200000",
    "user_token_status": "NOT_REFRESHED",
    "title": "Weekly tea deals",
}
EXPIRY = datetime(2027, 11, 21, tzinfo=UTC)
STATED = {
    "wa_id": "886912345678",
    "user_id": "TW.13491208655302741918",
    "detail": "User requested to stop marketing messages",
    "category": "marketing_messages",
    "value": "stop",
    "timestamp": 1795000100,
}


def test_an_accepted_offer_comes_with_its_token_title_expiry_and_zone() -> None:
    incoming = read(optin=OFFER)

    assert incoming.user == PSID
    assert incoming.happening == OptedIn(
        TokenKind.NOTIFICATION,
        TOKEN,
        "Weekly tea deals",
        "optin:home_banner",
        EXPIRY,
        "Asia/Taipei",
    )
    assert TOKEN not in incoming.cause


@pytest.mark.parametrize("written", [1826755200000, "1826755200000", 1826755200, "1826755200"])
def test_an_expiry_is_read_in_seconds_or_milliseconds_as_number_or_text(written: object) -> None:
    happening = read(optin={**OFFER, "token_expiry_timestamp": written}).happening

    assert isinstance(happening, OptedIn) and happening.expires_at == EXPIRY


@pytest.mark.parametrize("written", [None, "", "soon", {}, True, 10**30])
def test_an_expiry_that_cannot_be_read_counts_as_none(written: object) -> None:
    happening = read(optin={**OFFER, "token_expiry_timestamp": written}).happening

    assert isinstance(happening, OptedIn) and happening.expires_at is None


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("STOP NOTIFICATIONS", False),
        ("RESUME NOTIFICATIONS", True),
        ("stop  notifications", False),
    ],
)
def test_a_stop_of_notifications_is_a_preference_and_no_new_token(
    status: str, wanted: bool
) -> None:
    told = read(optin={**OFFER, "notification_messages_status": status})
    bare = read(optin={"notification_messages_status": status})

    assert told.happening == bare.happening == PreferenceStated(wanted)


def test_a_stop_and_its_resumption_are_two_events_and_each_repetition_is_one() -> None:
    stop = read(optin={**OFFER, "notification_messages_status": "STOP NOTIFICATIONS"})
    again = read(optin={**OFFER, "notification_messages_status": "STOP NOTIFICATIONS"})
    resume = read(optin={**OFFER, "notification_messages_status": "RESUME NOTIFICATIONS"})

    assert stop.cause == again.cause
    assert len({stop.cause, resume.cause, read(optin=OFFER).cause}) == 3


def test_a_one_time_request_comes_with_its_own_kind_of_token() -> None:
    optin = {
        "type": "one_time_notif_req",
        "payload": "restock:OOLONG-75",
        "one_time_notif_token": "7",
    }

    assert read(optin=optin).happening == OptedIn(
        TokenKind.ONE_TIME, "7", payload="restock:OOLONG-75"
    )


@pytest.mark.parametrize(
    "optin",
    [
        {},
        {"ref": None, "user_ref": "fernleaf-4417"},
        {"type": "next_year", "ref": "checkout"},
        {"type": "notification_messages", "payload": "p"},
        {**OFFER, "notification_messages_status": "PAUSE NOTIFICATIONS"},
        {**OFFER, "notification_messages_token": "9" * 201},
        {**OFFER, "notification_messages_token": 7.5},
        "text",
        [],
    ],
)
def test_an_opt_in_that_nothing_here_understands_is_only_counted(optin: object) -> None:
    assert read(optin=optin).happening == Unknown("messenger.optin")


def test_a_preference_of_whatsapp_belongs_to_the_id_and_never_to_the_number() -> None:
    reading = read_preference(STATED)

    assert reading.user == "TW.13491208655302741918"
    assert reading.happening == PreferenceStated(wanted=False)
    assert reading.occurred_at == datetime(2026, 11, 18, 11, 8, 20, tzinfo=UTC)
    assert "886912345678" not in f"{reading.user}{reading.cause}"


@pytest.mark.parametrize("value", ["resume", "RESUME"])
def test_a_preference_of_whatsapp_can_be_turned_back(value: str) -> None:
    reading = read_preference({**STATED, "value": value})

    assert reading.happening == PreferenceStated(wanted=True)
    assert reading.cause != read_preference(STATED).cause


def test_a_stop_counts_for_the_number_where_nothing_tells_the_id() -> None:
    reading = read_preference({**STATED, "user_id": None})

    assert reading.user == "+886912345678"
    assert reading.happening == PreferenceStated(wanted=False)


@pytest.mark.parametrize(
    "change",
    [
        {"value": "pause"},
        {"value": None},
        {"category": "other_messages"},
        {"user_id": None, "wa_id": None},
    ],
)
def test_a_preference_of_another_kind_or_of_nobody_is_only_counted(change: dict[str, Any]) -> None:
    reading = read_preference({**STATED, **change})

    assert reading.user is None
    assert reading.happening == Unknown("whatsapp.user_preferences")


@pytest.mark.parametrize("raw", [None, [], "x", {**STATED, "timestamp": "soon"}])
def test_a_preference_without_a_time_is_refused_as_unreadable(raw: object) -> None:
    with pytest.raises(ValueError, match="UserPreference"):
        read_preference(raw)
