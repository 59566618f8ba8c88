"""What is one endpoint: a Meta app, or a LINE channel, with everything we hold of it?"""

from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.channels import Channel
from towkay.domain.health import AccountKey
from towkay.domain.secrets import SendSecrets, VerifySecrets


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`verify` and `send` are None where nothing usable is stored.

    `stored_at` is when the tokens were last written: none of them is younger than that.
    """

    channel: Channel
    name: str
    verify: VerifySecrets | None = field(repr=False)
    send: SendSecrets | None = field(repr=False)
    stored_at: datetime | None = None

    @property
    def path(self) -> str:
        """Where its webhooks arrive, below the address of the API."""
        return f"/webhooks/{self.channel}/{self.name}"

    def accounts(self) -> tuple[AccountKey, ...]:
        """Those it takes messages from; where that is not known, those it has a token for."""
        sent = self.send.tokens if self.send else {}
        names = self.verify.accounts if self.verify else sent
        return tuple(AccountKey(self.channel, name) for name in names)

    def brand(self, account: AccountKey) -> str:
        """The brand an account belongs to; empty where none is stored."""
        return self.verify.accounts.get(account.account, "") if self.verify else ""

    def token(self, account: AccountKey) -> str:
        """The account's token; empty where there is none."""
        return self.send.tokens.get(account.account, "").strip() if self.send else ""
