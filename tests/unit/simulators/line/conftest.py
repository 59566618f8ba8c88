"""The shopper all these tests are about."""

import pytest

from tests.unit.simulators.rig import BOT, USER, Rig
from workbench.simulators.accounts import LINE
from workbench.simulators.line.shopper import LineShopper


@pytest.fixture
def shopper(rig: Rig) -> LineShopper:
    made = rig.simulators.shopper(LINE, BOT.account, USER)
    assert isinstance(made, LineShopper)
    return made
