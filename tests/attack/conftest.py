"""What every attack has before it: the deployed functions on AWS that only counts, and no network.

The machine's sockets stay shut, so whatever a body, a link or a record says, nothing of ours can
have followed it.
"""

from collections.abc import Iterator

import pytest

from tests.attack.functions import Functions, deployed_on
from tests.attack.ledger import CountingAws
from tests.unit.conftest import nobody_to_talk_to

__all__ = ["nobody_to_talk_to"]


@pytest.fixture
def aws() -> CountingAws:
    return CountingAws()


@pytest.fixture
def functions(aws: CountingAws) -> Iterator[Functions]:
    with deployed_on(aws) as deployed:
        yield deployed
