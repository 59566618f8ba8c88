"""How is each fact of a situation told: its value in short, and since or until when it was so?"""

from collections.abc import Callable, Iterator
from datetime import datetime

from towkay.domain.messages import Purpose
from towkay.domain.policy.about import About, Fact
from towkay.domain.policy.objections import answer_ends, holds
from towkay.domain.policy.openness import REPLY_TOKEN
from towkay.domain.policy.quiet import end_of_quiet
from towkay.domain.policy.rules import KnownBy
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind


def told(about: About, of: Situation) -> Iterator[Fact]:
    """What there is to tell of the situation about one thing."""
    return _TOLD[about](of)


def _cause(of: Situation) -> Iterator[Fact]:
    if of.heard_at is None and of.sender is SenderKind.HUMAN:
        # There is nothing that a person could have answered.
        yield Fact(About.SENDER, of.sender.value)
        return
    yield Fact(About.CAUSE, "", of.heard_at, answer_ends(of))


def _planned(of: Situation) -> Iterator[Fact]:
    yield Fact(About.PLANNED, "", of.received_at or of.heard_at)


def _expiry(of: Situation) -> Iterator[Fact]:
    if of.expires_at is not None:
        yield Fact(About.EXPIRY, "", None, of.expires_at)


def _window(of: Situation) -> Iterator[Fact]:
    yield Fact(About.WINDOW, "" if of.window_opened_at else "none", of.window_opened_at)


def _moment(about: About, name: str) -> Callable[[Situation], Iterator[Fact]]:
    """A fact that is a moment, told only if it happened."""

    def tell(of: Situation) -> Iterator[Fact]:
        at: datetime | None = getattr(of, name)
        if at is not None:
            yield Fact(about, "", at)

    return tell


def _flag(about: About, name: str) -> Callable[[Situation], Iterator[Fact]]:
    def tell(of: Situation) -> Iterator[Fact]:
        yield Fact(about, _said(bool(getattr(of, name))))

    return tell


def _said(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _topic(of: Situation) -> Iterator[Fact]:
    if of.purpose is Purpose.REPLY:
        return
    state = "agreed" if of.subscribed else "stopped" if of.topic_stopped else "never"
    yield Fact(About.TOPIC, f"{of.topic}:{state}")


def _stop(of: Situation) -> Iterator[Fact]:
    yield Fact(About.STOP, _said(of.stopped), of.stop_at)


def _handover(of: Situation) -> Iterator[Fact]:
    yield Fact(About.HANDOVER, _said(holds(of)), of.held_from, of.held_until)


def _quiet(of: Situation) -> Iterator[Fact]:
    if of.quiet_from and of.zone:
        until = end_of_quiet(of)
        yield Fact(About.QUIET_HOURS, f"{of.quiet_from}-{of.quiet_to} {of.zone}", until=until)


def _skips(of: Situation) -> Iterator[Fact]:
    if of.quiet_skips:
        yield Fact(About.SKIPS, _said(True))


def _passes_quiet(of: Situation) -> Iterator[Fact]:
    if of.passes_quiet_until is not None:
        yield Fact(About.PASSES_QUIET, "", None, of.passes_quiet_until)


def _known_by(of: Situation) -> Iterator[Fact]:
    if of.known_by is KnownBy.NUMBER:
        yield Fact(About.KNOWN_BY, of.known_by.value)


def _caps(of: Situation) -> Iterator[Fact]:
    for cap in of.caps:
        yield Fact(About.CAP, f"{cap.count}/{cap.most}/{cap.within_s}")


def _quota(of: Situation) -> Iterator[Fact]:
    if of.quota_left is not None:
        yield Fact(About.QUOTA, f"{of.quota_left}/{of.quota_reserve}")


def _tokens(of: Situation) -> Iterator[Fact]:
    held = (*((REPLY_TOKEN,) if of.reply_token else ()), *of.tokens)
    yield Fact(About.TOKEN, ", ".join(held), of.last_by_token_at)


def _country(of: Situation) -> Iterator[Fact]:
    yield Fact(About.COUNTRY, f"{of.country or '?'}/{of.account_country or '?'}")


def _disclosure(of: Situation) -> Iterator[Fact]:
    yield Fact(About.DISCLOSURE, _said(of.disclosed or of.carries_disclosure))


def _opt_out(of: Situation) -> Iterator[Fact]:
    yield Fact(About.OPT_OUT, _said(of.marketed_before or of.carries_opt_out))


def _campaign(of: Situation) -> Iterator[Fact]:
    state = "cancelled" if of.cancelled else "paused" if of.paused else "goes_on"
    yield Fact(About.CAMPAIGN, state)


def _budget(of: Situation) -> Iterator[Fact]:
    if of.budget_left is not None:
        yield Fact(About.BUDGET, f"{of.budget_left / 1_000_000:g} {of.budget_currency}".strip())


def _reachable(of: Situation) -> Iterator[Fact]:
    yield Fact(About.REACHABLE, _said(not (of.unreachable or of.gone)))


def _text(about: About, name: str) -> Callable[[Situation], Iterator[Fact]]:
    def tell(of: Situation) -> Iterator[Fact]:
        found = getattr(of, name)
        yield Fact(about, found if isinstance(found, str) else ", ".join(found))

    return tell


_TOLD: dict[About, Callable[[Situation], Iterator[Fact]]] = {
    About.CAUSE: _cause,
    About.PLANNED: _planned,
    About.EXPIRY: _expiry,
    About.LAST_EVENT: _moment(About.LAST_EVENT, "last_event_at"),
    About.WINDOW: _window,
    About.AD_ENTRY: _moment(About.AD_ENTRY, "ad_entry_at"),
    About.COMMENT: _moment(About.COMMENT, "comment_at"),
    About.TOPIC: _topic,
    About.STOP: _stop,
    About.SWITCH: _flag(About.SWITCH, "marketing_refused"),
    About.REACHABLE: _reachable,
    About.ERASED: _flag(About.ERASED, "erased"),
    About.HANDOVER: _handover,
    About.QUIET_HOURS: _quiet,
    About.SKIPS: _skips,
    About.PASSES_QUIET: _passes_quiet,
    About.CAP: _caps,
    About.TOLD_ALREADY: _flag(About.TOLD_ALREADY, "told_already"),
    About.QUOTA: _quota,
    About.TOKEN: _tokens,
    About.SETTINGS: _text(About.SETTINGS, "settings"),
    About.COUNTRY: _country,
    About.TEMPLATE: _text(About.TEMPLATE, "template"),
    About.SENDER: _text(About.SENDER, "sender"),
    About.OPT_OUT: _opt_out,
    About.DISCLOSURE: _disclosure,
    About.EARLIER: _flag(About.EARLIER, "after_refused"),
    About.SAID_BY_TEMPLATE: _flag(About.SAID_BY_TEMPLATE, "said_by_template"),
    About.OUTDATED: _flag(About.OUTDATED, "outdated"),
    About.KNOWN_BY: _known_by,
    About.BARRED: _flag(About.BARRED, "barred"),
    About.CAMPAIGN: _campaign,
    About.HOLDOUT: _flag(About.HOLDOUT, "held_out"),
    About.BUDGET: _budget,
}
