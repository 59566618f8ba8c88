"""The brands' campaigns over dicts."""

from collections.abc import Iterable, Mapping

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.campaigns import Campaign
from towkay.domain.errors import PackMissing


class MemoryCampaignBook:
    """`ports.CampaignBook`; a later `publish` of a brand is the active pack, older ones stay."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._gate = gate
        self._active: dict[str, str] = {}
        self._packs: dict[tuple[str, str], tuple[Mapping[str, Campaign], DayBook]] = {}

    def publish(
        self, brand: str, pack: str, campaigns: Iterable[Campaign], days: DayBook = NO_DAYS
    ) -> None:
        self._packs[brand, pack] = ({campaign.id: campaign for campaign in campaigns}, days)
        self._active[brand] = pack

    def campaigns(self, brand: str, pack: str = "") -> Mapping[str, Campaign]:
        return self._packed(brand, pack)[0]

    def days(self, brand: str, pack: str = "") -> DayBook:
        return self._packed(brand, pack)[1]

    def active_pack(self, brand: str) -> str:
        with self._gate(CallSite.PACK_POINTER_READ):
            version = self._active.get(brand)
        if version is None:
            raise PackMissing("no pack was published for the brand")
        return version

    def _packed(self, brand: str, pack: str) -> tuple[Mapping[str, Campaign], DayBook]:
        version = pack or self.active_pack(brand)
        with self._gate(CallSite.PACK_READ):
            held = self._packs.get((brand, version))
        if held is None:
            raise PackMissing("there is no pack of that name")
        return held
