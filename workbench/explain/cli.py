"""`towkay explain`: why a contact did or did not get a message, in plain words."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.codec import to_plain
from towkay.adapters.policy_book import policy_book
from towkay.domain.audit.dossier import Dossier
from towkay.domain.messages import Text
from towkay.domain.policy.explaining import Explanation, why
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from workbench.contact_names import contact_named
from workbench.dossiers import Archive
from workbench.errors import WorkbenchError
from workbench.explain.lines import Teller
from workbench.languages import spoken_here
from workbench.policy_words import ROUTES
from workbench.targets import Target
from workbench.transcript import block, padded

LAST = "last"
_SHORT = 14  # of an id: its moment in milliseconds and its number, which no two sends share


def run(where: Target, options: argparse.Namespace) -> int:
    """The exit code: 0 when there was something to tell."""
    stack = where.stack()
    kept_for = timedelta(days=stack.turn_retention_days)
    archive = Archive(where.dynamodb, stack.outputs["TableName"], where.now(), kept_for)
    dossier = archive.dossier(contact_named(options.contact))
    found = sends_of(dossier)
    if not found:
        raise WorkbenchError("沒有這位聯絡人的訊息 · There is nothing on record for this contact.")
    teller = Teller(spoken_here(options.language), dossier.rules.rules.zone)
    if options.send is None:
        _print_list(found[: options.limit], teller, options)
    else:
        _print_one(chosen(found, options.send), teller, options)
    return 0


def sends_of(dossier: Dossier) -> list[tuple[Turn, Send]]:
    """Every send on record, the newest first."""
    both = [(turn, send) for turn in dossier.turns for send in turn.sends]
    return sorted(both, key=lambda one: (_moment(*one), one[1].index), reverse=True)


def chosen(found: Sequence[tuple[Turn, Send]], wanted: str) -> tuple[Turn, Send]:
    """The send of an id or of the beginning of one. Raises `WorkbenchError`."""
    if wanted == LAST:
        return found[0]
    named = [one for one in found if _id(*one).startswith(wanted)]
    exact = [one for one in named if _id(*one) == wanted]
    if len(exact or named) != 1:
        many = "不只一則 · more than one send" if named else "沒有 · no send"
        raise WorkbenchError(f"{many}: {wanted}")
    return (exact or named)[0]


def _print_list(
    found: Sequence[tuple[Turn, Send]], teller: Teller, options: argparse.Namespace
) -> None:
    if options.json:
        listed = [_plain(turn, send, None, options.text) for turn, send in found]
        print(json.dumps(listed, ensure_ascii=False))
        return
    for turn, send in found:
        print(_line(turn, send, teller))
        if options.text:
            print(block("    ", _text(send)))


def _print_one(one: tuple[Turn, Send], teller: Teller, options: argparse.Namespace) -> None:
    turn, send = one
    told = why(send.decision, policy_book()) if send.decision else None
    if options.json:
        print(json.dumps(_plain(turn, send, told, options.text), ensure_ascii=False))
        return
    print(_line(turn, send, teller))
    print(block("  id    ", _id(turn, send)))
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
    if send.reason and told.reason is None and send.state is not SendState.SENT:
        yield teller.say(f"之後：{send.reason}", f"afterwards: {send.reason}")
    if send.not_before is not None:
        until = teller.when(send.not_before)
        yield teller.say(f"等到 {until} 再判定", f"asked again at {until}")
    if send.decision.policy != policy_book().version:
        yield teller.say(
            f"當時的規則版本 {send.decision.policy}", f"decided under book {send.decision.policy}"
        )
    yield from teller.lines(told, at)


def _line(turn: Turn, send: Send, teller: Teller) -> str:
    route = ROUTES[send.route].spoken(teller.language) if send.route else ""
    why_or_way = send.reason or route or "-"
    cost = teller.cost(send.decision.cost) if send.decision and send.route else "-"
    columns = (
        (teller.when(_moment(turn, send)), 19),
        (send.purpose.value, 9),
        (why_or_way, 24),
        (send.state.value, 10),
        (cost, 10),
        (_id(turn, send)[:_SHORT], _SHORT),
    )
    return "  ".join(padded(text, width) for text, width in columns).rstrip()


def _plain(turn: Turn, send: Send, told: Explanation | None, text: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "send": _id(turn, send),
        "at": _moment(turn, send).isoformat(),
        "purpose": send.purpose,
        "state": send.state,
        "route": send.route,
        "reason": send.reason,
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
    return "\n".join(
        one.text if isinstance(one, Text) else f"[{type(one).__name__}]" for one in send.messages
    )


def _moment(turn: Turn, send: Send) -> datetime:
    decided = send.decision.situation.at if send.decision else turn.created_at
    return send.called_at or decided


def _id(turn: Turn, send: Send) -> str:
    return send_id(turn.key, send.index)
