"""People hear of an account that is stopped, slowed or well again, and by which code."""

import logging
from datetime import timedelta

import pytest

from tests.support.shop import NOW
from towkay.domain.channels import Channel
from towkay.domain.health import AccountHealth, AccountKey, Trouble
from towkay.runtime.observability import metrics
from towkay.runtime.reports import report_account

PAGE = AccountKey(Channel.MESSENGER, "104512398760021")


@pytest.mark.parametrize(
    ("trouble", "line", "level", "metric"),
    [
        (Trouble.CREDENTIALS, "account stopped", logging.ERROR, "account_stopped"),
        (Trouble.BLOCKED, "account stopped", logging.ERROR, "account_stopped"),
        (Trouble.RATE, "account slowed", logging.WARNING, "account_slowed"),
        (None, "account well again", logging.INFO, "account_recovered"),
    ],
)
def test_a_change_is_one_line_and_one_count(
    trouble: Trouble | None,
    line: str,
    level: int,
    metric: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    metrics.clear_metrics()
    until = NOW + timedelta(minutes=1) if trouble else None
    with caplog.at_level(logging.INFO):
        report_account(PAGE, AccountHealth(trouble, code="190/460", until=until))

    (record,) = caplog.records
    told = vars(record)
    counted = set(metrics.provider.metric_set)
    metrics.clear_metrics()
    assert (record.getMessage(), record.levelno) == (line, level)
    assert (told["channel"], told["account"]) == ("messenger", "104512398760021")
    assert (told["trouble"], told["code"]) == (trouble, "190/460")
    assert told["until"] == (until.isoformat() if until else None)
    assert counted == {metric}
