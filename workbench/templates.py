"""Which templates does each account of a brand have approved, and how does it get the others?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from towkay.adapters.channels.approving import ChannelTemplates, TemplateRefused
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.joined import each_that_has
from towkay.domain.account_news import TemplateReviewed
from towkay.domain.brand_rules import BrandRules
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import (
    ENDS_IT,
    Outlook,
    Problem,
    TemplatePlan,
    plan,
)
from towkay.ports.accounts import AccountNewsLedger

_AT_ONCE = 100  # what WhatsApp takes of a business in an hour
# What a platform tells of a template carries its own clock, which may be behind ours: what we know
# by asking must never stand in the way of it.
_BEFORE = timedelta(minutes=1)
_NO_HOLDER = (
    "不知道它屬於哪個商業帳號（WABA），用 towkay secrets put whatsapp {endpoint} 補上 · its "
    "business account is not known: towkay secrets put whatsapp {endpoint} asks for it"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A template that was not created, and why in the platform's own words."""

    wanted: WantedTemplate
    problem: Problem
    said: str


@dataclass(frozen=True, slots=True)
class Stock:
    """The templates of one holder: a Page, or a business account with all its numbers here.

    `needs` is the setting that is not switched on, `said` why nobody knows what is there.
    """

    endpoint: Endpoint
    accounts: tuple[AccountKey, ...]
    plan: TemplatePlan = field(default_factory=TemplatePlan)
    needs: str = ""
    said: str = ""
    wanted: tuple[WantedTemplate, ...] = ()

    @property
    def account(self) -> AccountKey:
        """The one by whose token it is asked."""
        return self.accounts[0]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of creating: how it stands since, what was refused, how many are left for later."""

    stock: Stock
    created: tuple[TemplateReviewed, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: int = 0


class Stocker:
    """Lists and creates templates at the platforms, and keeps what it learns for the door."""

    def __init__(
        self,
        requests: ChannelRequests,
        ledger: AccountNewsLedger,
        now: Callable[[], datetime],
        channels: Mapping[Channel, ChannelTemplates] | None = None,
    ) -> None:
        self._requests = requests
        self._ledger = ledger
        self._now = now
        self._channels = each_that_has("templates", "TEMPLATES") if channels is None else channels

    def stocks(
        self,
        brand: str,
        rules: BrandRules,
        wanted: Iterable[WantedTemplate],
        endpoints: Sequence[Endpoint],
    ) -> list[Stock]:
        """What is there, for each holder on whose channel the brand wants any."""
        asked = list(wanted)
        held: dict[tuple[Channel, str], Stock] = {}
        for endpoint in endpoints:
            for account in endpoint.accounts():
                ours = tuple(one for one in asked if one.channel == account.channel)
                if ours and endpoint.brand(account) == brand and account.channel in self._channels:
                    self._hold(held, Stock(endpoint, (account,), wanted=ours), rules)
        return [one if one.needs or one.said else self.look(one) for one in held.values()]

    def look(self, stock: Stock) -> Stock:
        """The same stock as its platform lists it just now."""
        if not stock.endpoint.token(stock.account):
            return replace(stock, said="no token")
        before = self._now()
        looking = self._channels[stock.account.channel].look(stock.endpoint, stock.account)
        try:
            listed = self._requests.follow(stock.account.channel, looking)
        except TemplateRefused as refused:
            return replace(stock, said=str(refused))
        seen = replace(stock, plan=plan(stock.wanted, listed), said="")
        self._learn(seen, seen.plan.reviews, before)
        return seen

    def create(self, stock: Stock) -> Made:
        """Create what is missing, each once; then look again wherever it was not plain sailing."""
        created: list[TemplateReviewed] = []
        refused: list[Refused] = []
        missing = stock.plan.missing
        for one in missing[:_AT_ONCE]:
            before = self._now()
            try:
                created.append(self._created(stock, one))
            except TemplateRefused as no:
                refused.append(Refused(one, no.problem, str(no)))
                if no.problem in ENDS_IT:
                    break
            else:
                self._learn(stock, created[-1:], before)
        left = len(missing) - len(created) - len(refused)
        return self._judged(Made(stock, tuple(created), tuple(refused), left))

    def _judged(self, made: Made) -> Made:
        """What was refused and is there all the same was created: by us unheard, or by another."""
        if not made.created and not made.refused:
            return made
        stock = self.look(made.stock)
        if stock.said:
            return made
        there = {one.wanted.key for one in stock.plan.planned if one.outlook is not Outlook.MISSING}
        refused = tuple(one for one in made.refused if one.wanted.key not in there)
        return replace(made, stock=stock, refused=refused)

    def _created(self, stock: Stock, wanted: WantedTemplate) -> TemplateReviewed:
        steps = self._channels[stock.account.channel].create(wanted, stock.endpoint, stock.account)
        review: TemplateReviewed = self._requests.follow(stock.account.channel, steps)
        return review

    def _hold(
        self, held: dict[tuple[Channel, str], Stock], stock: Stock, rules: BrandRules
    ) -> None:
        side = self._channels[stock.account.channel]
        holder = side.holder(stock.endpoint, stock.account)
        laid_down = rules.account(stock.account.channel, stock.account.account)
        if side.setting and side.setting not in laid_down.on:
            stock = replace(stock, needs=side.setting)
        elif not holder:
            stock = replace(stock, said=_NO_HOLDER.format(endpoint=stock.endpoint.name))
        key = stock.account.channel, holder or stock.account.account
        known = held.get(key)
        held[key] = replace(known, accounts=(*known.accounts, stock.account)) if known else stock

    def _learn(self, stock: Stock, reviews: Iterable[TemplateReviewed], before: datetime) -> None:
        for review in reviews:
            for account in stock.accounts:
                self._ledger.review(account, review, before - _BEFORE)
