"""The calls about people: profiles, followers, groups, the bot itself."""

import re

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals
from workbench.simulators.line.desk import Answer, Desk
from workbench.simulators.line.door import Call, refuse_other_ids, refuse_retry_key
from workbench.simulators.line.linking import LinkTokens
from workbench.simulators.line.masses import Masses
from workbench.simulators.world import World

_GROUP = re.compile(r"[CR][0-9a-f]{32}")
_MOST_FOLLOWERS = 1000


class PeopleApi:
    """Answers `/v2/bot/{profile|followers|group|room|info}…` and link tokens."""

    def __init__(self, world: World, desk: Desk, masses: Masses, links: LinkTokens) -> None:
        self._world = world
        self._desk = desk
        self._masses = masses
        self._links = links

    def profile(self, request: Request, user: str) -> Response:
        """`GET /v2/bot/profile/{userId}`."""

        def work(call: Call) -> Answer:
            refuse_other_ids(user)
            contact = self._world.known(call.account, user)
            if contact is None or contact.blocked:
                raise refusals.not_found()
            return 200, {"userId": user, "displayName": f"顧客 {user[1:5]}", "language": "zh-TW"}

        return self._desk.serve(request, "profile", work)

    def followers(self, request: Request) -> Response:
        """`GET /v2/bot/followers/ids?limit=&start=`: for verified accounts."""

        def work(call: Call) -> Answer:
            if not self._world.rules.line_verified:
                raise refusals.no_leave()
            limit, start = request.args.get("limit", "300"), request.args.get("start", "0")
            if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_FOLLOWERS:
                raise refusals.wrong_value("limit")
            if not start.isdecimal():
                raise refusals.wrong_value("start")
            friends = [one.user for one in self._masses.friends(call.account)]
            first, end = int(start), int(start) + int(limit)
            more = {"next": str(end)} if end < len(friends) else {}
            return 200, {"userIds": friends[first:end], **more}

        return self._desk.serve(request, "followers/ids", work)

    def bot_info(self, request: Request) -> Response:
        """`GET /v2/bot/info`."""

        def work(call: Call) -> Answer:
            about = {"userId": call.account.account, "basicId": "@000towky"}
            modes = {"chatMode": "chat", "markAsReadMode": "manual"}
            return 200, about | {"displayName": "towkay"} | modes

        return self._desk.serve(request, "info", work)

    def group(self, request: Request, kind: str, group: str, _rest: str = "") -> Response:
        """`/v2/bot/{group|room}/{id}/…`: the bots of this bench are in no group."""

        def work(call: Call) -> Answer:
            if not _GROUP.fullmatch(group):
                raise refusals.wrong_value(f"{kind}Id")
            raise refusals.not_found()

        return self._desk.serve(request, kind, work)

    def link_token(self, request: Request, user: str) -> Response:
        """`POST /v2/bot/user/{userId}/linkToken`: for a friend, ten minutes, once."""

        def work(call: Call) -> Answer:
            refuse_retry_key(request)
            refuse_other_ids(user)
            contact = self._world.known(call.account, user)
            if contact is None or not contact.friend:
                raise refusals.not_found()
            with self._world.lock:
                return 200, {"linkToken": self._links.issue(contact, self._world)}

        return self._desk.serve(request, "user/linkToken", work)

    def memberships(self, request: Request, _rest: str = "") -> Response:
        """`/v2/bot/membership/…`: the product is sold in Japan only."""

        def work(call: Call) -> Answer:
            raise refusals.not_found()

        return self._desk.serve(request, "membership", work)
