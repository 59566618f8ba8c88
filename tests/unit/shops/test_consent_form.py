"""A slip in a consent is named with its member, a reason and a remedy, and no value is repeated."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.shipment_sources import NOW
from tests.unit.shops.test_take_consent import FORM, USER
from towkay.adapters.shipping.checkout import DESK
from towkay.adapters.shipping.consent_forms import Consent, Contact
from towkay.domain.shipping.checkout import CheckedOut, UnfitForm
from towkay.runtime.shop_http import consent_told
from towkay.usecases.take_consent import Consented
from towkay.usecases.take_shipments import Taking

LINE = {"channel": "line", "user": USER}
SECRET = "王怡真 0912345678"


def read(**more: Any) -> CheckedOut:
    return DESK.read(json.dumps({**FORM, **more}).encode(), NOW)


def at(**ago: float) -> str:
    return (NOW - timedelta(**ago)).isoformat()


TOO_MANY: list[Any] = [{}, "line", [LINE] * 9]
SLIPS: list[tuple[str, Any]] = [
    *(("order", value) for value in (None, 1042, "", "#", " # ", "a\nb", "a" * 97, "茶" * 33)),
    *(("wording", value) for value in (None, "", 1, "a" * 1001, "a\x00b")),
    *(("agreed_at", value) for value in (None, 1795248000, "soon", "2026-11-21T15:59:30")),
    *(("agreed_at", value) for value in (at(hours=48, seconds=1), at(minutes=-10, seconds=-1))),
    *(("language", value) for value in (None, "中文", "zh_TW", "x" * 60)),
    *(("items", value) for value in (-1, 1.0, "3", True, 1_000_001)),
    *(("country", value) for value in ("tw", "TWN", "")),
    *(("valid_minutes", value) for value in (0, 2881, "60", None)),
    *(("phone", value) for value in (912345678, "0" * 101)),
    *(("placed_at", value) for value in ("yesterday", 1)),
    *(("contacts", value) for value in TOO_MANY),
    *(("contacts.0.channel", [{"channel": value}]) for value in ("messenger", "", None, 1)),
    *(("contacts.0.user", [{"channel": "line", "user": u}]) for u in ("demo", "U" + 32 * "A")),
    *(("contacts.0", [one]) for one in ({"channel": "line"}, {"channel": "whatsapp"})),
    ("contacts.0", [{**LINE, "phone": "0912345678"}]),
    ("contacts.0", [{"channel": "whatsapp", "user": USER}]),
    ("contacts.0.?", [{**LINE, "name": SECRET}]),
    ("?", None),
]


@pytest.mark.parametrize(("member", "value"), SLIPS)
def test_a_slip_names_its_member_a_reason_and_a_remedy_in_both_languages(
    member: str, value: Any
) -> None:
    more = {SECRET: 1} if member == "?" else {member.partition(".")[0]: value}

    with pytest.raises(UnfitForm) as unfit:
        read(**more)

    (slip, *_) = unfit.value.slips
    assert slip.member == member
    told = json.dumps(consent_told(Consented(Taking.MALFORMED, slips=unfit.value.slips)))
    assert all((slip.reason.zh, slip.reason.en, slip.remedy.zh, slip.remedy.en))
    assert "0912345678" not in told and SECRET not in json.loads(told).__str__()


@pytest.mark.parametrize("member", ["order", "agreed", "wording", "agreed_at"])
def test_what_is_missing_is_named(member: str) -> None:
    body = json.dumps({name: value for name, value in FORM.items() if name != member})

    with pytest.raises(UnfitForm) as unfit:
        DESK.read(body.encode(), NOW)

    assert [(one.member, one.reason.en) for one in unfit.value.slips] == [(member, "it is missing")]


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{", b"\xff", b'{"a": NaN', b"[" * 3000])
def test_what_is_no_object_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(UnfitForm) as unfit:
        DESK.read(raw, NOW)

    assert unfit.value.slips[0].reason.en == "the body is no JSON object"


def test_at_most_five_slips_are_told() -> None:
    with pytest.raises(UnfitForm) as unfit:
        DESK.read(json.dumps({str(number): 1 for number in range(50)}).encode(), NOW)

    assert len(unfit.value.slips) == 5


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=48), -timedelta(minutes=10)])
def test_a_checkout_of_the_last_two_days_is_taken_and_a_clock_may_be_ahead(ago: timedelta) -> None:
    assert read(agreed_at=(NOW - ago).isoformat()).agreed_at == NOW - ago


def test_a_wording_may_have_several_lines() -> None:
    assert read(wording="第一行\n第二行").wording == "第一行\n第二行"


def test_every_member_of_the_form_is_described() -> None:
    for form in (Consent, Contact):
        assert all(one.description for one in form.model_fields.values())
