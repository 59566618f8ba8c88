"""What is true of a Page can be changed while the bench runs."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.rows import gets, person, sends, switched
from tests.unit.simulators.rig import PAGE, PSID, Rig
from towkay.adapters.channels.messenger.inbound import INBOUND


@pytest.mark.parametrize("policy", ["warning", "block", "unblock"])
def test_the_page_is_told_what_meta_does_to_it(rig: Rig, policy: str) -> None:
    person(rig).say("請問")
    switched(policy=policy)(rig)
    rig.simulators.drain(5)

    (told,) = INBOUND.parse(rig.shop.bodies()[-1], app_id=PAGE.app_id)
    assert told.user is None and policy in str(told.happening)
    assert sends()(rig).status_code == (400 if policy == "block" else 200)


@pytest.mark.parametrize(
    "body",
    [{"window": "1 day"}, {"nonsense": 1}, {"live": 1}, {"policy": "smile"}, [], {"roles": "x"},
     {"media_faults": {"https://x.tw/": "rain"}}, {"token_state": "tired"}, {"token_state": []}],
)  # fmt: skip
def test_a_switch_that_is_none_is_refused_with_the_reason(rig: Rig, body: Any) -> None:
    answer = rig.http.post(f"/settings/messenger/{PAGE.account}", json=body)

    assert answer.status_code == 400 and (answer.json or {})["error"]


def test_a_switch_is_shown_as_it_is_set(rig: Rig) -> None:
    url = f"/settings/messenger/{PAGE.account}"
    shown = rig.http.post(url, json={"window": 3600, "roles": [PSID], "live": False}).json or {}

    assert (shown["window"], shown["roles"], shown["live"]) == (3600, [PSID], False)
    assert rig.http.get(url).json == shown
    assert rig.http.get("/settings/messenger/1").status_code == 404


def test_a_state_of_the_token_is_one_that_means_something(rig: Rig) -> None:
    url = f"/settings/messenger/{PAGE.account}"
    refused = rig.http.post(url, json={"token_state": "tired"})
    assert "'expired'" in (refused.json or {})["error"]
    assert (rig.http.post(url, json={"token_state": "expired"}).json or {})["token_state"]


def chat(rig: Rig) -> list[tuple[str, str]]:
    shown = rig.http.get(f"/shoppers/messenger/{PAGE.account}/{person(rig).user}").json or {}
    return [(bubble["kind"], bubble["text"]) for bubble in shown["bubbles"]]


def test_what_a_person_writes_under_a_post_is_shown_in_their_chat(rig: Rig) -> None:
    (name,) = person(rig).comment("多少錢？").event_ids
    person(rig).write_post("有寄國外嗎")
    person(rig).page_comments("歡迎")
    assert chat(rig) == [("comment", "多少錢？"), ("post", "有寄國外嗎")]
    person(rig).edit_comment(name, "怎麼買？")
    assert chat(rig)[0] == ("comment", "怎麼買？")
    person(rig).remove_comment(name)
    assert chat(rig) == [("post", "有寄國外嗎")]


def test_a_comment_is_no_part_of_the_thread(rig: Rig) -> None:
    person(rig).comment("多少錢？")
    assert gets("conversations")(rig).json == {"data": []}
    person(rig).follow_link("box")  # as whoever was never in the thread: behind Get Started
    (told,) = rig.shop.bodies()[-1]["entry"][0]["messaging"]
    assert told["postback"]["title"] == "Get Started"


ACTS: list[tuple[str, dict[str, str]]] = [
    ("comment", {"text": "+1"}),
    ("page_comments", {"text": "歡迎"}),
    ("write_post", {"text": "有寄國外嗎"}),
    ("follow_link", {"ref": "box"}),
    ("come_from_ad", {"text": "想問"}),
    ("tick_checkbox", {"user_ref": "box"}),
    ("send_to_messenger", {"ref": "product"}),
    ("link_account", {"code": "4417"}),
]


@pytest.mark.parametrize(("act", "given"), ACTS)
def test_what_only_messenger_knows_can_be_done_from_the_bench(
    rig: Rig, act: str, given: dict[str, str]
) -> None:
    url = f"/shoppers/messenger/{PAGE.account}/{PSID}/{act}"

    assert (rig.http.post(url, json=given).json or {})["status"] == 200
    assert rig.http.post(url, json={}).status_code == 400
