"""What does it take to speak to many at once?"""

from collections.abc import Sequence
from typing import Protocol

from towkay.domain.audience_permits import AudienceFacts, AudiencePermit
from towkay.domain.batches import Batch
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.masses import MassSend, Multicast
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import BotPermit


class ManyGateway(Protocol):
    """The channels' calls to many who are known one by one; none without a permit for each."""

    def multicast(self, cast: Multicast, permits: Sequence[BotPermit]) -> Outcome:
        """Say it to all of `cast.contacts`, each of whom has a permit of their own for a push.

        All or nobody: after a refusal nobody has it. Raises `PermitMissing` where a permit is.
        """
        ...

    def repeat(self, batch: Batch) -> Outcome:
        """Make the call of a stored batch once more, to the same people in the same words.

        Its row is the leave: it was stored when each of them had a permit of their own.
        Raises `PermitMissing` to whoever brings none.
        """
        ...


class MassGateway(Protocol):
    """The channels' calls to friends nobody lists; the same rule: none without a permit."""

    def announce(self, send: MassSend, permit: AudiencePermit) -> Outcome:
        """Say it to friends nobody lists; the outcome's `request_id` asks for its progress.

        Raises `PermitMissing` where the permit is.
        """
        ...


class Friends(Protocol):
    """The friends of one account as a whole; none of them is listed."""

    @property
    def account(self) -> AccountKey: ...

    @property
    def endpoint(self) -> Endpoint: ...

    @property
    def opt_out_line(self) -> str:
        """The brand's own words for how to refuse."""
        ...

    def facts(self) -> AudienceFacts:
        """What policy must know, as of now."""
        ...

    def audiences_of(self, people: frozenset[str]) -> tuple[int, ...]:
        """The channel's lists of these people; empty while they are not ready."""
        ...
