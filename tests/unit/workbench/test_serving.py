"""What `towkay up` prints leads to everything that can be looked at."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from workbench import accounts, cli
from workbench.aws import LocalAws
from workbench.clock import real_time
from workbench.paths import DEMO_BRAND
from workbench.serving import described, travelled, welcome
from workbench.stack import LocalStack


def test_it_says_where_the_functions_log() -> None:
    bench = LocalStack(DEMO_BRAND)
    bench.simulators_url, bench.accounts = "http://127.0.0.1:1", []
    bench.aws, bench.log_file = LocalAws("http://127.0.0.1:2"), Path("/bench/emulator.log")

    (line,) = (one for one in welcome(bench).splitlines() if "emulator.log" in one)

    assert "函式的紀錄 functions' log" in line and line.endswith(" /bench/emulator.log")


def test_a_long_leap_of_the_clock_shows_where_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    arrival = real_time() + timedelta(days=9)

    travelled(arrival - timedelta(days=1), arrival)
    told = capsys.readouterr().err
    assert f"{arrival.astimezone():%Y-%m-%d %H:%M}" in told and "\n" not in told

    travelled(arrival, arrival)
    assert capsys.readouterr().err == "\r\033[K"


def test_the_line_for_programs_has_all_that_a_bot_of_ones_own_needs() -> None:
    bench = LocalStack(DEMO_BRAND, webhooks="http://127.0.0.1:9/bot")
    bench.api_url, bench.simulators_url = "http://127.0.0.1:1", "http://127.0.0.1:2"
    bench.aws = LocalAws("http://127.0.0.1:3")
    bench.accounts = accounts.simulated(bench.brands, bench._webhooks, random.Random(1))

    told = json.loads(described(bench))

    assert told["endpoint_url"] == "http://127.0.0.1:3"
    assert told["hosts"]["line"] == "http://127.0.0.1:2/line"
    assert {one["channel"] for one in told["accounts"]} <= told["hosts"].keys()
    assert told["admin"]["url"] == "http://127.0.0.1:1/admin"
    assert bench.staff.claims(told["admin"]["token"], real_time())
    for door, path in (("shipments", "shipments/json"), ("checkout", "checkout/consents")):
        assert told[door]["url"] == f"http://127.0.0.1:1/{path}"
        assert told[door]["api_key"] == told[door]["keys"]["demo"]
    for one, known in zip(told["accounts"], bench.accounts, strict=True):
        assert one["access_token"] == known.access_token
        assert one["webhook"] == f"http://127.0.0.1:9/bot/webhooks/{one['channel']}/demo"


def test_webhooks_go_where_an_address_says_and_nowhere_else() -> None:
    told = cli._parser().parse_args(["up", "--webhooks", "http://127.0.0.1:9/"])
    assert told.webhooks == "http://127.0.0.1:9"
    assert not cli._parser().parse_args(["up"]).webhooks
    for wrong in ("9", "ftp://127.0.0.1", "http://", "http://a b"):
        with pytest.raises(SystemExit):
            cli._parser().parse_args(["up", "--webhooks", wrong])
