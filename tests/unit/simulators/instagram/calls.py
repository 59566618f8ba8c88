"""Calls to Instagram's simulator by either login, and what it answers."""

from typing import Any

from werkzeug.test import TestResponse

from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig
from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.rules import InstagramRules
from workbench.simulators.instagram.visitor import InstagramVisitor
from workbench.simulators.meta.wire import proof
from workbench.simulators.rules import Rules

OWN = f"/instagram/v26.0/{IG.account}"
OF_PAGE = f"/instagram-page/v26.0/{IG_OF_PAGE.page}"
PHOTO = "https://cdn.example.com/a.jpg"

Body = dict[str, Any]


def ruled(**changes: Any) -> Rules:
    """The rules with some of Instagram's changed."""
    return Rules(silence_s=0.2, instagram=InstagramRules(**changes))


def visitor(rig: Rig, account: SimulatedAccount = IG, user: str = IGSID) -> InstagramVisitor:
    found = rig.simulators.shopper(INSTAGRAM, account.account, user)
    assert isinstance(found, InstagramVisitor)
    return found


def desk(rig: Rig) -> Desk:
    """What the simulated Instagram knows."""
    return visitor(rig).desk


def call(
    rig: Rig,
    path: str,
    body: Body | None = None,
    *,
    how: str = "POST",
    account: SimulatedAccount = IG,
    token: str | None = None,
    **query: str,
) -> TestResponse:
    """A call with token and proof in place."""
    value = account.access_token if token is None else token
    given = {"appsecret_proof": proof(account.app_secret, value)} if value else {}
    headers = {"Authorization": f"Bearer {value}"} if value else {}
    return rig.http.open(
        path, method=how, json=body, query_string={**given, **query}, headers=headers
    )


def send(rig: Rig, message: Any = None, **more: Any) -> TestResponse:
    """A message to the person, by Instagram Login; a text when none is given."""
    body = {"recipient": {"id": IGSID}, "messaging_type": "RESPONSE", **more}
    body["message"] = {"text": "您好"} if message is None else message
    return call(rig, f"{OWN}/messages", body)


def act(rig: Rig, **more: Any) -> TestResponse:
    """A call that is no message."""
    return call(rig, f"{OWN}/messages", {"recipient": {"id": IGSID}, **more})


def answer_comment(rig: Rig, comment: str, message: Any = None) -> TestResponse:
    body = {"recipient": {"comment_id": comment}, "message": message or {"text": "請看私訊"}}
    return call(rig, f"{OWN}/messages", body)


def template(kind: str, **members: Any) -> Body:
    payload = {"template_type": kind, **members}
    return {"attachment": {"type": "template", "payload": payload}}


def button(kind: str = "postback", title: str = "看", **members: Any) -> Body:
    value = {"url": "https://shop.example.com/"} if kind == "web_url" else {"payload": "P"}
    return {"type": kind, "title": title, **(members or value)}


def quick(number: int, **changes: Any) -> list[Body]:
    one = {"content_type": "text", "title": "好", "payload": "P", **changes}
    return [one] * number


def media(kind: str, url: str = PHOTO, **payload: Any) -> Body:
    return {"attachment": {"type": kind, "payload": payload or {"url": url}}}


def pictures(number: int) -> Body:
    return {"attachments": [{"type": "image", "payload": {"url": PHOTO}}] * number}


def refusal(answer: TestResponse) -> tuple[int | None, int | None]:
    """Code and subcode; (None, None) when the call was taken."""
    error = (answer.json or {}).get("error", {})
    return error.get("code"), error.get("error_subcode")


def words(answer: TestResponse) -> str:
    return str((answer.json or {}).get("error", {}).get("message", ""))


def happened(rig: Rig) -> list[Body]:
    """Every event that the shop was told of by Instagram, in order."""
    rig.simulators.drain()
    found: list[Body] = []
    for body in rig.shop.bodies():
        for entry in body.get("entry", ()):
            found += entry.get("messaging", []) + entry.get("standby", [])
            found += entry.get("changes", []) + ([entry] if "field" in entry else [])
    return found
