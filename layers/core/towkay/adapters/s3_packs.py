"""What do the brands know, by their active packs?"""

from towkay.adapters.knowledge import knowledge_from
from towkay.adapters.pack_shelf import KeptPacks
from towkay.ports.packs import BrandKnowledge


class S3Packs(KeptPacks[BrandKnowledge]):
    """`ports.Packs`."""

    read = staticmethod(knowledge_from)

    def active(self, brand: str) -> BrandKnowledge:
        return self.pack(brand)
