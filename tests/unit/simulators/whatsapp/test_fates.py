"""What becomes of a message that was taken with 200, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER
from tests.unit.simulators.whatsapp.phone import (
    SECOND,
    Body,
    Phone,
    interactive,
    message,
    phones,
    template,
    text,
    with_rules,
)

DAY = 24 * 3600
FINE = ["sent", "delivered", "read"]
LINK = {"name": "cta_url", "parameters": {"display_text": "看", "url": "https://a.tw"}}


def marketing(phone: Phone, **changes: Any) -> Body:
    """A marketing template that may be sent."""
    phone.approved(name="sale", category="MARKETING")
    return template(name="sale") | changes


def prices(phone: Phone) -> list[tuple[str, str]]:
    """Category and type of the price of each message that arrived."""
    told = [one["pricing"] for one in phone.statuses() if one["status"] == "delivered"]
    return [(one["category"], one["type"]) for one in told]


def test_a_message_arrives_is_told_of_and_stands_in_the_ledger(talking: Phone) -> None:
    assert talking.outcome(text("運費 60", biz_opaque_callback_data="19a.0.c")) == FINE
    told = talking.statuses()
    assert {one["biz_opaque_callback_data"] for one in told} == {"19a.0.c"}
    assert {one["recipient_id"] for one in told} == {"886912345678"}
    assert ["pricing" in one for one in told] == [True, True, False]
    rows = talking.http.get("/ledger").json or []
    assert [(row["kind"], row["text"]) for row in rows] == [("text", "運費 60")]


@pytest.mark.parametrize("body", [text(), interactive("cta_url", LINK)])
def test_outside_the_window_only_templates_and_direct_sends_arrive(
    talking: Phone, body: Body
) -> None:
    talking.clock.advance(DAY - 1)
    assert talking.outcome(body) == FINE
    talking.clock.advance(1)
    assert talking.outcome(body) == [131047]
    assert talking.outcome(body | {"category": "service"}) == [131047]
    assert talking.outcome(body | {"category": "utility"}) == FINE
    talking.approved()
    assert talking.outcome(template()) == FINE
    talking.shopper.react()
    assert talking.outcome(body) == FINE


def test_what_fails_is_on_no_screen(phone: Phone) -> None:
    phone.outcome(text())
    assert phone.http.get("/ledger").json == []


def test_who_left_or_blocked_the_shop_cannot_be_reached(talking: Phone) -> None:
    talking.shopper.unfollow()
    assert talking.outcome(text()) == [131026]
    talking.shopper.say("又是我")
    assert talking.outcome(text()) == FINE
    talking.shopper.life.leave()
    assert talking.outcome(text()) == [131026]
    assert talking.outcome(text(to=None, recipient="TW.1")) == [131026]
    assert talking.outcome(text(to="+1234")) == [131026]


def test_who_stopped_marketing_gets_none_until_they_resume(phone: Phone) -> None:
    sale = marketing(phone)
    phone.shopper.life.prefer_marketing(wanted=False)
    assert phone.outcome(sale) == [131050]
    phone.approved()
    assert phone.outcome(template()) == FINE
    phone.shopper.life.prefer_marketing(wanted=True)
    assert phone.outcome(sale) == FINE
    told = [one["user_preferences"][0] for one in phone.values("user_preferences")]
    assert [(one["value"], type(one["timestamp"])) for one in told] == [
        ("stop", int),
        ("resume", int),
    ]


def test_the_cap_on_marketing_is_per_person_and_day() -> None:
    with phones(with_rules(marketing_cap=1)) as phone:
        sale = marketing(phone)
        assert [phone.outcome(sale), phone.outcome(sale)] == [FINE, [131049]]
        assert phone.outcome(sale | {"to": "+81312345678"}) == FINE
        assert phone.outcome(sale | {"to": "+81312345678"}) == FINE
        phone.clock.advance(DAY)
        assert phone.outcome(sale) == FINE


def test_no_marketing_goes_to_the_united_states(phone: Phone) -> None:
    assert phone.outcome(marketing(phone, to="+14155550123")) == [131049]


def test_the_reach_is_counted_over_the_portfolio_and_lasts_a_day() -> None:
    with phones(with_rules(reach=2)) as phone:
        phone.approved()
        assert phone.outcome(template() | {"to": "+886900000001"}) == FINE
        path = f"v25.0/{SECOND.account}/messages"
        second = phone.call("POST", path, template(), token=SECOND.access_token)
        assert second.status_code == 200
        assert phone.outcome(template() | {"to": "+886900000003"}) == [131048]
        assert phone.outcome(template()) == FINE, "counted already"
        phone.simulators.shopper("whatsapp", NUMBER.account, "+886900000003").say("hi")
        assert phone.outcome(template() | {"to": "+886900000003"}) == FINE, "window is open"
        phone.clock.advance(DAY)
        assert phone.outcome(template() | {"to": "+886900000004"}) == FINE


@pytest.mark.parametrize(
    "body",
    [
        message("image", {"link": "https://gone.invalid/a.jpg"}),
        interactive(
            "button",
            {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "好"}}]},
            header={"type": "image", "image": {"link": "https://gone.invalid/a.jpg"}},
        ),
    ],
)
def test_a_link_behind_which_nothing_is_fails_afterwards(talking: Phone, body: Body) -> None:
    assert talking.outcome(body) == [131053]


def test_a_reaction_needs_a_message_of_the_last_thirty_days(talking: Phone) -> None:
    (mid,) = [one["id"] for one in talking.messages()]

    def reacted(to: str) -> list[str | int]:
        return talking.outcome(message("reaction", {"message_id": to, "emoji": "👍"}))

    assert reacted(mid) == ["sent"]
    assert reacted("wamid.unknown") == [131009]
    talking.clock.advance(31 * DAY)
    talking.shopper.say("還在嗎")
    assert reacted(mid) == [131009]


def test_a_thousand_service_messages_a_month_are_free() -> None:
    with phones(with_rules(free_service_messages=2)) as phone:
        phone.shopper.say("hi")
        for _ in range(3):
            phone.outcome(text())
        assert [kind for _, kind in prices(phone)] == ["free_customer_service"] * 2 + ["regular"]
        phone.clock.advance(10 * DAY)
        phone.shopper.say("hi")
        phone.outcome(text())
        assert prices(phone)[-1] == ("service", "free_customer_service")


def test_templates_are_charged_inside_the_window_too(talking: Phone) -> None:
    talking.approved()
    talking.outcome(template())
    talking.outcome(marketing(talking))
    assert prices(talking) == [("utility", "regular"), ("marketing", "regular")]


def test_after_an_ad_everything_is_free_for_three_days_once_it_was_answered(phone: Phone) -> None:
    phone.shopper.come_by_ad()
    phone.outcome(text())
    phone.approved()
    phone.clock.advance(2 * DAY)
    phone.outcome(template())
    phone.clock.advance(DAY)
    phone.outcome(template())

    assert [kind for _, kind in prices(phone)] == ["free_entry_point"] * 2 + ["regular"]
    assert phone.messages()[0]["referral"]["source_type"] == "ad"


def test_an_ad_answered_too_late_opens_nothing(phone: Phone) -> None:
    phone.shopper.come_by_ad()
    phone.clock.advance(DAY)
    phone.shopper.say("哈囉")
    phone.outcome(text())
    assert prices(phone) == [("service", "free_customer_service")]


def test_without_a_means_of_payment_only_what_is_free_arrives() -> None:
    with phones(with_rules(has_payment_method=False, free_service_messages=1)) as phone:
        phone.shopper.say("hi")
        assert [phone.outcome(text()), phone.outcome(text())] == [FINE, [131042]]
        phone.approved()
        assert phone.outcome(template()) == [131042]


def test_a_new_marketing_template_is_held_after_the_first_few() -> None:
    with phones(with_rules(paced_after=1)) as phone:
        sale = marketing(phone)
        assert phone.outcome(sale) == FINE
        held = phone.send(sale).json or {}
        assert held["messages"][0]["message_status"] == "held_for_quality_assessment"
        wamid = held["messages"][0]["id"]
        assert wamid not in {one["id"] for one in phone.statuses()}
        phone.clock.advance(3600)
        assert [one["status"] for one in phone.statuses() if one["id"] == wamid] == FINE


def test_what_is_held_is_dropped_when_people_dislike_the_template() -> None:
    with phones(with_rules(paced_after=0)) as phone:
        sale = marketing(phone)
        held = (phone.send(sale).json or {})["messages"][0]["id"]
        phone.dislike("sale")
        phone.clock.advance(3600)
        told = [one for one in phone.statuses() if one["id"] == held]
        assert [one["errors"][0]["code"] for one in told] == [132015]


@pytest.mark.parametrize(
    ("edge", "category", "code"),
    [("marketing_messages", "UTILITY", 134100), ("messages", "MARKETING", 131063)],
)
def test_each_way_has_its_own_templates(edge: str, category: str, code: int) -> None:
    with phones(with_rules(marketing_on_cloud_api=False)) as phone:
        phone.approved(category=category)
        assert phone.refusal(template(), edge=edge)[1] == code


def test_the_marketing_api_sends_marketing_templates_and_prices_them_so(phone: Phone) -> None:
    sale = marketing(phone)
    policy = {"product_policy": "STRICT", "message_activity_sharing": True}
    assert phone.send(sale | policy, edge="marketing_messages").status_code == 200
    assert prices(phone) == [("marketing_lite", "regular")]
    assert phone.refusal(text(), edge="marketing_messages")[1] == 131055
    assert phone.refusal(sale | policy)[1] == 100


def test_a_template_reaches_the_marketing_api_a_while_after_its_approval() -> None:
    with phones(with_rules(marketing_sync=timedelta(minutes=10))) as phone:
        sale = marketing(phone)
        assert phone.refusal(sale, edge="marketing_messages")[1] == 134101
        phone.clock.advance(600)
        assert phone.send(sale, edge="marketing_messages").status_code == 200


@pytest.mark.parametrize("switch", ["direct_send", "marketing_terms"])
def test_terms_that_were_not_accepted_close_a_way(switch: str) -> None:
    with phones(with_rules(**{switch: False})) as phone:
        sale = marketing(phone)
        if switch == "direct_send":
            assert phone.refusal(text(category="utility"))[:2] == (403, 131005)
        else:
            assert phone.refusal(sale, edge="marketing_messages")[:2] == (403, 131005)


def test_the_name_of_another_template_is_refused_afterwards(phone: Phone) -> None:
    phone.approved(name="taken")
    named = text(category="utility", direct_send_config={"template_name": "taken"})
    assert phone.outcome(named) == [132021]
    free = text(category="utility", direct_send_config={"template_name": "free"})
    assert phone.outcome(free) == FINE
