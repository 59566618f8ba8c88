"""The brands' campaigns over dicts."""

from collections.abc import Iterable, Mapping

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.campaigns import Campaign
from towkay.domain.errors import PackMissing


class MemoryCampaignBook:
    """`ports.CampaignBook`; a later `publish` of a brand is the active pack, older ones stay."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._gate = gate
        self._active: dict[str, str] = {}
        self._packs: dict[tuple[str, str], Mapping[str, Campaign]] = {}

    def publish(self, brand: str, pack: str, campaigns: Iterable[Campaign]) -> None:
        self._packs[brand, pack] = {campaign.id: campaign for campaign in campaigns}
        self._active[brand] = pack

    def campaigns(self, brand: str, pack: str = "") -> Mapping[str, Campaign]:
        version = pack or self.active_pack(brand)
        with self._gate(CallSite.PACK_READ):
            held = self._packs.get((brand, version))
        if held is None:
            raise PackMissing("there is no pack of that name")
        return held

    def active_pack(self, brand: str) -> str:
        with self._gate(CallSite.PACK_POINTER_READ):
            version = self._active.get(brand)
        if version is None:
            raise PackMissing("no pack was published for the brand")
        return version
