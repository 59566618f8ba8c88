"""What does it take to speak to many at once?"""

from collections.abc import Sequence
from typing import Protocol

from towkay.domain.audience_permits import AudiencePermit
from towkay.domain.masses import MassSend, Multicast
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import BotPermit


class MassGateway(Protocol):
    """The channels' calls to many; the same rule as for one: none without a permit."""

    def multicast(self, cast: Multicast, permits: Sequence[BotPermit]) -> Outcome:
        """Say it to all of `cast.contacts`, each of whom has a permit of their own for a push.

        All or nobody: after a refusal nobody has it. Raises `PermitMissing` where a permit is.
        """
        ...

    def announce(self, send: MassSend, permit: AudiencePermit) -> Outcome:
        """Say it to friends nobody lists; the outcome's `request_id` asks for its progress.

        Raises `PermitMissing` where the permit is.
        """
        ...
