"""Which accounts does a brand have? By the list of endpoints and what webhooks are checked with."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.ssm import raise_unless_absent
from towkay.adapters.ssm_endpoints import index_name, places
from towkay.adapters.timed_cache import TimedCache
from towkay.domain.channels import Channel
from towkay.domain.secrets import FactName
from towkay.domain.shipping.checkout import ShopAccount
from towkay.ports.channels import VerifySecretStore
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


class SsmBrandAccounts:
    """`ports.BrandAccounts`. Tokens are never read; what is read is remembered for minutes."""

    def __init__(
        self,
        client: "SSMClient",
        stage: str,
        clock: Clock,
        secrets: VerifySecretStore,
        *,
        gate: Gate = open_gate,
    ) -> None:
        self._client = client
        self._index = index_name(stage)
        self._secrets = secrets
        self._gate = gate
        self._cache: TimedCache[str] = TimedCache(
            clock,
            life=timedelta(minutes=5),
            absent_life=timedelta(seconds=30),
            fresh_every=timedelta(seconds=30),
            most=1,
            most_absent=1,
        )

    def accounts(self, brand: str) -> list[ShopAccount]:
        named = places(self._cache.get(self._index, self._load) or "")
        return [
            one
            for channel, endpoint in named
            for one in accounts_of(self._secrets, channel, endpoint, brand)
        ]

    def _load(self, name: str) -> str | None:
        try:
            with self._gate(CallSite.ENDPOINTS_READ):
                answer = self._client.get_parameter(Name=name)
        except (ClientError, BotoCoreError) as error:
            raise_unless_absent(error, "endpoints")
            return None
        return str(answer["Parameter"]["Value"])


def accounts_of(
    secrets: VerifySecretStore, channel: Channel, endpoint: str, brand: str
) -> list[ShopAccount]:
    """The brand's accounts behind an endpoint; of one without usable secrets there is none."""
    known = secrets.read(channel, endpoint)
    listed = known.accounts if known else {}
    facts: Any = known.facts if known else {}
    return [
        ShopAccount(channel, account, endpoint, handle_of(channel, account, facts.get(account, {})))
        for account, owner in listed.items()
        if owner == brand
    ]


def handle_of(channel: Channel, account: str, facts: Any) -> str:
    """A Page is found by its id, a number by the digits that people see, others by their name."""
    if channel == Channel.MESSENGER:
        return account
    name = FactName.PHONE if channel == Channel.WHATSAPP else FactName.HANDLE
    return str(facts.get(name, ""))
