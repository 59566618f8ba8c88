"""How often does what come up among invented people?"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache, lru_cache
from hashlib import blake2b

from towkay.domain.channels import Channel

SHARES = {
    Channel.LINE: 60,
    Channel.MESSENGER: 20,
    Channel.WHATSAPP: 12,
    Channel.INSTAGRAM: 8,
}
BITS = 1 << 16
_TODAY = 0.15


def wheel_of(accounts: Sequence[tuple[Channel, str]]) -> tuple[tuple[Channel, str], ...]:
    """Each of a brand's accounts as often as people are met there."""
    return tuple(one for one in accounts for _ in range(SHARES.get(one[0], 1)))


@cache
def share(part: float) -> int:
    return int(BITS * part)


@lru_cache(maxsize=1_024)  # whoever asks one thing of a person asks more of them
def drawn(seed: int, number: int) -> tuple[int, ...]:
    """Eight numbers of sixteen bits, the same for the same person of the same seed."""
    named = b"%d/%d" % (seed, number)
    return tuple(memoryview(blake2b(named, digest_size=16).digest()).cast("H"))


def since_last_act(draw: int) -> timedelta:
    """A few wrote today, most of them some time in the last months."""
    part = draw / BITS
    if part < _TODAY:
        return timedelta(hours=22) * (part / _TODAY)
    return timedelta(days=1) + timedelta(days=200) * ((part - _TODAY) / (1 - _TODAY)) ** 2
