"""What are the brand's people answered who ask of campaigns or decide on them?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.adapters.staff.plain import (
    plain_edit,
    plain_record,
    plain_short,
    plain_sight,
    plain_unfit,
)
from towkay.adapters.staff.refusals import Answer, refusal
from towkay.adapters.staff.reports import Reporter
from towkay.domain.campaign_decisions import Act, Undecided
from towkay.domain.campaign_edits import EditedPack, Surroundings, UnfitCampaign
from towkay.domain.errors import PackMissing, StaleState
from towkay.domain.staff_calls import Ask, StaffCall
from towkay.ports.pack_desk import PackDesk
from towkay.usecases.decide_campaign import Order, decide_campaign
from towkay.usecases.edit_campaign import edit_campaign
from towkay.usecases.look_at_campaigns import Campaigns, look_at, look_at_all

Compile = Callable[[bytes, str, str, Surroundings], EditedPack | UnfitCampaign]
_DONE, _UNFIT = 200, 422


@dataclass(frozen=True, slots=True)
class StaffDesk:
    """Answers calls; `compiled` puts a campaign's text into a pack's bytes."""

    campaigns: Campaigns
    packs: PackDesk
    reporter: Reporter
    compiled: Compile

    def answer(self, call: StaffCall, now: datetime, until: datetime) -> Answer:
        """Status and body. Raises `ServiceUnavailable`."""
        try:
            return self._answered(call, now, until)
        except PackMissing:
            return refusal("no_pack")
        except StaleState:
            return refusal("busy")

    def _answered(self, call: StaffCall, now: datetime, until: datetime) -> Answer:
        match call.ask:
            case Ask.LIST:
                sights = look_at_all(call.brand, self.campaigns)
                return _DONE, {"campaigns": [plain_short(one) for one in sights]}
            case Ask.SHOW:
                sight = look_at(call.brand, call.campaign, now, self.campaigns)
                if sight is None:
                    return refusal(Undecided.UNKNOWN_CAMPAIGN)
                return _DONE, plain_sight(sight)
            case Ask.EDIT:
                return self._edit(call, now)
            case Ask.DECIDE:
                return self._decide(call, now)
            case Ask.REPORT:
                return self.reporter.report(call, now, until)
            case Ask.FORECAST:
                return self.reporter.forecast(call)

    def _edit(self, call: StaffCall, now: datetime) -> Answer:
        def compiled(body: bytes) -> EditedPack | UnfitCampaign:
            return self.compiled(body, call.campaign, call.body, self._around(body, now))

        seen = call.query.get("version", "")
        edited = edit_campaign(call.brand, seen, now=now, desk=self.packs, compiled=compiled)
        if isinstance(edited, UnfitCampaign):
            return _UNFIT, plain_unfit(edited)
        if isinstance(edited, Undecided):
            return refusal(edited)
        return _DONE, plain_edit(edited)

    def _around(self, body: bytes, now: datetime) -> Surroundings:
        known = load_campaigns(body)
        rules = load_pack(body).rules
        cron = self.campaigns.cron.times
        return Surroundings(known.campaigns, known.days, rules, policy_book(), cron, now)

    def _decide(self, call: StaffCall, now: datetime) -> Answer:
        seen = _version(call.body)
        if call.act is None or seen is None:
            return refusal("unreadable")
        if call.act is Act.APPROVE and not seen:
            return refusal("version_wanted")
        order = Order(call.act, call.brand, call.campaign, call.by, seen)
        book, records = self.campaigns.book, self.campaigns.records
        result = decide_campaign(order, now=now, book=book, records=records)
        if isinstance(result, Undecided):
            return refusal(result)
        return _DONE, plain_record(result)


def _version(body: str) -> str | None:
    """The version that somebody looked at, empty where none is named; None for what is no JSON."""
    try:
        plain = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return None
    version = plain.get("version", "") if isinstance(plain, Mapping) else None
    return version if isinstance(version, str) else None
