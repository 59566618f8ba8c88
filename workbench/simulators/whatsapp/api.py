"""The Cloud API that the shop calls: which path is answered by what?"""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.faults import Fault
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance
from workbench.simulators.whatsapp import refusals
from workbench.simulators.whatsapp.desk import Desk
from workbench.simulators.whatsapp.door import Call, answered, need, number_of, opened
from workbench.simulators.whatsapp.media_api import MediaApi
from workbench.simulators.whatsapp.nodes import Nodes
from workbench.simulators.whatsapp.refusals import CloudRefusal
from workbench.simulators.whatsapp.reviews import Reviews
from workbench.simulators.whatsapp.routing import Routing
from workbench.simulators.whatsapp.sending import Sending
from workbench.simulators.whatsapp.signups import Signups
from workbench.simulators.whatsapp.state import State
from workbench.simulators.whatsapp.statuses import Statuses
from workbench.simulators.whatsapp.template_api import TemplateApi
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

_ORDERED = {
    Fault.RATE_LIMIT: refusals.rate_limited,
    Fault.REVOKED: refusals.revoked_token,
    Fault.SERVER_ERROR: refusals.service_error,
}
Handler = Callable[[Call], Any]


class CloudApi:
    """Answers calls as `graph.facebook.com` does for WhatsApp."""

    def __init__(self, state: State, webhooks: WhatsAppWebhooks) -> None:
        self._state = state
        self._sending = Sending(state, Statuses(state, webhooks))
        self._media = MediaApi(state)
        self.reviews = Reviews(state, webhooks)
        self.templates = TemplateApi(state, self.reviews)
        self._nodes = Nodes(state, webhooks, self.templates, self._media)
        desk, routing = Desk(state, webhooks), Routing(state, webhooks)
        signups = Signups(state)
        self._edges: Mapping[str, Handler] = {
            "messages": self._messages,
            "marketing_messages": self._marketing,
            "media": self._media.upload,
            "thread_control": routing.thread_control,
            "signups": signups.of_business,
            **desk.edges(),
            **self._nodes.edges(),
        }
        self._signups = signups

    def any_path(self, request: Request, rest: str) -> Response:
        """Every path below the base URL."""
        return answered(self._state, rest, lambda: self._dispatch(request, rest))

    def file(self, request: Request, secret: str) -> Response:
        """The address of a medium: opens with the token only, and for minutes."""
        return self._media.download(request, secret)

    def _dispatch(self, request: Request, rest: str) -> JsonObject | Response:
        if rest.endswith("debug_token"):
            return self._nodes.debug_token(request)
        call = opened(self._state, request, rest)
        handler: Handler | None = self._edges.get(call.edge)
        if call.node == "signups":
            handler = self._signups.by_id
        elif not call.edge:
            handler = self._nodes.node
        if handler is None or not call.node:
            raise refusals.unknown_path(request.path)
        if call.edge in ("messages", "marketing_messages"):
            answer: JsonObject = handler(call)  # takes the lock itself, around less
            return answer
        with self._state.world.lock:
            locked: JsonObject = handler(call)
            return locked

    def _messages(self, call: Call) -> JsonObject:
        return self._send(call, lite=False)

    def _marketing(self, call: Call) -> JsonObject:
        return self._send(call, lite=True)

    def _send(self, call: Call, *, lite: bool) -> JsonObject:
        if call.method != "POST":
            raise refusals.no_such_object(call.node, call.method.lower())
        need(self._state, "whatsapp_business_messaging")
        number = number_of(self._state, call)
        if call.params.get("messaging_product") != "whatsapp":
            raise refusals.required("messaging_product")
        if not number.registered:
            raise CloudRefusal(133010, "The number is not registered for the Cloud API.")
        self._pace(number.account.account)
        if call.params.get("status") == "read":
            with self._state.world.lock:
                return self._sending.mark_read(number, call.params)
        world = self._state.world
        fail_before_acceptance(world, WHATSAPP, call.request, _ORDERED)
        with world.lock:
            answer = self._sending.accept(number, call.params, lite=lite)
        fail_after_acceptance(world, WHATSAPP, call.request)
        return answer

    def _pace(self, account: str) -> None:
        world, most = self._state.world, self._state.rules.sends_per_s
        if not world.buckets.take((WHATSAPP, account), most, world.now()):
            raise refusals.rate_limited()
