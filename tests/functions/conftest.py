"""The handlers as deployed, one set for each test."""

from collections.abc import Iterator

import pytest

from tests.support.deployed import Deployed, deployed_on_moto


@pytest.fixture
def deployed() -> Iterator[Deployed]:
    with deployed_on_moto() as stack:
        yield stack
