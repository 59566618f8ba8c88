"""The consent ledger replays to the contact's state, its chain proves it whole, staff only end."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import NOW, a_contact
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource, ended_for
from towkay.domain.consent_chain import in_written_order, verify_chain
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.consenting import Standing, replayed
from towkay.domain.contacts import Contact
from towkay.domain.errors import NotTheirsToGive
from towkay.domain.messages import Purpose

OPERATIONS = 10_000
# Of a row that was written before the words themselves were kept.
CHAIN_WITHOUT_WORDS = "7a516b58c4d4e2095f4024b7844e29b7201e196b8e297c77f1abe0db648d899c"
TOPICS = ("news", "offers", "parcels")
_STOPS = {ConsentAct.STOP, ConsentAct.STOP_TOPIC, ConsentAct.BLOCK, ConsentAct.REFUSE_MARKETING}
_OF_TOPICS = {ConsentAct.SUBSCRIBE, ConsentAct.RESUME, *_STOPS} - {ConsentAct.REFUSE_MARKETING}
_OF_A_TOPIC = (ConsentAct.SUBSCRIBE, ConsentAct.STOP_TOPIC)
# Who can do what, as the conversation, the channels and the people at work do it.
ACTS = (
    (ConsentAct.STOP, ConsentSource.WORD),
    (ConsentAct.STOP, ConsentSource.STAFF),
    (ConsentAct.STOP, ConsentSource.IMPORT),
    (ConsentAct.RESUME, ConsentSource.WORD),
    (ConsentAct.BLOCK, ConsentSource.PLATFORM),
    (ConsentAct.UNBLOCK, ConsentSource.PLATFORM),
    (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON),
    (ConsentAct.SUBSCRIBE, ConsentSource.PLATFORM),
    (ConsentAct.STOP_TOPIC, ConsentSource.BUTTON),
    (ConsentAct.STOP_TOPIC, ConsentSource.STAFF),
    (ConsentAct.REFUSE_MARKETING, ConsentSource.PLATFORM),
    (ConsentAct.ALLOW_MARKETING, ConsentSource.PLATFORM),
    (ConsentAct.OPT_IN, ConsentSource.PLATFORM),
)


def an_entry(
    number: int, kind: tuple[ConsentAct, ConsentSource], topic: str, second: int
) -> ConsentEntry:
    act, source = kind
    return ConsentEntry(
        act=act,
        at=NOW + timedelta(seconds=second),
        cause=f"c{number}",
        took_effect=False,
        source=source,
        topic=topic if act in _OF_A_TOPIC else "",
        purpose=Purpose.MARKETING,
        wording="0123456789ab" if act is ConsentAct.SUBSCRIBE else "",
    )


def written(contact: Contact, entries: list[ConsentEntry]) -> tuple[Contact, list[ConsentEntry]]:
    rows = []
    for entry in entries:
        contact, row = recorded(*acted(contact, entry))
        rows.append(row)
    return contact, rows


def standing_of(contact: Contact) -> Standing:
    """What a ledger can tell of a contact: all but the chain and what was said about it."""
    consent = replace(contact.consent, head="", entries=0, acknowledged=False)
    return Standing(consent, contact.subscriptions)


def test_ten_thousand_random_acts_replay_to_the_contacts_state_and_the_chain_holds() -> None:
    rng = random.Random(4)
    entries = [
        an_entry(number, rng.choice(ACTS), rng.choice(TOPICS), rng.randrange(OPERATIONS))
        for number in range(OPERATIONS)
    ]

    contact, rows = written(a_contact(), entries)

    shuffled = rng.sample(rows, len(rows))
    assert replayed(in_written_order(shuffled)) == standing_of(contact)
    assert verify_chain(contact.key, contact.consent, shuffled) is None
    assert contact.consent.entries == OPERATIONS
    taken = {row.act for row in rows if row.took_effect}
    assert taken == {act for act, _ in ACTS} - {ConsentAct.OPT_IN}


@st.composite
def timelines(draw: st.DrawFn) -> list[ConsentEntry]:
    kinds = draw(st.lists(st.sampled_from(ACTS), max_size=12))
    return [
        an_entry(number, kind, draw(st.sampled_from(TOPICS)), draw(st.integers(0, 9)))
        for number, kind in enumerate(kinds)
    ]


def allowed(standing: Standing) -> set[str]:
    """What may be sent to whoever stands so."""
    consent = standing.consent
    if consent.stopped or not consent.reachable:
        return set()
    topics = {one.topic for one in standing.subscriptions if one.active}
    return topics | ({"marketing"} if not consent.marketing_refused else set())


@pytest.mark.parametrize("first", [kind for kind in ACTS if kind[0] in _OF_TOPICS], ids=str)
def test_no_order_of_four_acts_allows_more_than_their_own(
    first: tuple[ConsentAct, ConsentSource],
) -> None:
    kinds = [kind for kind in ACTS if kind[0] in _OF_TOPICS]
    for rest in product(kinds, repeat=3):
        in_order = [an_entry(n, kind, "news", n) for n, kind in enumerate((first, *rest))]
        most = allowed(replayed(in_order))
        if len(most) == 2:
            continue  # everything is allowed
        for heard in permutations(in_order):
            assert allowed(replayed(heard)) <= most, heard


@settings(max_examples=500, deadline=None)
@given(entries=timelines(), seed=st.integers(0, 2**16))
def test_acts_heard_out_of_order_never_allow_more_than_in_order(
    entries: list[ConsentEntry], seed: int
) -> None:
    in_order = sorted(entries, key=lambda one: (one.at, one.act in _STOPS))
    heard = random.Random(seed).sample(entries, len(entries))

    assert allowed(replayed(heard)) <= allowed(replayed(in_order))


@given(entries=timelines())
def test_no_act_of_staff_import_or_block_ever_allows_more(entries: list[ConsentEntry]) -> None:
    standings = [replayed(entries[:count]) for count in range(len(entries) + 1)]

    for (before, after), entry in zip(pairwise(standings), entries, strict=True):
        on_behalf = entry.source in (ConsentSource.STAFF, ConsentSource.IMPORT)
        if on_behalf or entry.act in _STOPS - {ConsentAct.STOP, ConsentAct.STOP_TOPIC}:
            assert allowed(after) <= allowed(before)


def test_a_row_removed_altered_swapped_or_put_in_between_breaks_the_chain() -> None:
    entries = [an_entry(number, ACTS[number], "news", number) for number in range(8)]
    contact, rows = written(a_contact(), entries)
    key, consent = contact.key, contact.consent

    def first_broken(tampered: list[ConsentEntry]) -> int | None:
        return verify_chain(key, consent, tampered)

    assert first_broken(rows) is None
    assert first_broken(rows[:-1]) == 8
    assert first_broken(rows[1:]) == 1
    assert first_broken([*rows[:3], *rows[4:]]) == 4
    assert first_broken([]) == 1
    assert first_broken([*rows, replace(rows[-1], number=9)]) == 9
    assert first_broken([replace(rows[0], number=2), replace(rows[1], number=1), *rows[2:]]) == 1
    later = rows[4].at + timedelta(microseconds=1)
    for change in (
        {"at": later},
        {"cause": "other"},
        {"took_effect": not rows[4].took_effect},
        {"place": "elsewhere"},
        {"by": "somebody"},
        {"wording": "other"},
        {"words": "其他的話"},
        {"purpose": Purpose.SERVICE},
        {"source": ConsentSource.WORD},
    ):
        altered = replace(rows[4], **change)
        assert first_broken([*rows[:4], altered, *rows[5:]]) == 5, change
    assert verify_chain(a_contact().key, consent, rows) == 1, "rows of another contact"


def test_a_chain_from_before_the_words_were_kept_still_holds() -> None:
    entry = an_entry(0, (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON), "news", 0)
    key = ContactKey(Channel.LINE, "U1", "Ua1")
    _, rows = written(a_contact(key), [entry])

    assert rows[0].chain == CHAIN_WITHOUT_WORDS


def test_the_words_shown_cannot_be_taken_out_of_a_ledger_unseen() -> None:
    entry = an_entry(0, (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON), "news", 0)
    contact, rows = written(a_contact(), [replace(entry, words="每週一則新茶消息")])

    assert verify_chain(contact.key, contact.consent, rows) is None
    assert verify_chain(contact.key, contact.consent, [replace(rows[0], words="")]) == 1


@pytest.mark.parametrize("source", [ConsentSource.STAFF, ConsentSource.IMPORT])
@pytest.mark.parametrize("act", set(ConsentAct) - {ConsentAct.STOP, ConsentAct.STOP_TOPIC})
def test_staff_and_imports_can_do_nothing_but_end(act: ConsentAct, source: ConsentSource) -> None:
    topic = "news" if act in _OF_A_TOPIC else ""
    with pytest.raises(NotTheirsToGive, match=source.value):
        ConsentEntry(act, NOW, "c", False, source, topic)


def test_what_staff_ended_only_the_shopper_brings_back() -> None:
    subscribed = an_entry(1, (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON), "news", 1)
    ended = ended_for(
        ConsentAct.STOP, ConsentSource.STAFF, NOW + timedelta(seconds=2), "c2", by="美玲"
    )
    resumed = an_entry(3, (ConsentAct.RESUME, ConsentSource.WORD), "", 3)
    again = an_entry(4, (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON), "news", 4)

    assert "news" not in allowed(replayed([subscribed, ended]))
    assert "news" not in allowed(replayed([subscribed, ended, resumed]))
    assert "news" in allowed(replayed([subscribed, ended, resumed, again]))


def test_an_act_of_a_topic_names_it_and_no_other_act_does() -> None:
    for act, topic in ((ConsentAct.SUBSCRIBE, ""), (ConsentAct.STOP, "news")):
        with pytest.raises(ValueError, match="topic"):
            ConsentEntry(act, NOW, "c", False, ConsentSource.WORD, topic)


def test_a_stop_word_from_before_a_resume_word_ends_nothing_when_it_is_heard_late() -> None:
    subscribed = an_entry(1, (ConsentAct.SUBSCRIBE, ConsentSource.BUTTON), "news", 1)
    stopped = an_entry(2, (ConsentAct.STOP, ConsentSource.WORD), "", 2)
    resumed = an_entry(3, (ConsentAct.RESUME, ConsentSource.WORD), "", 3)

    assert "news" in allowed(replayed([subscribed, resumed, stopped]))
