"""What has to be given of an endpoint on each channel, and where its console shows it?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from towkay.domain.channels import Channel, every_channel
from towkay.domain.secrets import FactName


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to know of an account besides its token; no secret.

    `name` is its member under `facts`. An optional one may be left out, and `pattern` is what the
    consoles show.
    """

    name: str
    prompt: str
    pattern: re.Pattern[str]
    zh: str
    en: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one channel's secrets.

    `signs` is the member that holds what webhooks are signed with, `called` the console's name of
    it, `place` where it shows it: those of an app of Meta, where nothing else is said. `app` tells
    the channels of Meta, which have an app id, a handshake and a proof for calls.
    """

    account: str
    prompt: str
    where_zh: str
    where_en: str
    signs: str = "app_secret"
    called: str = "App secret"
    place: str = "App settings → Basic"
    app: bool = True
    details: tuple[Detail, ...] = ()

    @property
    def text(self) -> str:
        """The form as JSON with the members' names only."""
        shell = '"app_id", "app_secret", "verify_token"' if self.app else f'"{self.signs}"'
        names = ", ".join(f'"{one.name}"' for one in self.details)
        facts = f', "facts": {{{names}}}' if names else ""
        return f'{{{shell}, "accounts": {{{self.account}: {{"brand", "token"{facts}}}}}}}'


_DIGITS = re.compile(r"[0-9]{5,20}")
_PAGE = Detail(
    FactName.PAGE,
    "Facebook Page id (empty with Instagram Login): ",
    _DIGITS,
    "粉絲專頁編號",
    "the Facebook Page's id",
)
_WABA = Detail(
    FactName.WABA,
    "WhatsApp Business Account id: ",
    _DIGITS,
    "WhatsApp Business 帳號編號",
    "the WhatsApp Business Account's id",
    required=True,
)
_PHONE = Detail(
    FactName.PHONE,
    "the number people see, digits only (may be empty): ",
    re.compile(r"[0-9]{6,15}"),
    "客人看到的電話號碼（只有數字）",
    "the number people see, digits only",
)
_AD_ACCOUNT = Detail(
    FactName.AD_ACCOUNT,
    "ad account of paid marketing messages (may be empty): ",
    re.compile(r"(?:act_)?[0-9]{5,20}"),
    "付費行銷訊息的廣告帳號",
    "the ad account of paid marketing messages",
)
_CAMPAIGN = Detail(
    FactName.CAMPAIGN,
    "campaign of paid marketing messages (may be empty): ",
    _DIGITS,
    "付費行銷訊息的行銷活動編號",
    "the campaign of paid marketing messages",
)
_LINE_ID = Detail(
    FactName.HANDLE,
    "what friends find the account by, @… (may be empty): ",
    re.compile(r"@[A-Za-z0-9._-]{1,32}"),
    "加好友用的 ID（@ 開頭）",
    "what friends find the account by, with its @",
)
_INSTAGRAM_NAME = Detail(
    FactName.HANDLE,
    "Instagram user name (may be empty): ",
    re.compile(r"[A-Za-z0-9._]{1,30}"),
    "Instagram 使用者名稱",
    "the Instagram user name",
)

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        Channel.MESSENGER: Form(
            account="PAGE",
            prompt="Page id: ",
            where_zh="專頁編號在粉絲專頁的「關於」裡，不是專頁的名稱",
            where_en="the Page's About tab shows it; it is not the Page's name",
            details=(_AD_ACCOUNT, _CAMPAIGN),
        ),
        Channel.INSTAGRAM: Form(
            place="Instagram → API setup（Facebook Login: App settings → Basic）",
            account="ACCOUNT",
            prompt="Instagram professional account id (17841…): ",
            where_zh="帳號編號是 17841 開頭的數字，不是使用者名稱，見 docs/deploying.md 第 7 節",
            where_en="a number that begins with 17841, no user name: docs/deploying.md, 7",
            details=(_PAGE, _INSTAGRAM_NAME),
        ),
        Channel.WHATSAPP: Form(
            account="PHONE_NUMBER_ID",
            prompt="Phone number ID (not the number): ",
            where_zh="填 Phone number ID，不是電話號碼，見 docs/deploying.md 第 8 節",
            where_en="the Phone number ID, not the number itself: docs/deploying.md, 8",
            details=(_WABA, _PHONE),
        ),
        Channel.LINE: Form(
            signs="channel_secret",
            called="channel secret",
            place="Basic settings",
            account="BOT_USER_ID",
            prompt="bot user id (U…): ",
            where_zh="@ 開頭的是加好友用的 ID；userId 要問 LINE，見 docs/deploying.md 第 5 節",
            where_en="what begins with @ is for finding friends: docs/deploying.md, 5",
            details=(_LINE_ID,),
            app=False,
        ),
    }
)
_OF_ANOTHER = Form(
    signs="channel_secret",
    called="channel secret",
    place="—",
    account="ACCOUNT",
    prompt="account: ",
    where_zh="見那個通路自己的說明",
    where_en="see the channel's own manual",
    app=False,
)


def form_of(channel: str) -> Form:
    """The form of a channel; one that joined from outside takes a secret and tokens."""
    return FORMS.get(channel, _OF_ANOTHER)


def choices() -> list[str]:
    """The channels whose secrets can be stored."""
    return list(every_channel())
