"""What is kept of a queue record that could not be done, so that people can mend the cause?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Dead letters are kept for 14 days; the note of one is there as long as the letter is.
NOTE_LIFE = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class FailureNote:
    """Why a record failed the last time it was tried: kinds and places only, never words.

    `error` is the name of a class, `where` the function and line that gave up. An error's message
    may quote a shopper, so it is not here.
    """

    function: str
    error: str
    where: str
    receives: int
    at: datetime
