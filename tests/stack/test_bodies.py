"""OUT-9: no body that the product can render carries what platforms have ended, or a tag of people.

`tests/conftest.py` looks at every body of the whole run; this holds that it looks well.
"""

import json
from contextlib import suppress
from itertools import product
from typing import Any, get_args

import pytest

from tests.support.bodies import RETIRED, TOKENS, Scan, offence, scanning
from tests.support.shop import LINE_SHOPPER, PAGE_SHOPPER
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import ContactKey
from towkay.domain.messages import Purpose, Text
from towkay.domain.routes import HUMAN_ROUTES, BotRoute, Route
from towkay.domain.secrets import SendSecrets


def call(route: Route, contact: Any = PAGE_SHOPPER, **about: Any) -> ChannelCall:
    return ChannelCall(contact, "demo", "s.1", route, (Text("好"),), "token-1", **about)


def body(**fields: Any) -> bytes:
    return json.dumps({"recipient": {"id": "1"}, "messaging_type": "UPDATE", **fields}).encode()


@pytest.mark.parametrize("word", RETIRED)
def test_the_scan_sees_every_word_that_was_ended(word: str) -> None:
    tagged = body(messaging_type="MESSAGE_TAG", tag=word)
    for found in (tagged, body(recipient={word: "1"})):
        assert "was ended" in str(offence(call(Route.OPEN_WINDOW), found))


@pytest.mark.parametrize("word", TOKENS)
@pytest.mark.parametrize("route", Route)
def test_the_scan_sees_a_token_on_another_way_than_its_own(word: str, route: Route) -> None:
    found = offence(call(route), body(recipient={word: "1"}))
    assert (found is None) == (route is TOKENS[word])


def test_the_scan_sees_a_persons_tag_on_what_a_program_says() -> None:
    tagged = body(messaging_type="MESSAGE_TAG", tag="HUMAN_AGENT")
    assert offence(call(Route.HUMAN_AGENT), tagged) is None
    assert offence(call(Route.OPEN_WINDOW), tagged) == "a program took a person's tag"


@pytest.mark.parametrize(
    "fields",
    [
        {"tag": "HUMAN_AGENT"},
        {"messaging_type": "MESSAGE_TAG"},
        {"messaging_type": "MESSAGE_TAG", "tag": "CUSTOMER_FEEDBACK"},
    ],
)
def test_the_scan_sees_half_a_tag_and_a_tag_that_is_not_ours(fields: dict[str, str]) -> None:
    assert offence(call(Route.HUMAN_AGENT), body(**fields)) is not None


def test_what_a_shopper_may_read_is_not_taken_for_a_tag() -> None:
    assert offence(call(Route.OPEN_WINDOW), body(message={"text": RETIRED[0]})) is None


@pytest.mark.parametrize("contact", [PAGE_SHOPPER, LINE_SHOPPER], ids=lambda key: key.channel)
@pytest.mark.parametrize(("route", "purpose"), list(product(Route, Purpose)))
def test_no_route_of_any_purpose_renders_what_was_ended(
    scan: Scan, contact: Any, route: Route, purpose: Purpose
) -> None:
    from towkay.adapters.channels.gateway import OUTBOUND

    before = scan.seen.total()
    with suppress(CallImpossible):
        leave = {"token": "701", "comment": "1_2"}
        OUTBOUND[contact.channel].body_of(call(route, contact, purpose=purpose, **leave))
        assert scan.seen.total() == before + 1
    assert scan.offences == []


@pytest.mark.parametrize(
    ("contact", "known"),
    [
        # A bare text: templates have ways of their own, paid messages an ad account.
        (PAGE_SHOPPER, {Route.OPEN_WINDOW, Route.HUMAN_AGENT}),
        (LINE_SHOPPER, {Route.REPLY_TOKEN, Route.PUSH}),
    ],
    ids=["messenger", "line"],
)
@pytest.mark.parametrize("route", Route)
def test_a_route_without_a_request_of_its_own_is_refused_and_never_said_another_way(
    contact: ContactKey, known: set[Route], route: Route
) -> None:
    from towkay.adapters.channels.gateway import OUTBOUND

    secrets = SendSecrets("secret", {contact.account: "token"})
    try:
        OUTBOUND[contact.channel].render(call(route, contact), secrets)
    except CallImpossible as impossible:
        assert route not in known and impossible.outcome == NOT_RENDERABLE
    else:
        assert route in known


def test_a_renderer_that_tagged_what_a_program_says_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tagged = body(messaging_type="MESSAGE_TAG", tag="HUMAN_AGENT")
    monkeypatch.setattr(MessengerOutbound, "body_of", lambda *_: tagged)
    scan = Scan()
    with scanning(scan):
        MessengerOutbound().body_of(call(Route.OPEN_WINDOW))
    assert scan.offences == ["a program took a person's tag"]


def test_the_routes_of_programs_and_of_people_are_all_routes_and_no_route_is_forgotten() -> None:
    assert set(get_args(BotRoute)) | HUMAN_ROUTES == set(Route)
    assert not set(get_args(BotRoute)) & HUMAN_ROUTES
