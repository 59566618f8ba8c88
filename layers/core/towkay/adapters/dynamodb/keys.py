"""What is stored under which key? Here, in `campaign_keys` and `order_keys` each is built and read.

    pk                                     sk                       item
    CONTACT#{channel}#{account}#{user}     STATE                    the contact
    same                                   TURN#{time}#{cause}      a turn: decided and sent
    same                                   CONSENT#{time}#{cause}   a row of the consent ledger
    same                                   MARKS                    how far delivered and read
    same                                   TOPIC#{topic}            that it follows a topic
    ACCOUNT#{channel}#{account}            HEALTH                   whether its channel takes calls
    same                                   PACE#{bucket}            who holds which part of a rate
    same                                   FACTS                    its standing and its quota
    same                                   TEMPLATE#{name}#{lang}   whether a template may be sent
    same                                   NEWS#{time}#{cause}      what its channel told of it
    same                                   HEARD                    when shoppers were last heard
    BRAND#{brand}                          PACK                     which pack is active
    same                                   CAMPAIGN#{id}            where a campaign stands
    same                                   RUN#{id}#{occurrence}    how far one firing of it got
    RUN#{brand}#{id}#{occurrence}          CHUNK#{shard}#{number}   some of its people
    same                                   BATCH#{name}             one call for many of them
    BRANDS                                 BRAND#{brand}            which brands have campaigns
    ORDER#{brand}#{number}                 STATE                    an order
    same                                   PARCEL#{part}            what is known of some parcels
    same                                   FOLLOWER#{…}             a contact that may see it
    CONTACT#{channel}#{account}#{user}     ORDER#{brand}#{number}   that it may see the order
    REF#{brand}#{kind}#{value}             ORDER                    to which order a name leads
    same                                   NEWS#{hash}              news that wait for an order
    PUZZLES#{brand}                        PUZZLE#{hash}            a word that no table knew
    PERSON#{brand}#{person}                UNASKED                  unasked messages, for caps
    FAILURE#{queue message's id}           NOTE                     why a worker gave it back

    by_due      due_pk DUE#{shard}, due_sk {time}#{time of the cause}#{cause}: only while a turn has
                a send that is not final. The shard is a hash of the contact, so no conversation
                makes one hot.
    by_lookup   TOPIC#{brand}#{topic}#{shard} / {when agreed}#{hash of the contact}: only while it
                follows the topic.
                OPEN#{brand} / {when due}#{id}#{occurrence}: only while a run has not ended.
                PARCELS#{shard} / {when}#{hash}: only while somebody must look at an order then.
                PUZZLES#{brand} / {when it came}.

The people of a run lie in a partition of its own: a minute of planning must not make the brand's
rows hot, nor the list of runs as long as their people.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from towkay.adapters.digests import contact_digest
from towkay.adapters.dynamodb.key_parts import head, join, moment_text, split
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


def contact_pk(key: ContactKey) -> str:
    return join("CONTACT", key.channel, key.account, key.user)


def contacts_of(account: AccountKey) -> str:
    """What the keys of all contacts of an account begin with."""
    return join("CONTACT", account.channel, account.account, "")


def turn_sk(key: TurnKey) -> str:
    return _turn_sk(key.occurred_at, key.cause)


@lru_cache(maxsize=64)  # a run of a campaign asks for the same one once for each recipient
def _turn_sk(occurred_at: datetime, cause: str) -> str:
    return join(TURN, moment_text(occurred_at), cause)


def turn_range(since: datetime) -> tuple[str, str]:
    """First and last sort key of the turns whose cause happened at or after `since`."""
    return join(TURN, moment_text(since)), join(TURN, "~")  # "~" follows every digit


def consent_sk(at: datetime, cause: str) -> str:
    return join(CONSENT, moment_text(at), cause)


def consent_range() -> tuple[str, str]:
    """First and last sort key of a contact's consent ledger."""
    return join(CONSENT, ""), join(CONSENT, "~")


def account_pk(account: AccountKey) -> str:
    return join("ACCOUNT", account.channel, account.account)


def pace_sk(bucket: str) -> str:
    return join("PACE", bucket)


def template_sk(name: str, language: str) -> str:
    return join(TEMPLATE, name, language)


def template_range() -> tuple[str, str]:
    """First and last sort key of an account's templates."""
    return join(TEMPLATE, ""), f"{TEMPLATE}$"  # "$" follows the separator


def news_sk(at: datetime, cause: str) -> str:
    return join(NEWS, moment_text(at), cause)


def news_range() -> tuple[str, str]:
    """First and last sort key of the news of an account."""
    return join(NEWS, ""), join(NEWS, "~")


def brand_pk(brand: str) -> str:
    return join("BRAND", brand)


def person_pk(brand: str, person: str) -> str:
    return join("PERSON", brand, person)


def failure_pk(message_id: str) -> str:
    return join("FAILURE", message_id)


def due_pk(shard: int) -> str:
    return join("DUE", str(shard))


def due_shard(contact: ContactKey) -> int:
    return contact_digest(contact)[0] % DUE_SHARDS


def due_sk(due_at: datetime, turn: TurnKey) -> str:
    """Rounded up, so that nothing is found before its time.

    What was held until the same moment is found in the order in which it happened.
    """
    rounded_up = due_at + _MILLISECOND - timedelta(microseconds=1)
    return join(moment_text(rounded_up), moment_text(turn.occurred_at), turn.cause)


def due_bound(now: datetime) -> str:
    """Every `due_sk` at or before `now` sorts before this, every later one does not."""
    return moment_text(now + _MILLISECOND)


def parse_contact(pk: str) -> ContactKey:
    """Raises `ValueError` when `pk` is not a contact's."""
    channel, account, user = split(pk, "CONTACT", 3)
    return ContactKey(channel_named(channel), account, user)


def parse_turn(pk: str, sk: str) -> TurnKey:
    """Raises `ValueError` when the keys are not a turn's."""
    time, cause = split(sk, TURN, 2)
    return TurnKey(parse_contact(pk), datetime.fromisoformat(time), cause)


def kind_of(sk: str) -> str:
    """Which kind of row of a contact this is: `STATE`, `TURN`, `CONSENT`, `MARKS`."""
    return head(sk)


def parse_due_at(text: str) -> datetime:
    """The moment in a `due_sk`."""
    return datetime.fromisoformat(head(text))
