"""Rows of what the Send API must refuse: what is arranged, what is called, what it answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.unit.simulators.messenger.calls import changed
from tests.unit.simulators.rig import PAGE, PSID, Rig, text
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger.shopper import MessengerShopper
from workbench.simulators.messenger.state import standing_campaign
from workbench.simulators.meta.wire import proof

ROOT = "/graph/v26.0"
PAGE_URL = f"{ROOT}/{PAGE.account}"
ACT = f"{ROOT}/act_{PAGE.account}"
CAMPAIGN = standing_campaign(PAGE)
BUTTON = {"type": "postback", "title": "買", "payload": "BUY"}
CARD = {"title": "茶", "subtitle": "好茶"}
DAY_S = 86_400

Arrange = Callable[[Rig], Any]
Act = Callable[[Rig], TestResponse]


@dataclass(frozen=True, slots=True)
class Row:
    """`wanted` are code and subcode, and some of the words; code 0 is an answer that is no error.

    The person has written unless `stranger`; `arrange` comes after that.
    """

    number: int
    wanted: tuple[int, int | None, str]
    act: Act
    arrange: Arrange = lambda rig: None
    stranger: bool = False

    def __str__(self) -> str:
        return f"{self.number}-{self.wanted[0]}"


def checked(rig: Rig, row: Row) -> dict[str, Any]:
    """Make the row's call and hold its answer to what the row wants."""
    if not row.stranger:
        person(rig).say("請問")
    row.arrange(rig)
    answer = row.act(rig)
    content: dict[str, Any] = answer.json or {}
    code, subcode, words = row.wanted
    if not code:
        assert answer.status_code == 200, content
        return content
    error = content["error"]
    assert (error["code"], error.get("error_subcode")) == (code, subcode), error
    assert words in error["message"]
    assert error["fbtrace_id"] and error["type"] == "OAuthException"
    assert answer.status_code == (500 if code in (1, 2) else 400)
    return content


def person(rig: Rig, user: str = PSID) -> MessengerShopper:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, user)
    assert isinstance(shopper, MessengerShopper)
    return shopper


def switched(**switches: Any) -> Arrange:
    """Set switches of the Page, as a bench does."""

    def arrange(rig: Rig) -> None:
        answer = rig.http.post(f"/settings/messenger/{PAGE.account}", json=switches)
        assert answer.status_code == 200, answer.json

    return arrange


def both(*arrangements: Arrange) -> Arrange:
    def arrange(rig: Rig) -> None:
        for one in arrangements:
            one(rig)

    return arrange


def later(seconds: float) -> Arrange:
    return lambda rig: rig.clock.advance(seconds)


def sends(message: Any = None, url: str = f"{PAGE_URL}/messages", **changes: Any) -> Act:
    """Send this message to the person, with members of the body changed."""
    body = changed(**changes) if message is None else changed(message=message, **changes)
    return lambda rig: rig.graph(body, url=url)


def template(kind: str, **payload: Any) -> dict[str, Any]:
    inside = {"template_type": kind, **payload}
    return {"attachment": {"type": "template", "payload": inside}}


def media(kind: str, url: str) -> dict[str, Any]:
    return {"attachment": {"type": kind, "payload": {"url": url}}}


def calls(method: str, url: str, body: Any = None, **query: str) -> Act:
    """Any call with token and proof in place."""

    def act(rig: Rig) -> TestResponse:
        token = {"Authorization": f"Bearer {PAGE.access_token}"}
        shown = {"appsecret_proof": proof(PAGE.app_secret, PAGE.access_token)} | query
        return rig.http.open(url, method=method, json=body, query_string=shown, headers=token)

    return act


def posts(edge: str, **body: Any) -> Act:
    return calls("POST", f"{PAGE_URL}/{edge}", body)


def gets(edge: str, **query: str) -> Act:
    return calls("GET", f"{PAGE_URL}/{edge}", **query)


def done(act: Act) -> Arrange:
    """A call that must have been accepted before."""

    def arrange(rig: Rig) -> None:
        answer = act(rig)
        assert answer.status_code == 200, answer.json

    return arrange


def opted_in(rig: Rig, title: str = "每週茶訊") -> str:
    """The person gives leave for notifications; the token."""
    done(sends(template("notification_messages", title=title, payload="x")))(rig)
    sent = person(rig).press("Get updates")
    return token_in(sent.body)


def opted_in_once(rig: Rig) -> str:
    done(sends(template("one_time_notif_req", title="到貨通知", payload="x")))(rig)
    return token_in(person(rig).press("Notify Me").body)


def token_in(body: bytes) -> str:
    optin = json.loads(body)["entry"][0]["messaging"][0]["optin"]
    token: str = optin.get("notification_messages_token") or optin["one_time_notif_token"]
    return token


def by_token(form: str, opt_in: Callable[[Rig], str], words: str = "好") -> Act:
    """Opt in and send by the token, in one."""

    def act(rig: Rig) -> TestResponse:
        body = text(words) | {"recipient": {form: opt_in(rig)}}
        del body["messaging_type"]
        return rig.graph(body)

    return act


def commented(rig: Rig) -> str:
    (name,) = person(rig).comment("+1").event_ids
    return name


def replies(name: str = "", form: str = "comment_id") -> Act:
    """Answer in private the comment of that name, or a new one."""

    def act(rig: Rig) -> TestResponse:
        wanted = name or commented(rig)
        return rig.graph(changed(recipient={form: wanted}))

    return act


def markets(token: str = "", message: Any = None, **changes: Any) -> Act:
    """A paid message by a token; without one the person opts in first."""

    def act(rig: Rig) -> TestResponse:
        body = {
            "message_id": CAMPAIGN,
            "messenger_delivery_data": {"subscription_token": token or opted_in(rig)},
            "message": message or {"text": "新茶上市"},
        }
        return calls("POST", f"{ACT}/messages", body | changes)(rig)

    return act


def launches(**body: Any) -> Act:
    given = {"name": "雙 11", "page_id": PAGE.account, "daily_budget": 50_000} | body
    return calls("POST", f"{ACT}/message_campaign", given)
