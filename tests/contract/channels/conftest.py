"""Simulators for the tests here, started and closed with each."""

from collections.abc import Iterator

import pytest

from tests.unit.simulators.rig import Rig, running


@pytest.fixture
def rig() -> Iterator[Rig]:
    with running() as started:
        yield started
