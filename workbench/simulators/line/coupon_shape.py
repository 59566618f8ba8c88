"""Is a coupon well formed?"""

from collections.abc import Iterator
from typing import Any

from workbench.simulators.line import actions
from workbench.simulators.line.refusals import Problem
from workbench.simulators.line.wire import units

_REWARDS = ("discount", "free", "gift", "cashBack", "others")
_PRICES = {"discount": ("fixed", "percentage", "explicit"), "cashBack": ("fixed", "percentage")}
# What each way to tell a price must say.
_AMOUNTS = {
    "fixed": ("fixedAmount",),
    "percentage": ("percentage",),
    "explicit": ("originalPrice", "priceAfterDiscount"),
}
_WORDS = {"title": (1, 60), "description": (0, 1000), "usageCondition": (0, 100)}
_SHORT = {"couponCode": (0, 16)}
_URLS = ("imageUrl", "barcodeImageUrl")
_MEMBERS = (
    *_WORDS,
    *_SHORT,
    *_URLS,
    "acquisitionCondition",
    "reward",
    "startTimestamp",
    "endTimestamp",
    "timezone",
    "visibility",
    "maxUseCountPerTicket",
)
Json = dict[str, Any]


def content_of(body: Json) -> Json:
    """What is kept of the request."""
    return {name: body[name] for name in _MEMBERS if name in body}


def problems(body: Json) -> Iterator[Problem]:
    """What the platform would object to in a coupon."""
    for name, (least, most) in (_WORDS | _SHORT).items():
        if name in body or name == "title":
            yield from _size_problems(body.get(name), name, least, most)
    for name in _URLS:
        if name in body:
            yield from actions.url_problems(body[name], name)
    yield from _time_problems(body)
    if body.get("visibility") not in ("PUBLIC", "UNLISTED"):
        yield actions.not_one_of(("PUBLIC", "UNLISTED"), "visibility")
    if body.get("maxUseCountPerTicket") not in (1, -1):
        yield Problem("Must be one of the following values: [1, -1]", "maxUseCountPerTicket")
    if not isinstance(body.get("timezone"), str):
        yield Problem("May not be empty", "timezone")
    yield from _acquisition_problems(body.get("acquisitionCondition"))
    yield from _reward_problems(body.get("reward"))


def _size_problems(value: Any, where: str, least: int, most: int) -> Iterator[Problem]:
    if not isinstance(value, str) or not least <= units(value) <= most:
        yield Problem(f"Size must be between {least} and {most}", where)


def _time_problems(body: Json) -> Iterator[Problem]:
    """Moments are in seconds."""
    named = {name: body.get(name) for name in ("startTimestamp", "endTimestamp")}
    wrong = [name for name, value in named.items() if not _is_amount(value)]
    for name in wrong:
        yield Problem("May not be null", name)
    if not wrong and body["startTimestamp"] >= body["endTimestamp"]:
        yield Problem("Must be after startTimestamp", "endTimestamp")


def _acquisition_problems(condition: Any) -> Iterator[Problem]:
    kind = condition.get("type") if isinstance(condition, dict) else None
    if kind not in ("normal", "lottery"):
        yield actions.not_one_of(("normal", "lottery"), "acquisitionCondition.type")
    elif kind == "lottery":
        chance, most = condition.get("lotteryProbability"), condition.get("maxAcquireCount")
        if not _is_amount(chance) or not 1 <= chance <= 99:
            where = "acquisitionCondition.lotteryProbability"
            yield Problem("Must be between 1 and 99", where)
        if most != -1 and not (_is_amount(most) and 1 <= most <= 999_999):
            yield Problem("Must be between 1 and 999999", "acquisitionCondition.maxAcquireCount")


def _reward_problems(reward: Any) -> Iterator[Problem]:
    kind = reward.get("type") if isinstance(reward, dict) else None
    if kind not in _REWARDS:
        listed = ",".join(_REWARDS)
        yield Problem(f"Must be one of the following values: [{listed}]", "reward.type")
        return
    price, where = reward.get("priceInfo"), "reward.priceInfo"
    if kind not in _PRICES:
        if price is not None:
            yield Problem("Must not be specified", where)
        return
    way = price.get("type") if isinstance(price, dict) else None
    if way not in _PRICES[kind]:
        yield actions.not_one_of(_PRICES[kind], f"{where}.type")
        return
    needed = _AMOUNTS[way]
    for name in (name for names in _AMOUNTS.values() for name in names):
        if name in needed and not _is_amount(price.get(name)):
            yield Problem("May not be null", f"{where}.{name}")
        elif name not in needed and name in price:
            yield Problem("Must not be specified", f"{where}.{name}")


def _is_amount(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
