"""The Graph API that a shop calls: which node and edge a path names, and who answers there."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.audiences import Audiences
from workbench.simulators.messenger.batch import batched
from workbench.simulators.messenger.door import Call, Door, params_of, refuse_version
from workbench.simulators.messenger.history import HistoryApi
from workbench.simulators.messenger.page_api import PageApi, debugged
from workbench.simulators.messenger.paid import PaidApi
from workbench.simulators.messenger.profile_api import ProfileApi
from workbench.simulators.messenger.reviews import Reviews
from workbench.simulators.messenger.send_api import SendApi
from workbench.simulators.messenger.state import Json, Pages
from workbench.simulators.messenger.template_api import TemplateApi
from workbench.simulators.messenger.threads import Threads
from workbench.simulators.messenger.usage import usage_headers
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_VERSION = re.compile(r"v[0-9.]+")
_ACT = re.compile(r"act_([0-9]+)")
_THREAD = re.compile(r"(pass|take|request|release|extend)_thread_control")
_ADS = ("ads_management", "paid_marketing_messages")
Edge = tuple[Callable[[Call], Json], tuple[str, ...]]


class GraphApi:
    """Answers calls as `graph.facebook.com` does."""

    def __init__(
        self, world: World, pages: Pages, webhooks: MessengerWebhooks, threads: Threads
    ) -> None:
        self._world = world
        self._pages = pages
        self._door = Door(world, pages)
        self._sends = SendApi(world, webhooks, threads)
        self._threads = threads
        self._paid = PaidApi(world, pages, webhooks)
        self.reviews = Reviews(world, pages, webhooks)
        self._templates = TemplateApi(world, self.reviews)
        self._audiences = Audiences(world)
        self._history = HistoryApi(world)
        self._edges = self._of_page(PageApi(world), ProfileApi(world))

    def call(self, request: Request, path: str) -> Response:
        """Any call; a path without a version means the one of the app's settings."""
        try:
            body: Any = self._dispatch(request, path.strip("/").split("/"))
            status = 200
        except common.GraphRefusal as refusal:
            body, status = refusal.body(self._world.ids.trace()), refusal.status
        headers = {
            "facebook-api-version": "v26.0",
            "x-fb-trace-id": self._world.ids.trace(),
            **usage_headers(self._pages, request, self._world.now()),
        }
        return Response(json.dumps(body), status, headers, content_type="application/json")

    def _of_page(self, page: PageApi, profile: ProfileApi) -> Mapping[str, Edge]:
        metadata = ("pages_manage_metadata",)
        messaging = ("pages_messaging",)
        return {
            "subscribed_apps": (page.subscribed_apps, metadata),
            "messenger_profile": (profile.edge, metadata),
            "message_attachments": (page.upload, messaging),
            "message_templates": (self._templates.edge, ()),
            "notification_message_tokens": (page.tokens, messaging),
            "messaging_customer_base": (page.unsubscribe, messaging),
            "personas": (page.personas, messaging),
            "conversations": (self._history.threads, ("pages_read_engagement",)),
            "thread_owner": (self._threads.owner, messaging),
        }

    def _dispatch(self, request: Request, segments: list[str]) -> Any:
        version = segments.pop(0) if _VERSION.fullmatch(segments[0]) else ""
        refuse_version(request.path, version)
        if not any(segments) and request.method == "POST":
            return batched(request, self.call)
        node, edge = (*segments, "", "")[:2]
        if len(segments) > 3 or not node:
            raise refusals.unknown_path(request.path)
        if account := _ACT.fullmatch(node):
            return self._of_ad_account(request, version, account[1], edge)
        return (
            self._at(request, version, node, edge) if edge else self._node(request, version, node)
        )

    def _at(self, request: Request, version: str, node: str, edge: str) -> Json:
        if edge == "messages" and request.method == "POST":
            call = self._door.enter_page(request, version, node, "pages_messaging")
            return self._sends.send(call, request)
        if act := _THREAD.fullmatch(edge):
            call = self._door.enter_page(request, version, node, "pages_messaging")
            return self._threads.control(call, act[1])
        if edge == "users" and self._audiences.knows(node):
            return self._audiences.add(self._door.enter(request, version, *_ADS[:1]), node)
        if edge not in self._edges:
            raise refusals.unknown_path(request.path)
        answer, permissions = self._edges[edge]
        return answer(self._door.enter_page(request, version, node, *permissions))

    def _of_ad_account(self, request: Request, version: str, number: str, edge: str) -> Json:
        call = self._door.enter(request, version, *_ADS)
        if number != call.page.id:
            raise refusals.marketing(2300014, "Ad account does not match the campaign's")
        edges = {
            "message_campaign": self._paid.campaign,
            "messages": self._paid.send,
            "customaudiences": self._audiences.create,
        }
        if edge not in edges:
            raise refusals.unknown_path(request.path)
        return edges[edge](call)

    def _node(self, request: Request, version: str, node: str) -> Json:
        if node == "debug_token":
            return self._debug(request)
        call = self._door.enter(request, version)
        if node == "message_template_library":
            return self._templates.library(call)
        found = self._own_node(call, node)
        if found is not None:
            return found
        if self._world.known(call.page.account, node) is None:
            raise common.no_such_object(node)
        return {}  # without the profile permission, as for most apps

    def _own_node(self, call: Call, node: str) -> Json | None:
        """The Page, a template, a campaign, a thread or a message of the Page's own."""
        page = call.page
        if node in ("me", page.id):
            return {"id": page.id, "name": "Page"}
        template = next((one for one in page.templates.values() if one.id == node), None)
        if template is not None and call.method == "POST":
            return self._templates.change(call, template)
        if node in page.campaigns and call.method == "DELETE":
            return self._paid.delete(page.campaigns[node])
        if node in page.personas:
            return page.personas[node]
        return self._history.node(call, node)

    def _debug(self, request: Request) -> Json:
        app_id = self._door.is_app(request)
        if not app_id:
            raise common.unknown_token()
        token = str(params_of(request).get("input_token", ""))
        account = self._world.by_token(MESSENGER, token)
        return debugged(self._pages.of(account) if account else None, app_id)
