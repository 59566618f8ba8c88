"""What becomes of a message that was accepted: is it delivered, or does it fail, and why?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.simulators.whatsapp import content
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject

_DAY = timedelta(hours=24)
_UNCAPPED = ("GB",)  # no cap on marketing there, nor in Japan
_NO_MARKETING = ("US",)


@dataclass(frozen=True, slots=True)
class Accepted:
    """One message on its way. `category` is what it counts and costs as."""

    number: Number
    thread: Thread | None
    body: JsonObject
    template: Template | None
    category: str  # service, utility, marketing, marketing_lite, authentication
    now: datetime

    @property
    def needs_window(self) -> bool:
        """Only what is neither a template nor sent directly needs an open window."""
        return self.category == "service"

    @property
    def is_marketing(self) -> bool:
        return self.category.startswith("marketing")


def failing(state: State, sent: Accepted) -> tuple[int, str] | None:
    """Code and details of the failure that will be told, None when it arrives."""
    thread = sent.thread
    if thread is None or not thread.person.reachable or thread.contact.blocked:
        return 131026, "Message undeliverable."
    return (
        _by_content(state, sent, thread)
        or (_by_marketing(state, sent, thread) if sent.is_marketing else None)
        or _by_window(state, sent, thread)
        or _by_money(state, sent, thread)
    )


def _by_content(state: State, sent: Accepted, thread: Thread) -> tuple[int, str] | None:
    if content.unfetchable(sent.body):
        return 131053, "Downloading media from weblink failed."
    if sent.body.get("type") == "reaction":
        target = sent.body["reaction"]["message_id"]
        at = thread.heard.get(target)
        if at is None or sent.now - at > timedelta(days=30):
            return 131009, "The message to react to is unknown or too old."
    name = str((sent.body.get("direct_send_config") or {}).get("template_name"))
    templates = state.business(sent.number.account.waba).templates
    return (132021, "The name belongs to another template.") if templates.named(name) else None


def _by_marketing(state: State, sent: Accepted, thread: Thread) -> tuple[int, str] | None:
    person, cap = thread.person, state.rules.marketing_cap
    if person.stopped:
        return 131050, "The user has stopped marketing messages from this business."
    if person.in_experiment:
        return 130472, "The user is part of an experiment."
    day = [at for at in person.marketed_at if sent.now - at < _DAY]
    is_capped = cap is not None and person.country not in (*_UNCAPPED, "JP") and len(day) >= cap
    if person.country in _NO_MARKETING or is_capped:
        return 131049, "Not delivered to maintain healthy ecosystem engagement."
    return None


def _by_window(state: State, sent: Accepted, thread: Thread) -> tuple[int, str] | None:
    if thread.open_at(sent.now, state.rules.window):
        return None
    if sent.needs_window:
        return 131047, (
            "Message failed to send because more than 24 hours have passed since the customer "
            "last replied to this number."
        )
    if not _within_reach(state, sent, thread):
        return 131048, "The messaging limit of the portfolio is reached."
    return None


def _within_reach(state: State, sent: Accepted, thread: Thread) -> bool:
    """Unique people written to outside their window in 24 hours, over all of its numbers."""
    reached = state.portfolio(sent.number.account.portfolio).reached
    for bsuid in [one for one, at in reached.items() if sent.now - at >= _DAY]:
        del reached[bsuid]
    most = state.rules.reach
    if most is not None and thread.person.bsuid not in reached and len(reached) >= most:
        return False
    reached[thread.person.bsuid] = sent.now
    return True


def _by_money(state: State, sent: Accepted, thread: Thread) -> tuple[int, str] | None:
    if state.rules.has_payment_method or price_type(state, sent, thread) != "regular":
        return None
    return 131042, "There is no payment method, and nothing free is left."


def price_type(state: State, sent: Accepted, thread: Thread) -> str:
    """Free at an entry point, free for the first service messages of a month, else charged."""
    if thread.free_at(sent.now):
        return "free_entry_point"
    month = f"{sent.now:%Y-%m}"
    left = sent.number.services[month] < state.rules.free_service_messages
    return "free_customer_service" if sent.needs_window and left else "regular"


def book(state: State, sent: Accepted, thread: Thread) -> str:
    """Count a delivered message; the type of its price is returned."""
    kind = price_type(state, sent, thread)
    if sent.needs_window and kind != "free_entry_point":
        sent.number.services[f"{sent.now:%Y-%m}"] += 1
    if sent.is_marketing:
        thread.person.marketed_at.append(sent.now)
    if sent.template is not None:
        sent.template.sent += 1
    return kind
