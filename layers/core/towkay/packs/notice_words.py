"""`words:` of notices.yaml: what is said of a parcel, in words that a platform approves as well."""

import re
from collections.abc import Iterator

from towkay.domain.languages import Language
from towkay.domain.shipping.default_words import default_words
from towkay.domain.shipping.rules import Gap, Occasion
from towkay.domain.shipping.wanted import gaps_in, template_channels
from towkay.packs.findings import Findings, Place
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording_notices import NoticeKind
from towkay.packs.yaml_tree import Entry, YamlFile

# With every gap filled and the numbers of several parcels below it still fits what holds least:
# Instagram's 1000 bytes.
WORDS_LIMIT = 420
MOST_GAPS = 6
_WORDS_A_GAP = 3
_ANY_GAP = re.compile(r"\{[^{}\n]*\}|[{}]")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
_SELLS = re.compile(
    r"優惠|折扣|特價|促銷|限時|免運|加購|好評推薦|折價券|購物金"
    r"|\b(?:discount|coupon|voucher|promo\w*|sale|special offer|buy now|shop now|free shipping)\b"
    r"|\d\s*%\s*off",
    re.IGNORECASE,
)
Words = dict[str, dict[Language, str]]


def read_words(
    file: YamlFile,
    entry: Entry | None,
    languages: tuple[str, ...],
    told: tuple[Occasion, ...],
    place: Place,
) -> Words:
    """The words of every occasion: the brand's, or else the product's."""
    fields = file.fields(entry, (), [one.value for one in Occasion]) if entry else {}
    words = {one.value: _ready(one, languages) for one in Occasion}
    for key, member in fields.items():
        said = read_said(file, member, languages)
        for text, written in said.values():
            check_words(key, text, written.place, file.findings)
        words[key] = only_texts(said)
    for language in languages:
        missing = [one.value for one in told if one.value not in fields]
        unsaid = [one for one in missing if language not in words[one]]
        if unsaid:
            listed = ", ".join(unsaid)
            said_of = {"language": language, "missing": listed, "part": "words"}
            file.findings.add(NoticeKind.NO_READY_WORDS, place, **said_of)
    return words


def _ready(occasion: Occasion, languages: tuple[str, ...]) -> dict[Language, str]:
    said = ((language, default_words(occasion, language)) for language in languages)
    return {language: words for language, words in said if words}


def check_words(key: str, text: str, place: Place, findings: Findings) -> None:
    """Find what a shopper could not read, or a platform would not approve."""
    unknown = [hit for hit in _ANY_GAP.findall(text) if not gaps_in(hit)]
    for value in unknown:
        allowed = ", ".join(f"{{{gap}}}" for gap in Gap)
        findings.add(NoticeKind.UNKNOWN_GAP, place, key=key, value=value, allowed=allowed)
    if (size := len(text.encode())) > WORDS_LIMIT:
        findings.add(NoticeKind.NOTICE_TOO_LONG, place, key=key, length=size, limit=WORDS_LIMIT)
    channels = [one for one in findings.limits.channels if one in template_channels()]
    if channels and not unknown:
        named = ", ".join(one.display_name for one in channels)
        for kind, said in _unfit(text):
            findings.add(kind, place, key=key, channel=named, **said)
    if sells := _SELLS.search(text):
        findings.add(NoticeKind.WORDS_SELL, place, key=key, value=sells[0])


def _unfit(text: str) -> Iterator[tuple[NoticeKind, dict[str, object]]]:
    """Why a platform would refuse the words as a template."""
    gaps = gaps_in(text)
    if not gaps:
        return
    around = [bool(_WORD.search(part)) for part in _ANY_GAP.split(text)]
    if not around[0] or not around[-1]:
        yield NoticeKind.GAP_AT_EDGE, {"gap": gaps[0] if not around[0] else gaps[-1]}
    touching = (gap for gap, is_apart in zip(gaps[1:], around[1:-1], strict=True) if not is_apart)
    if (gap := next(touching, None)) is not None:
        yield NoticeKind.GAPS_TOUCH, {"gap": gap}
    most = min(MOST_GAPS, len(_WORD.findall(_ANY_GAP.sub(" ", text))) // _WORDS_A_GAP)
    if len(gaps) > most:
        yield NoticeKind.TOO_MANY_GAPS, {"count": len(gaps), "limit": most}
