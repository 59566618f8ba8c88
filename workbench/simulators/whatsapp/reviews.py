"""What does the platform think of a template, at first and later, and how is the shop told?"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from workbench.simulators.whatsapp.state import State
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

VERDICTS = ("APPROVED", "REJECTED", "PAUSED", "DISABLED", "PENDING")
CATEGORIES = ("UTILITY", "MARKETING")


class Reviews:
    """Reviews templates, and changes its mind."""

    def __init__(self, state: State, webhooks: WhatsAppWebhooks) -> None:
        self._state = state
        self._webhooks = webhooks

    def submit(self, waba: str, template: Template) -> None:
        """A reviewer looks at it, sooner or later."""
        template.status = "PENDING"
        takes = self._state.business(waba).review_takes
        takes = self._state.rules.review_takes if takes is None else takes
        due = self._state.world.now() + takes
        if due <= self._state.world.now():
            self.review(waba, template)
        else:
            self._state.agenda.at(due, partial(self.review, waba, template))

    def review(self, waba: str, template: Template) -> None:
        """What the name asks for is given: a template `…_rejected` tries the other way out."""
        with self._state.world.lock:
            if template.status != "PENDING":
                return  # somebody decided meanwhile
            if template.name.endswith("_rejected"):
                template.status, template.reason = "REJECTED", "INVALID_FORMAT"
            else:
                template.status, template.reason = "APPROVED", "NONE"
                template.synced_at = self._state.world.now() + self._state.rules.marketing_sync
            self.tell(waba, template, template.status)

    def degrade(self, waba: str, template: Template) -> None:
        """People block it or report it: its quality turns red, and it is paused."""
        with self._state.world.lock:
            before, template.quality = template.quality, "RED"
            named = {f"message_template_{k}": getattr(template, k) for k in ("name", "language")}
            scores = {"previous_quality_score": before, "new_quality_score": "RED"}
            told = named | scores | {"message_template_id": int(template.id)}
            self._webhooks.tell_business(waba, "message_template_quality_update", told)
            title = template.pause(self._state.world.now())
            about = {"title": title, "description": "The template has low quality."}
            self.tell(waba, template, template.status, other_info=about)

    def tell(self, waba: str, template: Template, event: str, **more: JsonObject) -> None:
        value: JsonObject = {
            "event": event,
            "message_template_id": int(template.id),
            "message_template_name": template.name,
            "message_template_language": template.language,
            "message_template_category": template.category,
            "reason": template.reason,
        }
        if event == "REJECTED":
            text = "The variables are not in the right format."
            value["rejection_info"] = {"reason": text, "recommendation": "Mend and resubmit."}
        self._webhooks.tell_business(waba, "message_template_status_update", value | more)

    def decide(self, waba: str, name: str, told: Mapping[str, object]) -> list[Template]:
        """A verdict of the bench's own on every language of a name.

        Raises `ValueError` for what is no verdict.
        """
        verdict, category = told.get("verdict"), told.get("category")
        if verdict not in VERDICTS:
            raise ValueError(f"verdict is one of {', '.join(VERDICTS)}")
        if category not in (None, *CATEGORIES):
            raise ValueError(f"category is one of {', '.join(CATEGORIES)}")
        with self._state.world.lock:
            found = self._state.business(waba).templates.named(name)
            for one in found:
                one.status, one.paused_until = str(verdict), None
                one.category = str(category or one.category)
                one.reason = str(told.get("reason") or "NONE")
                self.tell(waba, one, one.status)
        return found

    def hold_for(self, waba: str, seconds: float) -> None:
        """From now on a review takes so long."""
        with self._state.world.lock:
            self._state.business(waba).review_takes = timedelta(seconds=seconds)
