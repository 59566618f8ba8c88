"""Instagram as the bench hosts it: the paths of its two hosts, its people, and hearsay."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from workbench.simulators import identifiers
from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import Fault
from workbench.simulators.heard import an_object, listed, note_words, objects, same
from workbench.simulators.instagram import events
from workbench.simulators.instagram.answering import Json, answered
from workbench.simulators.instagram.comments import Comments
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.door import Host, admitted
from workbench.simulators.instagram.histories import Histories
from workbench.simulators.instagram.objects import Objects
from workbench.simulators.instagram.profiles import Profiles
from workbench.simulators.instagram.sending import Sending
from workbench.simulators.instagram.threads import Threads
from workbench.simulators.instagram.tokens import Tokens
from workbench.simulators.instagram.visitor import InstagramVisitor
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.meta import wire
from workbench.simulators.meta.refusals import GraphRefusal
from workbench.simulators.platform import JsonObject, View, route
from workbench.simulators.sender import Background, Post, Sent, http_post
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

_PATIENCE_S = 5.0  # how long the platform waits for the answer to a webhook
Call = Callable[..., Json]
Path = tuple[str, str, Call]


class InstagramPlatform:
    """Instagram messaging by either login, and the people who write and comment."""

    faults = frozenset(Fault)

    def __init__(self, world: World, post: Post | None, background: Background) -> None:
        self._world = world
        self.desk = Desk(world)
        self._webhooks = InstagramWebhooks(self.desk, post or http_post(_PATIENCE_S), background)
        self._threads = Threads(self.desk, self._webhooks)

    def routes(self) -> Sequence[Rule]:
        return [rule for host in Host for rule in self._routes(host)]

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        return identifiers.page_scoped(account.account, name)

    def shopper(self, contact: Contact) -> Shopper:
        return InstagramVisitor(self.desk, self._webhooks, contact, self._threads)

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        spoken = [shopper.text_event(text) for shopper, text in words]
        mids = tuple(event["message"]["mid"] for event in spoken)
        body = events.together(account.account, epoch_ms(self._world.now()), spoken)
        return self._webhooks.post(account, words[0][0].user, body, mids)

    def release(self) -> None:
        self._webhooks.release()

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        for entry in objects(body.get("entry")):
            account = listed(self._world, INSTAGRAM, endpoint, entry.get("id"))
            if account is None:
                continue
            signature = headers.get("x-hub-signature-256", "")
            if not same(signature, wire.signature(account.app_secret, raw)):
                return
            for event in objects(entry.get("messaging")):
                with self._world.lock:
                    self._note(account, event)

    def _note(self, account: SimulatedAccount, event: JsonObject) -> None:
        message, postback = an_object(event.get("message")), an_object(event.get("postback"))
        user = an_object(event.get("sender")).get("id")
        if not isinstance(user, str) or message.get("is_echo") or user == account.account:
            return
        reacted = an_object(event.get("reaction")).get("action") == "react"
        if message.get("is_deleted") or not (message or postback or reacted):
            return
        contact = self._world.meet_id(account, user)
        contact.met = True
        if reacted:
            contact.wrote_at, contact.blocked = self._world.now(), False
        elif postback:
            title, mid = postback.get("title"), postback.get("mid")
            note_words(self._world, contact, "postback", title, mid)
        else:
            kind = "text" if "text" in message else "attachment"
            note_words(self._world, contact, kind, message.get("text"), message.get("mid"))

    def _routes(self, host: Host) -> list[Rule]:
        """Every path of one host; both know the same ones, and each its own tokens."""
        at, view = f"/{host}/<version>", self._view
        objects_ = Objects(
            Profiles(self.desk), Histories(self.desk), Comments(self.desk, self._webhooks)
        )
        nodes, found = self._of_node(), _of_object(objects_)
        mention = objects_.comments.mention
        return [
            *self._without_version(host),
            *(route(how, f"{at}/<node>/{end}", view(host, call)) for how, end, call in nodes),
            route("POST", f"{at}/<node>/mentions", view(host, mention)),
            *(route(how, f"{at}/<found>{end}", view(host, call)) for how, end, call in found),
            route("", f"/{host}/<path:_rest>", self._unknown),
        ]

    def _of_node(self) -> list[Path]:
        """What is asked of the Page or the account."""
        sending, profiles = Sending(self.desk, self._webhooks), Profiles(self.desk)
        threads = self._threads
        return [
            ("POST", "messages", sending.messages),
            ("POST", "message_attachments", sending.upload),
            ("GET", "messenger_profile", profiles.read),
            ("POST", "messenger_profile", profiles.write),
            ("DELETE", "messenger_profile", profiles.clear),
            ("POST", "subscribed_apps", profiles.subscribe),
            ("GET", "subscribed_apps", profiles.subscriptions),
            ("DELETE", "subscribed_apps", profiles.unsubscribe),
            ("GET", "conversations", Histories(self.desk).conversations),
            ("POST", "pass_thread_control", threads.pass_on),
            ("POST", "take_thread_control", threads.take),
            ("POST", "request_thread_control", threads.request),
            ("POST", "release_thread_control", threads.release),
            ("POST", "extend_thread_control", threads.extend),
            ("GET", "thread_owner", threads.owner),
            ("POST", "moderate_conversations", threads.moderate),
        ]

    def _without_version(self, host: Host) -> list[Rule]:
        tokens = Tokens(self.desk)
        own = [
            route("GET", f"/{host}/refresh_access_token", tokens.refresh),
            route("GET", f"/{host}/access_token", tokens.exchange),
        ]
        debug = route("GET", f"/{host}/<version>/debug_token", tokens.debug)
        return [debug] if host is Host.OF_PAGES else own

    def _view(self, host: Host, call: Call) -> View:
        def view(request: Request, version: str, node: str = "me", **named: Any) -> Response:
            return answered(
                self._world,
                lambda: call(admitted(self.desk, request, host, version, node), **named),
            )

        return view

    def _unknown(self, request: Request) -> Response:
        def refuse() -> Json:
            raise GraphRefusal(2500, f"Unknown path components: {request.path}")

        return answered(self._world, refuse)


def _of_object(named: Objects) -> list[Path]:
    """What is asked of a person, a message, a post or a comment."""
    return [
        ("GET", "", named.read),
        ("POST", "", named.comments.change),
        ("DELETE", "", named.comments.delete),
        ("POST", "/replies", named.comments.reply),
        ("GET", "/comments", named.comments.of_media),
    ]
