"""What was foretold of the firing that is rehearsed: of the same people, before all sending."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from towkay.domain.firing import firing_of
from towkay.domain.forecasts import Forecast
from towkay.domain.pitching import Pitch
from towkay.ports.pushing import Recipient
from towkay.usecases.forecast import Sight, forecast
from workbench.rehearse.pages import pages_of
from workbench.rehearse.plan import Play
from workbench.rehearse.quotas import Quotas
from workbench.rehearse.rows import Rows


@dataclass
class Counted:
    """How many people are judged by now, told to whoever watches."""

    watch: Callable[[int], None]
    people: int = 0

    def more(self, people: int) -> None:
        self.people += people
        self.watch(self.people)

    def and_then(self, ended: int) -> None:
        """What follows the forecast is counted on top of it."""
        self.watch(self.people + ended)


def foretold(play: Play, rows: Rows, judged: Counted) -> Forecast:
    """The forecast at the moment that the firing is due."""
    occurrence, campaign = play.occurrence, play.budgeted
    run = firing_of(occurrence, campaign, play.brand.brand)
    quotas = Quotas(play.quota, occurrence.at, play.brand.rules)
    pitch = Pitch(run, campaign, play.brand, play.book)
    sight = Sight(pitch, play.brand.rules, quotas, run.budget)
    found = Forecast()
    for chunk in _chunks(play, rows, pitch):
        # Where the quota ends in the middle of a chunk, the rest of it is told one by one as well.
        alone = ([one] for one in chunk) if quotas.may_end_within(len(chunk)) else (chunk,)
        for people in alone:
            part = forecast([people], occurrence.at, sight)
            quotas.use(part)
            found = found.with_all(part)
        judged.more(len(chunk))
    return found


def _chunks(play: Play, rows: Rows, pitch: Pitch) -> Iterator[list[Recipient]]:
    index = rows.index.untroubled  # it is made before anything goes wrong
    for contacts in pages_of(pitch, index):
        yield [
            Recipient(
                pitch.key(key),
                play.people.contact(number),
                None,
                play.people.history(play.people.told_as(number)),
            )
            for key in contacts
            for number in (play.people.number_of(key),)
        ]
