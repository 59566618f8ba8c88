"""Which campaigns does a pack of a brand hold, the active one or one that was approved?"""

from collections.abc import Mapping

from towkay.adapters.campaigns_json import PackedCampaigns, load_campaigns
from towkay.adapters.pack_shelf import KeptPacks
from towkay.domain.calendar.days import DayBook
from towkay.domain.campaigns import Campaign


class S3CampaignBook(KeptPacks[PackedCampaigns]):
    """`ports.CampaignBook`."""

    most = 64  # what was approved on different days is looked at every minute
    read = staticmethod(load_campaigns)

    def campaigns(self, brand: str, pack: str = "") -> Mapping[str, Campaign]:
        return self.pack(brand, pack).campaigns

    def days(self, brand: str, pack: str = "") -> DayBook:
        return self.pack(brand, pack).days

    def active_pack(self, brand: str) -> str:
        return self.version(brand)
