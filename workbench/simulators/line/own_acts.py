"""What can a shopper do on LINE and on no other channel?"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from workbench.simulators.conversation import Contact, NotThere
from workbench.simulators.line.office import Office
from workbench.simulators.line.pnp import Consent
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.world import World


class Chatting(Protocol):
    """The part of a shopper that these acts are made of."""

    world: World
    office: Office
    contact: Contact

    def post(self, kind: str, group: str = "", **parts: Any) -> Sent: ...

    def send_file(self, kind: str, **parts: Any) -> Sent: ...


def tap_menu(shopper: Chatting, wanted: str) -> Sent:
    """Tap an area of the rich menu, by its label or what it carries. Raises `NotThere`."""
    account, user = shopper.contact.account.account, shopper.contact.user
    with shopper.world.lock:
        shelf = shopper.office.shelves.of(account)
        shown = shelf.shown_to(user)
        actions = [area["action"] for area in shown.content["areas"]] if shown else []
        found = [one for one in actions if wanted in (one.get("label"), one.get("data"))]
        if not found:
            raise NotThere(f"no menu with {wanted!r}; on it: {[a.get('label') for a in actions]}")
        action = found[0]
        params = {}
        if action["type"] == "richmenuswitch":
            params = _switched(shopper, action["richMenuAliasId"])
    if action["type"] not in ("postback", "richmenuswitch"):
        raise NotThere(f"{wanted!r} opens something outside the chat")
    extra = {"params": params} if params else {}
    return shopper.post("postback", postback={"data": action["data"], **extra})


def _switched(shopper: Chatting, alias: str) -> dict[str, str]:
    shelf = shopper.office.shelves.of(shopper.contact.account.account)
    if alias not in shelf.aliases:
        return {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    if shelf.aliases[alias] not in shelf.menus:
        return {"status": "RICHMENU_NOTFOUND"}
    shelf.linked[shopper.contact.user] = shelf.aliases[alias]
    return {"newRichMenuAliasId": alias, "status": "SUCCESS"}


def take_number(shopper: Chatting, number: str, consent: str) -> Sent:
    """Be known by a telephone number, and say this to notification messages; LINE tells nobody."""
    with shopper.world.lock:
        shopper.office.phones.write(shopper.contact, number, Consent(consent))
    return _silent(shopper)


def agree(shopper: Chatting) -> Sent:
    """Agree to notification messages: what waits is delivered, and the shop told of that."""
    shopper.office.notifications.consent(shopper.contact)
    return _silent(shopper)


def bind(shopper: Chatting, token: str, nonce: str) -> Sent:
    """Log in at the shop through a link with this token. Raises `NotThere` for a spent one."""
    with shopper.world.lock:
        shopper.office.links.take(token, shopper.contact, shopper.world.now())
    return shopper.post("accountLink", link={"result": "ok", "nonce": nonce})


def _silent(shopper: Chatting) -> Sent:
    account = shopper.contact.account
    return nothing_sent(account.channel, account.account, shopper.contact.user)


_LINE = {"contentProvider": {"type": "line"}}
ACTS: Mapping[str, Callable[[Any, dict[str, Any]], Sent]] = MappingProxyType(
    {
        "menu": lambda shopper, given: tap_menu(shopper, given["label"]),
        "number": lambda shopper, given: take_number(
            shopper, given["number"], given.get("consent", Consent.AGREED)
        ),
        "agree": lambda shopper, given: agree(shopper),
        "bind": lambda shopper, given: bind(shopper, given["token"], given["nonce"]),
        "video": lambda shopper, given: shopper.send_file("video", duration=60_000, **_LINE),
        "audio": lambda shopper, given: shopper.send_file("audio", duration=4_100, **_LINE),
        "file": lambda shopper, given: shopper.send_file(
            "file", fileName=given.get("name", "單.pdf"), fileSize=2_138
        ),
        "watched": lambda shopper, given: shopper.post(
            "videoPlayComplete", videoPlayComplete={"trackingId": given["tracking"]}
        ),
        "beacon": lambda shopper, given: shopper.post(
            "beacon", beacon={"hwid": given["hwid"], "type": given.get("type", "enter")}
        ),
        "picked": lambda shopper, given: shopper.post(
            "postback", postback={"data": given["data"], "params": {"datetime": given["at"]}}
        ),
    }
)
