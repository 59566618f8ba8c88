"""Whoever gets a new id while a run is read and sent is told once: not twice, and not never."""

from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import a_turn, a_turn_key
from tests.support.pushes import RUN, TOPIC, PushBench, on_messenger
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.dynamodb.campaign_keys import topic_shard
from towkay.adapters.memory.conversations import MemoryConsentLedger
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.adapters.memory.pushing import MemoryRecipients
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.doings import IdentityChanged
from towkay.domain.events import Event
from towkay.domain.moving import taken_over
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.reconciling import Fate, Reckoning
from towkay.domain.runs import SHARDS, ChunkAsk
from towkay.usecases.fire import Planning
from towkay.usecases.reconcile import Books, endings
from towkay.usecases.spread import spread


class _Day(PushBench):
    """A run that is read a page at a time while its chunks are pushed and people move."""

    def __init__(self, followers: list[ContactKey]) -> None:
        super().__init__(())
        self.rows.chunks.clear()
        for key in followers:
            self.agree(key)
            self.table.followers.note_all(self.table.contacts[key])
        subscribers = MemorySubscribers(self.table.followers, self.table.contacts)
        self.planning = Planning(
            *(self.book, self.records, self.runs, subscribers, self.queue, CronsimCalendar())
        )

    @property
    def is_read(self) -> bool:
        run = self.runs.run(RUN)
        return run is not None and run.is_read

    def read_on(self) -> None:
        run = self.runs.run(RUN)
        assert run is not None
        spread(run, self.campaign, self.planning)

    def push_one(self, rng: Random) -> None:
        asked = self.queue.asked
        ask, _ = asked.pop(rng.randrange(len(asked)))
        self.chunk = ask.chunk
        self.push(cursor=ask.cursor, accounts=ask.accounts)

    def push_again(self, ask: tuple[ChunkAsk, int]) -> None:
        """As if whoever pushed the chunk was cut short before its end."""
        key = ask[0].chunk
        chunk = self.runs.chunk(key)
        assert chunk is not None
        self.rows.chunks[key.run][key] = replace(chunk, is_done=False)
        self.queue.asked.append(ask)
        self.push_one(Random(1))

    def move(self, old: ContactKey, new: ContactKey) -> None:
        former = self.table.contacts[old]
        now = self.now
        event = Event(new, "demo", "demo", f"moved-{new.user}", now, now, IdentityChanged(old.user))
        met = self.table.contacts.get(new) or Contact(new, "demo", "demo")
        after, moved = taken_over(former, met, event)
        self.table.commit(after, a_turn(a_turn_key(new)), now, None, (), moved)

    def pass_with(
        self, ids: tuple[ContactKey, ContactKey], moment: int, rng: Random, eagerness: float
    ) -> int:
        """All is read and sent, and after so many steps the first id becomes the second.

        Returns how often the two were told before that.
        """
        told = step = 0
        while not self.is_read or self.queue.asked or step <= moment:
            if step == moment:
                told = self.told(*ids)
                self.move(*ids)
            step += 1
            if self.queue.asked and (self.is_read or rng.random() < eagerness):
                self.push_one(rng)
            elif not self.is_read:
                self.read_on()
        return told

    def reckoned(self) -> Reckoning:
        run, found = self.runs.run(RUN), Reckoning()
        assert run is not None
        books = Books(self.runs, MemoryRecipients(self.table), MemoryConsentLedger(self.table))
        for _, people in endings(run, TOPIC, books=books, now=self.now):
            for one in people:
                found.add(one)
        assert found.counted == run.planned
        return found

    def told(self, *keys: ContactKey) -> int:
        return sum(call.contact in keys for call in self.calls)


@settings(max_examples=300, deadline=None)
@given(
    old=st.integers(100, 199),
    new=st.integers(200, 299),
    others=st.sets(st.integers(1, 99), max_size=3),
    follows_already=st.booleans(),
    before_the_move=st.integers(0, 20),
    rng=st.randoms(use_true_random=False),
)
def test_one_who_moves_at_any_moment_is_told_exactly_once(
    old: int, new: int, others: set[int], follows_already: bool, before_the_move: int, rng: Random
) -> None:
    former, after = on_messenger(old), on_messenger(new)
    everybody = [former, *map(on_messenger, others), *([after] if follows_already else [])]
    day = _Day(everybody)

    told = day.pass_with((former, after), before_the_move, rng, eagerness=0.4)

    assert [day.told(on_messenger(one)) for one in others] == [1] * len(others)
    # Until the move nobody can know that two ids are one human.
    assert day.told(former, after) == max(1, told)
    assert day.reckoned().fates[Fate.SENT] == len(day.calls)


FIRST, LAST = (
    next(on_messenger(one) for one in count() if topic_shard(on_messenger(one)) == shard)
    for shard in (2, 13)
)


@pytest.mark.parametrize("eagerness", [0, 1])
@pytest.mark.parametrize("moment", range(SHARDS + 4))
@pytest.mark.parametrize("ids", [(FIRST, LAST), (LAST, FIRST)])
def test_between_any_two_pages_a_new_id_is_neither_read_twice_nor_missed(
    ids: tuple[ContactKey, ContactKey], moment: int, eagerness: float
) -> None:
    """In either order of the pages, whether what was read is sent at once or at the end."""
    day = _Day([ids[0], *(on_messenger(one) for one in range(500, 540))])

    day.pass_with(ids, moment, Random(7), eagerness)

    assert day.told(*ids) == 1
    assert len(day.calls) == 41


def _day_read() -> _Day:
    """One follower, in a chunk that nobody has pushed yet."""
    day = _Day([FIRST])
    while not day.is_read:
        day.read_on()
    return day


def test_who_is_told_under_a_new_id_is_counted_as_told_and_with_what_it_cost() -> None:
    day = _day_read()
    day.move(FIRST, LAST)

    day.push_one(Random(1))

    counts = day.reckoned()
    assert [call.contact for call in day.calls] == [LAST]
    assert (counts.fates, counts.paid.total()) == ({Fate.SENT: 1}, 1)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Outcome(Verdict.SLOW_DOWN), [FIRST, LAST]),
        (Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE), [FIRST, LAST]),
        (Outcome(Verdict.UNKNOWN), [FIRST]),
        (Outcome(Verdict.SENT), [FIRST]),
    ],
)
def test_a_claim_whose_call_reached_nobody_does_not_keep_the_message_from_the_new_id(
    answer: Outcome, told: list[ContactKey]
) -> None:
    day = _day_read()
    (ask,) = day.queue.asked
    day.answers.append(answer)
    day.push_one(Random(1))
    day.move(FIRST, LAST)

    day.push_again(ask)

    assert [call.contact for call in day.calls] == told
    assert day.reckoned().fates[Fate.SENT] == (told == [FIRST, LAST] or answer.verdict == "sent")


def test_while_a_worker_may_be_calling_under_the_old_id_nobody_is_told_under_the_new_one() -> None:
    day = _day_read()
    (ask,) = day.queue.asked

    def killed() -> None:
        raise KeyboardInterrupt

    day.on_call = killed
    with pytest.raises(KeyboardInterrupt):
        day.push_one(Random(1))
    day.on_call = lambda: None
    day.move(FIRST, LAST)

    day.push_again(ask)

    assert [call.contact for call in day.calls] == [FIRST]
    assert day.reckoned().fates == {Fate.OPEN: 1}


def test_who_was_told_under_the_old_id_is_kept_from_a_second_telling_by_a_reason_of_its_own() -> (
    None
):
    day = _Day([FIRST, LAST])
    while not day.is_read:
        day.read_on()
    told: set[ContactKey] = set()
    while not told:
        day.push_one(Random(1))
        told = {call.contact for call in day.calls}
    (first,) = told
    (other,) = {FIRST, LAST} - told

    day.move(first, other)
    while day.queue.asked:
        day.push_one(Random(1))

    send = day.send(other)
    assert (len(day.calls), send.state, send.reason) == (1, "suppressed", "told_already")
    assert send.decision is not None and send.decision.situation.caps == ()
