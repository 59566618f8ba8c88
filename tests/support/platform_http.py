"""The simulated platforms as an HTTP client sees them, without a socket."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.test import Client

from towkay.adapters.channels.asking import Answer
from towkay.adapters.http import HttpReply
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets
from workbench.simulators.accounts import SimulatedAccount

PREFIXES = {
    "messenger": "graph",
    "instagram": "instagram",
    "instagram_page": "instagram-page",
    "whatsapp": "whatsapp",
    "line": "line",
    "line_data": "line",
}


@dataclass
class PlatformHttp:
    """Makes requests of the simulators; `made` are those that changed something."""

    http: Client
    made: list[str] = field(default_factory=list)

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        answer = self.http.open(url, method=method, headers=dict(headers), data=body)
        if method != "GET":
            self.made.append(f"{method} {url.partition('?')[0]}")
        given = {name.lower(): value for name, value in answer.headers.items()}
        return HttpReply(answer.status_code, given, answer.data)


def base_url(host: str) -> str:
    return f"/{PREFIXES[host]}"


def endpoint_of(account: SimulatedAccount, brand: str = "demo") -> Endpoint:
    """What our side holds of a simulated account."""
    named = {"waba": account.waba, "page": account.page, "phone": account.phone}
    facts = {account.account: {name: value for name, value in named.items() if value}}
    signing = (SigningSecret(account.app_secret),)
    is_line = account.channel == "line"
    return Endpoint(
        Channel(account.channel),
        account.endpoint,
        VerifySecrets(
            account.app_id, account.verify_token, signing, {account.account: brand}, facts
        ),
        SendSecrets(
            "" if is_line else account.app_secret, {account.account: account.access_token}, facts
        ),
    )
