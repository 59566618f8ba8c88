"""One running set of simulators for each test."""

from collections.abc import Iterator

import pytest

from tests.unit.simulators.rig import Rig, running


@pytest.fixture
def rig() -> Iterator[Rig]:
    with running() as started:
        yield started
