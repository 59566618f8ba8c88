"""What was foretold of the firing that is rehearsed: of the same people, before all sending."""

from collections.abc import Iterator

from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts
from towkay.domain.forecasts import Forecast
from towkay.domain.pitching import Pitch
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.runs import MOST_IN_CHUNK, SHARDS, Run
from towkay.domain.runs import RunKey as Key
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast
from workbench.rehearse.plan import Play
from workbench.rehearse.rows import Rows


def foretold(play: Play, rows: Rows) -> Forecast:
    """The forecast at the moment that the firing is due."""
    occurrence, campaign = play.occurrence, play.budgeted
    budget = campaign.budget
    run = Run(
        Key(play.brand.brand, campaign.id, occurrence.name),
        occurrence.step,
        occurrence.at,
        play.expires_at,
        campaign.version,
        "",
        occurrence.at,
        currency=budget.currency if budget else "",
    )
    sight = Sight(
        Pitch(run, campaign, play.brand, play.book),
        play.brand.rules,
        MemoryAccountFacts(AccountRows(), lambda: occurrence.at),
        cost_millionths(f"{budget.amount} {budget.currency}", budget.currency) if budget else None,
    )
    return forecast(_chunks(play, rows, sight.pitch), occurrence.at, sight)


def _chunks(play: Play, rows: Rows, pitch: Pitch) -> Iterator[list[Recipient]]:
    index = rows.index.untroubled  # it is made before anything goes wrong
    for shard in range(SHARDS):
        cursor, is_last = "", False
        while not is_last:
            page = index.page(
                play.brand.brand,
                play.campaign.topic,
                shard,
                cursor=cursor,
                limit=MOST_IN_CHUNK,
                entered_from=play.occurrence.entered_from,
                entered_to=play.occurrence.entered_to or play.occurrence.at,
            )
            cursor, is_last = page.cursor, page.is_last
            numbers = [play.people.number_of(key) for key in page.contacts]
            yield [
                Recipient(
                    pitch.key(key),
                    play.people.contact(number),
                    None,
                    play.people.history(play.people.told_as(number)),
                )
                for key, number in zip(page.contacts, numbers, strict=True)
            ]
