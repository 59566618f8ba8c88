"""`towkay check`: are a brand's files fit to be published, and if not, what has to be mended?"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from towkay.packs.compiler import CompiledPack
from towkay.packs.findings import Finding
from workbench.clock import real_time
from workbench.compiling import compile_folder
from workbench.transcript import block

FIT, MISTAKEN = 0, 1
MISTAKE, NOTE = "錯誤 mistake", "提醒 note"


def check(folder: Path, out: TextIO = sys.stdout, now: datetime | None = None) -> int:
    """Print every mistake in both languages, or what the pack holds; the exit code.

    What is past is told as of `now`, by the clock of this machine where it is not given.
    """
    result = compile_folder(folder, now or real_time())
    if isinstance(result, CompiledPack):
        print(told(result.notes, NOTE), end="", file=out)
        print(summary(result), file=out)
        print(f"  下一步 next: towkay publish {folder} --endpoint-url local", file=out)
        return FIT
    print(told(result.mistakes, MISTAKE), end="", file=out)
    print(told(result.notes, NOTE), end="", file=out)
    count = len(result.mistakes)
    print(f"✗ {folder}: {count} 個錯誤，還不能發布 · {count} mistake(s), not fit yet", file=out)
    print(f"  改好後再跑一次 mend, then again: towkay check {folder}", file=out)
    return MISTAKEN


def summary(pack: CompiledPack) -> str:
    """What the shop answers and shows, and which pack this is."""
    content = json.loads(pack.body)
    faq = content["faq"]
    spoken = Counter(language for item in faq for language in item["answers"])
    languages = ", ".join(f"{language} {count}" for language, count in spoken.most_common())
    phrases = sum(len(said) for item in faq for said in item["phrases"].values())
    images, links = (sum(bool(item[name]) for item in faq) for name in ("images", "links"))
    cards = sum(map(len, content["cards"].values()))
    return (
        f"✓ {pack.brand}: {len(faq)} 則問答 entries ({languages}), "
        f"{phrases} 種問法 phrasings, {len(content['accounts'])} 個帳號 accounts\n"
        f"  帶圖片 with picture {images}, 帶連結 with links {links}, "
        f"卡片 cards {cards} 張，{len(content['cards'])} 組 sets\n"
        f"{_pushed(content)}{_told_of_parcels(content)}"
        f"  pack {pack.version[:12]}, {len(pack.body):,} bytes"
    )


def _pushed(content: dict[str, Any]) -> str:
    """What is sent unasked: topics with how often at most, and how many campaigns each has."""
    campaigns = Counter(campaign["topic"] for campaign in content["campaigns"])
    return "".join(
        f"  主題 topic {topic['id']}: {topic.get('cadence') or '–'}, "
        f"{campaigns[topic['id']]} 個活動 campaigns\n"
        for topic in content["topics"]
    )


def _told_of_parcels(content: dict[str, Any]) -> str:
    """How much is told of parcels, and when somebody is reminded to collect one."""
    if "shipping" not in content:
        return ""
    rules = content["shipping"]
    pick_up, own = rules["pick_up"], sum(map(len, rules["approved"].values()))
    days, at = pick_up["remind_days"], pick_up["remind_at"]
    reminds = f"取貨期限前 {days} 天 {at} 提醒 reminds" if at else "不提醒 no reminder"
    return (
        f"  包裹 parcels: {len(rules['tells'])} 種進度 milestones, {reminds}, "
        f"自己的範本 own templates {own}\n"
    )


def told(findings: Sequence[Finding], title: str) -> str:
    """One block a finding: where, then why and what to do, first in Chinese, then in English."""
    return "".join(f"{line}\n" for found in findings for line in _lines(found, title))


def _lines(found: Finding, title: str) -> Iterator[str]:
    yield f"{title}  {found.file}:{found.line}  {found.kind}"
    for language in ("zh-TW", "en"):
        yield block("  ", found.reason[language])
        yield block("  → ", found.remedy[language])
    yield ""
