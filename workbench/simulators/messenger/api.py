"""The Graph API that the shop calls: the Send API, and the little it reads of a person."""

import hmac
import json
import re
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import MESSENGER, SimulatedAccount
from workbench.simulators.bearer import bearer_token
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.faults import Fault
from workbench.simulators.messenger import checks, content, refusals, wire
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance
from workbench.simulators.world import World

_VERSION = re.compile(r"v(2[1-6])\.0")  # the Graph versions that still answer
_ORDERED = {
    Fault.RATE_LIMIT: refusals.rate_limited,
    Fault.REVOKED: refusals.revoked_token,
    Fault.SERVER_ERROR: refusals.service_error,
}
_SECRETS = ("access_token", "appsecret_proof")


class GraphApi:
    """Answers calls as `graph.facebook.com` does."""

    def __init__(self, world: World, webhooks: MessengerWebhooks) -> None:
        self._world = world
        self._webhooks = webhooks

    def messages(self, request: Request, version: str, page: str) -> Response:
        """`POST /{version}/{page}/messages`."""
        return self._answer(request, lambda: self._send(request, version, page))

    def person(self, request: Request, version: str, psid: str) -> Response:
        """`GET /{version}/{psid}`: empty without the profile permission, as for most apps."""
        return self._answer(request, lambda: self._read_person(request, version, psid))

    def unknown(self, request: Request) -> Response:
        """Any other path."""
        return self._answer(request, lambda: _refuse_path(request.path))

    def _answer(self, request: Request, call: Any) -> Response:
        try:
            body, status = call(), 200
        except refusals.GraphRefusal as refusal:
            body, status = refusal.body(self._world.ids.trace()), refusal.status
        headers = {"facebook-api-version": "v26.0", "x-fb-trace-id": self._world.ids.trace()}
        return Response(json.dumps(body), status, headers, content_type="application/json")

    def _send(self, request: Request, version: str, page: str) -> dict[str, Any]:
        params = _params(request)
        account = self._authenticate(request, params, version)
        if page not in ("me", account.account):
            raise refusals.no_such_object(page)
        self._pace(account)
        if "sender_action" not in params:
            fail_before_acceptance(self._world, MESSENGER, request, _ORDERED)
        answer = self._accept(account, params)
        if "message_id" in answer:
            fail_after_acceptance(self._world, MESSENGER, request)
        return answer

    def _read_person(self, request: Request, version: str, psid: str) -> dict[str, Any]:
        account = self._authenticate(request, _params(request), version)
        if self._world.known(account, psid) is None:
            raise refusals.no_such_object(psid)
        return {}

    def _authenticate(
        self, request: Request, params: dict[str, Any], version: str
    ) -> SimulatedAccount:
        if not _VERSION.fullmatch(version):
            _refuse_path(request.path)
        token = bearer_token(request) or str(params.get("access_token", ""))
        if not token:
            raise refusals.no_token()
        account = self._world.by_token(MESSENGER, token)
        if account is None:
            raise refusals.unknown_token()
        given = str(params.get("appsecret_proof", ""))
        if not given and self._world.rules.require_proof:
            raise refusals.proof_missing()
        wanted = wire.proof(account.app_secret, token)
        if given and not hmac.compare_digest(given.encode(), wanted.encode()):
            raise refusals.proof_wrong()
        return account

    def _pace(self, account: SimulatedAccount) -> None:
        rate = self._world.rules.messenger_sends_per_s
        if not self._world.buckets.take((MESSENGER, account.account), rate, self._world.now()):
            raise refusals.rate_limited()

    def _accept(self, account: SimulatedAccount, params: dict[str, Any]) -> dict[str, Any]:
        psid = checks.recipient_of(params)
        with self._world.lock:
            contact = self._world.known(account, psid)
            call = checks.Call(params, contact, self._world.rules, self._world.now())
            checks.refuse_if_wrong(call)
            if contact is None or "sender_action" in params:
                return {"recipient_id": psid}
            return self._show(contact, params)

    def _show(self, contact: Contact, params: dict[str, Any]) -> dict[str, Any]:
        message = params["message"]
        mid = self._world.ids.mid()
        kind, text = content.kind_and_text(message)
        bubble = Bubble(
            self._world.now(),
            Author.SHOP,
            kind,
            text,
            mid,
            content.quick_replies(message),
            content.buttons(message),
            image=content.image(message),
            cards=content.cards(message),
        )
        answer = {"recipient_id": contact.user, "message_id": mid}
        sent = {name: value for name, value in params.items() if name not in _SECRETS}
        self._world.show(contact, [bubble], sent, answer)
        self._webhooks.after_send(contact, mid, message)
        return answer


def _refuse_path(path: str) -> dict[str, Any]:
    raise refusals.GraphRefusal(2500, f"Unknown path components: {path}")


def _params(request: Request) -> dict[str, Any]:
    """Query, form and JSON are one set; in the first two, objects are JSON strings."""
    params = {name: _unfold(value) for name, value in request.args.items()}
    if request.mimetype == "application/json":
        body = _parsed(request.get_data())
        if not isinstance(body, dict):
            raise refusals.bad_parameter("The request body could not be parsed as JSON")
        return params | body
    return params | {name: _unfold(value) for name, value in request.form.items()}


def _unfold(value: str) -> Any:
    if not value.startswith("{"):
        return value
    unfolded = _parsed(value.encode())
    return value if unfolded is None else unfolded


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        return None
