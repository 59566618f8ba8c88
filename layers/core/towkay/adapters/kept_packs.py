"""What was read out of the packs of late, so that each is fetched and read once?"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from towkay.adapters.pack_shelf import PackShelf

T = TypeVar("T")


class KeptPacks(Generic[T]):
    """Packs of a shelf as `read` makes them; of each brand the last few that were asked for."""

    def __init__(self, shelf: PackShelf, read: Callable[[bytes], T], most: int) -> None:
        self._shelf = shelf
        self._read = read
        self._most = most
        self._kept: dict[str, OrderedDict[str, T]] = {}

    def version(self, brand: str) -> str:
        """The name of the active pack; an old one that is kept while nobody can tell."""
        return self._shelf.version(brand, self._kept.get(brand, ()))

    def pack(self, brand: str, version: str = "") -> T:
        """The pack of that name, the active one where none is named. Raises `PackMissing`."""
        wanted = version or self.version(brand)
        kept = self._kept.setdefault(brand, OrderedDict())
        if wanted not in kept:
            kept[wanted] = self._read(self._shelf.body(brand, wanted))
            while len(kept) > self._most:
                kept.popitem(last=False)
        kept.move_to_end(wanted)
        return kept[wanted]
