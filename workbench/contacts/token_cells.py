"""What does a row of a list say of a token that an earlier tool was given?

It is of a kind of its own: never as good as one that the person gave here, and by policy only for
an app that was there before. When it ends must be told: nothing else keeps a dead one from being
tried.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum, auto

from towkay.domain.optins import TokenKind
from towkay.domain.subscriptions import ChannelToken
from workbench.contacts.mistakes import Mistake

COLUMNS = ("token", "token_kind", "token_topic", "token_expires")
LONGEST = 200
_WITH_TOKENS = frozenset({"messenger", "instagram"})
_KINDS: Mapping[str, TokenKind] = {
    "": TokenKind.IMPORTED,
    TokenKind.IMPORTED.value: TokenKind.IMPORTED,
    TokenKind.NOTIFICATION.value: TokenKind.IMPORTED,  # the platform's word for those of old too
    TokenKind.ONE_TIME.value: TokenKind.ONE_TIME,
}


class Useless(Enum):
    """Why a token is left out of what is written, though nothing of its row is wrong."""

    OVER = auto()
    ENDLESS = auto()


def wrong_token(cells: Mapping[str, str]) -> Iterator[tuple[Mistake, str]]:
    token, kind = cells.get("token", ""), cells.get("token_kind", "")
    if not token:
        return
    if cells["channel"] not in _WITH_TOKENS or len(token) > LONGEST:
        yield Mistake.NO_TOKEN, ""
    if kind not in _KINDS:
        yield Mistake.NO_TOKEN_KIND, kind
    if _moment(cells.get("token_expires", "")) is None and cells.get("token_expires"):
        yield Mistake.NO_MOMENT, cells["token_expires"]


def token_of(cells: Mapping[str, str], now: datetime) -> ChannelToken | Useless | None:
    """The token of a row without mistakes; None where it has none."""
    if not cells.get("token"):
        return None
    ends = _moment(cells.get("token_expires", ""))
    if ends is None:
        return Useless.ENDLESS
    if ends <= now:
        return Useless.OVER
    kind = _KINDS[cells.get("token_kind", "")].value
    return ChannelToken(kind, cells["token"], now, cells.get("token_topic", ""), ends)


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
