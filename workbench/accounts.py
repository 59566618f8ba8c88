"""The accounts of a brand on this bench, with secrets made up for the run."""

import hashlib
import random
from collections.abc import Mapping, Sequence

from towkay.domain.brands import Brand
from workbench.secrets import EndpointSecrets
from workbench.simulators.accounts import MESSENGER, SimulatedAccount


def simulated(brand: Brand, api_url: str, rng: random.Random) -> list[SimulatedAccount]:
    """The brand's accounts as the simulators play them; one endpoint per channel."""
    secrets: dict[str, tuple[str, str, str]] = {}
    accounts = []
    for one in brand.accounts:
        channel = one.channel
        if channel not in secrets:
            secrets[channel] = (_hex(rng, 32), _hex(rng, 24), str(rng.randrange(10**14, 10**15)))
        app_secret, verify_token, app_id = secrets[channel]
        accounts.append(
            SimulatedAccount(
                channel=channel,
                endpoint=brand.brand,
                account=one.account,
                app_id=app_id if channel == MESSENGER else "",
                app_secret=app_secret,
                access_token=_hex(rng, 64),
                verify_token=verify_token,
                webhook_url=f"{api_url}/webhooks/{channel}/{brand.brand}",
            )
        )
    return accounts


def endpoints(accounts: Sequence[SimulatedAccount], brand: str) -> list[EndpointSecrets]:
    """What our side has to know about the same accounts."""
    grouped: dict[tuple[str, str], list[SimulatedAccount]] = {}
    for account in accounts:
        grouped.setdefault((account.channel, account.endpoint), []).append(account)
    return [
        EndpointSecrets(
            channel=channel,
            endpoint=endpoint,
            app_id=members[0].app_id,
            brands={member.account: brand for member in members},
            verify_token=members[0].verify_token,
            signing_secret=members[0].app_secret,
            app_secret=members[0].app_secret if channel == MESSENGER else "",
            tokens={member.account: member.access_token for member in members},
        )
        for (channel, endpoint), members in grouped.items()
    ]


def seed_of(brand: Brand) -> int:
    """The same brand plays the same shoppers each time."""
    return int.from_bytes(hashlib.sha256(brand.brand.encode()).digest()[:8])


def as_json(account: SimulatedAccount) -> Mapping[str, str]:
    """The account as `towkay up --json` prints it."""
    return {
        "channel": account.channel,
        "endpoint": account.endpoint,
        "account": account.account,
        "webhook": account.webhook_url,
        "verify_token": account.verify_token,
        "signing_secret": account.app_secret,
    }


def _hex(rng: random.Random, length: int) -> str:
    return f"{rng.getrandbits(4 * length):0{length}x}"
