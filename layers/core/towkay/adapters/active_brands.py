"""The brands as published, out of their active packs."""

from towkay.domain.brands import Brand
from towkay.ports.packs import Packs


class ActiveBrands:
    """`ports.BrandBook` over the active packs."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs

    def brand(self, name: str) -> Brand:
        """Raises `PackMissing`."""
        return self._packs.active(name).brand
