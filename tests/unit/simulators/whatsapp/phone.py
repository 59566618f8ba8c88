"""Two numbers of one business, a shopper, and calls to the Cloud API."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.test import Client, TestResponse

from tests.unit.simulators.rig import NUMBER, Shop, TurnedClock
from tests.unit.simulators.rig import TIDY as PLAIN
from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.app import Simulators
from workbench.simulators.rules import Rules
from workbench.simulators.whatsapp.platform import WhatsAppPlatform
from workbench.simulators.whatsapp.shopper import WhatsAppShopper

SECOND = replace(NUMBER, account="209911887700124", access_token="EAABsecond", phone="886277005678")
STRANGE = replace(
    NUMBER,
    account="309911887700125",
    access_token="EAABstrange",
    waba="204420011223344",
    portfolio="430011223344556",
    phone="886277009999",
)
PHONE = "+886912345678"
TIDY = Rules(whatsapp=PLAIN, silence_s=0.2)
Body = dict[str, Any]


@dataclass
class Phone:
    """The simulators, a clock, the shop that hears, and the shopper on the other side."""

    simulators: Simulators
    clock: TurnedClock
    shop: Shop
    http: Client
    shopper: WhatsAppShopper

    def call(
        self, method: str, path: str, body: Any = None, *, token: str = "", **query: str
    ) -> TestResponse:
        """A call below the base URL, with the number's token unless another is given."""
        headers = {"Authorization": f"Bearer {token or NUMBER.access_token}"}
        return self.http.open(
            f"/whatsapp/{path}", method=method, json=body, query_string=query, headers=headers
        )

    def send(self, body: Body, *, edge: str = "messages", **more: Any) -> TestResponse:
        """A message from the first number."""
        return self.call("POST", f"v25.0/{NUMBER.account}/{edge}", body, **more)

    def refusal(self, body: Body, *, edge: str = "messages") -> tuple[int, int, str]:
        """Status, code and details of the error that this message must run into."""
        return refused(self.send(body, edge=edge))

    def statuses(self) -> list[Body]:
        """Everything told of messages so far."""
        self.simulators.idle()
        return [one for value in self.values("messages") for one in value.get("statuses", ())]

    def outcome(self, body: Body) -> list[str | int]:
        """What is told of this message once it was taken: statuses, or the failure's code."""
        answer = self.send(body)
        assert answer.status_code == 200, answer.text
        wamid = (answer.json or {})["messages"][0]["id"]
        told = [one for one in self.statuses() if one["id"] == wamid]
        return [
            one["errors"][0]["code"] if one["status"] == "failed" else one["status"] for one in told
        ]

    def values(self, field: str) -> list[Body]:
        """What was told in this field, oldest first."""
        self.simulators.drain()
        changes = [
            change
            for body in self.shop.bodies()
            for entry in body["entry"]
            for change in entry["changes"]
        ]
        return [change["value"] for change in changes if change["field"] == field]

    def messages(self) -> list[Body]:
        """What people wrote, as it was told."""
        return [one for value in self.values("messages") for one in value.get("messages", ())]

    def dislike(self, name: str) -> None:
        """People report a template."""
        answer = self.http.post(f"/settings/whatsapp/{NUMBER.waba}/dislike/{name}")
        assert answer.status_code == 200

    def create(self, **changes: Any) -> TestResponse:
        """Hand in a template."""
        form = template_form(**changes)
        return self.call("POST", f"v25.0/{NUMBER.waba}/message_templates", form)

    def approved(self, **changes: Any) -> Body:
        """A template that may be sent from now on: its definition."""
        answer = self.create(**changes)
        assert answer.status_code == 200, answer.text
        return template_form(**changes)


def refused(answer: TestResponse) -> tuple[int, int, str]:
    """Status, code and details; every error has its trace."""
    error = (answer.json or {})["error"]
    assert error["type"] == "OAuthException" and error["fbtrace_id"]
    assert answer.headers["x-fb-trace-id"] == error["fbtrace_id"]
    return answer.status_code, error["code"], error.get("error_data", {}).get("details", "")


@contextmanager
def phones(rules: Rules = TIDY) -> Iterator[Phone]:
    clock, shop = TurnedClock(), Shop()
    simulators = Simulators(
        [NUMBER, SECOND, STRANGE],
        clock=clock,
        wait_idle=lambda: {"idle": True, "dead_letters": 0},
        rng=random.Random(20261122),
        post=shop.post,
        rules=rules,
        platforms={WHATSAPP: WhatsAppPlatform},
    )
    try:
        shopper = simulators.shopper(WHATSAPP, NUMBER.account, PHONE)
        assert isinstance(shopper, WhatsAppShopper)
        yield Phone(simulators, clock, shop, Client(simulators.wsgi), shopper)
    finally:
        simulators.close()


def with_rules(**changes: Any) -> Rules:
    """The usual rules but for these of WhatsApp."""
    return replace(TIDY, whatsapp=replace(PLAIN, **changes))


def text(words: str = "您好", **changes: Any) -> Body:
    """A text to the shopper."""
    return message("text", {"body": words}, **changes)


def message(kind: str, content: Any, **changes: Any) -> Body:
    """A message to the shopper; None takes a member away."""
    body = {"messaging_product": "whatsapp", "to": PHONE, "type": kind, kind: content} | changes
    return {name: value for name, value in body.items() if value is not None}


def interactive(kind: str, action: Any, **changes: Any) -> Body:
    """An interactive message with a body."""
    inner = {"type": kind, "body": {"text": "請選"}, "action": action} | changes
    return message("interactive", {k: v for k, v in inner.items() if v is not None})


def template_form(**changes: Any) -> Body:
    """A definition that the platform takes: one named gap more than a header needs."""
    body = {
        "type": "BODY",
        "text": "您好 {{1}}，訂單 {{2}} 已出貨，預計三天內送達。",
        "example": {"body_text": [["怡真", "8812"]]},
    }
    form = {"name": "order_shipped", "language": "zh_TW", "category": "UTILITY"}
    return form | {"components": [body]} | changes


def template(*values: str, **changes: Any) -> Body:
    """The template above, filled in."""
    given = [{"type": "text", "text": value} for value in values or ("怡真", "8812")]
    inner = {
        "name": "order_shipped",
        "language": {"code": "zh_TW"},
        "components": [{"type": "body", "parameters": given}],
    }
    return message("template", inner | changes)
