"""Profiles, subscriptions, tokens and histories answer as an account's owner finds them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.simulators.instagram.calls import (
    OF_PAGE,
    OWN,
    call,
    refusal,
    send,
    visitor,
)
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig

DAY = 86_400
ASK = {"question": "何時到貨？", "payload": "SHIP"}
MENU = {
    "locale": "default",
    "call_to_actions": [{"type": "postback", "title": "運費", "payload": "FEE"}],
}


def breakers(*asks: Any, locale: str = "default") -> dict[str, Any]:
    return {"ice_breakers": [{"locale": locale, "call_to_actions": list(asks)}]}


def profile(rig: Rig, body: dict[str, Any]) -> tuple[int | None, int | None]:
    return refusal(call(rig, f"{OWN}/messenger_profile", body))


def test_ice_breakers_and_menu_are_kept_read_and_cleared(rig: Rig) -> None:
    assert profile(rig, breakers(ASK) | {"persistent_menu": [MENU]}) == (None, None)
    fields = "ice_breakers,persistent_menu"
    read = call(rig, f"{OWN}/messenger_profile", how="GET", fields=fields).json or {}
    call(rig, f"{OWN}/messenger_profile", {"fields": ["ice_breakers"]}, how="DELETE")
    after = call(rig, f"{OWN}/messenger_profile", how="GET", fields=fields).json or {}

    assert read["data"] == [breakers(ASK) | {"persistent_menu": [MENU]}]
    assert after["data"] == [{"persistent_menu": [MENU]}]


@pytest.mark.parametrize(
    "body",
    [
        breakers(*[ASK] * 5),
        breakers(ASK, locale="zh_TW"),
        breakers({"question": "何時到貨？"}),
        {"persistent_menu": [MENU | {"composer_input_disabled": True}]},
        {"persistent_menu": [MENU | {"locale": "zh_TW"}]},
        {"persistent_menu": [MENU | {"call_to_actions": [{"type": "phone_number"}]}]},
        {"get_started": {"payload": "GO"}},
    ],
)
def test_row_28_a_profile_that_instagram_has_not_is_refused(rig: Rig, body: dict[str, Any]) -> None:
    assert profile(rig, body) == (100, None)


def test_row_29_a_profile_is_written_ten_times_in_ten_minutes(rig: Rig) -> None:
    codes = [profile(rig, breakers(ASK)) for _ in range(11)]

    assert codes == [(None, None)] * 10 + [(613, 2534040)]


def test_facebook_login_names_the_platform_of_a_profile(rig: Rig) -> None:
    path = f"{OF_PAGE}/messenger_profile"

    plain = call(rig, path, breakers(ASK), account=IG_OF_PAGE)
    named = call(rig, path, breakers(ASK), account=IG_OF_PAGE, platform="instagram")

    assert (refusal(plain), named.status_code) == ((100, None), 200)


def test_subscriptions_can_be_read(rig: Rig) -> None:
    call(rig, f"{OWN}/subscribed_apps", subscribed_fields="messages,comments")

    read = call(rig, f"{OWN}/subscribed_apps", how="GET").json or {}

    assert read["data"][0]["subscribed_fields"] == ["messages", "comments"]
    unknown = call(rig, f"{OWN}/subscribed_apps", subscribed_fields="messaging_referrals")
    assert refusal(unknown) == (100, None)


def test_an_account_is_named_as_webhooks_name_it(rig: Rig) -> None:
    own = call(rig, "/instagram/v26.0/me", how="GET", fields="user_id,username").json or {}
    of_page = call(rig, "/instagram-page/v26.0/me", how="GET", account=IG_OF_PAGE).json or {}

    assert own["user_id"] == IG.account and own["id"] != IG.account
    assert of_page["instagram_business_account"]["id"] == IG_OF_PAGE.account


def test_row_25_a_profile_needs_a_message_and_a_comment_is_none(rig: Rig) -> None:
    path = f"/instagram/v26.0/{IGSID}"
    visitor(rig).comment("+1")
    assert refusal(call(rig, path, how="GET")) == (230, None)
    visitor(rig).say("hi")

    assert (call(rig, path, how="GET").json or {})["id"] == IGSID


def test_row_31_the_twenty_newest_messages_can_be_read(rig: Rig) -> None:
    (first,) = visitor(rig).say("第一").event_ids
    (taken,) = visitor(rig).say("第二").event_ids
    path = f"/instagram/v26.0/{first}"
    told = call(rig, path, how="GET").json or {}
    assert (told["message"], told["from"]["id"]) == ("第一", IGSID)
    for _ in range(20):
        send(rig)
    rig.clock.advance(2)

    assert refusal(call(rig, path, how="GET")) == (9000001, None)
    assert refusal(call(rig, f"/instagram/v26.0/{taken}", how="GET")) == (9000001, None)


def test_row_29_conversations_are_read_twice_a_second(rig: Rig) -> None:
    visitor(rig).say("hi")
    answers = [call(rig, f"{OWN}/conversations", how="GET") for _ in range(3)]

    assert [refusal(one) for one in answers] == [(None, None)] * 2 + [(613, 2534040)]
    assert len((answers[0].json or {})["data"]) == 1


def refreshed(rig: Rig, token: str = IG.access_token) -> Any:
    query = {"grant_type": "ig_refresh_token", "access_token": token}
    return rig.http.get("/instagram/refresh_access_token", query_string=query)


def test_row_32_a_token_is_refreshed_after_a_day_and_before_its_end(rig: Rig) -> None:
    new = refreshed(rig).json["access_token"]
    assert refusal(refreshed(rig, new)) == (190, None)
    rig.clock.advance(DAY)
    assert refreshed(rig, new).json["expires_in"] == 60 * DAY
    visitor(rig).say("hi")
    body = {"recipient": {"id": IGSID}, "message": {"text": "hi"}}
    assert call(rig, f"{OWN}/messages", body, token=new).status_code == 200
    rig.clock.advance(timedelta(days=61).total_seconds())

    assert refusal(refreshed(rig, new)) == (190, 463)
    assert refusal(refreshed(rig, "nobody's")) == (190, None)
    assert refusal(refreshed(rig, IG_OF_PAGE.access_token)) == (190, None)


def test_row_32_a_short_token_is_exchanged_with_the_secret_only(rig: Rig) -> None:
    query = {"grant_type": "ig_exchange_token", "access_token": IG.access_token}
    wrong = rig.http.get("/instagram/access_token", query_string=query | {"client_secret": "x"})
    right = rig.http.get(
        "/instagram/access_token", query_string=query | {"client_secret": IG.app_secret}
    )

    assert (wrong.status_code, (wrong.json or {})["error_type"]) == (400, "OAuthException")
    assert (right.json or {})["token_type"] == "bearer"


def looked_into(rig: Rig, token: str, app: str) -> Any:
    return rig.http.get(
        "/instagram-page/v26.0/debug_token",
        query_string={"input_token": token},
        headers={"Authorization": f"Bearer {app}"},
    ).json


def test_a_pages_token_can_be_looked_into_by_its_app(rig: Rig) -> None:
    app = f"{IG_OF_PAGE.app_id}|{IG_OF_PAGE.app_secret}"
    told = looked_into(rig, IG_OF_PAGE.access_token, app)["data"]
    gone = looked_into(rig, "nobody's", app)["data"]

    assert (told["is_valid"], told["expires_at"], told["type"]) == (True, 0, "PAGE")
    assert {"instagram_manage_messages", "pages_manage_metadata"} <= set(told["scopes"])
    assert gone["is_valid"] is False
    assert looked_into(rig, IG_OF_PAGE.access_token, "1|x")["error"]["code"] == 190


def test_an_unknown_path_and_an_old_version_are_named_so(rig: Rig) -> None:
    assert refusal(call(rig, "/instagram/v26.0/a/b/c", how="GET")) == (2500, None)
    assert refusal(call(rig, f"/instagram/v19.0/{IG.account}/messages", {})) == (2500, None)
