"""Which accounts do the simulators play, and with which secrets?"""

from dataclasses import dataclass

MESSENGER = "messenger"
INSTAGRAM = "instagram"
WHATSAPP = "whatsapp"
LINE = "line"


@dataclass(frozen=True, slots=True)
class SimulatedAccount:
    """One Page, professional account, number or LINE official account, from the platform's side.

    `account` is what a webhook names: the id of the Page, of the Instagram account or of the
    WhatsApp number, or the bot's user id (`destination`). `app_secret` signs webhooks; with a Meta
    app it proves calls as well (`appsecret_proof`). On Instagram `login` is the way the token was
    got ("facebook" or "instagram") and `page` the Page behind the account. A WhatsApp number
    (`phone`, digits only) belongs to a business account `waba`, and that to a `portfolio`.
    """

    channel: str
    endpoint: str
    account: str
    app_id: str
    app_secret: str
    access_token: str
    verify_token: str
    webhook_url: str
    login: str = ""
    page: str = ""
    waba: str = ""
    portfolio: str = ""
    phone: str = ""
