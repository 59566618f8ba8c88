"""One campaign's file alone, checked beside what the brand has published, into its pack.

The same reader and the same checks as for a folder; what the file may name comes from the pack.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from towkay.domain.campaign_edits import EditedPack, Remark, Surroundings, UnfitCampaign
from towkay.domain.campaigns import Campaign
from towkay.packs.campaign_calendar import check_meetings
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_plain import MEMBER, plain, versioned
from towkay.packs.campaign_topic import check_topics
from towkay.packs.campaigns_checked import check_all
from towkay.packs.campaigns_file import FOLDER, MOST_CAMPAIGNS, Written, read_campaign
from towkay.packs.campaigns_known import Instruments, known_among
from towkay.packs.findings import Finding, Findings, Place, in_order
from towkay.packs.limits import limits_of
from towkay.packs.texts import decode, is_id

_HALVES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def edited_pack(
    body: bytes, campaign_id: str, text: str, around: Surroundings
) -> EditedPack | UnfitCampaign:
    """The pack of these bytes with the campaign that `text` says, `around` read from it."""
    pack: dict[str, Any] = json.loads(body)
    others = around.published
    works = Instruments(around.cron, around.now, around.book)
    known = known_among(pack, around.rules, around.days, works)
    channels = {str(one["channel"]) for one in pack.get("accounts", ())}
    findings = Findings(limits=limits_of(channels))
    written = _read(campaign_id, text, known, others, findings)
    mistakes, notes = _told(findings.mistakes), _told(findings.notes)
    if written is None or mistakes:
        return UnfitCampaign(mistakes, notes)
    campaign = versioned(written.campaign)
    before = others.get(campaign_id)
    whole = _with(pack, campaign)
    name = hashlib.sha256(whole).hexdigest()
    return EditedPack(whole, name, campaign, before.version if before else "", notes)


def _read(
    campaign_id: str, text: str, known: Known, others: Mapping[str, Campaign], findings: Findings
) -> Written | None:
    name = f"{FOLDER}/{campaign_id}.yaml"
    place = Place(name, 1)
    if not is_id(campaign_id):
        findings.add(CampaignKind.BAD_FILE_NAME, place, value=f"{campaign_id}.yaml")
        return None
    if len({*others, campaign_id}) > MOST_CAMPAIGNS:
        said = {"count": len(others) + 1, "limit": MOST_CAMPAIGNS}
        findings.add(CampaignKind.TOO_MANY_CAMPAIGNS, place, **said)
    check_topics([campaign_id], known, findings)
    readable = decode(_as_yaml(text).encode("utf-8", "surrogatepass"), name, findings)
    written = None if readable is None else read_campaign(readable, name, known, findings)
    if written is not None:
        check_all([written], known, findings)
        # What the others have against each other was told when they were written.
        for other in (one for one in others.values() if one.id != campaign_id):
            check_meetings([_standing(other), written], known, findings)
    return written


def _as_yaml(text: str) -> str:
    """JSON is YAML but for its tabs, and for letters that it writes as two halves."""
    if not text.lstrip().startswith("{"):
        return text
    return _HALVES.sub(lambda two: str(json.loads(f'"{two[0]}"')), text.expandtabs(2))


def _standing(campaign: Campaign) -> Written:
    place = Place(f"{FOLDER}/{campaign.id}.yaml", 1)
    return Written(campaign, place, place, {})


def _with(pack: dict[str, Any], campaign: Campaign) -> bytes:
    """The pack's bytes with the campaign in its place, by id as a folder's files are."""
    others = [one for one in pack.get(MEMBER, ()) if one["id"] != campaign.id]
    campaigns = sorted([*others, plain(campaign)], key=lambda one: f"{one['id']}.yaml")
    text = json.dumps(
        {**pack, MEMBER: campaigns}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def _told(found: list[Finding]) -> tuple[Remark, ...]:
    return tuple(
        Remark(one.kind.value, one.file, one.line, one.reason, one.remedy)
        for one in in_order(found)
    )
