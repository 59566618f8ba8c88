"""Meta's test of an address is no mirror: the right token gets a plain challenge, nothing else."""

from itertools import product
from typing import Any

import pytest

from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import LINE_OF_DEMO, PAGE_OF_DEMO, PAGE_OF_OTHER, Endpoint, open_shops
from tests.support.gateway_events import gateway_event

TOKEN = PAGE_OF_DEMO.verify_token
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><b>x',
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "data:text/html,<b>x",
    "{{7*7}}",
    "${7*7}",
    "1158201\r\nset-cookie: a=b",
    "1158201\n",
    "1158201<",
    "１１５８２０１",
    "",
    " ",
    "1" * 129,
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
)
WRONG_TOKENS = (
    "",
    " ",
    TOKEN + " ",
    " " + TOKEN,
    TOKEN.upper(),
    TOKEN[:-1],
    TOKEN + "x",
    TOKEN + "\0",
    f"{TOKEN},{TOKEN}",
    "None",
    "\ud800",
    PAGE_OF_OTHER.verify_token,
    PAGE_OF_DEMO.secret,
    "*",
    "true",
)
MODES = ("", "unsubscribe", "SUBSCRIBE", "subscribe ", "subscribe,subscribe", "subscribe\0")


def asked(endpoint: Endpoint, query: Any, **about: Any) -> dict[str, Any]:
    event = gateway_event(endpoint.channel, endpoint.name)
    return event | {"queryStringParameters": query} | about


def query_of(mode: str = "subscribe", token: str = TOKEN, challenge: str = "1158201444") -> Any:
    return {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge}


def test_the_right_token_gets_its_challenge_as_plain_text(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    answer = functions.invoke("webhook", asked(PAGE_OF_DEMO, query_of()))
    assert (answer["statusCode"], answer["body"]) == (200, "1158201444")
    assert answer["headers"]["content-type"] == "text/plain; charset=utf-8"
    assert answer["headers"]["x-content-type-options"] == "nosniff"
    assert aws.writes == 0


@pytest.mark.parametrize("challenge", MARKUP)
def test_markup_is_reflected_to_nobody_not_even_with_the_right_token(
    functions: Functions, aws: CountingAws, challenge: str
) -> None:
    open_shops(aws)
    for token in (TOKEN, "guess"):
        answer = functions.invoke(
            "webhook", asked(PAGE_OF_DEMO, query_of("subscribe", token, challenge))
        )
        assert (answer["statusCode"], answer["body"]) == (403, "")
        assert answer["headers"]["x-content-type-options"] == "nosniff"
        assert answer["headers"]["content-type"].startswith("text/plain")


def test_no_other_token_and_no_other_mode_is_echoed(functions: Functions, aws: CountingAws) -> None:
    open_shops(aws)
    wrong = [query_of(token=token) for token in WRONG_TOKENS]
    wrong += [query_of(mode=mode) for mode in MODES]
    wrong += [query_of(mode, token) for mode, token in product(MODES, WRONG_TOKENS)]
    wrong += [
        {name: value for name, value in query_of().items() if name != missing}
        for missing in query_of()
    ]
    for query in wrong:
        answer = functions.invoke("webhook", asked(PAGE_OF_DEMO, query))
        assert (answer["statusCode"], answer["body"]) == (403, ""), query
    assert len(wrong) > 100 and aws.writes == 0


@pytest.mark.parametrize("name", sorted(query_of()))
@pytest.mark.parametrize("value", [["subscribe"], [TOKEN], {"0": TOKEN}, 7, True, None, [], ["1"]])
def test_a_value_that_is_no_text_is_no_value(
    functions: Functions, aws: CountingAws, name: str, value: Any
) -> None:
    open_shops(aws)
    answer = functions.invoke("webhook", asked(PAGE_OF_DEMO, query_of() | {name: value}))
    assert (answer["statusCode"], answer["body"]) == (403, "")


@pytest.mark.parametrize("query", [None, {}, "hub.mode=subscribe", [["hub.mode", "subscribe"]], 7])
def test_a_query_that_is_none_is_no_handshake(
    functions: Functions, aws: CountingAws, query: Any
) -> None:
    open_shops(aws)
    assert functions.invoke("webhook", asked(PAGE_OF_DEMO, query))["statusCode"] == 403
    assert aws.calls.total() == 0


def test_names_written_the_way_of_a_form_library_do_not_count(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    for style in ("{}[]", "{}[0]", "{} "):
        query = {style.format(name): value for name, value in query_of().items()}
        assert functions.invoke("webhook", asked(PAGE_OF_DEMO, query))["statusCode"] == 403
    under_scores = {name.replace(".", "_"): value for name, value in query_of().items()}
    assert functions.invoke("webhook", asked(PAGE_OF_DEMO, under_scores))["statusCode"] == 403


def test_one_brands_token_is_no_good_at_anothers_door(
    functions: Functions, aws: CountingAws
) -> None:
    open_shops(aws)
    for endpoint in (PAGE_OF_OTHER, LINE_OF_DEMO):
        assert functions.invoke("webhook", asked(endpoint, query_of()))["statusCode"] == 403
