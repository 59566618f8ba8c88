"""`towkay send`: one message by hand, planned as a campaign's is, and what policy says of it."""

import argparse
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.policy_book import policy_book
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.sqs import SqsOutbox
from towkay.domain.brands import Brand
from towkay.domain.contacts import Contact
from towkay.domain.errors import PackMissing
from towkay.domain.facts import Facts
from towkay.domain.health import account_of
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.permits import Suppression, decide
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import SenderKind
from towkay.domain.sends import Send, SendState
from towkay.domain.situations import zone_of
from towkay.domain.turns import Turn
from towkay.packs.findings import nearest
from towkay.usecases.plan import plan
from workbench.contact_names import contact_named, moved_on
from workbench.errors import WorkbenchError
from workbench.message_file import read_messages
from workbench.policy_words import PURPOSES
from workbench.publish import Shelf
from workbench.sending_lines import told
from workbench.targets import Target

_ON_ITS_WAY, _HELD_BACK = 0, 1
_NOBODY = (
    "這位聯絡人從沒有傳過訊息，不能主動寫給他\n"
    "This contact never wrote: nobody can be written to first."
)
_NO_PURPOSE = (
    "請說明目的：--purpose service 或 marketing 加上 --topic，或用 --as-staff 以真人身分回覆\n"
    "Say what it is for: --purpose service or marketing with a --topic, or --as-staff NAME."
)
_BOTH = (
    "--as-staff 是真人的回覆，不能再加 --purpose 或 --topic\n"
    "--as-staff is a person's own answer: it takes neither --purpose nor --topic."
)
_NO_TEXT = (
    "要說什麼？寫在指令裡，或用 --message 給一個檔案，二選一\n"
    "What is to be said? Give a TEXT or a --message FILE, and not both."
)
_OTHER_TEMPLATE = (
    "範本核准的用途跟 --purpose 不同\n"
    "The template was approved for another purpose than --purpose says."
)
_NO_TOPIC = (
    "品牌沒有「{topic}」這個主題，最接近的是：{near}\n"
    "The brand has no topic “{topic}”; the nearest: {near}."
)
_OTHER_PURPOSE = (
    "主題「{topic}」是{zh}用的，要寫 --purpose {of}\n"
    "The topic “{topic}” is one of {en}: say --purpose {of}."
)
_NO_PACK = "這個品牌還沒有發布 · This brand has not been published: towkay publish."


def run(where: Target, options: argparse.Namespace) -> int:
    """Plan the message; the exit code tells whether policy lets it go out, now or later."""
    now = where.now()
    notice = noticed(options, now, uuid4().hex[:12])
    shelf, stack = where.shelf(), where.stack()
    store = DynamoConversations(shelf.dynamodb, shelf.table, stack.turn_retention_days)
    outbox = SqsOutbox(where.sqs, stack.outputs["OutboundQueueUrl"])
    rules = DynamoBrandRules(shelf.dynamodb, shelf.table, lambda: now)
    turn = _planned(notice, now, store, shelf, outbox)
    # A person's message has just put them in charge: policy must see the contact as it is now, and
    # whatever else went to the person while this was planned.
    contact = _known(store, notice)
    history = store.history(contact.brand, contact.person_name)
    facts = Facts(turn, policy_book(), rules.rules(contact.brand), history)
    ruling = _settled(turn.sends[0]) or decide(turn.sends[0], contact, facts, now)
    accounts = DynamoAccountHealth(shelf.dynamodb, shelf.table, lambda: now)
    health = accounts.read(account_of(notice.contact))
    zone = ZoneInfo(zone_of(contact, facts.rules))
    print("\n".join(told(ruling, health, options, zone)))
    return _HELD_BACK if isinstance(ruling, Suppression) and not ruling.until else _ON_ITS_WAY


def _planned(
    notice: Notice, now: datetime, store: DynamoConversations, shelf: Shelf, outbox: SqsOutbox
) -> Turn:
    """The notice's turn, stored and asked for. Raises `WorkbenchError`."""
    packs = S3Packs(*shelf.for_reader(lambda: now))
    before = _known(store, notice)
    try:
        _check_topic(notice, packs.active(before.brand).brand)
        return plan(notice, now=now, conversations=store, packs=packs, outbox=outbox).turn
    except PackMissing as error:
        raise WorkbenchError(_NO_PACK) from error


def _settled(send: Send) -> Suppression | None:
    """What planning has refused for good: its own reason counts, not that of a moment later."""
    if send.state is not SendState.SUPPRESSED or send.decision is None:
        return None
    return Suppression(Reason(send.reason), send.decision)


def _check_topic(notice: Notice, brand: Brand) -> None:
    """Raises `WorkbenchError`: who mistypes a topic must not read that nobody subscribed to it."""
    if notice.sender is SenderKind.HUMAN:
        return
    topic = brand.topic(notice.topic)
    if topic is None:
        near = nearest(notice.topic, {one.id for one in brand.topics})
        raise WorkbenchError(_NO_TOPIC.format(topic=notice.topic, near=near))
    if topic.purpose is not notice.purpose:
        zh, en = PURPOSES[topic.purpose]
        raise WorkbenchError(_OTHER_PURPOSE.format(topic=topic.id, of=topic.purpose, zh=zh, en=en))


def noticed(options: argparse.Namespace, now: datetime, cause: str) -> Notice:
    """The notice that the options ask for. Raises `WorkbenchError`."""
    by_person = options.as_staff is not None
    if bool(options.text.strip()) is (options.message is not None):
        raise WorkbenchError(_NO_TEXT)
    if not by_person and not (options.purpose and options.topic):
        raise WorkbenchError(_NO_PURPOSE)
    if by_person and (options.purpose or options.topic):
        raise WorkbenchError(_BOTH)
    said = read_messages(options.message) if options.message else (Text(options.text),)
    try:
        return Notice(
            contact_named(options.contact),
            now.replace(microsecond=now.microsecond // 1000 * 1000),
            f"hand:{cause}",
            Purpose.REPLY if by_person else Purpose(options.purpose),
            said,
            topic=options.topic,
            sender=SenderKind.HUMAN if by_person else SenderKind.BOT,
            staff=options.as_staff or "",
            expires_at=now + options.expires if options.expires else None,
            skips_quiet=options.skip_quiet,
        )
    except ValueError as error:
        raise WorkbenchError(_OTHER_TEMPLATE) from error


def _known(store: DynamoConversations, notice: Notice) -> Contact:
    contact = store.contact(notice.contact)
    if contact is None or contact.moved_to:
        raise WorkbenchError(moved_on(contact) if contact else _NOBODY)
    return contact
