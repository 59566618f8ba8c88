"""The brands' active packs over dicts."""

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.errors import PackMissing
from towkay.ports.packs import BrandKnowledge


class MemoryPacks:
    """`ports.Packs`; a later `publish` of a brand replaces its pack."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._gate = gate
        self._active: dict[str, str] = {}
        self._packs: dict[tuple[str, str], BrandKnowledge] = {}

    def publish(self, knowledge: BrandKnowledge) -> None:
        brand = knowledge.brand
        self._packs[brand.brand, brand.version] = knowledge
        self._active[brand.brand] = brand.version

    def active(self, brand: str) -> BrandKnowledge:
        with self._gate(CallSite.PACK_POINTER_READ):
            version = self._active.get(brand)
        if version is None:
            raise PackMissing("no pack was published for the brand")
        with self._gate(CallSite.PACK_READ):
            return self._packs[brand, version]
