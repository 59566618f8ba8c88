"""`towkay send`: one message by hand, planned as a campaign's is, and what policy says of it."""

import argparse
from collections.abc import Iterator
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
from towkay.domain.health import AccountHealth, account_of
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import SenderKind
from towkay.domain.sends import Send, SendState
from towkay.domain.situations import zone_of
from towkay.packs.findings import nearest
from towkay.usecases.plan import plan
from workbench.cli_parts import same_place
from workbench.contact_names import contact_named, moved_on
from workbench.errors import WorkbenchError
from workbench.explain.state_words import TROUBLES
from workbench.languages import spoken_here
from workbench.message_file import read_messages
from workbench.policy.ways import after_hold
from workbench.policy_words import PURPOSES, REASONS, ROUTES, Words
from workbench.remedies import remedy, then_said
from workbench.targets import Target
from workbench.transcript import block

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
_NOT_SENT = Words("不會送出", "will not be sent")
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
    packs = S3Packs(shelf.dynamodb, shelf.table, shelf.s3, shelf.bucket, lambda: now)
    outbox = SqsOutbox(where.sqs, stack.outputs["OutboundQueueUrl"])
    rules = DynamoBrandRules(shelf.dynamodb, shelf.table, lambda: now)
    before = _known(store, notice)
    try:
        _check_topic(notice, packs.active(before.brand).brand)
        turn = plan(notice, now=now, conversations=store, packs=packs, outbox=outbox).turn
    except PackMissing as error:
        raise WorkbenchError(_NO_PACK) from error
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


def told(
    ruling: Permit | Suppression,
    health: AccountHealth,
    options: argparse.Namespace,
    zone: ZoneInfo,
) -> Iterator[str]:
    """What policy says of the message now, and where to ask what became of it."""
    language = spoken_here(options.language)
    if isinstance(ruling, Suppression):
        yield from _not_now(ruling, language, zone)
    elif health.trouble is not None:
        waits = Words(
            "先等著，帳號恢復後就送", "waits, and goes out once the account is well again"
        )
        yield block("", waits.spoken(language))
        yield block("  ", TROUBLES[health.trouble].spoken(language))
    else:
        yield from _now(ruling, language)
    then = Words("結果見 towkay explain {0} last{1}", "then: towkay explain {0} last{1}")
    yield block("", then.spoken(language).format(options.contact, same_place(options)))


def _now(ruling: Permit, language: str) -> Iterator[str]:
    cost, untold = ruling.decision.cost, Words("價格不明", "price untold")
    price = untold if cost == UNTOLD else Words(cost, cost) if cost else Words("免費", "free")
    now = Words("現在就送，{0}", "goes out now, {0}")
    yield block("", now.spoken(language).format(price.spoken(language)))
    yield block("  ", f"{ROUTES[ruling.route].spoken(language)} ({ruling.decision.rule})")


def _not_now(ruling: Suppression, language: str, zone: ZoneInfo) -> Iterator[str]:
    def when(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"

    of, until = ruling.decision.situation, ruling.until
    head = Words("先留著，到 {0} 再判定", "held until {0}") if until else _NOT_SENT
    yield block("", head.spoken(language).format(when(until) if until else ""))
    what = REASONS[ruling.reason].what.spoken(language)
    yield block("  ", f"{what} ({ruling.reason.value})")
    if then := after_hold(of, until, policy_book()):
        yield block("  ", then_said(then, language, when))
    else:
        yield block("  ", remedy(ruling.reason, until, of, language, when))


def _known(store: DynamoConversations, notice: Notice) -> Contact:
    contact = store.contact(notice.contact)
    if contact is None or contact.moved_to:
        raise WorkbenchError(moved_on(contact) if contact else _NOBODY)
    return contact
