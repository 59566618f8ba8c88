"""How much of its limits has a caller used up, by the headers of an answer?

Source: Graph API, "Rate limits".
"""

import json
from datetime import datetime, timedelta

from werkzeug.wrappers import Request

from workbench.simulators.bearer import bearer_token
from workbench.simulators.messenger.state import Pages

_DAY = timedelta(hours=24)
_REGAIN_MIN = 5


def usage_headers(pages: Pages, request: Request, now: datetime) -> dict[str, str]:
    """In percent, as the platform has them; none for a caller that it does not know."""
    token = bearer_token(request) or request.args.get("access_token", "")
    page = next((one for one in pages.all() if one.account.access_token == token), None)
    if page is None:
        return {}
    most = page.rules.calls_per_engaged_user * page.rules.engaged_users
    percent = min(100, page.calls_within(_DAY, now) * 100 // max(most, 1))
    used = {"call_count": percent, "total_cputime": 0, "total_time": 0}
    regain = {"estimated_time_to_regain_access": _REGAIN_MIN if percent >= 100 else 0}
    case = {"type": "messenger", **used, **regain}
    return {
        "x-app-usage": json.dumps(used),
        "x-business-use-case-usage": json.dumps({page.id: [case]}),
    }
