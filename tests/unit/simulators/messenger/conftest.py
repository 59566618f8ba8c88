"""The shopper all these tests are about."""

import pytest

from tests.unit.simulators.rig import PAGE, PSID, Rig
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.shopper import Shopper


@pytest.fixture
def shopper(rig: Rig) -> Shopper:
    return rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
