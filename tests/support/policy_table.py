"""A line of the golden table as the situation it describes."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from towkay.domain.account_news import TemplateState
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Content, PolicyBook
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind
from workbench.policy.question import Question, situation

TABLE = Path(__file__).parent.parent / "golden" / "policy.csv"
TAIPEI = ZoneInfo("Asia/Taipei")
_PARTS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def golden_lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def situation_of_line(line: Mapping[str, str], book: PolicyBook) -> Situation:
    at = moment(line["at"])
    other = dict(name.partition("=")[::2] for name in line["other"].split())
    asked = Question(
        channel=Channel(line["channel"]),
        at=at,
        purpose=Purpose(line["purpose"]),
        sender=SenderKind(line["sender"]),
        last_message=_ago(line["last_message"]),
        ad_entry=_ago(line["ad_entry"]),
        comment=_ago(line["comment"]),
        comment_answered=other.pop("answered", None) is not None,
        country=line["country"],
        account_country=line["account"],
        topic_consent=line["consent"] == "yes",
        stopped=other.pop("stopped", None) is not None,
        marketing_refused=other.pop("refused", None) is not None,
        held=other.pop("held", None) is not None,
        template=Content(line["template"]) if line["template"] else None,
        template_only=other.pop("only", None) is not None,
        tokens=tuple(line["token"].split()),
        last_by_token=_ago(line["by_token"]),
        settings=tuple(line["settings"].split()),
        had=int(other.pop("had", "0")),
        by_number=other.pop("number", None) is not None,
        quota_left=int(other.pop("quota", "1000")),
        barred=other.pop("barred", None) is not None,
        says_duties=other.pop("bare", None) is None,
    )
    changed = situation(asked, book)
    for name in other:
        changed = replace(changed, **_particulars(name, at))
    return changed


def moment(written: str) -> datetime:
    """On the wall in Taipei."""
    return datetime.fromisoformat(written).replace(tzinfo=TAIPEI).astimezone(UTC)


def _particulars(name: str, at: datetime) -> dict[str, Any]:
    """What the question of a person has no word for."""
    earlier, later = at - timedelta(hours=1), at + timedelta(hours=10)
    known: dict[str, dict[str, Any]] = {
        "handover_over": {"held_from": None, "held_until": None},
        "hands_over": {"hands_over": True},
        "disclosed": {"disclosed": True},
        "must_disclose": {"must_disclose": True},
        "marketed": {"marketed_before": True},
        "said_by_token": {"said_by_token": True},
        "unreachable": {"unreachable": True},
        "gone": {"gone": True},
        "long": {"length": 700},
        "erased": {"erased": True},
        "after_refused": {"after_refused": True},
        "stop_after": {"stopped": True, "heard_at": earlier, "stop_at": at},
        "acknowledges": {"acknowledges_stop": True, "about_consent": True},
        "topic_stopped": {"topic_stopped": True},
        "expired": {"expires_at": at},
        "expires_at_8": {"expires_at": later},
        "overtaken": {"heard_at": earlier, "last_event_at": at},
        "skips": {"quiet_skips": True},
        "paused": {"template_state": TemplateState.PAUSED},
        "approved": {"template_state": TemplateState.APPROVED},
        "outdated": {"outdated": True},
        "said_by_template": {"said_by_template": True},
        "passes_night": {"passes_quiet_until": at + timedelta(seconds=1)},
        "passed_night": {"passes_quiet_until": at},
        "told_otherwise": {"template_state": TemplateState.OTHER},
    }
    return known[name]


def _ago(written: str) -> timedelta | None:
    if not written:
        return None
    parts = re.findall(r"(\d+)([dhm])", written)
    return sum((int(count) * _PARTS[unit] for count, unit in parts), timedelta())
