"""Which path of LINE's hosts leads where?

`api.line.me` and `api-data.line.me` share the prefix: no path is on both of them.
"""

from collections.abc import Callable, Iterator

from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from workbench.simulators.line.office import Office
from workbench.simulators.platform import route

_BOT = "/line/v2/bot"
Row = tuple[str, str, Callable[..., Response]]


def rules(office: Office) -> list[Rule]:
    """All paths; whatever is none of them is answered as LINE answers."""
    rows = [*_messages(office), *_people(office), *_menus(office), *_lists(office), *_care(office)]
    table = [route(method, _BOT + path, view) for method, path, view in rows]
    table += [route(*row) for row in _outside(office)]
    return [*table, route("", "/line/<path:_rest>", office.messaging.unknown)]


def _messages(office: Office) -> Iterator[Row]:
    api, counts, media = office.messaging, office.counts, office.media
    yield "POST", "/message/<kind>", api.send
    yield "POST", "/message/validate/<kind>", api.validate
    yield "GET", "/message/progress/narrowcast", api.progress
    yield "POST", "/chat/loading/start", api.loading
    yield "POST", "/chat/markAsRead", api.mark_as_read
    yield "POST", "/message/pnp/templated/push", office.notifications.templated
    yield "GET", "/message/quota", counts.quota
    yield "GET", "/message/quota/consumption", counts.consumption
    yield "GET", "/message/delivery/<path:kind>", counts.delivery
    yield "GET", "/message/aggregation/info", counts.units
    yield "GET", "/message/aggregation/list", counts.unit_names
    yield "GET", "/message/<message>/content", media.content
    yield "GET", "/message/<message>/content/transcoding", media.transcoding
    yield "GET", "/message/<message>/content/preview", media.preview


def _people(office: Office) -> Iterator[Row]:
    people = office.people
    yield "GET", "/profile/<user>", people.profile
    yield "GET", "/followers/ids", people.followers
    yield "GET", "/info", people.bot_info
    yield "POST", "/user/<user>/linkToken", people.link_token
    for kind in ("group", "room"):
        yield "", f"/<any({kind}):kind>/<group>/<path:_rest>", people.group
    yield "GET", "/membership/<path:_rest>", people.memberships


def _menus(office: Office) -> Iterator[Row]:
    menus, aliases, crowds = office.menus, office.aliases, office.crowd_menus
    yield "POST", "/richmenu", menus.create
    yield "POST", "/richmenu/validate", menus.validate
    yield "GET", "/richmenu/list", menus.listed
    yield "GET", "/richmenu/<menu>", menus.get
    yield "DELETE", "/richmenu/<menu>", menus.delete
    yield "POST", "/richmenu/<menu>/content", menus.upload
    yield "GET", "/richmenu/<menu>/content", menus.picture
    yield "POST", "/user/all/richmenu/<menu>", menus.set_default
    yield "GET", "/user/all/richmenu", menus.default
    yield "DELETE", "/user/all/richmenu", menus.unset_default
    yield "POST", "/user/<user>/richmenu/<menu>", menus.link
    yield "GET", "/user/<user>/richmenu", menus.linked
    yield "DELETE", "/user/<user>/richmenu", menus.unlink
    yield "POST", "/richmenu/alias", aliases.create
    yield "GET", "/richmenu/alias/list", aliases.listed
    yield "POST", "/richmenu/alias/<alias>", aliases.update
    yield "GET", "/richmenu/alias/<alias>", aliases.get
    yield "DELETE", "/richmenu/alias/<alias>", aliases.delete
    yield "POST", "/richmenu/bulk/link", crowds.bulk_link
    yield "POST", "/richmenu/bulk/unlink", crowds.bulk_unlink
    yield "POST", "/richmenu/batch", crowds.batch
    yield "POST", "/richmenu/validate/batch", crowds.validate_batch
    yield "GET", "/richmenu/progress/batch", crowds.progress


def _lists(office: Office) -> Iterator[Row]:
    coupons, audiences, insight = office.coupons, office.audiences, office.insight
    yield "POST", "/coupon", coupons.create
    yield "GET", "/coupon", coupons.listed
    yield "GET", "/coupon/<coupon>", coupons.get
    yield "PUT", "/coupon/<coupon>/close", coupons.close
    for method in ("POST", "PUT"):
        yield method, "/audienceGroup/upload", audiences.upload
        yield method, "/audienceGroup/upload/byFile", audiences.upload_file
    yield "POST", "/audienceGroup/<any(click, imp):kind>", audiences.from_request
    yield "GET", "/audienceGroup/list", audiences.listed
    yield "GET", "/audienceGroup/<audience>", audiences.get
    yield "DELETE", "/audienceGroup/<audience>", audiences.delete
    yield "PUT", "/audienceGroup/<audience>/updateDescription", audiences.rename
    yield "GET", "/insight/followers", insight.followers
    yield "GET", "/insight/demographic", insight.demographic
    yield "GET", "/insight/message/delivery", insight.deliveries
    yield "GET", "/insight/message/event", insight.event
    yield "GET", "/insight/message/event/aggregation", insight.units
    yield "GET", "/insight/richmenu/<menu>/<kind>", insight.rich_menu


def _care(office: Office) -> Iterator[Row]:
    endpoints = office.endpoints
    yield "PUT", "/channel/webhook/endpoint", endpoints.put
    yield "GET", "/channel/webhook/endpoint", endpoints.get
    yield "POST", "/channel/webhook/test", endpoints.test


def _outside(office: Office) -> Iterator[Row]:
    oauth = office.oauth
    yield "POST", "/line/bot/pnp/push", office.notifications.flexible
    yield "POST", "/line/oauth2/v2.1/token", oauth.issue_v2_1
    yield "POST", "/line/oauth2/v3/token", oauth.issue_stateless
    yield "POST", "/line/v2/oauth/accessToken", oauth.issue_short
    yield "GET", "/line/oauth2/v2.1/verify", oauth.verify_v2_1
    yield "POST", "/line/v2/oauth/verify", oauth.verify
    yield "GET", "/line/oauth2/v2.1/tokens/kid", oauth.key_ids
    yield "POST", "/line/oauth2/v2.1/revoke", oauth.revoke_v2_1
    yield "POST", "/line/v2/oauth/revoke", oauth.revoke
