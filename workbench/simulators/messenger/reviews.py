"""What does Meta think of a utility template, and when is the shop told?

What the rules refuse is rejected with its reason. Source: Messenger Platform, "Utility messages".
"""

import re
from collections.abc import Mapping

from workbench.simulators.clock import epoch_ms
from workbench.simulators.messenger import events
from workbench.simulators.messenger.state import Page, Pages, Template
from workbench.simulators.messenger.utility import gaps_in
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.world import World

VERDICTS = ("APPROVED", "REJECTED", "PAUSED", "DISABLED", "PENDING")
_FIELD = "message_template_status_update"
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_FORBIDDEN = set("#$%")
# A reviewer's ear: words that sell. The platform's own rules are not published.
_SELLING = re.compile(
    r"discount|% off|sale\b|buy now|promo|coupon|deal\b|折扣|特價|優惠|促銷", re.IGNORECASE
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_WORDS_A_GAP = 2  # fewer words than this for each gap, and the review calls it too many gaps


class Reviews:
    """Reviews templates, at once or after the Page's `review_takes`."""

    def __init__(self, world: World, pages: Pages, webhooks: MessengerWebhooks) -> None:
        self._world = world
        self._pages = pages
        self._webhooks = webhooks

    def submit(self, page: Page, template: Template) -> None:
        """It waits for its review from now on."""
        now = self._world.now()
        template.status, template.reason = "PENDING", ""
        template.review_at = now + page.rules.review_takes
        if template.review_at <= now:
            self._review(page, template)

    def release(self) -> None:
        """Review what has waited long enough."""
        with self._world.lock:
            now = self._world.now()
            for page in self._pages.all():
                for template in page.templates.values():
                    if template.review_at is not None and template.review_at <= now:
                        self._review(page, template)

    def decide(self, page: Page, name: str, told: Mapping[str, object]) -> list[Template]:
        """A verdict of the bench's own on every language of a name.

        Raises `ValueError` for what is no verdict.
        """
        verdict = told.get("verdict")
        if verdict not in VERDICTS:
            raise ValueError(f"verdict is one of {', '.join(VERDICTS)}")
        with self._world.lock:
            found = [one for one in page.templates.values() if one.name == name]
            for one in found:
                self._told(page, one, str(verdict), str(told.get("reason") or ""))
        return found

    def _review(self, page: Page, template: Template) -> None:
        reason = _objection(template)
        self._told(page, template, "REJECTED" if reason else "APPROVED", reason)

    def _told(self, page: Page, template: Template, status: str, reason: str) -> None:
        template.status, template.reason, template.review_at = status, reason, None
        told = {
            "event": template.status,
            "message_template_id": template.id,
            "message_template_name": template.name,
            "message_template_language": template.language,
            "reason": template.reason or "NONE",
        }
        at_s = epoch_ms(self._world.now()) // 1000
        self._webhooks.tell(page, _FIELD, events.change_body(page.id, at_s, _FIELD, told))


def _objection(template: Template) -> str:
    """Why a review rejects it; empty when it does not."""
    for text in (str(one.get("text", "")) for one in template.components):
        gaps = gaps_in(text)
        inside = "".join(_PLACEHOLDER.findall(text))
        numbered = [str(number) for number in range(1, len(gaps) + 1)]
        wrong_order = template.parameter_format == "POSITIONAL" and gaps != numbered
        if wrong_order or len(_PLACEHOLDER.findall(text)) < len(gaps) or _FORBIDDEN & set(inside):
            return "INCORRECT_PARAMS"
        if len(_WORD.findall(_PLACEHOLDER.sub(" ", text))) < _WORDS_A_GAP * len(gaps):
            return "PARAMS_TO_WORD_RATIO_EXCEED_LIMIT"
        if _SELLING.search(text):
            return "TAG_SHOULD_BE_MARKETING"
    return ""
