"""What does a conversation need to know which links are the brand's own?"""

from typing import Protocol


class RefKeys(Protocol):
    """What the refs of links are signed with."""

    def keys(self) -> tuple[str, ...]:
        """The keys that count, the newest first; none where a deployment has no links.

        May raise `ServiceUnavailable`.
        """
        ...
