"""Whom does a business block on WhatsApp?"""

import re
from datetime import timedelta

from workbench.simulators.whatsapp.door import Call
from workbench.simulators.whatsapp.people import Person
from workbench.simulators.whatsapp.refusals import CloudRefusal
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.values import JsonObject, objects

_WROTE_WITHIN = timedelta(hours=24)
_MOST_AT_ONCE = 1000
_LONGEST_LIST = 64_000
_NOT_LATELY = "The user has not written within the last 24 hours."


def answer(state: State, call: Call, number: Number) -> JsonObject:
    """`GET` lists, `POST` blocks, `DELETE` unblocks."""
    if call.method == "GET":
        return _listed(state, call, number)
    wanted = objects(call.params.get("block_users"), "block_users", 1, _MOST_AT_ONCE)
    blocking = call.method == "POST"
    done: list[JsonObject] = []
    failed: list[JsonObject] = []
    for one in wanted:
        _change(state, number, one, done, failed, blocking=blocking)
    changed: JsonObject = {("added_users" if blocking else "removed_users"): done}
    if failed:
        beside = {
            "messaging_product": "whatsapp",
            "block_users": changed | {"failed_users": failed},
        }
        raise CloudRefusal(139100, "Some users could not be changed.", beside=beside)
    return {"messaging_product": "whatsapp", "block_users": changed}


def _change(
    state: State,
    number: Number,
    one: JsonObject,
    done: list[JsonObject],
    failed: list[JsonObject],
    *,
    blocking: bool,
) -> None:
    given = str(one.get("user") or one.get("user_id") or "")
    person = _person(state, number, given)
    if person is None:
        failed.append(_failed(given, "", "No such user."))
        return
    thread, now = state.thread(number, person), state.world.now()
    if blocking and not thread.open_at(now, _WROTE_WITHIN):
        failed.append(_failed(given, person.phone, _NOT_LATELY))
        return
    if blocking and len(_blocked(state, number)) >= _LONGEST_LIST:
        raise CloudRefusal(139101, f"The list holds at most {_LONGEST_LIST} users.")
    thread.blocked_by_shop = blocking
    done.append({"input": given, "wa_id": person.phone, "user_id": person.bsuid})


def _person(state: State, number: Number, given: str) -> Person | None:
    known = state.people.with_id(number.account.portfolio, given)
    digits = re.sub(r"[^0-9]", "", given)
    if known is None and len(digits) > 6 and "." not in given:
        return state.people.with_phone(number.account.portfolio, digits)
    return known


def _failed(given: str, phone: str, why: str) -> JsonObject:
    error = {"message": why, "code": 139100, "error_data": {"details": why}}
    return {"input": given, "wa_id": phone, "errors": [error]}


def _blocked(state: State, number: Number) -> list[Thread]:
    return [thread for thread in state.threads(number) if thread.blocked_by_shop]


def _listed(state: State, call: Call, number: Number) -> JsonObject:
    begin = int(call.text("after")) if call.text("after").isdecimal() else 0
    most = int(call.text("limit")) if call.text("limit").isdecimal() else 100
    people = [thread.person for thread in _blocked(state, number)]
    if begin > len(people):
        raise CloudRefusal(139102, "The list has changed since; begin again.")
    page = people[begin : begin + most]
    shown = [{"input": one.phone, "wa_id": one.phone, "user_id": one.bsuid} for one in page]
    cursors = {"before": str(begin), "after": str(begin + len(page))}
    return {"data": [{"block_users": shown}], "paging": {"cursors": cursors}}
