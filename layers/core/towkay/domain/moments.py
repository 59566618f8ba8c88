"""Which of several moments is the latest, some of which may never have been?"""

from datetime import datetime


def latest(*moments: datetime | None) -> datetime | None:
    """The latest of those that were; None when none was."""
    return max(filter(None, moments), default=None)
