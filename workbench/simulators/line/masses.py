"""Broadcast and narrowcast: to all friends, or to those of them that LINE is asked to choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import iso_z
from workbench.simulators.conversation import Contact
from workbench.simulators.line import refusals
from workbench.simulators.line.accepted import RetryKeys
from workbench.simulators.line.audiences import Audience, Audiences
from workbench.simulators.line.crowd import Choice, Reached, demographic_of
from workbench.simulators.line.delivering import Deliveries
from workbench.simulators.line.door import Call
from workbench.simulators.world import World

_LEAST_REACH = 100  # below it nobody may be chosen by attributes
_LEAST_RECIPIENTS = 50
_KEPT = timedelta(days=14)
_TAKES = timedelta(seconds=5)
_STARTS_AFTER = timedelta(seconds=1)
_NO_END = 2**31
_TOO_FEW, _AUDIENCE_TOO_SMALL, _PARTIAL, _INTERNAL = 2, 4, 5, 1
_FAILURES = {
    _INTERNAL: "There is not enough quota for the target reach.",
    _TOO_FEW: "There are not enough recipients.",
    _AUDIENCE_TOO_SMALL: "An audience is too small.",
    _PARTIAL: "Cancelled to avoid a partial delivery.",
}
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Narrowcast:
    """One narrowcast: whom it was for, and the code of what went wrong, 0 for nothing."""

    accepted_at: datetime
    people: frozenset[str]
    error: int = 0

    def progress(self, now: datetime) -> Body:
        """How far it is at `now`."""
        if now < self.accepted_at + _STARTS_AFTER:
            return {"phase": "waiting", "acceptedTime": iso_z(self.accepted_at)}
        counts: Body = {"acceptedTime": iso_z(self.accepted_at)}
        if self.error:
            words = {"failedDescription": _FAILURES[self.error], "errorCode": self.error}
            return counts | {"phase": "failed", **words}
        number = len(self.people)
        counts |= {"successCount": number, "failureCount": 0, "targetCount": number}
        if now < self.accepted_at + _TAKES:
            return counts | {"phase": "sending"}
        return counts | {"phase": "succeeded", "completedTime": iso_z(self.accepted_at + _TAKES)}


class Masses:
    """Sends to people nobody lists. Raises `LineRefusal`."""

    def __init__(
        self, world: World, deliveries: Deliveries, keys: RetryKeys, audiences: Audiences
    ) -> None:
        self._world = world
        self._deliveries = deliveries
        self._keys = keys
        self._audiences = audiences
        self._narrowcasts: dict[tuple[str, str], Narrowcast] = {}
        self.requests: dict[tuple[str, str], datetime] = {}  # what audiences can be made from

    def broadcast(self, call: Call, body: Body) -> Body:
        """To every friend."""
        with self._world.lock:
            key = self._keys.new(call)
            self._deliveries.check(call, body)
            friends = self.friends(call.account)
            self._deliveries.charge(call, len(friends))
            self._deliveries.reach(call, "broadcast", friends, body)
            self.requests[call.account.account, call.request_id] = self._world.now()
            self._keys.accept(call, key)
            return {}

    def narrowcast(self, call: Call, body: Body) -> Body:
        """To the friends that `recipient` and `filter` choose; what came of it is asked later."""
        with self._world.lock:
            key = self._keys.new(call)
            self._deliveries.check(call, body)
            _refuse_wrong_limit(body)
            friends = self.friends(call.account)
            if demographic_of(body) is not None and self.target_reach(friends) < _LEAST_REACH:
                text = "Your account does not have enough friends"
                raise refusals.LineRefusal(403, text)
            mine = self._audiences.of(call.account.account)
            before = self._reached_by(call.account.account)
            choice = Choice(mine, before, self._world.now())
            made = self._sent(call, body, choice.people(body, friends), choice)
            self._narrowcasts[call.account.account, call.request_id] = made
            self.requests[call.account.account, call.request_id] = self._world.now()
            self._keys.accept(call, key)
            return {}

    def progress(self, account: str, request_id: str) -> Body:
        """What became of a narrowcast. Raises `LineRefusal`."""
        now = self._world.now()
        with self._world.lock:
            found = self._narrowcasts.get((account, request_id))
        if found is None or now - found.accepted_at > _KEPT:
            raise refusals.not_found()
        return found.progress(now)

    def friends(self, account: SimulatedAccount) -> list[Contact]:
        """Who can be reached without a conversation."""
        mine = (one for one in self._world.contacts() if one.account == account)
        return [one for one in mine if one.friend and not one.blocked]

    def target_reach(self, friends: Sequence[Contact]) -> int:
        """How many friends LINE says there are; the bench may claim more than it plays."""
        claimed = self._world.rules.line_target_reach
        return len(friends) if claimed is None else claimed

    def _reached_by(self, account: str) -> Reached:
        """Whom an earlier narrowcast reached, if it succeeded and may still be named."""

        def reached(request_id: str) -> frozenset[str] | None:
            found = self._narrowcasts.get((account, request_id))
            now = self._world.now()
            if found is None or found.progress(now)["phase"] != "succeeded":
                return None
            return found.people if now - found.accepted_at <= _KEPT else None

        return reached

    def _sent(self, call: Call, body: Body, people: list[Contact], choice: Choice) -> Narrowcast:
        now, account = self._world.now(), call.account.account
        error, limit = _privacy(body, people, choice.used), body.get("limit", {})
        # While it runs it keeps back as much as it could reach at most.
        reserved = min(self.target_reach(self.friends(call.account)), limit.get("max", _NO_END))
        people = people[: limit.get("max")]
        left = self._deliveries.quota.left(account, now)
        if left is not None and reserved > left:
            error = error or _over(limit, len(people) > left)
            people, reserved = people[:left], left
        if error:
            return Narrowcast(now, frozenset(), error)
        self._deliveries.charge(call, len(people))
        self._deliveries.quota.reserve(account, reserved - len(people), now + _TAKES)
        self._deliveries.reach(call, "narrowcast", people, body)
        return Narrowcast(now, frozenset(one.user for one in people))


def _over(limit: Body, is_cut: bool) -> int:
    """What comes of a narrowcast for which the quota is too small."""
    if not limit.get("upToRemainingQuota"):
        return _INTERNAL
    return _PARTIAL if limit.get("forbidPartialDelivery") and is_cut else 0


def _privacy(body: Body, people: Sequence[Contact], used: Sequence[Audience]) -> int:
    """The code of the floor under which LINE sends nothing; own uploads are exempt."""
    restricted = [one for one in used if one.kind != "UPLOAD"]
    if len(used) > 1 and any(len(one.people) < _LEAST_RECIPIENTS for one in restricted):
        return _AUDIENCE_TOO_SMALL
    chosen = demographic_of(body) is not None or bool(restricted)
    return _TOO_FEW if chosen and len(people) < _LEAST_RECIPIENTS else 0


def _refuse_wrong_limit(body: Body) -> None:
    limit = body.get("limit", {})
    if not isinstance(limit, dict):
        raise refusals.wrong_property("'limit'")
    most = limit.get("max")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool) or most < 1):
        raise refusals.wrong_property("'limit.max'")
    if limit.get("forbidPartialDelivery") and not limit.get("upToRemainingQuota"):
        text = "The option forbidPartialDelivery must be used with upToRemainingQuota."
        raise refusals.LineRefusal(400, text)
