"""How is the health of an account said, to people and to programs?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from towkay.domain.account_facts import QuotaRead, quota_ends_at
from towkay.domain.matters import Finding
from towkay.domain.secrets import FactName
from towkay.packs.wording import Wording
from towkay.usecases.care import Checkup
from workbench.doctor.words import SAID, quality_of, subscribe_by
from workbench.transcript import block

# What an account's subscriptions and templates belong to, where it is not the account itself.
_ABOVE = (FactName.WABA, FactName.PAGE)
_GREEN, _RED, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[0m"


class Teller:
    """Says things of one deployment: its stage, where its webhooks arrive, how it is named."""

    def __init__(self, stage: str, api: str, target: str, *, colour: bool) -> None:
        self._stage = stage
        self._api = api.rstrip("/")
        self._target = target
        self._colour = colour

    def lines(self, checkup: Checkup, now: datetime) -> Iterator[str]:
        """The account with what is well, then everything to do, in both languages."""
        patient = checkup.patient
        mark, colour = ("✗", _RED) if checkup.findings else ("✓", _GREEN)
        account = patient.account
        name = f" {patient.told.name}" if patient.told.name else ""
        yield (
            f"{self._in(colour, mark)} {account.channel.display_name} {account.account}{name}"
            f"  ({patient.endpoint.brand(account) or '?'}, endpoint {patient.endpoint.name})"
        )
        yield block("    ", "；".join(_known(checkup, now)))
        for finding in checkup.findings:
            yield f"  {self._in(_RED, finding.matter.value)}"
            said = self.said(checkup, finding)
            for words, remedy in ((said.zh, said.zh_remedy), (said.en, said.en_remedy)):
                yield block("    ", words)
                yield block("    → ", remedy)

    def said(self, checkup: Checkup, finding: Finding) -> Wording:
        """The finding in words, with the very command or page to go to."""
        words = self._words(checkup, finding)
        return Wording(*(part.format(**words).format(**words) for part in SAID[finding.matter]))

    def _words(self, checkup: Checkup, finding: Finding) -> dict[str, str]:
        patient = checkup.patient
        account, webhook = patient.account, patient.told.webhook
        send = patient.endpoint.send
        above = [send.fact(account.account, name) if send else "" for name in _ABOVE]
        return {
            "detail": _escaped(finding.detail) or "-",
            "at": f"{finding.at.astimezone():%Y-%m-%d %H:%M}" if finding.at else "-",
            "channel": account.channel,
            "endpoint": patient.endpoint.name,
            "stage": self._stage,
            "target": self._target,
            "address": f"{self._api}{patient.endpoint.path}",
            "fields": ",".join(webhook.missing) if webhook else "",
            "node": next(filter(None, above), account.account),
            "subscribe": subscribe_by(account.channel),
            "quality": quality_of(account.channel),
        }

    def _in(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._colour else text

    def plain(self, checkup: Checkup) -> dict[str, Any]:
        """The same for programs."""
        patient = checkup.patient
        told = patient.told
        return {
            "channel": patient.account.channel,
            "account": patient.account.account,
            "endpoint": patient.endpoint.name,
            "brand": patient.endpoint.brand(patient.account),
            "healthy": not checkup.findings,
            "quota": {"used": told.month.used, "limit": told.month.limit} if told.month else None,
            "usage_percent": told.usage,
            "tier": told.tier,
            "quality": told.quality,
            "heard_at": _iso(patient.heard_at),
            "findings": [self._finding(checkup, one) for one in checkup.findings],
        }

    def _finding(self, checkup: Checkup, finding: Finding) -> dict[str, Any]:
        said = self.said(checkup, finding)
        return {
            "matter": finding.matter,
            "concern": finding.concern,
            "detail": finding.detail,
            "at": _iso(finding.at),
            "reason": {"zh-TW": said.zh, "en": said.en},
            "remedy": {"zh-TW": said.zh_remedy, "en": said.en_remedy},
        }


def _known(checkup: Checkup, now: datetime) -> Iterator[str]:
    """What is well, or merely so."""
    patient = checkup.patient
    told = patient.told
    if told.token is not None and told.token.is_valid:
        ends = f" {told.token.ends_at:%Y-%m-%d}" if told.token.ends_at else ""
        yield f"token 有效 valid{ends}"
    if told.webhook is not None and told.webhook.is_subscribed:
        yield "webhook 已開啟 on"
    if told.month is not None:
        limit = "無上限 no limit" if told.month.limit is None else f"{told.month.limit:,}"
        month = QuotaRead(told.month.used, now, told.month.limit)
        ends_at = quota_ends_at(month)
        until = f"，{ends_at:%m-%d} 用完 gone" if ends_at else ""
        yield f"本月 this month {told.month.used:,}/{limit}{until}"
    yield from (f"{name} {value}" for name, value in _words_of(checkup) if value)
    heard = f"{_ago(now - patient.heard_at)}" if patient.heard_at else "還沒有 never"
    yield f"上次聽到客人 last heard {heard}"


def _words_of(checkup: Checkup) -> list[tuple[str, str]]:
    told = checkup.patient.told
    usage = "" if told.usage is None else f"{told.usage:.0f}%"
    return [("等級 tier", told.tier), ("品質 quality", told.quality), ("呼叫 calls", usage)]


def _ago(gone: Any) -> str:
    minutes = int(gone.total_seconds() // 60)
    if minutes < 120:
        return f"{max(minutes, 0)} 分鐘前 min ago"
    hours = minutes // 60
    return f"{hours} 小時前 h ago" if hours < 48 else f"{hours // 24} 天前 days ago"


def _escaped(text: str) -> str:
    """A platform's word may have braces, which are ours to fill."""
    return text.replace("{", "(").replace("}", ")")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
