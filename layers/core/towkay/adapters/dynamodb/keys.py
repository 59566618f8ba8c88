"""What is stored under which key? Every key is built and parsed here, and nowhere else.

    pk                                     sk                       item
    CONTACT#{channel}#{account}#{user}     STATE                    the contact
    same                                   TURN#{time}#{cause}      a turn: decided and sent
    same                                   CONSENT#{time}#{cause}   a row of the consent ledger
    same                                   MARKS                    how far delivered and read
    ACCOUNT#{channel}#{account}            HEALTH                   whether its channel takes calls
    same                                   PACE#{bucket}            who holds which part of a rate
    same                                   FACTS                    its standing and its quota
    same                                   TEMPLATE#{name}#{lang}   whether a template may be sent
    same                                   NEWS#{time}#{cause}      what its channel told of it
    same                                   HEARD                    when shoppers were last heard
    BRAND#{brand}                          PACK                     which pack is active
    PERSON#{brand}#{person}                UNASKED                  unasked messages, for caps
    FAILURE#{queue message's id}           NOTE                     why a worker gave it back

    by_due      due_pk DUE#{shard}, due_sk {time}#{time of the cause}#{cause}: only while a turn has
                a send that is not final. The shard is a hash of the contact, so no conversation
                makes one hot.
    by_lookup   lookup_pk, lookup_sk: kept free for subscribers of topics and followers of orders.

Times are UTC in milliseconds, so that text order is time order. Each part is percent-encoded where
it would break the key apart; other letters, Chinese ones too, stay readable.
"""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from towkay.adapters.digests import contact_digest
from towkay.adapters.joined import channel_named
from towkay.domain.channels import ContactKey
from towkay.domain.health import AccountKey
from towkay.domain.turns import TurnKey

STATE = "STATE"
TURN = "TURN"
CONSENT = "CONSENT"
MARKS = "MARKS"
PACK = "PACK"
HEALTH = "HEALTH"
NOTE = "NOTE"
UNASKED = "UNASKED"
FACTS = "FACTS"
TEMPLATE = "TEMPLATE"
NEWS = "NEWS"
HEARD = "HEARD"
DUE_INDEX = "by_due"
DUE_SHARDS = 16
_MILLISECOND = timedelta(milliseconds=1)
# The separator, the escape itself, white space and controls, and what UTF-8 cannot carry.
_UNSAFE = re.compile("[#%\x00-\x20\x7f-\xa0\u2028\u2029\u3000\ud800-\udfff]")


def contact_pk(key: ContactKey) -> str:
    return _join("CONTACT", key.channel, key.account, key.user)


def contacts_of(account: AccountKey) -> str:
    """What the keys of all contacts of an account begin with."""
    return _join("CONTACT", account.channel, account.account, "")


def turn_sk(key: TurnKey) -> str:
    return _join(TURN, _time(key.occurred_at), key.cause)


def turn_range(since: datetime) -> tuple[str, str]:
    """First and last sort key of the turns whose cause happened at or after `since`."""
    return _join(TURN, _time(since)), _join(TURN, "~")  # "~" follows every digit


def consent_sk(at: datetime, cause: str) -> str:
    return _join(CONSENT, _time(at), cause)


def consent_range() -> tuple[str, str]:
    """First and last sort key of a contact's consent ledger."""
    return _join(CONSENT, ""), _join(CONSENT, "~")


def account_pk(account: AccountKey) -> str:
    return _join("ACCOUNT", account.channel, account.account)


def pace_sk(bucket: str) -> str:
    return _join("PACE", bucket)


def template_sk(name: str, language: str) -> str:
    return _join(TEMPLATE, name, language)


def template_range() -> tuple[str, str]:
    """First and last sort key of an account's templates."""
    return _join(TEMPLATE, ""), f"{TEMPLATE}$"  # "$" follows the separator


def news_sk(at: datetime, cause: str) -> str:
    return _join(NEWS, _time(at), cause)


def news_range() -> tuple[str, str]:
    """First and last sort key of the news of an account."""
    return _join(NEWS, ""), _join(NEWS, "~")


def brand_pk(brand: str) -> str:
    return _join("BRAND", brand)


def person_pk(brand: str, person: str) -> str:
    return _join("PERSON", brand, person)


def failure_pk(message_id: str) -> str:
    return _join("FAILURE", message_id)


def due_pk(shard: int) -> str:
    return _join("DUE", str(shard))


def due_shard(contact: ContactKey) -> int:
    return contact_digest(contact)[0] % DUE_SHARDS


def due_sk(due_at: datetime, turn: TurnKey) -> str:
    """Rounded up, so that nothing is found before its time.

    What was held until the same moment is found in the order in which it happened.
    """
    rounded_up = due_at + _MILLISECOND - timedelta(microseconds=1)
    return _join(_time(rounded_up), _time(turn.occurred_at), turn.cause)


def due_bound(now: datetime) -> str:
    """Every `due_sk` at or before `now` sorts before this, every later one does not."""
    return _time(now + _MILLISECOND)


def parse_contact(pk: str) -> ContactKey:
    """Raises `ValueError` when `pk` is not a contact's."""
    channel, account, user = _split(pk, "CONTACT", 3)
    return ContactKey(channel_named(channel), account, user)


def parse_turn(pk: str, sk: str) -> TurnKey:
    """Raises `ValueError` when the keys are not a turn's."""
    time, cause = _split(sk, TURN, 2)
    return TurnKey(parse_contact(pk), datetime.fromisoformat(time), cause)


def kind_of(sk: str) -> str:
    """Which kind of row of a contact this is: `STATE`, `TURN`, `CONSENT`, `MARKS`."""
    return sk.partition("#")[0]


def parse_due_at(text: str) -> datetime:
    """The moment in a `due_sk`."""
    return datetime.fromisoformat(text.partition("#")[0])


def _join(*parts: str) -> str:
    return "#".join(_UNSAFE.sub(_escape, part) for part in parts)


def _split(key: str, prefix: str, count: int) -> list[str]:
    first, *parts = key.split("#")
    if first != prefix or len(parts) != count:
        raise ValueError(f"not a {prefix} key")
    return [unquote(part, errors="surrogatepass") for part in parts]


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def _time(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
