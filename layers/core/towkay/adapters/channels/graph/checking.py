"""What can the Graph API be asked of an account, and what do its answers say?

Sources: Graph API, "Debug token", "Page subscribed apps", "Message templates".
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from towkay.adapters.channels.asking import Answer, Answers, Ask, content_of, get, problem_of
from towkay.adapters.channels.graph.proof import VERSION, proof_of
from towkay.adapters.channels.graph.templates import template_state
from towkay.adapters.channels.graph.usage import share_used
from towkay.adapters.channels.wire import object_at, word
from towkay.adapters.http import HttpReply
from towkay.domain.account_news import TemplateReviewed
from towkay.domain.checkup import TokenTold, WebhookTold
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey

TOKEN, WEBHOOK, TEMPLATES = "token", "webhook", "templates"
_OAUTH = 190
_MOST_PAGES = 4  # of 100 templates: a business that is not verified has 250 at most


def node(path: str, endpoint: Endpoint, account: AccountKey, **query: str) -> str:
    """A path with its query and, where the app secret is known, the proof of the token."""
    send = endpoint.send
    if send is not None and send.app_secret.strip():
        query["appsecret_proof"] = proof_of(endpoint.token(account), send.app_secret)
    return f"/{VERSION}/{path}" + (f"?{urlencode(query)}" if query else "")


def safe(name: str) -> str:
    """An id as a part of a path."""
    return quote(name, safe="")


def asks_token(endpoint: Endpoint, account: AccountKey, host: str = "") -> list[Ask]:
    """The token's own check: by the app, so it needs the app's id and its secret."""
    app_id = endpoint.verify.app_id if endpoint.verify else ""
    app_secret = endpoint.send.app_secret if endpoint.send else ""
    if not app_id or not app_secret.strip():
        return []
    app_token = f"{app_id}|{app_secret}"
    proof = proof_of(app_token, app_secret)
    query = urlencode({"input_token": endpoint.token(account), "appsecret_proof": proof})
    return [get(TOKEN, f"/{VERSION}/debug_token?{query}", app_token, host)]


def asks_holder(holder: str, endpoint: Endpoint, account: AccountKey, *more: str) -> list[Ask]:
    """Who hears of a Page or business account, and its templates with `more` fields of each."""
    subscribed = node(f"{safe(holder)}/subscribed_apps", endpoint, account)
    fields = ",".join(("name", "status", "category", "language", *more))

    def page(number: int, after: str) -> Ask:
        begin = {"after": after} if after else {}
        path = f"{safe(holder)}/message_templates"
        templates = node(path, endpoint, account, fields=fields, limit="100", **begin)
        name = TEMPLATES if number == 1 else f"{TEMPLATES} {number}"
        ask = get(name, templates, endpoint.token(account))
        return replace(ask, then=lambda answer: following(answer, number, after))

    def following(answer: Answer, number: int, after: str) -> Ask | None:
        begins = next_page(content_of({TEMPLATES: answer}, TEMPLATES) or {}, after)
        return page(number + 1, begins) if begins and number < _MOST_PAGES else None

    return [get(WEBHOOK, subscribed, endpoint.token(account)), page(1, "")]


def next_page(content: Mapping[str, Any], before: str) -> str:
    """Where the next page begins; empty on the last, and where the platform stands still."""
    paging = object_at(content, "paging")
    after = word(object_at(paging, "cursors").get("after"))
    return after if paging.get("next") and after != before else ""


def token_told(answers: Answers, needed: Sequence[str]) -> TokenTold | None:
    """What the token's check said, or what any other answer said of the token."""
    content = content_of(answers, TOKEN)
    if content is None:
        return _refused_elsewhere(answers)
    data = object_at(content, "data")
    if data.get("is_valid") is not True:
        return TokenTold(False, code=word(object_at(data, "error").get("code")))
    granted = {word(one) for one in _list(data, "scopes")}
    missing = tuple(scope for scope in needed if scope not in granted)
    ends = [
        moment for name in ("expires_at", "data_access_expires_at") if (moment := _time(data, name))
    ]
    return TokenTold(True, min(ends, default=None), missing)


def webhook_told(answers: Answers, app_id: str, needed: Sequence[str]) -> WebhookTold | None:
    """Whether our app is among those that are told of the account's events, and of which."""
    content = content_of(answers, WEBHOOK)
    if content is None:
        return None
    apps = [one for one in _list(content, "data") if isinstance(one, dict)]
    ours = [one for one in apps if _app_id(one) == app_id] if app_id else apps
    if not ours:
        return WebhookTold(False, tuple(needed))
    fields: AbstractSet[str] = {word(name) for name in _list(ours[0], "subscribed_fields")}
    return WebhookTold(True, tuple(name for name in needed if name not in fields))


def templates_told(answers: Answers) -> tuple[TemplateReviewed, ...]:
    """The templates that cannot be sent just now, and those that can."""
    pages = [content_of(answers, name) or {} for name in _pages(answers)]
    listed = [one for page in pages for one in _list(page, "data") if isinstance(one, dict)]
    return tuple(
        TemplateReviewed(
            word(one.get("name")),
            word(one.get("language")),
            template_state(word(one.get("status"))),
            word(one.get("category")).lower(),
            word(one.get("rejected_reason")),
        )
        for one in listed
        if word(one.get("name"))
    )


def are_all_told(answers: Answers) -> bool:
    """Whether the list of templates was read to its end: what is not in it is not there."""
    pages = [content_of(answers, name) for name in _pages(answers)]
    last = pages[-1] if pages else None
    return last is not None and not next_page(last, "")


def _pages(answers: Answers) -> list[str]:
    return [name for name in answers if name.split(" ")[0] == TEMPLATES]


def usage_told(answers: Answers) -> float | None:
    """The closest limit of all answers, in percent."""
    replies = [answer for answer in answers.values() if isinstance(answer, HttpReply)]
    shares = [share for reply in replies if (share := share_used(reply.headers)) is not None]
    return max(shares, default=None)


def _refused_elsewhere(answers: Answers) -> TokenTold | None:
    """A refused token shows in every answer; a good answer shows a good one."""
    replies = {name: one for name, one in answers.items() if isinstance(one, HttpReply)}
    problems = {name: problem_of(one) for name, one in replies.items() if name != TOKEN}
    refused = [code for code in problems.values() if code.partition("/")[0] == str(_OAUTH)]
    if refused:
        return TokenTold(False, code=refused[0])
    return TokenTold(True) if any(content_of(answers, name) for name in problems) else None


def _app_id(one: Mapping[str, Any]) -> str:
    """WhatsApp wraps the app it names."""
    wrapped = object_at(one, "whatsapp_business_api_data")
    return word(one.get("id") or wrapped.get("id"))


def _list(content: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = content.get(name)
    return value if isinstance(value, list) else ()


def _time(data: Mapping[str, Any], name: str) -> datetime | None:
    """Seconds since 1970; 0 is never."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**33:
        return None
    return datetime.fromtimestamp(value, UTC)
