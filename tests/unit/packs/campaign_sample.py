"""Campaigns that compile without a note, as files to be spoilt one place at a time."""

from datetime import UTC, datetime
from pathlib import Path

from tests.unit.packs.sample import (
    BRAND_WITH_CARDS,
    FAQ_SHOWN,
    TOPICS_YAML,
    spoilt,
    write,
)
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.policy_book import policy_book
from towkay.packs.campaigns_known import Instruments
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)  # noon in Taipei
WORKS = Instruments(CronsimCalendar().times, NOW, policy_book())

AUTUMN = """\
name: 秋茶上市
topic: weekly
when: {once: "2026-12-01 10:00"}
zone: Asia/Taipei
grace: 3h
to:
  all:
    - tag: oolong
    - any:
        - field: {name: points, at_least: 100}
        - field: {name: skin, known: false}
    - not: {came_by: [ad, "qr:counter-3"]}
    - channel: [line, messenger]
    - language: zh-TW
    - silent_for: 3
    - acted_within: 90
    - subscribed_for: 7
say:
  - text:
      zh-TW: "{name|朋友}，秋茶到了"
      en: "{name|Friend}, autumn teas are here"
    buttons:
      - label: {zh-TW: 看秋茶, en: See them}
        link: https://leaf.example/autumn
      - label: {zh-TW: 運費, en: Shipping}
        asks: shipping
    quick_replies:
      - label: {zh-TW: 我愛烏龍, en: I love oolong}
        tag: 愛烏龍
        asks: returns
      - stop: true
say_on:
  line:
    - text: {zh-TW: 秋茶, en: Teas}
    - cards: pots
holdout: 10
priority: 5
in_quiet_hours: skip
"""

WELCOME = """\
name: 新朋友三步
topic: weekly
when: {after: entry}
grace: 14h
steps:
  - id: hello
    after: 0m
    say: {zh-TW: 歡迎, en: Welcome}
  - id: brew
    after: 7d
    at: "19:30"
    variants:
      - id: plain
        share: 40
        say: {zh-TW: 泡茶三步, en: Three steps}
      - id: card
        share: 60
        say:
          card:
            title: {zh-TW: 泡茶, en: Brewing}
            text: {zh-TW: 三步就好, en: In three steps}
            image: https://cdn.leaf.example/brew.jpg
            link: https://leaf.example/brew
            buttons:
              - label: {zh-TW: 退貨, en: Returns}
                asks: returns
  - id: coupon
    after: 14d
    say:
      coupon:
        title: {zh-TW: 九折, en: 10 % off}
        code: LEAF10
        text: {zh-TW: 全店九折, en: Everything}
        link: https://leaf.example/sale
        image: https://cdn.leaf.example/sale.jpg
        ends: "2027-01-31 23:59"
"""

MONDAYS = """\
name: 每週茶訊
topic: weekly
when: {cron: "0 10 * * 1", days: workdays}
say: {zh-TW: 本週的茶, en: The tea of the week}
"""

GIFT = """\
name: 生日禮
topic: parcels
when: {birthday: born, at: "10:00", days_before: 3, leap_day: mar_1}
to: {channel: whatsapp}
say_on:
  whatsapp:
    template:
      name: birthday_gift
      language: {zh-TW: zh_TW, en: en_US}
      parameters: [{zh-TW: "{name|朋友}", en: "{name|friend}"}]
      header: {image: https://cdn.leaf.example/gift.jpg}
      buttons: [{link: gift}, {asks: shipping}]
      words: {zh-TW: 生日快樂, en: Happy birthday}
"""
SOLD = """\
name: 倒數
topic: weekly
when: {countdown: "2026-12-31 23:59"}
steps:
  - {id: week, before: 7d, at: "10:00", say: {zh-TW: 剩一週, en: A week}}
  - {id: hours, before: 6h, say: {zh-TW: 最後, en: Last}}
"""
QUIET = """\
name: 好久不見
topic: parcels
when: {silent_days: [60, 30], at: "19:30"}
to: {channel: line}
budget: 3000 TWD
say: {zh-TW: 好久不見, en: Long time no see}
"""
MOON = """\
name: 中秋
topic: weekly
when: {holiday: mid_autumn, at: "10:00", days_before: 14}
say: {zh-TW: 中秋禮盒, en: Gift boxes}
"""
HOLIDAYS = """\
day,kind,name
2026-09-25,off,mid_autumn
2027-09-15,off,mid_autumn
2027-01-01,off,
2027-12-31,off,
"""
TOPICS = spoilt(TOPICS_YAML, "purpose: marketing", "purpose: marketing\n  cadence: weekly")
FILES = {
    "autumn": AUTUMN,
    "welcome": WELCOME,
    "mondays": MONDAYS,
    "gift": GIFT,
    "sold": SOLD,
    "quiet": QUIET,
    "moon": MOON,
}
# The same brand, on WhatsApp as well.
WHATSAPP = '  - channel: whatsapp\n    account: "209911887700123"\n'
ON_WHATSAPP = BRAND_WITH_CARDS.replace("accounts:\n", f"accounts:\n{WHATSAPP}")


def folder_of(
    folder: Path,
    campaigns: dict[str, str],
    *,
    brand: str = BRAND_WITH_CARDS,
    topics: str = TOPICS,
    holidays: str = HOLIDAYS,
) -> Path:
    """A brand with these campaigns."""
    write(folder, brand, FAQ_SHOWN, topics)
    if holidays:
        (folder / "holidays.csv").write_text(holidays, encoding="utf-8")
    (folder / "campaigns").mkdir()
    for name, text in campaigns.items():
        (folder / "campaigns" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def compiled(folder: Path, works: Instruments = WORKS) -> CompiledPack | Mistakes:
    return compile_brand(folder, works=works)
