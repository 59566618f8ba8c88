"""What every attack has before it: the deployed functions on AWS that only counts, and no network.

The machine's sockets stay shut, so whatever a body, a link or a record says, nothing of ours can
have followed it.
"""

import io
import logging
from collections.abc import Callable, Iterator

import pytest

from tests.attack.functions import ARRIVED, Functions, deployed_on, log_lines_to
from tests.attack.ledger import CountingAws
from tests.support.deployed import Deployed, deployed_on_moto
from tests.support.no_network import nobody_to_talk_to
from towkay.runtime.observability import logger

__all__ = ["nobody_to_talk_to"]

Said = Callable[[], str]


@pytest.fixture
def aws() -> CountingAws:
    return CountingAws()


@pytest.fixture
def functions(aws: CountingAws) -> Iterator[Functions]:
    with deployed_on(aws) as deployed:
        yield deployed


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[Said]:
    """All that any library or function has said so far, at the finest level there is."""
    before, lines = logger.log_level, io.StringIO()
    logger.setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)

    def all_of_it() -> str:
        records = [str(vars(record)) + record.getMessage() for record in caplog.records]
        streams = capfd.readouterr()
        return "\n".join([lines.getvalue(), streams.out, streams.err, *records])

    with log_lines_to(lines):
        yield all_of_it
    logger.setLevel(before)


@pytest.fixture
def stack() -> Iterator[Deployed]:
    with deployed_on_moto() as deployed:
        deployed.time.now = ARRIVED
        yield deployed
