"""Which channels does the bench play?"""

from collections.abc import Mapping

from towkay.adapters.joined import each_that_has
from workbench.simulators.accounts import INSTAGRAM, LINE, MESSENGER, WHATSAPP
from workbench.simulators.instagram.platform import InstagramPlatform
from workbench.simulators.line.platform import LinePlatform
from workbench.simulators.messenger.platform import MessengerPlatform
from workbench.simulators.platform import Founder
from workbench.simulators.whatsapp.platform import WhatsAppPlatform

_OWN: Mapping[str, Founder] = {
    MESSENGER: MessengerPlatform,
    INSTAGRAM: InstagramPlatform,
    WHATSAPP: WhatsAppPlatform,
    LINE: LinePlatform,
}


def platforms() -> dict[str, Founder]:
    """The four, and those whose package was brought with a `simulator` that has a `PLATFORM`."""
    brought = each_that_has("simulator", "PLATFORM")
    return {**_OWN, **{str(channel): found for channel, found in brought.items()}}
