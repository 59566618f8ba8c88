"""What `towkay links` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum

from workbench.languages import Words


class Said(Words, Enum):
    """Every sentence of the command."""

    NO_TOPIC = (
        "沒有「{topic}」這個主題；已發布的有：{known}",
        "There is no topic “{topic}”; published are: {known}",
    )
    ONE_OF_BOTH = (
        "要寫一個主題，或用 --order 寫一筆訂單的編號，兩個選一個",
        "Name a topic, or an order by --order, one of the two",
    )
    TELLS_NOBODY = (
        "這個品牌還沒有 notices.yaml，不會告訴客人訂單到哪了",
        "The brand has no notices.yaml: where its orders are is told to nobody",
    )
    NO_ORDER = (
        "--order 是客人看到的訂單編號，1 到 96 個位元組",
        "--order is an order's number as shoppers know it, of 1 to 96 bytes",
    )
    TOO_LONG = (
        "拿到代碼的人就看得到訂單，所以最多 {most} 天：--days",
        "Whoever has the code sees the order, so it counts for {most} days at most: --days",
    )
    ORDER_HEADLINE = (
        "訂單 {order} 的連結，到 {until} 為止有效。拿到的人看得到這筆訂單到哪了，要不要收通知會在"
        "聊天裡問。",
        "Links to order {order}. They count until {until}; whoever has one sees where the order "
        "is, and is asked in the chat whether to be told of news.",
    )
    NO_PLACE = (
        "--place 要寫成 link、qr 或 checkout，後面可以接冒號和名字：文字、數字、- 和 _，不能有"
        "空格和標點；中文 16 字、英數 64 字以內。例如 qr:櫃台、qr:counter-3",
        "--place is link, qr or checkout, and may go on with a colon and a name: letters, digits, "
        "- and _, without blanks; at most 64, or 16 Chinese ones: qr:counter-3",
    )
    NO_ACCOUNT = (
        "這個品牌還沒有存任何帳號：先用 `towkay secrets put`",
        "No account of this brand is stored: begin with `towkay secrets put`",
    )
    NOT_AN_ACCOUNT = (
        "--name 要寫成 通路:帳號=名稱，例如 line:U0123…=@shop；這個品牌的帳號是：{known}",
        "--name is CHANNEL:ACCOUNT=NAME, for example line:U0123…=@shop; the brand's "
        "accounts are: {known}",
    )
    NOT_A_NAME = (
        "{channel} 上沒有「{name}」這樣的名稱：{form}",
        "“{name}” is nothing that {channel} calls an account by: {form}",
    )
    HEADLINE = (
        "「{topic}」的連結，來源記為 {place}，到 {until} 為止有效。",
        "Links to “{topic}”; who subscribes by them is noted as {place}. They count until {until}.",
    )
    DRAW = (
        "加上 --qr 資料夾 就會畫成 QR code。",
        " With --qr DIR they are drawn as QR codes as well.",
    )
    NEEDS_NAME = (
        "要先知道客人看到的名稱：--name {account}={example}",
        "what shoppers find it by is not known: --name {account}={example}",
    )
    FIRST_MESSAGE = (
        "客人打開後要自己按傳送；括號裡的代碼不要刪",
        "the shopper still presses “send”, and leaves the code in the brackets alone",
    )
    DRAWN = ("QR code：{file}", "QR code: {file}")
    NOT_DRAWN = (
        "QR code 寫不進 {folder}：{why}",
        "The QR code cannot be written to {folder}: {why}",
    )
    RENEWED = (
        "已換新的簽章金鑰；先前印出去的連結還有效。",
        "The signing key is a new one; links that were given out go on counting.",
    )
    NO_PACK = (
        "這個品牌還沒有發布：先用 `towkay publish`",
        "This brand was never published: begin with `towkay publish`",
    )


# What a platform calls an account by, where links of it are known.
NAMES: Mapping[str, Words] = {
    "messenger": Words(
        "粉專的編號或名稱，只有英數、. 和 -",
        "a Page's id or name, of letters, digits, . and -",
    ),
    "instagram": Words("30 字以內的英數、. 和 _", "at most 30 letters, digits, . and _"),
    "whatsapp": Words(
        "電話號碼，含國碼，例如 +886 2 7700 1234",
        "a telephone number with its country code, for example +886 2 7700 1234",
    ),
    "line": Words(
        "以 @ 開頭，後面是英數、.、_ 和 -，例如 @shop",
        "it begins with @, then letters, digits, ., _ and -, for example @shop",
    ),
}
