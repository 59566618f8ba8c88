"""How are templates listed and created through the Graph API, which WhatsApp and Messenger share?

Sources: WhatsApp Business Platform, "Message templates"; Messenger Platform, "Utility messages".
"""

from collections.abc import Iterator, Mapping
from typing import Any

from towkay.adapters.channels.approving import Creating, Listing, TemplateRefused
from towkay.adapters.channels.asking import Answer, Ask, get, post
from towkay.adapters.channels.graph import checking
from towkay.adapters.channels.graph.template_problems import refusal_of
from towkay.adapters.channels.graph.template_reading import template_from
from towkay.adapters.channels.graph.templates import template_state
from towkay.adapters.channels.wire import json_object, word
from towkay.adapters.http import HttpReply
from towkay.domain.account_news import TemplateReviewed
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import Problem

Json = dict[str, Any]

_A_PAGE = "100"
_MOST_PAGES = 70  # a verified business has 6,000 templates at most


def listed(holder: str, fields: str, endpoint: Endpoint, account: AccountKey) -> Listing:
    """Every template, page by page."""
    found, after = [], ""
    for _ in range(_MOST_PAGES):
        query = {"fields": fields, "limit": _A_PAGE} | ({"after": after} if after else {})
        path = checking.node(_edge(holder), endpoint, account, **query)
        ask = get("templates", path, endpoint.token(account))
        content = _accepted(ask, (yield ask))
        found += [one for row in _rows(content) if (one := template_from(row)) is not None]
        after = checking.next_page(content, after)
        if not after:
            return tuple(found)
    # Whoever compared with half a list would hand in again what is on the other half.
    raise TemplateRefused(Problem.UNANSWERED, "templates: too many pages")


def created(
    holder: str, content: Json, wanted: WantedTemplate, endpoint: Endpoint, account: AccountKey
) -> Creating:
    """Hand in one template; the answer tells its state, and its category, which may be another."""
    path = checking.node(_edge(holder), endpoint, account)
    ask = post(f"create {wanted.name} {wanted.language}", path, endpoint.token(account), content)
    told = _accepted(ask, (yield ask))
    state = template_state(word(told.get("status")) or "PENDING")
    category = word(told.get("category")).lower()
    return TemplateReviewed(wanted.name, wanted.language, state, category)


def body_of(wanted: WantedTemplate) -> Json:
    """The body with an example for each gap: without one nobody can review it."""
    part: Json = {"type": "BODY", "text": wanted.body}
    if wanted.examples:
        part["example"] = {"body_text": [list(wanted.examples)]}
    return part


def buttons_of(wanted: WantedTemplate) -> list[Json]:
    """Buttons that open a page; none is no component at all."""
    buttons = [{"type": "URL", "text": one.label, "url": one.url} for one in wanted.buttons]
    return [{"type": "BUTTONS", "buttons": buttons}] if buttons else []


def form_of(wanted: WantedTemplate, *components: Json) -> Json:
    """The whole request."""
    return {
        "name": wanted.name,
        "language": wanted.language,
        "category": wanted.kind.upper(),
        "parameter_format": "POSITIONAL",
        "components": list(components),
    }


def _edge(holder: str) -> str:
    return f"{checking.safe(holder)}/message_templates"


def _accepted(ask: Ask, answer: Answer) -> Mapping[str, Any]:
    if isinstance(answer, HttpReply) and 200 <= answer.status < 300:
        return json_object(answer.body)
    raise refusal_of(ask, answer)


def _rows(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    data = content.get("data")
    yield from (one for one in data if isinstance(one, dict)) if isinstance(data, list) else ()
