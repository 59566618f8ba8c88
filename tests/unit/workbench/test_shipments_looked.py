"""`towkay shipments show` tells where an order is, and `looked` lets what waited be told."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.order_shop import LINE, WHATSAPP
from tests.support.parcels import LOST, STORE, TRANSIT, news
from tests.unit.workbench.test_links_cli import NOW, Bench, bench, pack
from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.domain.errors import StaleState
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, folded, slot, with_facts
from towkay.domain.shipping.records import Follower, Order, OrderRecord, Proof
from towkay.ports.orders import OrderKey
from towkay.runtime.reports import pseudonym
from workbench import cli
from workbench.transcript import width_of

__all__ = ["bench", "pack"]  # fixtures

KEY = OrderKey("demo", "1042")
AT = NOW - timedelta(hours=5)
PHONE = "+886912345678"
TICK = timedelta(minutes=5)


def orders(bench: Bench) -> DynamoOrders:
    return DynamoOrders(bench.dynamodb, "table", 90)


def told(milestone: Any, hours: float, **other: Any) -> ParcelNews:
    at = AT + timedelta(hours=hours)
    return replace(news(milestone, 0, **other), occurred_at=at, received_at=at, dedupe=str(hours))


def parcels() -> tuple[Parcel, ...]:
    lost = folded(Parcel("ecpay", "7700123"), told(TRANSIT, 0, carrier="TCAT", tracking="F001"))
    lost = with_facts(lost, {slot(Aspect.TOLD, TRANSIT): Fact(AT)})
    lost = folded(lost, told(LOST, 1, needs_person=True, code="3009\x1b[2J"))
    end = NOW + timedelta(days=6)
    where = {"parcel": "B2", "place": "鑫台北門市", "collect_by": end, "carrier": "UNIMARTC2C"}
    return lost, folded(Parcel("ecpay", "B2"), told(STORE, 2, **where))


def stored(bench: Bench, **order: Any) -> OrderRecord:
    plain = Order("demo", "1042", shown="\x231042", phone=PHONE, placed_at=AT, items=3)
    followers = (Follower(LINE, Proof.SHOP, AT, AT), Follower(WHATSAPP, Proof.PHONE, AT))
    record = OrderRecord(replace(plain, **order), parcels(), followers)
    return orders(bench).store(None, record, now=AT)


def run(*arguments: str, language: str = "en") -> int:
    place = ("--brand", "demo", "--endpoint-url", "local", "--language", language)
    return cli.main(["shipments", *arguments, *place])


def known(bench: Bench) -> OrderRecord:
    record = orders(bench).record(KEY, NOW)
    assert record is not None
    return record


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_all_that_is_known_is_shown_within_a_terminal(
    bench: Bench, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    stored(bench)
    assert run("show", "\x231042", language=language) == 0
    shown = capsys.readouterr().out

    words = (
        "\x231042",
        "ecpay",
        "7700123",
        "F001",
        "TCAT",
        "UNIMARTC2C",
        "鑫台北門市",
        "3009",
        "B2",
    )
    assert [one for one in words if one not in shown] == []
    times = re.findall(r"2026-11-\d\d \d\d:\d\d", shown)
    assert {"2026-11-22 07:00", "2026-11-22 08:00", "2026-11-22 09:00"} <= {*times}
    assert "2026-11-28 12:00" in times, "the end of the pick-up"
    waits, is_told = ("等人看", "說過") if language == "zh-TW" else ("waits", "told    ")
    assert waits in shown and is_told in shown
    assert max(map(width_of, shown.splitlines())) <= 100 and "\x1b" not in shown
    assert "towkay shipments looked 1042 --endpoint-url local --brand demo" in shown


def test_people_are_shown_by_three_digits_and_by_what_logs_call_them(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(bench)
    run("show", "1042")
    shown = capsys.readouterr().out

    assert "…678" in shown and PHONE[-4:] not in shown
    assert LINE.user not in shown and WHATSAPP.user not in shown
    assert f"line · {pseudonym(LINE, 'id')} · told since 2026-11-22 07:00" in shown
    assert f"whatsapp · {pseudonym(WHATSAPP, 'id')} · may see it, is not told" in shown


@pytest.mark.parametrize("verb", ["show", "looked"])
@pytest.mark.parametrize("order", ["999", "\x23", "9" * 2000])
def test_an_order_that_nobody_knows_is_said_in_both_languages(
    bench: Bench, capsys: pytest.CaptureFixture[str], verb: str, order: str
) -> None:
    stored(bench)
    assert run(verb, order) == 2
    said = capsys.readouterr().err
    assert "沒有訂單" in said and "There is no order" in said
    assert max(map(width_of, said.splitlines())) <= 100


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_what_was_looked_at_is_due_at_the_next_tick_and_nothing_is_written_to_anybody(
    bench: Bench, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    stored(bench)
    assert list(orders(bench).due(NOW + TICK, 9)) == []
    assert run("looked", "1042", language=language) == 0
    said = capsys.readouterr().out

    assert list(orders(bench).due(NOW + TICK, 9)) == [KEY]
    (lost,) = (one for one in known(bench).parcels if one.name == "7700123")
    assert lost.at(Aspect.LOOKED) == AT + timedelta(hours=1)
    assert lost.of(Aspect.TOLD, LOST) is None
    assert "7700123" in said and ("5 分鐘" if language == "zh-TW" else "5 minutes") in said
    assert ("遺失" if language == "zh-TW" else "lost") in said


def test_to_look_twice_changes_nothing_more(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(bench)
    run("looked", "1042")
    before = known(bench)
    assert run("looked", "1042") == 0
    assert known(bench) == before
    assert "nothing was changed" in capsys.readouterr().out


def test_a_parcel_that_waits_for_nobody_leaves_the_others_waiting(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stored(bench)
    assert run("looked", "1042", "--parcel", "B2") == 0
    assert known(bench) == before
    assert run("looked", "1042", "--parcel", "f-001") == 0
    assert "7700123" in capsys.readouterr().out


def test_a_parcel_that_the_order_has_not_is_said_with_those_it_has(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(bench)
    assert run("looked", "1042", "--parcel", "C3") == 2
    said = capsys.readouterr().err
    assert "沒有包裹 C3" in said and "no parcel C3" in said and "7700123, B2" in said


def test_it_is_said_where_nobody_will_be_told(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(bench, cancelled=True)
    assert run("looked", "1042") == 0
    assert "Nothing is told to shoppers: the order was cancelled." in capsys.readouterr().out


def test_an_order_that_keeps_changing_is_left_as_it_is(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(bench)

    def refused(*_: object, **__: object) -> OrderRecord:
        raise StaleState

    monkeypatch.setattr(DynamoOrders, "store", refused)
    assert run("looked", "1042") == 2
    said = capsys.readouterr().err
    assert "什麼都沒有記下" in said and "nothing was noted" in said
