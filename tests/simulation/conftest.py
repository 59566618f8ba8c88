"""Simulations are quiet: a million log lines would say nothing that the books do not."""

import pytest

from tests.simulation.silence import silent_parts
from towkay.runtime import records


@pytest.fixture(autouse=True)
def silent_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, part in silent_parts().items():
        monkeypatch.setattr(records, name, part)
