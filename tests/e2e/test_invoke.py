"""`towkay invoke` runs a deployed function on a sample of `events/` and tells what it did."""

import json
from pathlib import Path

import pytest

from tests.functions.test_every_sample import WEBHOOKS
from tests.support.template import ROOT
from tests.support.thirds import this_third
from tests.support.webhook_bodies import (
    BOT,
    LINE_SECRET,
    MESSENGER_APP,
    MESSENGER_SECRET,
    MESSENGER_VERIFY_TOKEN,
    PAGE,
)
from workbench import samples
from workbench.cli import main
from workbench.stack import LocalStack

EVENTS = ROOT / "events"


@pytest.mark.parametrize(
    ("function", "sample", "answer", "logged"),
    this_third(
        [
            ("webhook", "line-text", {"statusCode": 200}, '"queued":1'),
            ("faq", "messenger-text", {"batchItemFailures": []}, '"rule":"answered"'),
            ("receipts", "messenger-read", {"batchItemFailures": []}, '"effect":"advanced"'),
        ]
    ),
)
def test_a_sample_does_on_the_bench_what_it_would_have_done_when_it_happened(
    function: str,
    sample: str,
    answer: dict[str, object],
    logged: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["invoke", function, str(EVENTS / function / f"{sample}.json")])
    printed = capsys.readouterr()
    assert code == 0, printed
    told = json.loads(printed.out)
    assert answer.items() <= told.items()
    assert logged in printed.err


@pytest.mark.parametrize("name", sorted(WEBHOOKS))
def test_a_webhook_says_the_same_of_the_account_of_a_running_bench(
    bench: LocalStack, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = EVENTS / "webhook" / f"{name}.json"
    code = main(["invoke", "webhook", str(file), "--endpoint-url", bench.aws.endpoint])
    printed = capsys.readouterr()
    status, queued = WEBHOOKS[name]
    assert (code, json.loads(printed.out)["statusCode"]) == (0, status), printed
    assert ('"queued":' in printed.err) is (queued != 0), printed.err
    assert ("here" in printed.err) is (name != "messenger-unknown-endpoint")


def test_the_samples_endpoints_are_those_they_are_signed_for() -> None:
    known = {endpoint.endpoint: endpoint for endpoint in samples.endpoints()}
    page, bot = known["demo-messenger"], known["demo-line"]
    assert (page.signing_secret, page.verify_token) == (MESSENGER_SECRET, MESSENGER_VERIFY_TOKEN)
    assert (page.app_id, set(page.brands)) == (MESSENGER_APP, {PAGE})
    assert (bot.signing_secret, set(bot.brands)) == (LINE_SECRET, {BOT})


def test_every_sample_says_when_it_happened() -> None:
    for file in sorted(EVENTS.glob("*/*.json")):
        event = json.loads(file.read_text(encoding="utf-8"))
        assert samples.time_of(event) or event == {"Records": []}, file


def test_a_file_that_is_no_event_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert main(["invoke", "faq", str(broken)]) == 2
    assert "is not JSON" in capsys.readouterr().err
