"""`towkay announce`: one text to all friends of a LINE account, if all of them may have it."""

import argparse
import sys
from collections.abc import Callable
from typing import TextIO
from zoneinfo import ZoneInfo

from towkay.domain.audience_permits import (
    AudienceFacts,
    AudiencePermit,
    AudienceRefusal,
)
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.health import AccountKey
from towkay.domain.masses import MassSend
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.zones import is_zone
from towkay.ports.clock import Clock
from towkay.ports.masses import Friends, MassGateway
from towkay.usecases.announce import Changed, Judged, TooLong, Wish, announce, judge
from workbench.agreeing import agreed
from workbench.announce_facts import Desk
from workbench.announce_words import WHY
from workbench.cli_parts import same_place
from workbench.errors import WorkbenchError
from workbench.languages import Words, spoken_here
from workbench.targets import Target

SENT, NOT_SENT = 0, 1
_QUESTION = "送給所有人？ Send it to all of them? [y/N] "
_NO_TEXT = "沒有內容 · There is nothing to say."
_TOO_LONG = (
    "內容太長：LINE 一次最多 {most} 則，這段要 {needed} 則\n"
    "  → 分成幾次講，或放一個連結\n"
    "The text is too long: LINE takes {most} messages at once, and it would be {needed}.\n"
    "  → say it in parts, or give a link"
)
_NOTHING_SENT = Words("沒有送出", "nothing was sent")
_CHANGED = Words(
    "沒有送出：剛剛有人說不要再收。用同一個指令再看一次",
    "nothing was sent: who may have it changed meanwhile. Give the same command again",
)
_NO_ACCOUNT = (
    "帳號要寫成 line:account，而且這裡要有它的金鑰\n"
    "Name a LINE account whose secrets are here: line:account."
)


def run(where: Target, options: argparse.Namespace) -> int:
    """What policy says of it, and once somebody has agreed, the call."""
    desk = Desk(where, _account(options.account))
    language = spoken_here(options.language)
    if options.progress:
        told = desk.progress(options.progress, language)
        print(told or Words("LINE 沒有這一次的紀錄", "LINE knows of none").spoken(language))
        return SENT if told else NOT_SENT
    return announced(options, desk, desk.gateway, where.now, language)


def announced(
    options: argparse.Namespace,
    desk: Friends,
    gateway: MassGateway,
    clock: Clock,
    language: str,
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
) -> int:
    """Say what would happen, ask, and do it."""
    wish = wished(options)
    seen = _judged(wish, desk, clock)
    if isinstance(seen.ruling, AudienceRefusal):
        return _not_sent(_refused(seen.ruling, seen.facts, language), out)
    may = _permitted(seen.ruling, len(seen.facts.left_out), language)
    print(may, *_words(seen.send), sep="\n", file=out)
    if not options.yes and not agreed(_QUESTION, ask):
        return _not_sent(_NOTHING_SENT.spoken(language), out)
    said = announce(seen.send, wish, desk, gateway, clock)
    if isinstance(said, Changed):
        return _not_sent(_CHANGED.spoken(language), out)
    if isinstance(said, AudienceRefusal):
        return _not_sent(_refused(said, seen.facts, language), out)
    return _ended(said, options, language, out)


def _judged(wish: Wish, desk: Friends, clock: Clock) -> Judged:
    """What would go out. Raises `WorkbenchError` when it is more than one call holds."""
    judged = judge(wish, desk, clock)
    if isinstance(judged, TooLong):
        most = CAPABILITIES[Channel.LINE].messages_per_send
        raise WorkbenchError(_TOO_LONG.format(most=most, needed=judged.needed))
    return judged


def wished(options: argparse.Namespace) -> Wish:
    """What the command line wants said. Raises `WorkbenchError` where that is nothing."""
    if not options.text.strip():
        raise WorkbenchError(_NO_TEXT)
    return Wish(options.text.strip(), options.name or "", options.most or None)


def _not_sent(why: str, out: TextIO) -> int:
    print(why, file=out)
    return NOT_SENT


def _words(send: MassSend) -> list[str]:
    """What will be read, for whoever has to agree to it."""
    return [f"  {one.text}" for one in send.messages if isinstance(one, Text)]


def _account(text: str) -> AccountKey:
    channel, _, account = text.partition(":")
    if channel != Channel.LINE or not account:
        raise WorkbenchError(_NO_ACCOUNT)
    return AccountKey(Channel.LINE, account)


def _refused(ruling: AudienceRefusal, facts: AudienceFacts, language: str) -> str:
    head = Words("不會送出", "will not be sent").spoken(language)
    why = f"{head}\n  {WHY[ruling.reason].spoken(language)} ({ruling.reason.value})"
    if ruling.until is None:
        return why
    zone = ZoneInfo(facts.rules.zone if is_zone(facts.rules.zone) else "UTC")
    at = f"{ruling.until.astimezone(zone):%Y-%m-%d %H:%M}"
    again = Words("{at} 之後再試", "try again after {at}").spoken(language, at=at)
    return f"{why}\n  {again}"


def _permitted(permit: AudiencePermit, left_out: int, language: str) -> str:
    left = "" if permit.quota_left is None else str(permit.quota_left)
    said = Words(
        "可以送：最多 {0} 人，排除說過不要的 {1} 人，這個月還剩 {2} 則",
        "may go out: to at most {0}, without the {1} who said stop; left of the month: {2}",
    )
    unlimited = Words("不限", "no limit").spoken(language)
    return said.spoken(language, permit.reach, left_out, left or unlimited)


def _ended(outcome: Outcome, options: argparse.Namespace, language: str, out: TextIO) -> int:
    print(_told(outcome, options, language), file=out)
    return SENT if outcome.verdict is Verdict.SENT else NOT_SENT


def _told(outcome: Outcome, options: argparse.Namespace, language: str) -> str:
    if outcome.verdict is Verdict.SENT:
        said = Words(
            "LINE 收下了。進度：towkay announce {0} --progress {1}{2}",
            "LINE took it. Its progress: towkay announce {0} --progress {1}{2}",
        )
        return said.spoken(language, options.account, outcome.request_id, same_place(options))
    if outcome.verdict is Verdict.UNKNOWN:
        return Words(
            "不確定 LINE 收到沒有。24 小時內用同一個指令再送一次，不會重複",
            "Nobody knows whether LINE took it. Give the very same command again within 24 hours: "
            "it is never sent twice",
        ).spoken(language)
    reason = outcome.code or outcome.refusal or outcome.verdict
    return f"{_NOTHING_SENT.spoken(language)} ({reason})"
