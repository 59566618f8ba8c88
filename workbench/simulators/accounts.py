"""Which accounts do the simulators play, and with which secrets?"""

from dataclasses import dataclass

MESSENGER = "messenger"
LINE = "line"


@dataclass(frozen=True, slots=True)
class SimulatedAccount:
    """One Page or LINE official account, seen from the platform's side.

    `account` is what a webhook names: the Page id, or the bot's user id (`destination`).
    `app_secret` signs webhooks; on Messenger it proves calls as well (`appsecret_proof`).
    """

    channel: str
    endpoint: str
    account: str
    app_id: str
    app_secret: str
    access_token: str
    verify_token: str
    webhook_url: str
