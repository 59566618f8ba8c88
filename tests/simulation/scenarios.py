"""Small stories of a few messages that every fault is tried on."""

from collections.abc import Callable
from datetime import timedelta

from tests.simulation.functions import REF_KEY
from tests.simulation.morning import Said, say
from tests.simulation.platforms import Echoes
from tests.simulation.subscribers import TEA_NEWS, TOPICS, Telling, agree, subscriber
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.places import PlaceKind
from towkay.domain.refs import Ref, signed
from towkay.domain.routes import SenderKind

SOON = NOW + timedelta(seconds=1)
LATER = NOW + timedelta(seconds=3)

BEFORE_NINE = NOW + timedelta(hours=21, minutes=58, seconds=30)  # in Taipei, where NOW is eleven
NEWS = Telling("news", Purpose.MARKETING, TEA_NEWS)
PARCEL = Telling("parcel", Purpose.SERVICE, TOPICS[-1])

Scenario = Callable[[World], list[Said]]


def asked_on_line(world: World) -> list[Said]:
    return [say(world, Channel.LINE, "運費多少錢", SOON)]


def asked_by_a_link(world: World) -> list[Said]:
    """A first message that a QR code of the shop wrote."""
    day = (NOW + timedelta(days=9)).date()
    ref = signed(Ref("news", PlaceKind.QR, "counter-3", day), "demo", REF_KEY)
    return [say(world, Channel.LINE, f"運費多少錢 ({ref})", SOON)]


def asked_and_echoed(world: World) -> list[Said]:
    world.platforms.echoes = Echoes(missing=0, late=0, kinds=1)
    return [say(world, Channel.MESSENGER, "可以退貨嗎", SOON)]


def asked_and_stopped(world: World) -> list[Said]:
    return [
        say(world, Channel.MESSENGER, "可以退貨嗎", SOON),
        say(world, Channel.MESSENGER, "停止", LATER),
    ]


def three_messages(world: World) -> list[Said]:
    """A question on LINE, one on Messenger, and a stop after it; echoed, delivered and read."""
    world.platforms.echoes = Echoes(missing=0, late=0)
    return asked_on_line(world) + asked_and_stopped(world)


def told_on_line(world: World) -> list[Said]:
    """News by push, which a key keeps from being seen twice."""
    world.tell(NEWS.to(agree(world, subscriber(1)), SOON))
    return []


def told_in_the_window(world: World) -> list[Said]:
    """A parcel's news on Messenger, which knows no keys and echoes what it took."""
    world.platforms.echoes = Echoes(missing=0, late=0, kinds=1)
    world.tell(PARCEL.to(agree(world, subscriber(0)), SOON))
    return []


def held_and_told(world: World) -> list[Said]:
    """Planned in the last minutes of the quiet hours, said after them."""
    world.pass_time(BEFORE_NINE - NOW)
    world.tell(PARCEL.to(agree(world, subscriber(1)), BEFORE_NINE))
    return []


def held_and_stopped(world: World) -> list[Said]:
    """Planned in the quiet hours, and the shopper stops before they end."""
    world.pass_time(BEFORE_NINE - NOW)
    world.tell(NEWS.to(agree(world, subscriber(1)), BEFORE_NINE))
    return [say(world, Channel.LINE, "停止", BEFORE_NINE + timedelta(seconds=20))]


def told_and_stopped(world: World) -> list[Said]:
    """A stop on the heels of what it stops: whoever is killed in between finds it when back."""
    world.tell(NEWS.to(agree(world, subscriber(1)), SOON))
    return [say(world, Channel.LINE, "停止", SOON + timedelta(milliseconds=300))]


def written_by_staff(world: World) -> list[Said]:
    """A person of the shop answers; what is asked meanwhile is theirs to answer."""
    contact = agree(world, subscriber(0))
    answer = Telling("staff", Purpose.REPLY, "")
    world.tell(answer.to(contact, SOON, sender=SenderKind.HUMAN, staff="mei"))
    return [say(world, Channel.MESSENGER, "可以退貨嗎", LATER)]
