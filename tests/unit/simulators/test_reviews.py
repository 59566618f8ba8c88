"""A bench can let a review take its time and decide otherwise; the shop is told of it."""

from typing import Any

import pytest

from tests.unit.simulators.rig import NUMBER, PAGE, Rig, running
from tests.unit.simulators.whatsapp.phone import template_form
from workbench.simulators.meta.wire import proof

WABA = f"/settings/whatsapp/{NUMBER.waba}"
OF_PAGE = f"/settings/messenger/{PAGE.account}"
FIELD = "message_template_status_update"


def create(rig: Rig, channel: str) -> Any:
    """One template, handed in; what the platform answers."""
    form, of_whatsapp = template_form(), channel == "whatsapp"
    account = NUMBER if of_whatsapp else PAGE
    path = f"/whatsapp/v25.0/{NUMBER.waba}" if of_whatsapp else f"/graph/v26.0/{PAGE.account}"
    answer = rig.http.post(
        f"{path}/message_templates",
        json=form,
        headers={"Authorization": f"Bearer {account.access_token}"},
        query_string={"appsecret_proof": proof(account.app_secret, account.access_token)},
    )
    assert answer.status_code == 200, answer.text
    return answer.json


def told(rig: Rig) -> list[tuple[int, str]]:
    """The moment and the event of all that was told of templates."""
    rig.simulators.idle()
    return [
        (entry["time"], change["value"]["event"])
        for body in rig.shop.bodies()
        for entry in body["entry"]
        for change in entry["changes"]
        if change["field"] == FIELD
    ]


@pytest.mark.parametrize(("channel", "path"), [("whatsapp", WABA), ("messenger", OF_PAGE)])
def test_a_review_takes_as_long_as_the_bench_says_and_its_end_is_told_with_the_time(
    channel: str, path: str
) -> None:
    with running() as rig:
        assert rig.http.post(path, json={"review_takes": 60}).status_code == 200
        assert create(rig, channel)["status"] == "PENDING"
        rig.clock.advance(59)
        assert told(rig) == []

        rig.clock.advance(1)

        assert told(rig) == [(int(rig.clock.now().timestamp()), "APPROVED")]


@pytest.mark.parametrize(("channel", "path"), [("whatsapp", WABA), ("messenger", OF_PAGE)])
def test_what_the_bench_decided_stands_when_the_review_would_have_ended(
    channel: str, path: str
) -> None:
    with running() as rig:
        rig.http.post(path, json={"review_takes": 60})
        create(rig, channel)
        name, verdict = template_form()["name"], {"verdict": "REJECTED", "reason": "SCAM"}

        assert rig.http.post(f"{path}/review/{name}", json=verdict).status_code == 200
        rig.clock.advance(120)

        assert [event for _, event in told(rig)] == ["REJECTED"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (WABA, {}, 400),
        (WABA, {"review_takes": -1}, 400),
        (WABA, {"review_takes": "soon"}, 400),
        (OF_PAGE, {"review_takes": "soon"}, 400),
        (f"{WABA}/review/nobody", {"verdict": "APPROVED"}, 404),
        (f"{WABA}/review/nobody", {"verdict": "GOOD"}, 400),
        (f"{WABA}/review/nobody", {"verdict": "APPROVED", "category": "NEWS"}, 400),
        (f"{OF_PAGE}/review/nobody", {"verdict": "APPROVED"}, 404),
        (f"{OF_PAGE}/review/nobody", {}, 400),
        ("/settings/messenger/1/review/nobody", {"verdict": "APPROVED"}, 404),
    ],
)
def test_what_is_no_verdict_or_nobodys_template_is_said_so(
    path: str, body: dict[str, Any], status: int
) -> None:
    with running() as rig:
        answer = rig.http.post(path, json=body)

    assert answer.status_code == status
