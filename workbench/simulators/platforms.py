"""Which channels does the bench play?"""

from collections.abc import Mapping

from workbench.simulators.accounts import INSTAGRAM, LINE, MESSENGER, WHATSAPP
from workbench.simulators.instagram.platform import InstagramPlatform
from workbench.simulators.line.platform import LinePlatform
from workbench.simulators.messenger.platform import MessengerPlatform
from workbench.simulators.platform import Founder
from workbench.simulators.whatsapp.platform import WhatsAppPlatform

PLATFORMS: Mapping[str, Founder] = {
    MESSENGER: MessengerPlatform,
    INSTAGRAM: InstagramPlatform,
    WHATSAPP: WhatsAppPlatform,
    LINE: LinePlatform,
}
