"""Templates that a test's brand wants, and accounts that may have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.unit.simulators.rig import NUMBER, PAGE, Rig
from towkay.adapters.channels.asking import Answer
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.http import HttpFailure
from towkay.domain.account_news import TemplateReviewed
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules, BrandRules
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.templates import TemplateKind
from workbench.simulators.accounts import SimulatedAccount
from workbench.templates import Stock, Stocker

SHIPPED = WantedTemplate(
    "whatsapp",
    "towkay_handed_over_0123456789ab",
    "zh_TW",
    TemplateKind.UTILITY,
    "您的訂單 {{1}} 已經交給物流，查詢單號是 {{2}}，請放心。",
    ("1042", "F0000000001"),
)
ENGLISH = replace(SHIPPED, language="en", body="Your order {{1}} is on its way as {{2}} today.")
ON_MESSENGER = replace(SHIPPED, channel="messenger")
WANTED = (SHIPPED, ENGLISH, ON_MESSENGER)
GRANTED = AccountRules(Channel.MESSENGER, PAGE.account, "TW", on=("messenger_utility_templates",))
ON_LINE = AccountRules(
    Channel.LINE, "U00112233445566778899aabbccddeeff", "TW", on=("line_notification_messages",)
)
RULES = replace(DEFAULT_RULES, accounts=(GRANTED, ON_LINE))


@dataclass
class Ledger:
    """What was learnt of templates, newest state only, and when."""

    told: dict[tuple[str, str, str], tuple[TemplateReviewed, datetime]] = field(
        default_factory=dict
    )

    def review(self, account: AccountKey, review: TemplateReviewed, at: datetime) -> bool:
        key = account.account, review.name, review.language
        known = self.told.get(key)
        if known and known[1] >= at:
            return False
        self.told[key] = review, at
        return True


@dataclass
class Losing:
    """Loses the answers to the next calls that change something."""

    http: PlatformHttp
    answers: int = 0

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        answer = self.http.request(method, url, headers, body)
        if method == "GET" or self.answers == 0:
            return answer
        self.answers -= 1
        return HttpFailure(True, "ReadTimeoutError")


@dataclass
class Shelf:
    """A brand, its accounts on the simulated platforms, and a stocker."""

    rig: Rig
    accounts: tuple[SimulatedAccount, ...] = (PAGE, NUMBER)
    wanted: tuple[WantedTemplate, ...] = WANTED
    ledger: Any = field(default_factory=Ledger)
    rules: BrandRules = RULES

    def __post_init__(self) -> None:
        self.http = PlatformHttp(self.rig.http)
        self.losing = Losing(self.http)
        self.stocker = Stocker(ChannelRequests(base_url, self.losing), self.ledger, self.now)

    def now(self) -> datetime:
        """Time passes between two questions."""
        return self.rig.clock.advance(0.01)

    def endpoints(self) -> list[Endpoint]:
        """What our side knows of its accounts."""
        return [endpoint_of(one) for one in self.accounts]

    def stocks(self, wanted: Sequence[WantedTemplate] | None = None) -> list[Stock]:
        """What is there now."""
        asked = self.wanted if wanted is None else wanted
        return self.stocker.stocks("demo", self.rules, asked, self.endpoints())

    def stock(self, channel: str, wanted: Sequence[WantedTemplate] | None = None) -> Stock:
        """The same of one channel."""
        (found,) = (one for one in self.stocks(wanted) if one.account.channel == channel)
        return found
