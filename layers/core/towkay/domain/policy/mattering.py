"""Which facts did a judgement rest on?"""

from collections.abc import Iterator

from towkay.domain.messages import Purpose
from towkay.domain.policy.about import About, Fact
from towkay.domain.policy.judging import Allowed, Denied
from towkay.domain.policy.objections import holds
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import Opener
from towkay.domain.policy.situation import Situation
from towkay.domain.policy.telling import told
from towkay.domain.routes import SenderKind


def facts_that_mattered(of: Situation, ruling: Allowed | Denied) -> tuple[Fact, ...]:
    """The facts without which the answer could have been another."""
    abouts = _of_permit(of, ruling) if isinstance(ruling, Allowed) else _OF_REASON[ruling.reason]
    return tuple(fact for about in abouts for fact in told(_fitting(about, of), of))


def _fitting(about: About, of: Situation) -> About:
    """A message that nobody asked for answers nothing: it was planned."""
    return About.PLANNED if about is About.CAUSE and of.purpose is not Purpose.REPLY else about


_UNASKED = (
    *(About.TOPIC, About.STOP, About.QUIET_HOURS, About.PASSES_QUIET, About.CAP, About.QUOTA),
)
_ROUTES = (
    About.WINDOW,
    About.AD_ENTRY,
    About.TOKEN,
    About.TEMPLATE,
    About.SENDER,
    About.SETTINGS,
    About.KNOWN_BY,
    About.COUNTRY,
)
_OF_REASON: dict[Reason, tuple[About, ...]] = {
    Reason.EXPIRED: (About.CAUSE, About.EXPIRY),
    Reason.OVERTAKEN: (About.CAUSE, About.LAST_EVENT),
    Reason.OUTDATED: (About.CAUSE, About.OUTDATED),
    Reason.ERASED: (About.ERASED,),
    Reason.STOPPED: (About.STOP, About.TOPIC, About.CAUSE),
    Reason.MARKETING_REFUSED: (About.SWITCH,),
    Reason.NO_CONSENT: (About.TOPIC,),
    Reason.UNREACHABLE: (About.REACHABLE,),
    Reason.HUMAN_HOLDS: (About.HANDOVER, About.SENDER, About.EXPIRY),
    Reason.HANDOVER_OVER: (About.HANDOVER, About.SENDER),
    Reason.WINDOW_CLOSED: _ROUTES,
    Reason.NO_ROUTE: _ROUTES,
    Reason.DISCLOSURE_MISSING: (About.DISCLOSURE, About.COUNTRY),
    Reason.OPT_OUT_MISSING: (About.OPT_OUT,),
    Reason.TEMPLATE_UNAPPROVED: (About.TEMPLATE, *_ROUTES),
    Reason.TOO_LONG: _ROUTES,
    Reason.ACCOUNT_BARRED: (About.BARRED,),
    Reason.NOT_GRANTED: _ROUTES,
    Reason.EARLIER_REFUSED: (About.EARLIER,),
    Reason.SAID_BY_TEMPLATE: (About.SAID_BY_TEMPLATE,),
    Reason.QUIET_HOURS: (About.QUIET_HOURS, About.PASSES_QUIET, About.SKIPS, About.EXPIRY),
    Reason.CAP: (About.CAP,),
    Reason.TOLD_ALREADY: (About.TOLD_ALREADY,),
    Reason.QUOTA: (About.QUOTA,),
    Reason.CHANNEL_CAP: (About.QUOTA,),
    Reason.CANCELLED: (About.CAMPAIGN,),
    Reason.PAUSED: (About.CAMPAIGN, About.EXPIRY),
    Reason.HOLDOUT: (About.HOLDOUT,),
    Reason.BUDGET: (About.BUDGET,),
}


def _of_permit(of: Situation, ruling: Allowed) -> Iterator[About]:
    row = ruling.row
    if row.opener is not None:
        openers = {Opener.INBOUND: About.WINDOW, Opener.AD_ENTRY: About.AD_ENTRY}
        yield openers.get(row.opener, About.COMMENT)
    if row.token:
        yield About.TOKEN
    if of.template:
        yield About.TEMPLATE
    if row.settings:
        yield About.SETTINGS
    if row.known_by:
        yield About.KNOWN_BY
    if row.account_in or row.contact_in or row.contact_not_in:
        yield About.COUNTRY
    if of.sender is SenderKind.HUMAN or holds(of):
        yield from (About.SENDER, About.HANDOVER)
    yield from _of_consent(of)


def _of_consent(of: Situation) -> tuple[About, ...]:
    """Of a reply after a stop it counts that its cause came after the stop."""
    if of.purpose is not Purpose.REPLY:
        return _UNASKED
    return (About.CAUSE, About.STOP) if of.stop_at else (About.CAUSE,)
