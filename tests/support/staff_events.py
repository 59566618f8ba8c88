"""Calls of the admin API, as the gateway hands them over; `python -m` writes events/admin/."""

import json
from typing import Any

from tests.support.queue_events import AT
from tests.support.template import ROOT

_CAMPAIGNS = "/admin/brands/{brand}/campaigns"
MEI = {"sub": "7f1c", "email": "mei@shilu-tea.example", "brands": "[demo]"}
SALE = """name: 年末茶禮
topic: tea_news
when: {once: 2026-12-20 10:00}
to: {channel: line}
say: {zh-TW: 年末茶禮今天開賣, en: Year-end tea gifts from today}
"""
WRONG = SALE.replace("tea_news", "tee_news")


def staff_event(
    method: str,
    tail: str = "",
    *,
    campaign: str = "",
    act: str = "",
    query: dict[str, str] | None = None,
    body: str = "",
    claims: dict[str, str] | None = None,
    brand: str = "demo",
) -> dict[str, Any]:
    """The event of one call; without claims, one that came past the gateway."""
    path = _CAMPAIGNS + ("/{campaign}" if campaign else "") + tail
    parameters = {"brand": brand, "campaign": campaign, "act": act}
    named = {name: value for name, value in parameters.items() if value}
    raw = path.format(**named)
    context: dict[str, Any] = {
        "http": {"method": method, "path": raw, "protocol": "HTTP/1.1"},
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": f"{method} {path}",
        "stage": "$default",
        "timeEpoch": int(AT.timestamp() * 1000),
    }
    if claims is not None:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": raw,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in (query or {}).items()),
        "headers": {"authorization": "Bearer a.made-up.token"},
        "pathParameters": named,
        "requestContext": context,
        "isBase64Encoded": False,
    }
    return event | ({"queryStringParameters": query} if query else {}) | _with(body)


def _with(body: str) -> dict[str, str]:
    return {"body": body} if body else {}


def decision(act: str, version: str = "", **about: Any) -> dict[str, Any]:
    """Somebody decides on the weekly letter."""
    told = {"campaign": "weekly_tea", "claims": MEI, **about}
    body = json.dumps({"version": version}) if version else "{}"
    return staff_event("POST", "/{act}", act=act, body=body, **told)


def edit(text: str, **about: Any) -> dict[str, Any]:
    """Somebody writes a campaign."""
    return staff_event("PUT", **{"campaign": "year_end", "claims": MEI, "body": text, **about})


def look(tail: str = "", **about: Any) -> dict[str, Any]:
    """Somebody looks at something."""
    return staff_event("GET", tail, **{"claims": MEI, **about})


def samples() -> dict[str, dict[str, Any]]:
    """Every sample by the name of its file."""
    return {
        "list": look(),
        "show": look(campaign="weekly_tea"),
        "show-unknown": look(campaign="nothing"),
        "edit": edit(SALE),
        "edit-mistake": edit(WRONG),
        "approve-another-version": decision("approve", "0123456789ab"),
        "approve-no-version": decision("approve"),
        "pause": decision("pause"),
        "resume": decision("resume"),
        "cancel": decision("cancel"),
        "unknown-act": decision("delete"),
        "report": look("/report", campaign="weekly_tea"),
        "forecast": look("/forecast", campaign="weekly_tea"),
        "no-token": decision("pause", claims=None),
        "no-name": decision("pause", claims={"brands": "demo"}),
        "other-brand": decision("pause", claims=MEI | {"brands": "[tide atelier]"}),
        "other-brand-edit": edit(SALE, claims=MEI | {"brands": "tide"}),
    }


if __name__ == "__main__":
    folder = ROOT / "events" / "admin"
    folder.mkdir(exist_ok=True)
    for name, event in samples().items():
        text = json.dumps(event, ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
