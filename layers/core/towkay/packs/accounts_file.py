"""The accounts of brand.yaml: where shoppers find the brand on each channel."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from towkay.domain.brand_rules import DEFAULT_COUNTRY, AccountRules
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.policy.rules import Setting
from towkay.packs.countries import every_country
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.scalars import switch, whole_number
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
    "instagram": Shape(
        re.compile(r"178[0-9]{10,17}"),
        "Instagram 專業帳號的編號（17841 開頭的數字，不是使用者名稱）",
        "the professional account's id, digits that begin with 17841, no user name",
    ),
    "whatsapp": Shape(
        re.compile(r"[0-9]{5,20}"),
        "Phone number ID（5 到 20 位數字，不是電話號碼）",
        "the Phone number ID, 5 to 20 digits, not the number itself",
    ),
    "line": Shape(
        re.compile(r"U[0-9a-f]{32}"),
        "官方帳號的 userId（U 加上 32 個 0-9、a-f）",
        "the bot's userId, U and 32 of 0-9 and a-f",
    ),
}


# Of a channel that joined from outside.
_OF_ANOTHER = Shape(
    re.compile(r"[!-~]{1,128}"), "通路給的帳號編號", "the channel's id of the account"
)
_OPTIONAL = ("country", "settings", "quota_reserve")
_MOST_RESERVED = 999_999_999  # messages of a month


@dataclass(frozen=True, slots=True)
class KnownSettings:
    """What a brand may switch; `idle` opens only ways that cannot be sent yet."""

    settings: Sequence[Setting] = ()
    idle: AbstractSet[str] = frozenset()


def channels_named(text: str) -> frozenset[str]:
    """The channels of a brand.yaml's accounts, read before all else: whose limits hold for it."""
    file = YamlFile("", Findings())  # what is wrong is found when it is read in earnest
    members = (file.members(root) or {}) if (root := file.root(text)) else {}
    items = (file.items(members["accounts"]) or []) if "accounts" in members else []
    fields = [file.members(item) or {} for item in items]
    named = (file.text(one["channel"]) for one in fields if "channel" in one)
    return frozenset(channel for channel in named if channel)


def read_accounts(file: YamlFile, entry: Entry, known: KnownSettings) -> tuple[AccountRules, ...]:
    """The accounts, each with what the brand lays down for it."""
    accounts: dict[tuple[str, str], Place] = {}
    rules: list[AccountRules] = []
    for item in file.some_items(entry):
        if (account := _account(file, item, known)) is None:
            continue
        name = (account.channel, account.account)
        if name in accounts:
            first = accounts[name].line
            file.findings.add(Kind.REPEATED_ENTRY, item.place, value=name[1], first=first)
        accounts.setdefault(name, item.place)
        rules.append(account)
    return tuple(rules)


def _account(file: YamlFile, entry: Entry, known: KnownSettings) -> AccountRules | None:
    fields = file.fields(entry, ("channel", "account"), _OPTIONAL)
    texts = {key: file.text(fields[key]) for key in ("channel", "account") if key in fields}
    channel, account = texts.get("channel"), texts.get("account")
    if channel is None or account is None:
        return None
    if channel not in every_channel():
        place, allowed = fields["channel"].place, ", ".join(every_channel())
        file.findings.add(Kind.UNKNOWN_CHANNEL, place, value=channel, allowed=allowed)
        return None
    shape = SHAPES.get(channel, _OF_ANOTHER)
    if not shape.pattern.fullmatch(account):
        _, zh, en = shape
        place = fields["account"].place
        file.findings.add(
            Kind.BAD_ACCOUNT, place, value=account, channel=channel, shape_zh=zh, shape_en=en
        )
    return _rules(file, Channel(channel), account, fields, known)


def _rules(
    file: YamlFile,
    channel: Channel,
    account: str,
    fields: dict[str, Entry],
    known: KnownSettings,
) -> AccountRules:
    chosen = _settings(file, fields["settings"], known, channel) if "settings" in fields else {}
    return AccountRules(
        channel,
        account,
        _country(file, fields["country"]) if "country" in fields else DEFAULT_COUNTRY,
        tuple(sorted(name for name, is_on in chosen.items() if is_on)),
        tuple(sorted(name for name, is_on in chosen.items() if not is_on)),
        _reserve(file, fields["quota_reserve"], channel) if "quota_reserve" in fields else None,
    )


def _reserve(file: YamlFile, entry: Entry, channel: Channel) -> int | None:
    """How many messages of a month are kept for service, where the channel counts by the month."""
    if not CAPABILITIES[channel].has_quota:
        file.findings.add(Kind.NO_QUOTA, entry.place, channel=channel)
        return None
    return whole_number(file, entry, 0, _MOST_RESERVED)


def _settings(
    file: YamlFile, entry: Entry, known: KnownSettings, channel: Channel
) -> dict[str, bool]:
    ids = {setting.id for setting in known.settings if setting.channel is channel}
    chosen: dict[str, bool] = {}
    for name, member in (file.members(entry) or {}).items():
        is_on = switch(file, member)
        if name not in ids:
            file.findings.add(
                Kind.UNKNOWN_SETTING,
                member.place,
                value=name,
                channel=channel,
                nearest=nearest(name, ids),
            )
        elif is_on is not None:
            chosen[name] = is_on
            if is_on and name in known.idle:
                file.findings.add(Kind.SETTING_IDLE, member.place, value=name)
    return chosen


def _country(file: YamlFile, entry: Entry) -> str:
    if (written := file.text(entry)) is None:
        return ""
    if written not in (countries := every_country()):
        near = nearest(written, countries)
        file.findings.add(Kind.BAD_COUNTRY, entry.place, value=written, nearest=near)
    return written
