"""What `towkay links` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from workbench.languages import CHINESE, ENGLISH


class Said(StrEnum):
    """Every sentence of the command."""

    NO_TOPIC = auto()
    NO_PLACE = auto()
    NO_ACCOUNT = auto()
    NOT_AN_ACCOUNT = auto()
    HEADLINE = auto()
    DRAW = auto()
    NEEDS_NAME = auto()
    FIRST_MESSAGE = auto()
    DRAWN = auto()
    NOT_DRAWN = auto()
    RENEWED = auto()
    NO_PACK = auto()


_SENTENCES: Mapping[Said, Mapping[str, str]] = {
    Said.NO_TOPIC: {
        CHINESE: "沒有「{topic}」這個主題；已發布的有：{known}",
        ENGLISH: "There is no topic “{topic}”; published are: {known}",
    },
    Said.NO_PLACE: {
        CHINESE: "--place 要寫成 link、qr 或 checkout，後面可以接冒號和名字（英數、- 和 _，64 字"
        "以內），例如 qr:counter-3",
        ENGLISH: "--place is link, qr or checkout, and may go on with a colon and a name of at "
        "most 64 letters, digits, - and _: qr:counter-3",
    },
    Said.NO_ACCOUNT: {
        CHINESE: "這個品牌還沒有存任何帳號：先用 `towkay secrets put`",
        ENGLISH: "No account of this brand is stored: begin with `towkay secrets put`",
    },
    Said.NOT_AN_ACCOUNT: {
        CHINESE: "--name 要寫成 通路:帳號=名稱，例如 line:U0123…=@shop；這個品牌的帳號是：{known}",
        ENGLISH: "--name is CHANNEL:ACCOUNT=NAME, for example line:U0123…=@shop; the brand's "
        "accounts are: {known}",
    },
    Said.HEADLINE: {
        CHINESE: "「{topic}」的連結，來源記為 {place}，到 {until} 為止有效。",
        ENGLISH: "Links to “{topic}”; who subscribes by them is noted as {place}. They count until "
        "{until}.",
    },
    Said.DRAW: {
        CHINESE: "加上 --qr 資料夾 就會畫成 QR code。",
        ENGLISH: " With --qr DIR they are drawn as QR codes as well.",
    },
    Said.NEEDS_NAME: {
        CHINESE: "要先知道客人看到的名稱：--name {account}={example}",
        ENGLISH: "what shoppers find it by is not known: --name {account}={example}",
    },
    Said.FIRST_MESSAGE: {
        CHINESE: "客人打開後要自己按傳送；括號裡的代碼不要刪",
        ENGLISH: "the shopper still presses “send”, and leaves the code in the brackets alone",
    },
    Said.DRAWN: {CHINESE: "QR code：{file}", ENGLISH: "QR code: {file}"},
    Said.NOT_DRAWN: {
        CHINESE: "QR code 寫不進 {folder}：{why}",
        ENGLISH: "The QR code cannot be written to {folder}: {why}",
    },
    Said.RENEWED: {
        CHINESE: "已換新的簽章金鑰；先前印出去的連結還有效。",
        ENGLISH: "The signing key is a new one; links that were given out go on counting.",
    },
    Said.NO_PACK: {
        CHINESE: "這個品牌還沒有發布：先用 `towkay publish`",
        ENGLISH: "This brand was never published: begin with `towkay publish`",
    },
}


def said(sentence: Said, language: str, **particulars: str) -> str:
    return _SENTENCES[sentence][language].format(**particulars)
