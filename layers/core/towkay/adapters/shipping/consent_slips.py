"""What is wrong with a consent as a shop's system wrote it, in Chinese and in English?"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from towkay.domain.shipping.checkout import Said, Slip, UnfitForm

MOST_SLIPS = 5
NOT_JSON = Slip(
    "",
    Said("內容不是 JSON 物件", "the body is no JSON object"),
    Said("送一個 JSON 物件，UTF-8", "send one JSON object, in UTF-8"),
)
_MISSING = (Said("少了這一項", "it is missing"), Said("補上", "add it"))
_UNKNOWN = (
    Said("表裡沒有這一項", "there is no such member"),
    Said("看 docs/openapi-checkout.json 有哪些", "docs/openapi-checkout.json has those there are"),
)
_KIND = (
    Said("型別不對", "it is of another type"),
    Said("照 docs/openapi-checkout.json 的型別寫", "write it as docs/openapi-checkout.json says"),
)
_LENGTH = (
    Said("太長、太短、太大或太小", "it is too long, too short, too large or too small"),
    Said("照 docs/openapi-checkout.json 的上下限", "stay within docs/openapi-checkout.json"),
)
_SIGNS = (
    Said("有不能用的字元，或格式不對", "it has signs that cannot be, or another form"),
    Said("照 docs/openapi-checkout.json 的格式寫", "write it as docs/openapi-checkout.json says"),
)
_ZONE = (
    Said("不是寫明時區的時間", "it is no moment with its zone"),
    Said("像 2026-11-21T15:00:00+08:00 這樣寫", "write it as 2026-11-21T15:00:00+08:00"),
)
_WORDS: Mapping[str, tuple[Said, Said]] = {
    "missing": _MISSING,
    "extra_forbidden": _UNKNOWN,
    "string_pattern_mismatch": _SIGNS,
    "timezone_aware": _ZONE,
    "moment": _ZONE,
    "value_error": _ZONE,
    "future": (
        Said("比現在晚 10 分鐘以上", "it is more than 10 minutes from now"),
        Said("對一下你的時鐘", "set your clock"),
    ),
    "too_old": (
        Said("超過 48 小時了", "it is more than 48 hours ago"),
        Said("勾選之後馬上送", "send it as soon as the box is ticked"),
    ),
    "unnamed": (
        Said("訂單編號是空的，或太長", "it names no order, or too long a one"),
        Said(
            "寫客人看到的編號，最多 96 個位元組", "its number as shoppers know it, 96 bytes at most"
        ),
    ),
    "contact": (
        Said("這個通路不是這樣認人", "nobody is known like this on that channel"),
        Said(
            "LINE 寫 user 或 phone 其中一個，WhatsApp 寫 phone",
            "on LINE either `user` or `phone`, on WhatsApp `phone`",
        ),
    ),
}
_ENDINGS: Mapping[str, tuple[Said, Said]] = {
    "_type": _KIND,
    "_parsing": _KIND,
    "_error": _KIND,
    "_equal": _LENGTH,
    "_long": _LENGTH,
    "_short": _LENGTH,
}


def unfit(problems: ValidationError, members: frozenset[str]) -> UnfitForm:
    """The first of them; a member that is none of ours is not repeated."""
    found: list[Any] = problems.errors(
        include_input=False, include_context=False, include_url=False
    )
    return UnfitForm(*(_slip(one, members) for one in found[:MOST_SLIPS]))


def _slip(problem: Mapping[str, Any], members: frozenset[str]) -> Slip:
    steps = (
        str(step) if isinstance(step, int) or step in members else "?" for step in problem["loc"]
    )
    return Slip(".".join(steps), *_words(str(problem["type"])))


def _words(kind: str) -> tuple[Said, Said]:
    by_ending = (words for ending, words in _ENDINGS.items() if kind.endswith(ending))
    return _WORDS.get(kind) or next(by_ending, _SIGNS)
