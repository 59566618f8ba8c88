"""Lists and refusals in the platforms' own bodies are read whole, and odd ones do no harm."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.platform_http import base_url, endpoint_of
from tests.support.wanted import SHIPPED
from tests.unit.simulators.rig import NUMBER, PAGE
from towkay.adapters.channels.approving import TemplateRefused
from towkay.adapters.channels.asking import Answer
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.channels.graph.template_reading import template_from
from towkay.adapters.channels.line.templates import TEMPLATES as LINE
from towkay.adapters.channels.messenger.templates import TEMPLATES as MESSENGER
from towkay.adapters.channels.whatsapp.templates import TEMPLATES as WHATSAPP
from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.account_news import TemplateState
from towkay.domain.channels import Channel
from towkay.domain.template_plans import ListedTemplate, Problem

OF_WHATSAPP = {
    "name": "order_shipped_v2",
    "parameter_format": "NAMED",
    "components": [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://a/b"]}},
        {"type": "BODY", "text": "您好 {{name}}，已出貨。", "example": {}},
        {"type": "FOOTER", "text": "範例商店"},
        {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "查看包裹", "url": "https://shop.example.tw/t/{{1}}"},
            {"type": "QUICK_REPLY", "text": "聯絡客服"}]},
    ],
    "language": "zh_TW",
    "status": "APPROVED",
    "category": "UTILITY",
    "correct_category": "MARKETING",
    "quality_score": {"score": "YELLOW", "date": 1795000000},
    "rejected_reason": "NONE",
    "id": "546151681022936",
}  # fmt: skip
OF_THE_LIBRARY = {
    "id": "104595129340398",
    "name": "order_confirmation_1",
    "language": "en",
    "category": "UTILITY",
    "status": "REJECTED",
    "rejected_reason": "TAG_SHOULD_BE_MARKETING",
    "body": "{{1}}, your parcel has arrived.",
    "body_params": ["John"],
}


@dataclass
class Scripted:
    """Answers in turn, and the requests that were made."""

    answers: list[Answer]
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.asked.append((method, url, json.loads(body) if body else {}))
        return self.answers.pop(0)


def reply(content: Any, status: int = 200) -> HttpReply:
    return HttpReply(status, {}, json.dumps(content).encode())


def error(code: int, subcode: int | None = None, status: int = 400, **more: str) -> HttpReply:
    about = {"message": f"(#{code}) no", "code": code, **more}
    return reply({"error": about | ({"error_subcode": subcode} if subcode else {})}, status)


def requests_of(*answers: Answer) -> tuple[ChannelRequests, Scripted]:
    scripted = Scripted(list(answers))
    return ChannelRequests(base_url, scripted), scripted


def test_a_template_of_whatsapps_list_is_read_whole() -> None:
    assert template_from(OF_WHATSAPP) == ListedTemplate(
        "order_shipped_v2",
        "zh_TW",
        TemplateState.APPROVED,
        "utility",
        "您好 {{name}}，已出貨。",
        "範例商店",
        "IMAGE",
        ("查看包裹 https://shop.example.tw/t/{{1}}", "聯絡客服"),
        "",
        "YELLOW",
        "marketing",
    )


def test_a_template_of_the_platforms_library_has_its_words_in_another_place() -> None:
    found = template_from(OF_THE_LIBRARY)

    assert found and found.body == OF_THE_LIBRARY["body"]
    assert (found.state, found.reason) == (TemplateState.REJECTED, "TAG_SHOULD_BE_MARKETING")


def test_a_list_is_followed_by_its_cursors_to_the_end() -> None:
    pages = [
        {"data": [OF_WHATSAPP, None, {"status": "APPROVED"}],
         "paging": {"cursors": {"before": "a", "after": "QVFI"}, "next": "https://graph/…"}},
        {"data": [OF_THE_LIBRARY], "paging": {"cursors": {"before": "b", "after": "QVFJ"}}},
    ]  # fmt: skip
    requests, scripted = requests_of(*map(reply, pages))
    endpoint = endpoint_of(NUMBER)

    listed = requests.follow(Channel.WHATSAPP, WHATSAPP.look(endpoint, endpoint.accounts()[0]))

    assert listed and [one.name for one in listed] == ["order_shipped_v2", "order_confirmation_1"]
    first, second = (url for _, url, _ in scripted.asked)
    assert f"/{NUMBER.waba}/message_templates?" in first and "limit=100" in first
    assert "after=" not in first and "after=QVFI" in second and "appsecret_proof=" in second


def test_a_list_that_never_ends_is_not_taken_for_whole() -> None:
    page = [
        reply({"data": [], "paging": {"cursors": {"after": str(number)}, "next": "x"}})
        for number in range(100)
    ]
    requests, scripted = requests_of(*page)
    endpoint = endpoint_of(NUMBER)

    with pytest.raises(TemplateRefused, match="too many pages"):
        requests.follow(Channel.WHATSAPP, WHATSAPP.look(endpoint, endpoint.accounts()[0]))

    assert len(scripted.asked) == 70


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (error(100, 2388024), Problem.EXISTS),
        (error(2388024), Problem.EXISTS),
        (error(100, 2388023), Problem.LOCKED),
        (error(100, 2388019), Problem.FULL),
        (error(80007), Problem.TOO_MANY_CALLS),
        (error(4), Problem.TOO_MANY_CALLS),
        (error(613), Problem.TOO_MANY_CALLS),
        (error(190, 463, 401), Problem.NOT_ALLOWED),
        (error(200, status=403), Problem.NOT_ALLOWED),
        (error(10), Problem.NOT_ALLOWED),
        (error(100, 2388299), Problem.WORDS),
        (error(100, 2388293), Problem.WORDS),
        (error(100), Problem.WORDS),
        (error(2, status=500), Problem.UNANSWERED),
        (error(100, status=503), Problem.UNANSWERED),
        (reply("Bad gateway", 502), Problem.UNANSWERED),
        (HttpReply(400, {}, b"<html>"), Problem.UNANSWERED),
        (HttpFailure(True, "ReadTimeoutError"), Problem.UNANSWERED),
    ],
)
def test_every_refusal_of_a_creation_has_its_reason(answer: Answer, problem: Problem) -> None:
    requests, scripted = requests_of(answer)
    endpoint = endpoint_of(PAGE)
    creating = MESSENGER.create(SHIPPED, endpoint, endpoint.accounts()[0])

    with pytest.raises(TemplateRefused) as refused:
        requests.follow(Channel.MESSENGER, creating)

    assert refused.value.problem is problem and SHIPPED.name in str(refused.value)
    assert len(scripted.asked) == 1, "nothing is tried twice"


def test_what_the_platform_says_to_people_is_what_people_read() -> None:
    told = "變數不能放在開頭 Variables can't be at the start"
    requests, _ = requests_of(error(100, 2388299, error_user_msg=told))
    endpoint = endpoint_of(NUMBER)

    with pytest.raises(TemplateRefused, match="Variables can't be at the start"):
        requests.follow(
            Channel.WHATSAPP, WHATSAPP.create(SHIPPED, endpoint, endpoint.accounts()[0])
        )


def test_a_creation_is_asked_for_as_the_platform_documents_it() -> None:
    requests, scripted = requests_of(
        reply({"id": "546151681022936", "status": "PENDING", "category": "MARKETING"})
    )
    endpoint = endpoint_of(NUMBER)

    made = requests.follow(
        Channel.WHATSAPP, WHATSAPP.create(SHIPPED, endpoint, endpoint.accounts()[0])
    )

    assert (made.state, made.category) == (TemplateState.PENDING, "marketing")
    assert scripted.asked[0][2] == {
        "name": SHIPPED.name,
        "language": "zh_TW",
        "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            {
                "type": "BODY",
                "text": SHIPPED.body,
                "example": {"body_text": [["1042", "F0000000001"]]},
            }
        ],
    }


def test_line_is_asked_nothing_and_makes_nothing() -> None:
    requests, scripted = requests_of()
    endpoint = endpoint_of(PAGE)
    account = endpoint.accounts()[0]

    assert requests.follow(Channel.LINE, LINE.look(endpoint, account)) is None
    with pytest.raises(TemplateRefused):
        requests.follow(Channel.LINE, LINE.create(SHIPPED, endpoint, account))
    assert scripted.asked == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional={name: JSON for name in OF_WHATSAPP}))
def test_whatever_a_row_looks_like_it_is_read_or_left_out(row: dict[str, Any]) -> None:
    found = template_from(row)
    assert found is None or found.name


@given(JSON)
def test_whatever_the_components_are_none_of_it_costs_the_list(components: Any) -> None:
    assert template_from(OF_WHATSAPP | {"components": components, "quality_score": components})
