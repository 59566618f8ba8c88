"""Rows 46 to 64: templates, tokens that people gave, and messages that are paid for."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.rows import (
    ACT,
    DAY_S,
    Row,
    both,
    by_token,
    calls,
    checked,
    done,
    gets,
    later,
    launches,
    markets,
    opted_in,
    opted_in_once,
    person,
    posts,
    sends,
    switched,
    template,
)
from tests.unit.simulators.rig import OTHER_PAGE, PAGE, PSID, Rig, text
from workbench.simulators.messenger.state import standing_campaign
from workbench.simulators.meta import wire

UTILITY = {"messaging_type": "UTILITY"}
WINDOW = (10, 2018278, "outside of allowed window")
BODY = {"type": "BODY", "text": "Hello {{1}}, your parcel {{2}} left our warehouse today."}
SELLS = {"type": "BODY", "text": "Buy now, {{1}}, a sale of {{2}} teas."}
URL = {"type": "URL", "text": "Track", "url": "https://shop.example.com/t/{{1}}"}
FILLED = {
    "type": "body",
    "parameters": [{"type": "text", "text": "Mei"}, {"type": "text", "text": "TW99"}],
}
RN, OTN = "notification_messages_token", "one_time_notif_token"
IN_JAPAN = switched(country="JP", region="JP", recurring_notifications=True)
HOUR_S = 3600


def makes(**changes: Any) -> Any:
    given = {"name": "shipped", "language": "en", "category": "UTILITY", "components": [BODY]}
    return posts("message_templates", **(given | changes))


def utility(**changes: Any) -> Any:
    sent = {"name": "shipped", "language": {"code": "en"}, "components": [FILLED]} | changes
    return sends({"template": sent}, **UTILITY)


def asks(title: str = "每週茶訊") -> Any:
    return sends(template("notification_messages", title=title, payload="x"))


def stopped(rig: Rig) -> str:
    token = opted_in(rig)
    person(rig).stop_notifications()
    return token


def of_another_page(rig: Rig) -> str:
    optin = {"notification_messages_token": "777", "type": "notification_messages"}
    event = {"sender": {"id": PSID}, "recipient": {"id": OTHER_PAGE.account}, "optin": optin}
    entry = {"id": OTHER_PAGE.account, "time": 1, "messaging": [event]}
    body = wire.encode({"object": "page", "entry": [entry]})
    path = f"/webhooks/messenger/{OTHER_PAGE.endpoint}"
    rig.simulators.hear(path, wire.headers(OTHER_PAGE.app_secret, body).items(), body)
    return "777"


def aged(opt_in: Any, seconds: float) -> Any:
    def old(rig: Rig) -> str:
        token: str = opt_in(rig)
        rig.clock.advance(seconds)
        return token

    return old


def used(form: str, opt_in: Any, wait_s: float = 0) -> Any:
    """A token by which something came already, so many seconds ago."""

    def spent(rig: Rig) -> str:
        token: str = opt_in(rig)
        rig.clock.advance(130)
        done(by_token(form, lambda rig: token))(rig)
        rig.clock.advance(wait_s)
        return token

    return spent


def marketed(rig: Rig) -> Any:
    token = opted_in(rig)
    done(markets(token))(rig)
    rig.clock.advance(12 * HOUR_S - 60)
    return markets(token)(rig)


def launched(rig: Rig, wait_s: float = 0, **body: Any) -> Any:
    name = (launches(**body)(rig).json or {})["id"]
    rig.clock.advance(wait_s)
    person(rig).say("再問一下")
    return markets(message_id=name)(rig)


def ended(rig: Rig) -> Any:
    campaign = standing_campaign(PAGE)
    done(calls("DELETE", f"/graph/v26.0/{campaign}"))(rig)
    return markets(message_id=campaign)(rig)


MADE = done(makes())
ROWS = [
    Row(46, (200, None, "Requires pages_utility_messaging permission"), utility(),
        both(MADE, switched(permissions=["pages_messaging"]))),
    Row(47, (100, None, "template cannot be found"), utility()),
    Row(47, (100, None, "template cannot be found"), utility(language={"code": "en_US"}), MADE),
    Row(47, (100, None, "template cannot be found"), utility(),
        done(makes(components=[SELLS]))),
    Row(48, (100, None, "Invalid parameter"), utility(components=[]), MADE),
    Row(48, (100, None, "Invalid parameter"), utility(components=[{"type": "body"}]), MADE),
    Row(48, (100, None, "Invalid parameter"), utility(),
        done(makes(components=[BODY, {"type": "BUTTONS", "buttons": [URL]}]))),
    Row(48, (0, None, ""), utility(), both(MADE, later(20 * DAY_S))),
    Row(49, (100, None, "leading or trailing placeholder"),
        makes(components=[{"type": "BODY", "text": "{{1}}, your parcel left."}])),
    Row(50, (0, None, "INCORRECT_PARAMS"),
        makes(components=[{"type": "BODY", "text": "Hello {{2}}, your parcel left today."}])),
    Row(50, (0, None, "PARAMS_TO_WORD_RATIO_EXCEED_LIMIT"),
        makes(components=[{"type": "BODY", "text": "Hi {{1}} {{2}} {{3}} ok"}])),
    Row(50, (0, None, "TAG_SHOULD_BE_MARKETING"),
        makes(components=[{"type": "BODY", "text": "Hello {{1}}, buy now before it is gone."}])),
    Row(51, (100, None, "Invalid parameter"), makes(), MADE),
    Row(51, (100, None, "Invalid parameter"), makes(category="MARKETING")),
    Row(52, (100, None, "[title]"),
        sends(template("one_time_notif_req", title="x" * 66, payload="x"))),
    Row(52, (100, None, "one_time_notif_token is invalid"), by_token(OTN, lambda rig: "1")),
    Row(52, (100, None, "invalid"), by_token(OTN, used(OTN, opted_in_once))),
    Row(52, (100, None, "invalid"), by_token(OTN, aged(opted_in_once, 365 * DAY_S))),
    Row(52, (0, None, ""), by_token(OTN, aged(opted_in_once, 30 * DAY_S))),
    Row(53, WINDOW, asks(), later(DAY_S)),
    Row(54, (613, 1893016, "multiple opt-in requests with the same topic"), asks(), done(asks())),
    Row(55, (9, 2018352, "too many actions"), asks(),
        both(switched(opt_in_requests_most=1), done(asks("另一種")))),
    Row(55, (10, 1404170, "opt-in requests"), asks(), switched(opt_in_requests_barred=True)),
    Row(56, (10, None, "does not have permission"), by_token(RN, opted_in)),
    Row(56, (10, None, "does not have permission"), by_token(RN, opted_in),
        switched(country="JP", region="JP")),
    Row(57, (100, None, "is invalid"), by_token(RN, lambda rig: "1"), IN_JAPAN),
    Row(57, (100, None, "has expired"), by_token(RN, aged(opted_in, 365 * DAY_S)), IN_JAPAN),
    Row(58, (4, 2018354, "minimum delay"), by_token(RN, used(RN, opted_in, 47 * HOUR_S)), IN_JAPAN),
    Row(58, (0, None, ""), by_token(RN, used(RN, opted_in, 48 * HOUR_S)), IN_JAPAN),
    Row(59, (10, 1893015, "currently stopped notification messages"), by_token(RN, stopped),
        IN_JAPAN),
    Row(60, (2300030, None, ""), launches(), switched(country="FR")),
    Row(60, (2300066, None, ""), launches(), switched(terms_signed=False)),
    Row(60, (2300007, None, ""), launches(daily_budget=0)),
    Row(60, (100, None, ""), launches(start_time="2027-01-01T09:00:00+0800")),
    Row(61, (2300012, None, ""), lambda rig: launched(rig, HOUR_S - 1)),
    Row(61, (0, None, ""), lambda rig: launched(rig, HOUR_S)),
    Row(61, (2300033, None, ""),
        lambda rig: launched(rig, HOUR_S, start_time="2026-11-25T09:00:00+0800")),
    Row(61, (2300000, None, ""), ended),
    Row(61, (2300001, None, ""), markets(message_id="1")),
    Row(62, (2300004, None, ""), markets("1")),
    Row(62, (2300005, None, ""), lambda rig: markets(of_another_page(rig))(rig)),
    Row(62, (2300034, None, ""), lambda rig: markets(stopped(rig))(rig)),
    Row(62, (2300032, None, ""), markets(), switched(region="JP")),
    Row(63, (2300035, None, "minimum delay"), marketed),
    Row(64, (2300042, None, ""), markets(), switched(frequency_cap=2300042)),
    Row(64, (2300044, None, ""), markets(), switched(frequency_cap=2300044)),
    Row(64, (2300052, None, ""), markets(min_conversation_gap_seconds=3600)),
    Row(64, (2300054, None, ""), markets(), switched(budget_spent=2300054)),
    Row(64, (2300018, None, ""), markets(message={"text": "x" * 641})),
    Row(64, (2300018, None, ""),
        markets(message={"attachment": {"type": "image", "payload": {"url": "https://x.tw/a.png"}}})),
    Row(64, (0, None, ""), markets()),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_platform_answers_as_documented(rig: Rig, row: Row) -> None:
    answer = checked(rig, row)

    if row.number == 50:
        listed = gets("message_templates")(rig).json or {}
        assert answer["status"] == "REJECTED"
        assert listed["data"][0]["rejected_reason"] == row.wanted[2]
    if row.number == 63:
        assert answer["error"]["error_data"] == {"remaining_seconds": 60}


def test_every_row_of_leaves_is_tried() -> None:
    assert {row.number for row in ROWS} == set(range(46, 65))


def test_right_after_an_opt_in_two_short_ones_may_follow(rig: Rig) -> None:
    IN_JAPAN(rig)
    person(rig).say("請問")
    token = opted_in(rig)

    codes = [
        by_token(RN, lambda rig: token, words)(rig).status_code
        for words in ("一", "二", "茶" * 251, "三", "四")
    ]

    assert codes == [200, 200, 400, 200, 400]


def test_a_named_template_takes_its_parameters_by_name(rig: Rig) -> None:
    person(rig).say("請問")
    named = {"type": "BODY", "text": "Hello {{who}}, your parcel left our warehouse."}
    done(makes(components=[named], parameter_format="NAMED"))(rig)
    right = [{"type": "text", "parameter_name": "who", "text": "Mei"}]
    wrong = [{"type": "text", "parameter_name": "whom", "text": "Mei"}]

    codes = [
        utility(components=[{"type": "body", "parameters": given}])(rig).status_code
        for given in (right, wrong)
    ]

    assert codes == [200, 400]


def test_a_marketing_message_is_told_of_by_its_own_webhooks_and_shown(rig: Rig) -> None:
    person(rig).say("請問")
    token = opted_in(rig)
    rig.simulators.drain(5)
    before = len(rig.shop.seen)
    answer = markets(token)(rig).json or {}
    rig.simulators.drain(5)
    person(rig).tap_marketing_link()

    changes = [body["entry"][0]["changes"][0] for body in rig.shop.bodies()[before:]]
    assert [one["field"] for one in changes] == [
        "marketing_message_echoes",
        "marketing_message_deliveries",
        "marketing_message_reads",
        "marketing_message_clicks",
    ]
    told = changes[0]["value"]
    assert told["marketing_message_tracking_id"] == answer["marketing_message_tracking_id"]
    assert (told["recipient_id"], told["messenger_subscription_token"]) == (int(PSID), token)
    assert rig.seen_by(PSID)[-1] == "新茶上市"


def test_a_token_of_another_ad_account_is_refused(rig: Rig) -> None:
    person(rig).say("請問")
    elsewhere = calls("POST", f"{ACT}1/messages", {"message": text()["message"]})

    assert (elsewhere(rig).json or {})["error"]["code"] == 2300014
