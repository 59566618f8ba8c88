"""What is the thing that a path names: the account, a person, a message, or a comment?"""

from workbench.simulators.instagram.answering import Json
from workbench.simulators.instagram.comments import Comments
from workbench.simulators.instagram.door import Caller
from workbench.simulators.instagram.histories import Histories
from workbench.simulators.instagram.profiles import Profiles


class Objects:
    """`GET /{anything}`."""

    def __init__(self, profiles: Profiles, histories: Histories, comments: Comments) -> None:
        self._profiles = profiles
        self._histories = histories
        self.comments = comments

    def read(self, caller: Caller, found: str) -> Json:
        """The account by its own name, a message by its id, else a person."""
        if found in ("me", caller.account.account, caller.account.page):
            return self._profiles.me(caller)
        if self._histories.has(found):
            return self._histories.message(caller, found)
        return self._profiles.person(caller, found)
