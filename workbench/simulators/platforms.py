"""Which channels does the bench play?"""

from collections.abc import Mapping

from workbench.simulators.accounts import LINE, MESSENGER
from workbench.simulators.line.platform import LinePlatform
from workbench.simulators.messenger.platform import MessengerPlatform
from workbench.simulators.platform import Founder

PLATFORMS: Mapping[str, Founder] = {
    MESSENGER: MessengerPlatform,
    LINE: LinePlatform,
}
