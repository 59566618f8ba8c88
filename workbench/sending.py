"""`towkay send`: one message by hand, planned as a campaign's is, and what policy says of it."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.policy_book import policy_book
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.sqs import SqsOutbox
from towkay.domain.contacts import Contact
from towkay.domain.errors import PackMissing
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.routes import SenderKind
from towkay.domain.situations import zone_of
from towkay.usecases.plan import plan
from workbench.contact_names import contact_named
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.policy_words import REASONS, ROUTES, Words
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
_NO_TEXT = "沒有內容 · There is nothing to say."
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
    history = store.history(before.brand, before.person_name)
    try:
        turn = plan(notice, now=now, conversations=store, packs=packs, outbox=outbox).turn
    except PackMissing as error:
        raise WorkbenchError(_NO_PACK) from error
    # A person's message has just put them in charge: policy must see the contact as it is now.
    contact = _known(store, notice)
    facts = Facts(turn, policy_book(), rules.rules(contact.brand), history)
    ruling = decide(turn.sends[0], contact, facts, now)
    zone = ZoneInfo(zone_of(contact, facts.rules))
    print("\n".join(told(ruling, notice, spoken_here(options.language), zone)))
    return _HELD_BACK if isinstance(ruling, Suppression) and not ruling.until else _ON_ITS_WAY


def noticed(options: argparse.Namespace, now: datetime, cause: str) -> Notice:
    """The notice that the options ask for. Raises `WorkbenchError`."""
    by_person = options.as_staff is not None
    if not options.text.strip():
        raise WorkbenchError(_NO_TEXT)
    if not by_person and not (options.purpose and options.topic):
        raise WorkbenchError(_NO_PURPOSE)
    if by_person and (options.purpose or options.topic):
        raise WorkbenchError(_BOTH)
    return Notice(
        contact_named(options.contact),
        now.replace(microsecond=now.microsecond // 1000 * 1000),
        f"hand:{cause}",
        Purpose.REPLY if by_person else Purpose(options.purpose),
        (Text(options.text),),
        topic=options.topic,
        sender=SenderKind.HUMAN if by_person else SenderKind.BOT,
        staff=options.as_staff or "",
        expires_at=now + options.expires if options.expires else None,
        skips_quiet=options.skip_quiet,
    )


def told(
    ruling: Permit | Suppression, notice: Notice, language: str, zone: ZoneInfo
) -> Iterator[str]:
    """What policy says of the message now, and where to ask what became of it."""

    def say(zh: str, en: str) -> str:
        return Words(zh, en).spoken(language)

    if isinstance(ruling, Suppression):
        reason = REASONS[ruling.reason]
        if ruling.until:
            until = f"{ruling.until.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"
            yield block("", say(f"先留著，到 {until} 再看", f"held, to be asked again at {until}"))
        else:
            yield block("", say("不會送出", "will not be sent"))
        yield block("  ", f"{ruling.reason.value} · {reason.what.spoken(language)}")
        yield block("  ", reason.change.spoken(language))
    else:
        cost = ruling.decision.cost
        price = say("價格不明", "price untold") if cost == UNTOLD else cost or say("免費", "free")
        yield block("", say(f"現在就送，{price}", f"goes out now, {price}"))
        yield block("  ", f"{ruling.decision.rule} · {ROUTES[ruling.route].spoken(language)}")
    whom = ":".join((notice.contact.channel.value, notice.contact.account, notice.contact.user))
    yield block("", say(f"結果見 towkay explain {whom} last", f"then: towkay explain {whom} last"))


def _known(store: DynamoConversations, notice: Notice) -> Contact:
    contact = store.contact(notice.contact)
    if contact is None:
        raise WorkbenchError(_NOBODY)
    return contact
