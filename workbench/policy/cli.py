"""`towkay policy`: which ways are open, what changes around a day, and is the book up to date?"""

import argparse
import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from towkay.adapters.codec import from_plain
from towkay.adapters.policy_book import BOOK_FILE, policy_book
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.channels import Channel, every_channel
from towkay.domain.policy.judging import Allowed, Denied
from towkay.domain.policy.rules import PolicyBook
from towkay.packs.countries import every_country
from towkay.packs.findings import nearest
from towkay.policies.compiler import compile_policy
from towkay.policies.rows_file import TOKENS
from workbench.check import MISTAKE, told
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.paths import PROJECT
from workbench.policy.changes import changes
from workbench.policy.lines import Speaker
from workbench.policy.question import Question, situation
from workbench.policy.ways import Open, Ways, ways
from workbench.publish import compiled

DONE, AMISS = 0, 1
# What the question calls as the option does.
_AS_ASKED = (
    *("purpose", "sender", "last_message", "ad_entry", "comment", "country", "account_country"),
    *("topic_consent", "stopped", "held", "template", "template_only", "last_by_token"),
    *("had", "quota_left", "by_number"),
)
FOLDER = PROJECT / "policy"


def routes(options: argparse.Namespace, now: datetime, out: TextIO | None = None) -> int:
    """Print the ways of one situation, on one channel or on all."""
    book = policy_book()
    rules = _rules_of(options.brand) if options.brand else DEFAULT_RULES
    asked = _question(options, _moment(options.at, rules.zone, now), rules, book)
    channels = [asked.channel] if options.channel else every_channel()
    found = [ways(situation(replace(asked, channel=one), book), book) for one in channels]
    if options.json:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False), file=out)
        return DONE
    speaker = Speaker(spoken_here(options.language), rules.zone, book)
    print("\n\n".join("\n".join(speaker.ways(one)) for one in found), file=out)
    return DONE


def calendar(options: argparse.Namespace, now: datetime, out: TextIO | None = None) -> int:
    """Print what begins or ends around a day."""
    book = policy_book()
    at = _moment(options.at, DEFAULT_RULES.zone, now)
    found = changes(book, at.date(), options.within)
    if options.json:
        print(json.dumps([asdict(one) for one in found], default=str), file=out)
        return DONE
    speaker = Speaker(spoken_here(options.language), DEFAULT_RULES.zone, book)
    print("\n".join(speaker.changes(found)), file=out)
    return DONE


def book_of_rows(
    check: bool, folder: Path = FOLDER, file: Path = BOOK_FILE, out: TextIO | None = None
) -> int:
    """Write the book from its rows, or only say whether it is what they make."""
    made = compile_policy(folder)
    if not isinstance(made, str):
        print(told(made, MISTAKE), end="", file=out)
        print(f"✗ {len(made)} 個錯誤 mistake(s)", file=out)
        return AMISS
    version = json.loads(made)["version"]
    if check and file.read_text(encoding="utf-8") != made:
        print("✗ 規則改過了，請重編 rows have changed: towkay policy compile", file=out)
        return AMISS
    if not check:
        file.write_text(made, encoding="utf-8")
    print(f"✓ policy {version}", file=out)
    return DONE


def _question(
    options: argparse.Namespace, at: datetime, rules: BrandRules, book: PolicyBook
) -> Question:
    _known("--setting", options.setting, {one.id for one in book.settings})
    _known("--token", options.token, TOKENS)
    _known("--country", filter(None, (options.country,)), every_country())
    _known("--account-country", filter(None, (options.account_country,)), every_country())
    return Question(
        channel=options.channel or Channel.MESSENGER,
        at=at,
        tokens=tuple(options.token),
        settings=tuple(options.setting),
        rules=rules,
        says_duties=not options.bare,
        **{name: getattr(options, name) for name in _AS_ASKED},
    )


def _known(option: str, asked: Iterable[str], known: AbstractSet[str]) -> None:
    """Raises `WorkbenchError`, with the words that look most like the unknown one."""
    for word in asked:
        if word not in known:
            near = nearest(word, frozenset(known))
            raise WorkbenchError(
                f"{option} 沒有「{word}」，最接近的是：{near}\n"
                f"  {option} knows no “{word}”; the nearest: {near}"
            )


def _rules_of(brand: Path) -> BrandRules:
    pack = json.loads(compiled(brand).body)
    return from_plain(BrandRules, pack["rules"])


def _moment(written: datetime | None, zone: str, now: datetime) -> datetime:
    """A time without an offset is on the brand's wall."""
    at = written or now
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    return at.astimezone(UTC)


def _plain(found: Ways) -> dict[str, Any]:
    """For programs."""
    ruling = found.ruling
    allowed = isinstance(ruling, Allowed)
    return {
        "channel": found.of.channel,
        "at": _text(found.of.at),
        "rule": _named(ruling),
        "allowed": allowed,
        "until": None if isinstance(ruling, Allowed) else _text(ruling.until),
        "then": _named(found.afterwards) if found.afterwards else None,
        "open": [dict(_plain_open(one)) for one in found.open],
        "closed": [
            {
                "rule": one.row.id,
                "route": one.row.route,
                "obstacle": one.obstacle,
                "since": _text(one.since),
                "until": _text(one.until),
            }
            for one in found.closed
        ],
    }


def _named(ruling: Allowed | Denied) -> str:
    return ruling.row.id if isinstance(ruling, Allowed) else ruling.reason


def _plain_open(one: Open) -> Iterator[tuple[str, str | bool | StrEnum]]:
    yield from (("rule", one.row.id), ("route", one.row.route), ("cost", one.cost))
    yield from (("confirmed", one.confirmed), ("source", one.row.source))


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
