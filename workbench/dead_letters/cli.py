"""`towkay dead-letters`: what could not be done, why, and what sending it back would lead to."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial

from workbench.cli_parts import same_place
from workbench.dead_letters.facts import Desk, Survey, survey
from workbench.dead_letters.letters import DeadQueue, Walk
from workbench.dead_letters.move import Choice, Progress, drop, redrive
from workbench.dead_letters.print import plain, print_entries, print_survey, print_tally
from workbench.errors import WorkbenchError
from workbench.targets import Target

EMPTY, SOME_LEFT = 0, 1
_OUTPUTS = {
    "conversations": "Conversations",
    "outbound": "Outbound",
    "receipts": "Receipts",
    "campaigns": "Campaigns",
    "shipments": "Shipments",
}
_WAIT_S = 1  # on AWS: long enough to ask every server that holds a part of a queue
_PROGRESS = 100  # letters between two signs of life
_SHOWN = 50  # entries before a deletion; who has more wants a number


def run(where: Target, options: argparse.Namespace) -> int:
    """The exit code: 0 when no dead letter is left, 1 when some are."""
    _refuse_nonsense(options)
    desk = _desk(where, options.queue)
    if options.verb == "list":
        return _list(desk, options)
    if options.verb == "redrive":
        return _redrive(desk, options)
    return _drop(desk, options)


def _refuse_nonsense(options: argparse.Namespace) -> None:
    if options.verb == "drop" and bool(options.message) == options.malformed:
        raise WorkbenchError(
            "要刪除哪些？ Say what to drop: --message ID (repeatable), or --malformed."
        )
    if options.malformed and options.verb != "drop":
        raise WorkbenchError("--malformed 只用於 drop · --malformed is for drop only.")
    if options.verb == "list" and options.message:
        raise WorkbenchError("--message 用於 redrive 與 drop · --message is for redrive and drop.")


def _desk(where: Target, only: str | None) -> Desk:
    stack = where.stack()
    queues = [
        DeadQueue(
            name,
            stack.outputs[f"{logical}DeadLetterQueueUrl"],
            stack.outputs[f"{logical}QueueUrl"],
            0 if where.endpoint else _WAIT_S,
        )
        for name, logical in _OUTPUTS.items()
        if only in (None, name) and f"{logical}DeadLetterQueueUrl" in stack.outputs
    ]
    table = stack.outputs["TableName"]
    return Desk(where.sqs, where.dynamodb, table, queues, stack.pseudonym_key, where.now())


def _list(desk: Desk, options: argparse.Namespace) -> int:
    surveys = [survey(desk, queue, lambda *_: True, options.limit) for queue in desk.queues]
    if options.json:
        print(json.dumps(plain(surveys, desk.pseudonym_key), ensure_ascii=False))
        return SOME_LEFT if any(found.left for found in surveys) else EMPTY
    if not any(found.left for found in surveys):
        names = ", ".join(queue.name for queue in desk.queues)
        print(f"沒有死信 · no dead letters ({names})")
        return EMPTY
    for found in surveys:
        print_survey(found, desk.pseudonym_key)
    print("\n先排除原因再重送 · mend the cause, then send them back:")
    print(f"  {_same('redrive', options)}")
    return SOME_LEFT


def _redrive(desk: Desk, options: argparse.Namespace) -> int:
    choice = Choice(frozenset(options.message or ()))
    surveys = [survey(desk, queue, choice.takes) for queue in desk.queues]
    if not _any_found(surveys):
        return _nothing(
            surveys, choice, "看不懂，要用 drop · nothing of ours can read them: drop them"
        )
    for found in surveys:
        print_tally(found)
    _confirm("重送？ Send them back?", options.yes)
    send = partial(redrive, desk.sqs)
    walks = [_tell(send, queue, choice, "已重送 sent back") for queue in desk.queues]
    left = sum(walked.left for walked in walks)
    if left:
        print(f"還有 {left:,} 封 · {left:,} left. 看原因 see why:\n  {_same('list', options)}")
    print(
        "再失敗的會回到這裡，過幾分鐘再看 · what fails again comes back here; look in some minutes."
    )
    return SOME_LEFT if left or sum(one.done for one in walks) < len(choice.ids) else EMPTY


def _drop(desk: Desk, options: argparse.Namespace) -> int:
    choice = Choice(frozenset(options.message or ()), readable=False)
    surveys = [survey(desk, queue, choice.takes) for queue in desk.queues]
    if not _any_found(surveys):
        return _nothing(surveys, choice, "都看得懂，沒有刪除 · all can be read, none was deleted")
    print("會永遠消失 · these would be gone for good:")
    for found in surveys:
        print_entries(found, desk.pseudonym_key, _SHOWN)
    _confirm("刪除？ Delete them?", options.yes)
    delete = partial(drop, desk.sqs)
    walks = [_tell(delete, queue, choice, "已刪除 deleted") for queue in desk.queues]
    return SOME_LEFT if sum(walked.left for walked in walks) else EMPTY


def _nothing(surveys: Sequence[Survey], choice: Choice, why: str) -> int:
    left = sum(found.left for found in surveys)
    if choice.ids:
        print("找不到這些 id · none of these ids is within reach (or behind others of its contact)")
    elif left:
        print(f"{left:,} 封死信 dead letters: {why}")
    else:
        print("沒有死信 · no dead letters")
    return SOME_LEFT if left or choice.ids else EMPTY


def _any_found(surveys: Sequence[Survey]) -> bool:
    return any(found.explained for found in surveys)


def _tell(
    move: Callable[[DeadQueue, Choice, Progress], Walk],
    queue: DeadQueue,
    choice: Choice,
    done: str,
) -> Walk:
    told = 0

    def progress(moved: int) -> None:
        nonlocal told
        if moved >= told + _PROGRESS:
            told = moved
            print(f"  {queue.name}: {moved:,} …", flush=True)

    walked = move(queue, choice, progress)
    if walked.done or walked.left:
        print(f"{queue.name}: {walked.done:,} 封{done}, {walked.left:,} 封留下 left", flush=True)
    return walked


def _confirm(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise WorkbenchError("沒有人可以回答，請加 --yes · Nobody is there to ask: say --yes.")
    if input(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
        raise WorkbenchError("什麼都沒做 · Nothing was done.")


def _same(verb: str, options: argparse.Namespace) -> str:
    """The command for the same deployment."""
    return f"towkay dead-letters {verb}{same_place(options)}"
