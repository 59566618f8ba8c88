"""What time is it, and where are the channels?

Deployed: the machine's time and the platforms' own hosts. A stack on the workbench carries one
more layer, the module `towkay_bench`, which moves the clock and names the simulators instead.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from towkay.domain.channels import Channel

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

# By channel; Instagram is called on one of two, as the account's login says, and LINE takes
# pictures on one of its own.
_HOSTS = {
    Channel.MESSENGER: "https://graph.facebook.com",
    Channel.INSTAGRAM: "https://graph.instagram.com",
    "instagram_page": "https://graph.facebook.com",
    Channel.WHATSAPP: "https://graph.facebook.com",
    Channel.LINE: "https://api.line.me",
    "line_data": "https://api-data.line.me",
}


def _real_now() -> datetime:
    return datetime.now(UTC)


def _real_base_url(host: str) -> str:
    return _HOSTS[host]


_bench = import_module("towkay_bench") if find_spec("towkay_bench") else None

now: Callable[[], datetime] = _bench.now if _bench else _real_now
base_url: Callable[[str], str] = _bench.base_url if _bench else _real_base_url


def ends_at(context: "LambdaContext") -> datetime:
    """When this invocation is cut off."""
    return now() + timedelta(milliseconds=context.get_remaining_time_in_millis())
