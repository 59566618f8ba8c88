"""Is a name one of the time zones that we can reckon with?"""

from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=512)
def is_zone(name: str) -> bool:
    """False for whatever else a channel calls a zone: no reason to stand still, or to guess."""
    try:
        return bool(name) and bool(ZoneInfo(name).key)
    except (OSError, ValueError, LookupError):
        return False
