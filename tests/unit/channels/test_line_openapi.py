"""Every request of ours is of the form that LINE describes: all it must have and nothing else."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.messages import ANY_MESSAGE, TURNS
from tests.unit.channels.line_forms import (
    MESSAGES,
    UNITS,
    USER,
    UUID,
    Check,
    Nonconforming,
    form,
    like,
    listed,
    one_of,
    text,
    whole,
)
from towkay.adapters.channels.line.masses import mass_request, multicast_request
from towkay.adapters.channels.line.outbound import OUTBOUND
from towkay.adapters.channels.wire import HttpRequest
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.gestures import Gesture
from towkay.domain.health import AccountKey
from towkay.domain.masses import Crowd, MassSend, MassWay, Multicast
from towkay.domain.messages import Message, TemplateMessage, Text
from towkay.domain.packing import pack
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.templates import Header, HeaderKind, Parameter, Template, TemplateKind

LIMITS = CAPABILITIES[Channel.LINE]
ACCOUNT = "U" + "0" * 32
CONTACT = ContactKey(Channel.LINE, ACCOUNT, "U" + "a" * 32)
HASH = "1315ec4a63ba3d2b8f5db63688770e89a402ee623ef33e4c8c2f36e48f271be0"
SECRETS = SendSecrets("s", {ACCOUNT: "token"})

_JSON = {"Authorization": like("Bearer .+"), "Content-Type": one_of("application/json")}
_KEYED = form(_JSON | {"X-Line-Retry-Key": UUID})
_BARE = form(_JSON)
_TAGGED = form(_JSON, **{"X-Line-Delivery-Tag": text(100, 16)})
_ITEM = form({"itemKey": text(100), "content": text(300)})


def _well_joined(node: Any) -> None:
    """An operator has one word and joins something; whatever else there is stands below it."""
    if node["type"] != "operator":
        assert node.keys() - {"type"}
        return
    (word,) = node.keys() - {"type"}
    assert word in ("and", "or", "not")
    parts = [node["not"]] if word == "not" else node[word]
    assert parts
    for part in parts:
        _well_joined(part)


# What goes to each path: the form of its headers and of its body.
FORMS: dict[str, tuple[Check, Check]] = {
    "/v2/bot/message/reply": (
        _BARE,
        form({"replyToken": text(500), "messages": MESSAGES}),
    ),
    "/v2/bot/message/push": (_KEYED, form({"to": USER, "messages": MESSAGES})),
    "/v2/bot/message/multicast": (
        _KEYED,
        form(
            {"to": listed(USER, 1, 500), "messages": MESSAGES},
            customAggregationUnits=UNITS,
        ),
    ),
    "/v2/bot/message/broadcast": (_KEYED, form({"messages": MESSAGES})),
    "/v2/bot/message/narrowcast": (
        _KEYED,
        form(
            {"messages": MESSAGES},
            recipient=_well_joined,
            filter=form({"demographic": _well_joined}),
            limit=form({"max": whole(1)}),
        ),
    ),
    "/v2/bot/message/pnp/templated/push": (
        _TAGGED,
        form(
            {
                "to": like("[0-9a-f]{64}"),
                "templateKey": text(100),
                "body": form(
                    {
                        "items": listed(_ITEM, 0, 15),
                        "buttons": listed(form({"buttonKey": text(100), "url": text(1000)}), 0, 2),
                    },
                    emphasizedItem=form({"itemKey": text(100), "content": text(15)}),
                ),
            }
        ),
    ),
    "/bot/pnp/push": (_TAGGED, form({"to": like("[0-9a-f]{64}"), "messages": MESSAGES})),
    "/v2/bot/chat/loading/start": (
        _BARE,
        form({"chatId": USER, "loadingSeconds": one_of(*range(5, 61, 5))}),
    ),
    "/v2/bot/chat/markAsRead": (_BARE, form({"markAsReadToken": text(500)})),
}


def conforms(request: HttpRequest) -> None:
    headers, body = FORMS[request.path]
    headers(dict(request.headers))
    body(json.loads(request.body))


def call(route: Route, messages: tuple[Message, ...], **more: Any) -> ChannelCall:
    known = {"reply_token": "c0ffee"} if route is Route.REPLY_TOKEN else {}
    return ChannelCall(CONTACT, "tea", "19a.0.c", route, messages, **(known | more))


@pytest.mark.parametrize("route", [Route.PUSH, Route.REPLY_TOKEN])
@given(said=TURNS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_said_to_one_is_of_the_form(route: Route, said: list[Message]) -> None:
    for messages in pack(said, LIMITS).requests:
        if not isinstance(messages[0], TemplateMessage):
            conforms(OUTBOUND.render(call(route, messages), SECRETS))


@given(said=ANY_MESSAGE, unit=st.sampled_from(["", "spring_2026"]), count=st.integers(1, 500))
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_to_many_is_of_the_form(said: Message, unit: str, count: int) -> None:
    requests = pack([said], LIMITS).requests
    assume(requests and not isinstance(requests[0][0], TemplateMessage))
    people = tuple(ContactKey(Channel.LINE, ACCOUNT, f"U{one:032x}") for one in range(count))

    conforms(multicast_request(Multicast(people, "tea", "n", requests[0], unit), "token"))
    send = MassSend(AccountKey(Channel.LINE, ACCOUNT), "tea", "n", requests[0])
    conforms(mass_request(send, "token"))


CROWDS = st.builds(
    Crowd,
    st.lists(st.integers(1, 2**40), max_size=3).map(tuple),
    st.lists(st.integers(1, 2**40), max_size=3).map(tuple),
    st.lists(st.uuids().map(str), max_size=3).map(tuple),
    st.sampled_from([(), ("female",), ("male", "female")]),
    st.sampled_from([(), ("tw_01", "tw_02")]),
    st.sampled_from([(), ("ios",)]),
    st.sampled_from([(None, None), (20, None), (20, 40)]),
    st.sampled_from([(None, None), (None, 30), (30, 90)]),
)


@given(crowd=CROWDS, most=st.one_of(st.none(), st.integers(1, 10**6)))
@settings(deadline=None)
def test_whoever_is_chosen_every_operator_has_one_word_and_joins_something(
    crowd: Crowd, most: int | None
) -> None:
    account = AccountKey(Channel.LINE, ACCOUNT)
    send = MassSend(account, "tea", "n", (Text("茶"),), MassWay.NARROWCAST, crowd, most)

    request = mass_request(send, "token")

    conforms(request)
    body = json.loads(request.body)
    assert ("limit" in body) is (most is not None)
    named = json.dumps(body.get("recipient", {})).count("audienceGroupId")
    assert named == len(crowd.only) + len(crowd.without)


PARTS = st.lists(st.text("茶a1", min_size=1, max_size=300), max_size=15)


@given(parts=PARTS, head=st.one_of(st.none(), st.text("茶1", min_size=1, max_size=15)))
@settings(max_examples=60, deadline=None)
def test_a_notification_by_template_is_of_the_form(parts: list[str], head: str | None) -> None:
    body = tuple(Parameter(words, f"k{one}") for one, words in enumerate(parts))
    header = Header(HeaderKind.TEXT, head, "h") if head else None
    template = Template("shipped", "zh_TW", TemplateKind.UTILITY, header, body)
    contact = ContactKey(Channel.LINE, ACCOUNT, HASH)
    told = ChannelCall(
        contact, "tea", "19a.0.c", Route.NOTIFICATION_MESSAGE, (TemplateMessage(template),)
    )

    conforms(OUTBOUND.render(told, SECRETS))


@given(said=st.text("茶a🍵", min_size=1, max_size=9_000))
@settings(max_examples=40, deadline=None)
def test_a_notification_in_words_of_ones_own_is_of_the_form(said: str) -> None:
    contact = ContactKey(Channel.LINE, ACCOUNT, HASH)
    for messages in pack([Text(said)], LIMITS).requests:
        told = ChannelCall(contact, "tea", "19a.0.c", Route.NOTIFICATION_MESSAGE, messages)
        conforms(OUTBOUND.render(told, SECRETS))


@pytest.mark.parametrize("gesture", Gesture)
def test_a_gesture_is_of_the_form(gesture: Gesture) -> None:
    shown = OUTBOUND.gesture(call(Route.PUSH, (), seen_token="r" * 48), gesture, SECRETS)

    assert shown is not None
    conforms(shown)


_TOLD = {"to": "U" + "a" * 32, "messages": [{"type": "text", "text": "茶"}]}


def _spoil(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(json.dumps(_TOLD))
    change(body)
    return body


@pytest.mark.parametrize(
    "body",
    [
        _spoil(lambda body: body.pop("to")),
        _spoil(lambda body: body.update(to="me")),
        _spoil(lambda body: body.update(extra=1)),
        _spoil(lambda body: body.update(messages=[])),
        _spoil(lambda body: body["messages"][0].update(text="")),
        _spoil(lambda body: body["messages"][0].update(text="🍵" * 2_501)),
        _spoil(lambda body: body["messages"][0].update(type="markdown")),
        _spoil(lambda body: body["messages"][0].update(buttons=[])),
    ],
)
def test_the_forms_themselves_let_nothing_else_through(body: dict[str, Any]) -> None:
    FORMS["/v2/bot/message/push"][1](_TOLD)
    with pytest.raises(Nonconforming):
        FORMS["/v2/bot/message/push"][1](body)
