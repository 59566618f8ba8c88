"""How do the platforms' identifiers look? Fresh ones of each kind, from one seeded source."""

import hashlib
import random
import re
import string
import threading
from datetime import datetime
from uuid import UUID

from workbench.simulators.clock import epoch_ms

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE62 = string.ascii_letters + string.digits
_PSID = re.compile(r"[0-9]{5,20}")
LINE_USER_ID = re.compile(r"U[0-9a-f]{32}")


class Identifiers:
    """Makes identifiers; safe to share between threads."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._lock = threading.Lock()

    def mid(self) -> str:
        """A Messenger message id."""
        return "m_" + self._letters(_BASE62 + "-_", 64)

    def trace(self) -> str:
        """A Graph `fbtrace_id`."""
        return "A" + self._letters(_BASE62, 22)

    def ulid(self, moment: datetime) -> str:
        """A LINE webhook event id: 48 bits of time, 80 of chance, in Crockford's base 32."""
        value = (epoch_ms(moment) << 80) | self._bits(80)
        return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))

    def line_message(self) -> str:
        """A LINE message id: decimal, 18 digits, a string."""
        return str(600_000_000_000_000_000 + self._bits(56))

    def number(self, length: int) -> str:
        """The id of a Graph object: digits, a string, never beginning with 0."""
        return self._letters("123456789", 1) + self._letters(string.digits, length - 1)

    def token(self, length: int = 32) -> str:
        """An opaque token in lower-case hex: reply, quote and read-mark tokens."""
        return f"{self._bits(4 * length):0{length}x}"

    def request(self) -> str:
        """A LINE request id."""
        return str(UUID(int=self._bits(128), version=4))

    def chance(self, probability: float) -> bool:
        """True about `probability` of the time."""
        with self._lock:
            return self._rng.random() < probability

    def _bits(self, count: int) -> int:
        with self._lock:
            return self._rng.getrandbits(count)

    def _letters(self, alphabet: str, length: int) -> str:
        with self._lock:
            return "".join(self._rng.choices(alphabet, k=length))


def line_user(name: str) -> str:
    """`name` itself when it is a LINE id, else a stable one: the same in all of a provider's."""
    if LINE_USER_ID.fullmatch(name):
        return name
    return "U" + hashlib.sha256(name.encode()).hexdigest()[:32]


def page_scoped(account: str, name: str) -> str:
    """`name` itself when it could be a scoped id, else a stable one that differs by account."""
    if _PSID.fullmatch(name):
        return name
    digest = hashlib.sha256(f"{account}/{name}".encode()).digest()
    return str(6_000_000_000_000_000 + int.from_bytes(digest[:6]) % 10**15)


def group_id(name: str) -> str:
    """A stable LINE group id made from `name`."""
    return "C" + hashlib.sha256(f"group/{name}".encode()).hexdigest()[:32]
