"""`topic:` of a campaign: is there such a one, and may campaigns be for it?"""

from collections.abc import Sequence

from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.wording import Kind
from towkay.packs.wording_notices import NoticeKind
from towkay.packs.yaml_tree import Entry

_NAMED = 8  # campaigns in one finding


def check_topics(campaigns: Sequence[str], known: Known, findings: Findings) -> None:
    """A brand without any topic is told so once, not campaign by campaign."""
    is_read = all(one.kind is not Kind.BAD_YAML for one in findings.of("topics.yaml"))
    if campaigns and not known.topics and is_read:
        more = ", …" if len(campaigns) > _NAMED else ""
        named = ", ".join(campaigns[:_NAMED]) + more
        findings.add(Kind.NO_TOPICS, Place("topics.yaml", 1), named=named)


def check_topic(topic: str, entry: Entry, known: Known, findings: Findings) -> None:
    """Whoever wants news of an order agreed to that, and to no campaign."""
    if topic == ORDER_UPDATES:
        findings.add(NoticeKind.UPDATES_CAMPAIGN, entry.place, value=topic)
    elif known.topics and topic not in known.topics:  # without any, `check_topics` says so for all
        near = nearest(topic, set(known.topics) - {ORDER_UPDATES})
        findings.add(CampaignKind.UNKNOWN_TOPIC, entry.place, value=topic, nearest=near)
