"""How is it said which templates an account has, needs, and waits for?"""

from collections.abc import Iterator, Sequence

from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import Outlook, Planned
from towkay.packs.wording import Wording
from workbench.templates import Made, Refused, Stock
from workbench.templates_words import CAUTIONS, OUTLOOKS, PROBLEMS, STATES
from workbench.transcript import block

_IN = "  "  # below the headline
_BAD = "✗"
# Said of all that are so at once.
_TOGETHER = (Outlook.READY, Outlook.MISSING, Outlook.UNLISTED)


def lines(stocks: Sequence[Stock]) -> Iterator[str]:
    """Each holder with what it has; those that are as they should be are counted only."""
    for stock in stocks:
        yield f"{_IN}{named(stock)}"
        if stock.needs:
            yield from _needs(stock)
        elif stock.said:
            yield block(f"{_IN}  {_BAD} ", f"讀不到 cannot be read: {stock.said}")
        else:
            yield from _plan(stock)


def named(stock: Stock) -> str:
    """The channel, and every account that shares these templates."""
    accounts = " ".join(one.account for one in stock.accounts)
    return f"{stock.account.channel.display_name} {accounts}"


def outcome(made: Made) -> Iterator[str]:
    """What was created and what was not."""
    name = named(made.stock)
    if made.created:
        count = len(made.created)
        yield f"{_IN}✓ {name}: 建立了 {count} 個 {count} created"
    for one in made.refused:
        yield from _refused(name, one)
    if made.left:
        later = f"{name}: 還有 {made.left} 個沒建立，晚點再發布一次 {made.left} left for later"
        yield block(f"{_IN}{_BAD} ", later)


def _plan(stock: Stock) -> Iterator[str]:
    planned = stock.plan.planned
    well = sum(one.outlook is Outlook.READY for one in planned)
    if well:
        yield f"{_IN}  = {well} 個已核准 approved"
    yield from _missing(stock.plan.missing)
    unlisted = (one.wanted.name for one in planned if one.outlook is Outlook.UNLISTED)
    if keys := " ".join(dict.fromkeys(unlisted)):
        yield from _said("?", keys, OUTLOOKS[Outlook.UNLISTED])
    for one in planned:
        yield from _one(one)
    unwanted = " ".join(dict.fromkeys(one.name for one in stock.plan.unwanted))
    if unwanted:
        said = f"不再需要，留著不動 no longer wanted, left alone: {unwanted}"
        yield block(f"{_IN}  · ", said)


def _missing(missing: Sequence[WantedTemplate]) -> Iterator[str]:
    """With their words, which whoever agrees has read."""
    if missing:
        words = OUTLOOKS[Outlook.MISSING]
        yield f"{_IN}  + {len(missing)} 個{words.zh} · {words.en}"
    for wanted in missing:
        yield f"{_IN}    {wanted.name} {wanted.language}"
        yield block(f"{_IN}      ", wanted.body)


def _one(one: Planned) -> Iterator[str]:
    """What somebody should know of it alone; nothing of one that is well."""
    if one.outlook not in _TOGETHER:
        yield from _state(one)
    for caution in one.cautions:
        yield from _said("!", _title(one), _filled(CAUTIONS[caution], one))


def _state(one: Planned) -> Iterator[str]:
    listed = one.listed
    words = STATES[listed.state] if listed and one.outlook is Outlook.STOPPED else None
    reason = f" ({listed.reason})" if listed and listed.reason else ""
    mark = "…" if one.outlook is Outlook.WAITING else _BAD
    yield from _said(mark, f"{_title(one)}{reason}", words or OUTLOOKS[one.outlook])


def _refused(name: str, one: Refused) -> Iterator[str]:
    title = f"{name}  {one.wanted.name} {one.wanted.language}"
    yield from _said(_BAD, title, PROBLEMS[one.problem])
    yield block(f"{_IN}    ", one.said)


def _needs(stock: Stock) -> Iterator[str]:
    wording = Wording(
        f"沒有開 {stock.needs}，不問也不建立",
        "平台核准後，在 brand.yaml 這個帳號的 settings 打開它",
        f"{stock.needs} is not switched on: nothing is asked or created",
        "once the platform granted it, switch it on in brand.yaml under the account's settings",
    )
    yield from _said("-", "", wording)


def _said(mark: str, title: str, words: Wording) -> Iterator[str]:
    """What it is in both languages, then what to do, if there is anything to do."""
    head = f"{title}: " if title else ""
    yield block(f"{_IN}  {mark} ", f"{head}{words.zh} · {words.en}")
    if words.zh_remedy:
        yield block(f"{_IN}    → ", f"{words.zh_remedy} · {words.en_remedy}")


def _title(one: Planned) -> str:
    return f"{one.wanted.name} {one.wanted.language}"


def _filled(words: Wording, one: Planned) -> Wording:
    listed = one.listed
    if listed is None:
        return words
    told = {name: getattr(listed, name) for name in ("category", "becomes", "quality")}
    return Wording(*(part.format(**told) for part in words))
