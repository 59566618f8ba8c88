"""`towkay explain`: why a contact did or did not get a message, in plain words."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.policy_book import policy_book
from towkay.domain.audit.dossier import Dossier
from towkay.domain.health import AccountHealth, account_of
from towkay.domain.messages import Message, TemplateMessage, Text
from towkay.domain.policy.explaining import Explanation, why
from towkay.domain.proofs_of_arrival import arrival_of
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from workbench.contact_names import contact_named
from workbench.dossiers import Archive
from workbench.errors import WorkbenchError
from workbench.explain.lines import Teller
from workbench.explain.sends import Placed, beginnings, id_of, listed, moment_of
from workbench.explain.state_words import TROUBLES
from workbench.languages import spoken_here
from workbench.targets import Target
from workbench.transcript import block

LAST = "last"


def run(where: Target, options: argparse.Namespace) -> int:
    """The exit code: 0 when there was something to tell."""
    stack, now, contact = where.stack(), where.now(), contact_named(options.contact)
    table, kept_for = stack.outputs["TableName"], timedelta(days=stack.turn_retention_days)
    dossier = Archive(where.dynamodb, table, now, kept_for).dossier(contact)
    found = sends_of(dossier)
    if not found:
        raise WorkbenchError("沒有這位聯絡人的訊息 · There is nothing on record for this contact.")
    teller = Teller(spoken_here(options.language), dossier.rules.rules.zone)
    if not options.json:
        account = account_of(contact)
        health = DynamoAccountHealth(where.dynamodb, table, where.now).read(account)
        print("\n".join(_of_account(health, teller)), end="")
    if options.send is None:
        _print_list(found[: options.limit], teller, now, options)
    else:
        _print_one(chosen(found, options.send), teller, now, options)
    return 0


def sends_of(dossier: Dossier) -> list[Placed]:
    """Every send on record, the newest first."""
    both = [(turn, send) for turn in dossier.turns for send in turn.sends]
    return sorted(both, key=lambda one: (moment_of(one), one[1].index), reverse=True)


def chosen(found: Sequence[Placed], wanted: str) -> Placed:
    """The send of an id or of the beginning of one. Raises `WorkbenchError`."""
    if wanted == LAST:
        return found[0]
    named = [one for one in found if id_of(one).startswith(wanted)]
    exact = [one for one in named if id_of(one) == wanted]
    if len(exact or named) != 1:
        many = "不只一則 · more than one send" if named else "沒有 · no send"
        raise WorkbenchError(f"{many}: {wanted}")
    return (exact or named)[0]


def _of_account(health: AccountHealth, teller: Teller) -> Iterator[str]:
    """An account in trouble explains every send that waits."""
    if health.trouble is not None and health.since is not None:
        what = TROUBLES[health.trouble].spoken(teller.language)
        yield block("✗ ", f"{what} ({health.trouble.value}:{health.code or '-'})")
        since = teller.when(health.since)
        yield block("  ", teller.say(f"從 {since} 起", f"since {since}"))
        yield ""


def _print_list(
    found: Sequence[Placed], teller: Teller, now: datetime, options: argparse.Namespace
) -> None:
    if options.json:
        listed_plainly = [_plain(*one, None, options.text, now) for one in found]
        print(json.dumps(listed_plainly, ensure_ascii=False))
        return
    names = beginnings([id_of(one) for one in found])
    print(teller.say(f"時間：{teller.zone}", f"times: {teller.zone}"))
    for one in found:
        print("\n".join(listed(one, names[id_of(one)], teller, now)))
        if options.text:
            print(block("    ", _text(one[1])))


def _print_one(one: Placed, teller: Teller, now: datetime, options: argparse.Namespace) -> None:
    send = one[1]
    told = why(send.decision, policy_book()) if send.decision else None
    if options.json:
        print(json.dumps(_plain(*one, told, options.text, now), ensure_ascii=False))
        return
    print(teller.say(f"時間：{teller.zone}", f"times: {teller.zone}"))
    head, *how = listed(one, "", teller, now)
    print(head)
    if told is None or told.reason is None or told.reason != send.reason:
        print("\n".join(how))  # else it is the very rule that is told below
    print(block("  id    ", id_of(one)))
    if options.text:
        print(block("  text  ", _text(send)))
    print("\n".join(_told(send, told, teller)))


def _told(send: Send, told: Explanation | None, teller: Teller) -> Iterator[str]:
    if told is None or send.decision is None:
        waits = send.state is SendState.READY
        yield (
            teller.say("還沒有判定。", "Not decided yet.")
            if waits
            else teller.say("沒有留下判定：早於判定紀錄。", "No decision on record: from before.")
        )
        return
    at = send.decision.situation.at
    yield teller.say(f"判定於 {teller.when(at)}", f"decided at {teller.when(at)}")
    if send.decision.policy != policy_book().version:
        yield teller.say(
            f"當時的規則版本 {send.decision.policy}", f"decided under book {send.decision.policy}"
        )
    yield from teller.lines(told, send.decision.situation)


def _plain(
    turn: Turn, send: Send, told: Explanation | None, text: bool, now: datetime
) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "send": id_of((turn, send)),
        "at": moment_of((turn, send)).isoformat(),
        "purpose": send.purpose,
        "state": send.state,
        "route": send.route,
        "arrival": arrival_of(send, now),
        "reason": send.reason,
        "not_before": send.not_before.isoformat() if send.not_before else None,
        "decision": to_plain(send.decision) if send.decision else None,
    }
    if text:
        plain["text"] = _text(send)
    return {**plain, **(_plain_told(told) if told else {})}


def _plain_told(told: Explanation) -> dict[str, Any]:
    row = told.row
    rule = (
        {"rule": told.reason}
        if row is None
        else {
            "rule": row.id,
            "source": row.source,
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
        }
    )
    return {
        "because": rule,
        "facts": [to_plain(fact) for fact in told.facts],
        "closed": {one.row.id: one.obstacle for one in told.closed},
        "changes": [
            {"steps": [to_plain(step) for step in change.steps], "leads_to": change.rule}
            for change in told.changes
        ],
    }


def _text(send: Send) -> str:
    return "\n".join(map(_words, send.messages))


def _words(said: Message) -> str:
    match said:
        case Text():
            return said.text
        case TemplateMessage() if said.template.words:
            return said.template.words
        case _:
            return f"[{type(said).__name__}]"
