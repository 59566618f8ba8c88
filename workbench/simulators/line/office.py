"""The simulated LINE put together: what it remembers, and who answers which calls."""

from workbench.simulators.accounts import LINE
from workbench.simulators.line import events
from workbench.simulators.line.accepted import RetryKeys
from workbench.simulators.line.api import MessagingApi
from workbench.simulators.line.audience_api import AudienceApi
from workbench.simulators.line.audiences import Audiences
from workbench.simulators.line.counts import CountsApi
from workbench.simulators.line.coupon_api import CouponApi
from workbench.simulators.line.coupons import Coupons
from workbench.simulators.line.credentials import Credentials
from workbench.simulators.line.delivering import Deliveries
from workbench.simulators.line.desk import Desk
from workbench.simulators.line.endpoints import EndpointApi
from workbench.simulators.line.insight import InsightApi
from workbench.simulators.line.linking import LinkTokens
from workbench.simulators.line.masses import Masses
from workbench.simulators.line.media import Media, MediaApi
from workbench.simulators.line.oauth import OAuth
from workbench.simulators.line.people import PeopleApi
from workbench.simulators.line.pnp import NotificationApi, PhoneBook
from workbench.simulators.line.readmarks import ReadMarks
from workbench.simulators.line.richmenu_aliases import AliasApi
from workbench.simulators.line.richmenu_api import RichMenuApi
from workbench.simulators.line.richmenu_crowds import CrowdMenuApi
from workbench.simulators.line.richmenus import RichMenus
from workbench.simulators.line.sending import Sending
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.sender import Background
from workbench.simulators.world import World


class Office:
    """Everything behind LINE's hosts; what shoppers have a hand in is public."""

    def __init__(self, world: World, webhooks: LineWebhooks, background: Background) -> None:
        self._world = world
        self._webhooks = webhooks
        self._background = background
        self.marks = ReadMarks()
        self.files = Media()
        self.links = LinkTokens()
        self.phones = PhoneBook()
        self.shelves = RichMenus()
        credentials = Credentials(world)
        desk = Desk(world, credentials)
        self.oauth = OAuth(world, desk, credentials)
        self.endpoints = EndpointApi(world, desk, webhooks)
        self._open_messages(desk)
        self._open_menus(desk)

    def _open_messages(self, desk: Desk) -> None:
        world, coupons, audiences, keys = (
            self._world,
            Coupons(),
            Audiences(),
            RetryKeys(self._world),
        )
        deliveries = Deliveries(world, coupons)
        masses = Masses(world, deliveries, keys, audiences)
        sending = Sending(world, self._webhooks.tokens, deliveries, keys)
        self.messaging = MessagingApi(world, desk, sending, masses, self.marks)
        self.notifications = NotificationApi(
            world, desk, self.phones, deliveries.quota, self._delivered
        )
        self.counts = CountsApi(world, desk, deliveries)
        self.media = MediaApi(world, desk, self.files)
        self.people = PeopleApi(world, desk, masses, self.links)
        self.coupons = CouponApi(world, desk, coupons)
        self.audiences = AudienceApi(world, desk, audiences, masses)
        self.insight = InsightApi(world, desk, deliveries, masses, self.shelves)

    def _open_menus(self, desk: Desk) -> None:
        self.menus = RichMenuApi(self._world, desk, self.shelves)
        self.aliases = AliasApi(self._world, desk, self.shelves)
        self.crowd_menus = CrowdMenuApi(self._world, desk, self.shelves)

    def _delivered(self, account: str, tag: str) -> None:
        """A notification message arrived: an event without a source, after the call's answer."""
        now = self._world.now()
        told = events.event(self._world.ids, "delivery", None, now, delivery={"data": tag})
        key = f"{LINE}:{account}"
        self._background.later(key, lambda: self._webhooks.send(account, "", [told]))
