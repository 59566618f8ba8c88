"""The accounts of the brands on this bench, with secrets made up for the run."""

import hashlib
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from towkay.domain.brands import Account, Brand
from towkay.domain.secrets import FactName
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets
from workbench.simulators.accounts import (
    INSTAGRAM,
    LINE,
    MESSENGER,
    WHATSAPP,
    SimulatedAccount,
)
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.messenger.state import standing_campaign
from workbench.simulators.rules import Rules

_SHARED = "shared"  # the endpoint of the Meta app that every brand's Page belongs to
# What is known of an account besides its secrets, where its channel has such a thing.
_FACTS = (FactName.PAGE, FactName.WABA, "portfolio", FactName.PHONE)


@dataclass(frozen=True, slots=True)
class _App:
    """A Meta app or a LINE channel, with secrets made up for the run."""

    endpoint: str
    app_id: str
    secret: str
    verify_token: str


def simulated(
    brands: Sequence[Brand], api_url: str, rng: random.Random, *, one_app: bool = False
) -> list[SimulatedAccount]:
    """The brands' accounts as the simulators play them; one endpoint per brand and channel.

    `one_app` lets the Pages of all brands share one Meta app, as an agency's do; a LINE account
    has a channel of its own always.
    """
    apps: dict[tuple[str, str], _App] = {}
    accounts = []
    for number, brand in enumerate(brands):
        for one in brand.accounts:
            shared = one_app and one.channel == MESSENGER
            endpoint = _SHARED if shared else brand.brand
            key = (one.channel, endpoint)
            apps[key] = apps.get(key) or _made_up(endpoint, one.channel, rng)
            url = f"{api_url}/webhooks/{one.channel}/{endpoint}"
            account = _account(one, apps[key], url, rng)
            accounts.append(replace(account, **_around(one, brand, number, rng)))
    return accounts


def _made_up(endpoint: str, channel: str, rng: random.Random) -> _App:
    app_id = "" if channel == LINE else str(rng.randrange(10**14, 10**15))
    return _App(endpoint, app_id, _hex(rng, 32), _hex(rng, 24))


def _account(one: Account, app: _App, url: str, rng: random.Random) -> SimulatedAccount:
    return SimulatedAccount(
        channel=one.channel,
        endpoint=app.endpoint,
        account=one.account,
        app_id=app.app_id,
        app_secret=app.secret,
        access_token=_hex(rng, 64),
        verify_token=app.verify_token,
        webhook_url=url,
    )


def _around(one: Account, brand: Brand, number: int, rng: random.Random) -> dict[str, str]:
    """What an account belongs to: a number to its business, an Instagram account to its Page.

    The Instagram account of every other brand is reached through its Page, so that a bench with
    two brands plays both logins.
    """
    if one.channel == WHATSAPP:
        waba, portfolio = (str(rng.randrange(10**14, 10**15)) for _ in range(2))
        phone = f"88627700{rng.randrange(10_000):04d}"
        return {"waba": waba, "portfolio": portfolio, "phone": phone}
    if one.channel != INSTAGRAM:
        return {}
    pages = (known.account for known in brand.accounts if known.channel == MESSENGER)
    page = next(pages, "") if number % 2 else ""
    return {"login": "facebook", "page": page} if page else {"login": "instagram"}


def refuse_alike(brands: Sequence[Brand]) -> None:
    """Raises `WorkbenchError` when two brands cannot be told apart.

    An account belongs to one brand, or one brand's shoppers would hear the other.
    """
    names = Counter(brand.brand for brand in brands)
    owned = Counter((one.channel, one.account) for brand in brands for one in set(brand.accounts))
    if twice := [name for name, count in names.items() if count > 1]:
        raise WorkbenchError(
            f"兩個資料夾都叫 {twice[0]}，請把其中一個的 `brand` 改成別的代號\n"
            f"  Two folders are the brand {twice[0]}; give one of them another id under `brand`."
        )
    if shared := [" ".join(account) for account, count in owned.items() if count > 1]:
        raise WorkbenchError(
            f"兩個品牌都寫了帳號 {shared[0]}，一個帳號只能屬於一個品牌\n"
            f"  Two brands name the account {shared[0]}; it can belong to one only."
        )


def owners(brands: Sequence[Brand]) -> dict[tuple[str, str], str]:
    """The brand of each account, by channel and account."""
    return {(one.channel, one.account): brand.brand for brand in brands for one in brand.accounts}


def endpoints(
    accounts: Sequence[SimulatedAccount], brands: Sequence[Brand]
) -> list[EndpointSecrets]:
    """What our side has to know about the same accounts."""
    owner = owners(brands)
    grouped: dict[tuple[str, str], list[SimulatedAccount]] = {}
    for account in accounts:
        grouped.setdefault((account.channel, account.endpoint), []).append(account)
    return [
        EndpointSecrets(
            channel=channel,
            endpoint=endpoint,
            app_id=members[0].app_id,
            brands={member.account: owner[channel, member.account] for member in members},
            verify_token=members[0].verify_token,
            signing_secret=members[0].app_secret,
            app_secret=members[0].app_secret if channel != LINE else "",
            tokens={member.account: member.access_token for member in members},
            facts={member.account: facts_of(member) for member in members if facts_of(member)},
        )
        for (channel, endpoint), members in grouped.items()
    ]


def seed_of(brand: Brand) -> int:
    """The same brand plays the same shoppers each time."""
    return int.from_bytes(hashlib.sha256(brand.brand.encode()).digest()[:8])


def as_json(account: SimulatedAccount, brand: str) -> Mapping[str, str]:
    """The account of a brand as `towkay up --json` prints it."""
    return {
        "brand": brand,
        "channel": account.channel,
        "endpoint": account.endpoint,
        "account": account.account,
        "webhook": account.webhook_url,
        "verify_token": account.verify_token,
        "signing_secret": account.app_secret,
        "access_token": account.access_token,
        **facts_of(account),
    }


def facts_of(account: SimulatedAccount) -> dict[str, str]:
    """What is known of it that is no secret; every Page has an ad account with a campaign."""
    facts = {name: value for name in _FACTS if (value := getattr(account, name))}
    if account.channel in (LINE, INSTAGRAM):
        name = account.endpoint.replace("-", "_")
        facts[FactName.HANDLE] = f"@{name}" if account.channel == LINE else name
    if account.channel == MESSENGER:
        facts |= {
            FactName.AD_ACCOUNT: account.account,
            FactName.CAMPAIGN: standing_campaign(account),
        }
    return facts


def _hex(rng: random.Random, length: int) -> str:
    return f"{rng.getrandbits(4 * length):0{length}x}"


def rules_for(brands: Sequence[Brand]) -> Rules:
    """The platforms as the brands say they are: who switches a leave on has been granted it."""
    switched = {name for brand in brands for one in brand.rules.accounts for name in one.on}
    return Rules(messenger=MessengerRules(human_agent_approved="messenger_human_agent" in switched))
