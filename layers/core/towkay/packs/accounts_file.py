"""The accounts of brand.yaml: where shoppers find the brand on each channel."""

import re
from typing import NamedTuple

from towkay.packs.findings import Place
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile


class Shape(NamedTuple):
    """What an account id looks like on a channel."""

    pattern: re.Pattern[str]
    zh: str
    en: str


SHAPES = {
    "messenger": Shape(
        re.compile(r"[0-9]{5,20}"), "粉絲專頁編號（5 到 20 位數字）", "the Page id, 5 to 20 digits"
    ),
    "line": Shape(
        re.compile(r"U[0-9a-f]{32}"),
        "官方帳號的 userId（U 加上 32 個 0-9、a-f）",
        "the bot's userId, U and 32 of 0-9 and a-f",
    ),
}


def read_accounts(file: YamlFile, entry: Entry) -> list[dict[str, str]]:
    """The pack's form of `accounts`."""
    accounts: dict[tuple[str, str], Place] = {}
    items = file.items(entry)
    if items == []:
        file.findings.add(Kind.EMPTY_VALUE, entry.place, key=entry.key)
    for item in items or []:
        if (account := _account(file, item)) is None:
            continue
        if account in accounts:
            first = accounts[account].line
            file.findings.add(Kind.REPEATED_ENTRY, item.place, value=account[1], first=first)
        accounts.setdefault(account, item.place)
    return [{"channel": channel, "account": account} for channel, account in accounts]


def _account(file: YamlFile, entry: Entry) -> tuple[str, str] | None:
    fields = file.fields(entry, ("channel", "account"))
    texts = {key: file.text(field) for key, field in fields.items()}
    channel, account = texts.get("channel"), texts.get("account")
    if channel is None or account is None:
        return None
    if channel not in SHAPES:
        place = fields["channel"].place
        file.findings.add(Kind.UNKNOWN_CHANNEL, place, value=channel, allowed=", ".join(SHAPES))
    elif not SHAPES[channel].pattern.fullmatch(account):
        _, zh, en = SHAPES[channel]
        place = fields["account"].place
        file.findings.add(
            Kind.BAD_ACCOUNT, place, value=account, channel=channel, shape_zh=zh, shape_en=en
        )
    return channel, account
