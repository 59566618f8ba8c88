"""The smallest brand that compiles without a note, as files to be spoilt one place at a time."""

import re
from pathlib import Path

from towkay.domain.brands import BUTTONS, PLACEHOLDERS, TOPIC_BUTTONS, Phrase
from towkay.packs.compiler import Mistakes, compile_brand
from towkay.packs.findings import Finding

_CHINESE = re.compile("[\u4e00-\u9fff]")
# What the brand wrote itself stands in quotes, behind a colon or as an answer's entry.
_QUOTED = re.compile("“[^”]*”|: .*")


def _voice_lines() -> str:
    lines = []
    for phrase in Phrase:
        names = "".join(f" {{{name}}}" for name in sorted(PLACEHOLDERS.get(phrase, ())))
        if phrase in TOPIC_BUTTONS:  # they must fit a button with the name of a topic
            lines += [f"  {phrase}: {{zh-TW: '要{names}', en: 'do{names}'}}"]
            continue
        word = "鈕" if phrase in BUTTONS else "話"
        lines += [
            f"  {phrase}:",
            f"    zh-TW: {word} {phrase}{names}",
            f"    en: say {phrase}{names}",
        ]
    return "\n".join(lines)


BRAND_YAML = f"""\
brand: leaf
name:
  zh-TW: 一葉
  en: Leaf
languages: [zh-TW, en]
zone: Asia/Taipei
hours:
  week:
    mon: []
    tue: ["11:00-14:00", "15:00-19:30"]
    wed: ["11:00-14:00", "15:00-19:30"]
    thu: ["11:00-19:30"]
    fri: ["11:00-14:00", "18:00-00:30"]
    sat: 10:30-20:00
    sun: ["10：30～24:00"]
  special:
    2027-02-04..2027-02-10: []
    2027-02-15: ["11:00-19:30"]
menu:
  - shipping
  - returns
accounts:
  - channel: messenger
    account: "104512398760021"
  - channel: line
    account: U00112233445566778899aabbccddeeff
handover_hours: 12
voice:
{_voice_lines()}
"""

FAQ_CSV = """\
id,question,alternatives,answer,tags,language,button
shipping,運費怎麼算？,運費多少|郵資｜寄送費用,超商 NT$65,運費、配送,zh-TW,
shipping,How much is shipping?,"shipping fee
postage
delivery cost",NT$65,,en,Shipping
returns,可以退貨嗎？,退貨規定|想退掉|不喜歡,"七天內可以，
請留包裝",退貨,zh-TW,退貨
returns,Can I return it?,return policy|send it back|refund,Within seven days,,en,
"""

TOPICS_YAML = """\
- id: weekly
  purpose: marketing
  name: {zh-TW: 每週茶訊, en: Tea news}
  wording: {zh-TW: 每週一則新茶消息, en: One message a week}
- id: parcels
  purpose: service
  name: {zh-TW: 包裹, en: Parcels}
  wording: {zh-TW: 出貨時告訴您, en: Where your parcel is}
"""

CARDS_YAML = """\
cards:
  pots:
    - title: {zh-TW: 朱泥壺, en: Red clay pot}
      text: {zh-TW: 適合烏龍, en: For oolong}
      image: https://cdn.leaf.example/red.jpg
      link: https://leaf.example/red
      buttons:
        - label: {zh-TW: 看商品, en: See it}
          link: https://leaf.example/red-pot
        - label: {zh-TW: 運費, en: Shipping}
          asks: shipping
    - title: {zh-TW: 瓷壺, en: Porcelain pot}
      text: {zh-TW: 什麼茶都好, en: For any tea}
"""
BRAND_WITH_CARDS = BRAND_YAML.replace("\nmenu:\n", f"\n{CARDS_YAML}menu:\n")

FAQ_SHOWN = """\
id,question,alternatives,answer,tags,language,button,image,image_alt,links,cards
shipping,運費怎麼算？,運費多少|郵資|寄送費用,超商 NT$65,運費,zh-TW,,https://cdn.leaf.example/box.png,一個紙箱,,
shipping,How much is shipping?,fee|postage|delivery cost,NT$65,,en,Shipping,,,Rates=https://leaf.example/rates,
returns,可以退貨嗎？,退貨規定|想退掉|不喜歡,七天內可以,退貨,zh-TW,退貨,,,退貨單=https://leaf.example/back|地圖＝https://leaf.example/map,
returns,Can I return it?,return policy|send it back|refund,Within seven days,,en,,,,,
which_pot,哪一把壺好？,推薦的壺|選壺|壺的種類,看這兩把,,zh-TW,,,,,pots
which_pot,Which pot is best?,a good pot|choose a pot|kinds of pots,These two,,en,,,,,
"""


def write(
    folder: Path, brand_yaml: str = BRAND_YAML, faq_csv: str = FAQ_CSV, topics_yaml: str = ""
) -> Path:
    (folder / "brand.yaml").write_text(brand_yaml, encoding="utf-8")
    (folder / "faq.csv").write_text(faq_csv, encoding="utf-8")
    if topics_yaml:
        (folder / "topics.yaml").write_text(topics_yaml, encoding="utf-8")
    return folder


def spoilt(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} must stand once in the sample"
    return text.replace(old, new)


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def mistakes_of(folder: Path) -> tuple[Finding, ...]:
    result = compile_brand(folder)
    assert isinstance(result, Mistakes)
    return result.mistakes


def places(findings: tuple[Finding, ...]) -> set[tuple[str, str, int]]:
    """Kind, file and line of each; every finding must give reason and remedy in both languages."""
    for found in findings:
        for said in (found.reason, found.remedy):
            assert _CHINESE.search(said["zh-TW"]), found
            assert said["en"] and not _CHINESE.search(_QUOTED.sub("", said["en"])), found
    return {(found.kind.value, found.file, found.line) for found in findings}
