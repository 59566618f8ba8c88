"""What do the use cases need from a channel, on its way in and on its way out?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.events import Incoming
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome
from towkay.domain.secrets import VerifySecrets

if TYPE_CHECKING:  # or whoever knows a port would load all of policy
    from towkay.domain.permits import Permit


class VerifySecretStore(Protocol):
    """The secrets webhooks of an endpoint are checked with."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> VerifySecrets | None:
        """The endpoint's secrets, None when there is no such endpoint.

        `fresh` asks past the cache, which a store grants at most once every 30 s per endpoint.
        """
        ...


class ChannelInbound(Protocol):
    """One channel's side of a webhook."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        """Whether a signature of this channel's form is there at all; names are lower-case."""
        ...

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of `secrets` signed exactly these bytes; header names are lower-case."""
        ...

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        """Whether this is a whole test of the address, with a token that may be the right one."""
        ...

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """What to answer to the channel's test of the address; None to whoever may not ask."""
        ...

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        """Every event of a decoded body, in order. Raises `MalformedBody`; unknown kinds do not."""
        ...


class Pacer(Protocol):
    """Keeps an account's calls below what its channel allows, together with all other workers.

    None of these raises: what cannot be asked or told is made up for by going slowly.
    """

    def admit(self, call: ChannelCall) -> datetime | None:
        """Let about a second pass at most until the call may be made, and say None then.

        Where it would take longer: when it is worth asking again. Marketing leaves a share of the
        rate to everything else.
        """
        ...

    def wait(self, call: ChannelCall) -> bool:
        """Let what is left of an admitted call's time pass, and count it as made.

        False when the leave for it ran out: it must not be made then.
        """
        ...

    def note(self, call: ChannelCall, outcome: Outcome) -> None:
        """Take what the channel said of its usage, or that it was too much, into account."""
        ...


class ChannelGateway(Protocol):
    """The channels' own HTTP APIs; the only way out, and only with a permit."""

    def fingerprint(self, call: ChannelCall, *, fresh: bool = False) -> str:
        """SHA-256 of the body the call renders to: a retry key is good only for the same bytes.

        Reads the credentials as well, so that nothing slow is left to do between claim and call;
        `fresh` past the cache, since those in it may be the reason why an account is stopped.
        """
        ...

    def call(self, call: ChannelCall, permit: "Permit") -> Outcome:
        """Make the call once; what happened, or is not known, is the outcome.

        Raises `PermitMissing` to whoever brings none, and nothing else.
        """
        ...

    def gesture(self, call: ChannelCall, gesture: Gesture, permit: "Permit") -> None:
        """Show a gesture before the call; whatever comes of it changes nothing.

        Raises `PermitMissing` to whoever brings none, and nothing else.
        """
        ...
