"""How do campaigns look to programs of the brand's people?"""

from datetime import datetime
from typing import Any

from towkay.adapters.codec import to_plain
from towkay.domain.campaign_edits import EditedPack, Remark, UnfitCampaign
from towkay.domain.campaigns import Campaign, CampaignRecord
from towkay.domain.runs import Run
from towkay.usecases.look_at_campaigns import Sight

_MOST_RUNS = 50


def plain_short(sight: Sight) -> dict[str, Any]:
    """A line of the list."""
    newest, published = sight.record.approved(), sight.published
    return {
        "campaign": sight.record.campaign,
        "name": published.name if published else None,
        "topic": published.topic if published else None,
        "state": sight.record.state.value,
        "published_version": published.version if published else None,
        "approved_version": newest.version if newest else None,
    }


def plain_sight(sight: Sight) -> dict[str, Any]:
    """All of one campaign."""
    return {
        **plain_short(sight),
        "published": _campaign(sight.published),
        "approved": _campaign(sight.approved),
        "decisions": plain_record(sight.record),
        "next": [
            {"occurrence": one.name, "step": one.step, "at": _text(one.at)}
            for one in sight.upcoming
        ],
        "runs": [_run(one) for one in sight.runs[:_MOST_RUNS]],
    }


def plain_record(record: CampaignRecord) -> dict[str, Any]:
    """Where it stands, and who let it."""
    return {
        "campaign": record.campaign,
        "state": record.state.value,
        "changed_at": _text(record.changed_at) if record.changed_at else None,
        "changed_by": record.changed_by or None,
        "approvals": [
            {"version": one.version, "at": _text(one.at), "by": one.by} for one in record.approvals
        ],
    }


def plain_edit(edited: EditedPack) -> dict[str, Any]:
    return {
        "campaign": edited.campaign.id,
        "version": edited.campaign.version,
        "before": edited.before or None,
        "notes": [_remark(one) for one in edited.notes],
    }


def plain_unfit(unfit: UnfitCampaign) -> dict[str, Any]:
    return {
        "mistakes": [_remark(one) for one in unfit.mistakes],
        "notes": [_remark(one) for one in unfit.notes],
    }


def _campaign(campaign: Campaign | None) -> dict[str, Any] | None:
    return to_plain(campaign) if campaign else None


def _run(run: Run) -> dict[str, Any]:
    return {
        "occurrence": run.key.occurrence,
        "step": run.step,
        "at": _text(run.at),
        "state": run.state.value,
        "version": run.version,
        "planned": run.planned,
        "chunks": run.chunks,
        "finished": run.finished,
    }


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "file": one.file,
        "line": one.line,
        "reason": dict(one.reason),
        "remedy": dict(one.remedy),
    }


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
