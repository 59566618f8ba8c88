"""How long does the platform go on telling a shop that does not answer?

Source: Messenger Platform, "Webhooks": tries again for an hour, then the Page is unsubscribed from
the app, and what was not told is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workbench.simulators.messenger.state import Page
from workbench.simulators.sender import Sent


@dataclass(slots=True)
class _Untold:
    page: Page
    sent: Sent
    since: datetime
    tried_at: datetime


class Redelivery:
    """What the shop has not taken yet, oldest first."""

    def __init__(self) -> None:
        self._untold: list[_Untold] = []

    def note(self, page: Page, sent: Sent, now: datetime) -> None:
        """Nobody took it, with all the immediate tries."""
        known = next((one for one in self._untold if one.sent.body == sent.body), None)
        if known is not None:
            known.tried_at = now
        else:
            self._untold.append(_Untold(page, sent, now, now))

    def taken(self, sent: Sent) -> None:
        self._untold = [one for one in self._untold if one.sent.body != sent.body]

    def retry(self, now: datetime, again: Callable[[Sent], Sent]) -> None:
        """Try again whatever is due, and give up on a Page that was silent for too long."""
        due = [one for one in self._untold if now - one.tried_at >= one.page.rules.retry_every]
        if len(due) > 1 and due[0].page.rules.reorders_after_failure:
            due[0], due[1] = due[1], due[0]
        for one in due:
            if now - one.since >= one.page.rules.gives_up_after:
                one.page.subscribed = None
                self._untold = [left for left in self._untold if left.page is not one.page]
            elif one in self._untold:
                again(one.sent)
