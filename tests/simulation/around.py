"""Stories of what happens around a conversation: a comment, a new id, a token that is good once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.simulation.morning import Said, say
from tests.simulation.platforms import ACCOUNTS, Echoes
from tests.simulation.scenarios import NEWS, PARCEL, SOON
from tests.simulation.subscribers import agree
from tests.simulation.world import World
from tests.support.shop import BRAND, FAQ, NOW
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import AccountRules, BrandRules
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.comments import CommentRule
from towkay.domain.gestures import Gesture
from towkay.domain.messages import TemplateMessage
from towkay.domain.optins import TokenKind
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.templates import Template, TemplateKind
from towkay.ports.packs import BrandKnowledge

PAGE, NUMBER = ACCOUNTS[Channel.MESSENGER], ACCOUNTS[Channel.WHATSAPP]
READER = ContactKey(Channel.MESSENGER, PAGE, "6843310927700000")
OLD = ContactKey(Channel.WHATSAPP, NUMBER, "TW.1000")
NEW = replace(OLD, user="TW.2000")
PHONE = "886912345678"
PRICE = "350 元，滿 1,200 免運。"
COMMENT = "998877_556644"
SHIPPED = Template("shipped_v1", "zh_TW", TemplateKind.UTILITY, words="已出貨")


def commented(world: World) -> list[Said]:
    """Somebody who never wrote asks for a price under a post; the notification comes twice."""
    rules = (CommentRule(("多少錢",), {"zh-TW": PRICE}),)
    world.packs.publish(BrandKnowledge(replace(BRAND, comments=rules), FAQ, policy_book()))
    world.platforms.echoes = Echoes(missing=0, late=0, kinds=1)
    world.channel.owners[COMMENT] = READER.user
    seconds = round(SOON.timestamp())
    for again in (timedelta(), timedelta(seconds=2)):
        world.post(Channel.MESSENGER, _comment(seconds), SOON + again)
    cause = f"{COMMENT}:add:{seconds}"
    return [Said(Channel.MESSENGER, READER.user, cause, SOON)]


def commented_and_asked(world: World) -> list[Said]:
    """After the private reply the shopper writes, and so opens the window themselves."""
    asked = say(world, Channel.MESSENGER, "可以退貨嗎", SOON + timedelta(seconds=5))
    return [*commented(world), asked]


def moved_and_stopped(world: World) -> list[Said]:
    """News is planned, the shopper's id changes, and they say stop under the new one."""
    agree(world, OLD)
    stop_at = SOON + timedelta(seconds=4)
    moved = Said(Channel.WHATSAPP, NEW.user, "wamid.moved", SOON + timedelta(seconds=2))
    stopped = Said(Channel.WHATSAPP, NEW.user, "wamid.stop", stop_at)
    world.tell(PARCEL.to(OLD, SOON + timedelta(seconds=1)))
    world.tell(NEWS.to(OLD, stop_at + timedelta(seconds=2)))
    world.post(Channel.WHATSAPP, _whatsapp(moved, system=_new_id()), moved.at)
    world.post(Channel.WHATSAPP, _whatsapp(stopped, text={"body": "停止"}), stop_at)
    return [moved, stopped]


def stopped_as_the_id_changed(world: World) -> list[Said]:
    """The stop was said under the old id and is heard of after the change."""
    agree(world, OLD)
    stopped = Said(Channel.WHATSAPP, OLD.user, "wamid.stop", SOON)
    moved = Said(Channel.WHATSAPP, NEW.user, "wamid.moved", SOON + timedelta(seconds=1))
    world.post(Channel.WHATSAPP, _whatsapp(moved, system=_new_id()), moved.at)
    late = SOON + timedelta(seconds=3)
    world.post(Channel.WHATSAPP, _whatsapp(stopped, text={"body": "停止"}), late)
    world.tell(NEWS.to(OLD, late + timedelta(seconds=2)))
    return [moved, stopped]


def staff_in_the_phone_app(world: World) -> list[Said]:
    """A question tells the number beside the id; staff write, then the shopper asks again.

    What staff wrote names the number alone, and is told of twice.
    """
    asked = Said(Channel.WHATSAPP, OLD.user, "wamid.asked", SOON)
    again = Said(Channel.WHATSAPP, OLD.user, "wamid.again", SOON + timedelta(seconds=30))
    world.post(Channel.WHATSAPP, _whatsapp(asked, PHONE, text={"body": "運費多少錢"}), asked.at)
    world.post(Channel.WHATSAPP, _whatsapp(again, PHONE, text={"body": "可以退貨嗎"}), again.at)
    staff = Said(Channel.WHATSAPP, PHONE, "wamid.staff", SOON + timedelta(seconds=10))
    for later in (timedelta(), timedelta(seconds=2)):
        world.post(Channel.WHATSAPP, _phone_echo(staff), staff.at + later)
    return [asked, replace(staff, cause="echo:wamid.staff"), again]


def staff_before_the_number_is_known(world: World) -> list[Said]:
    """Staff write to somebody who never wrote; they answer a question of theirs a moment later."""
    asked = Said(Channel.WHATSAPP, OLD.user, "wamid.asked", SOON + timedelta(seconds=2))
    staff = Said(Channel.WHATSAPP, PHONE, "wamid.staff", SOON)
    world.post(Channel.WHATSAPP, _phone_echo(staff), staff.at)
    world.post(Channel.WHATSAPP, _whatsapp(asked, PHONE, text={"body": "運費多少錢"}), asked.at)
    return [asked, replace(staff, cause="echo:wamid.staff")]


def told_on_a_token(world: World) -> list[Said]:
    """Back in stock, by a token that is good once; the window closed long ago."""
    on = ("messenger_one_time_notification",)
    account = AccountRules(Channel.MESSENGER, PAGE, "TW", on=on)
    world.brand_rules.publish(BRAND.brand, replace(world.rules, accounts=(account,)))
    world.platforms.echoes = Echoes(missing=0, late=0, kinds=1)
    token = ChannelToken(TokenKind.ONE_TIME.value, "otn-1", NOW - timedelta(days=3))
    agree(world, READER, tokens=(token,), window_closes_at=None)
    world.channel.owners[token.token] = READER.user
    for again in range(2):  # the second has none left
        world.tell(PARCEL.to(READER, SOON + timedelta(minutes=again), str(again)))
    return []


def paused_and_told(world: World) -> list[Said]:
    """The platform pauses a template in the minutes between two notices that are in its words."""
    on = ("messenger_utility_templates",)
    account = AccountRules(Channel.MESSENGER, PAGE, "TW", on=on)
    world.brand_rules.publish(BRAND.brand, replace(world.rules, accounts=(account,)))
    world.platforms.echoes = Echoes(missing=0, late=0, kinds=1)
    world.post(Channel.MESSENGER, _paused(SOON + timedelta(minutes=1)), SOON + timedelta(minutes=1))
    agree(world, READER)
    for minutes in (0, 10):
        notice = PARCEL.to(READER, SOON + timedelta(minutes=minutes), f"shipped{minutes}")
        world.tell(replace(notice, messages=(TemplateMessage(SHIPPED),)))
    return []


def answered_with_gestures(world: World) -> list[Said]:
    """Both channels of the shop show seen and typing, or fail to."""
    world.brand_rules.publish(BRAND.brand, with_gestures(world.rules))
    line = say(world, Channel.LINE, "運費多少錢", SOON)
    return [line, say(world, Channel.MESSENGER, "可以退貨嗎", SOON)]


def with_gestures(rules: BrandRules) -> BrandRules:
    return replace(rules, gestures=(Gesture.SEEN, Gesture.TYPING))


def _paused(at: datetime) -> dict[str, Any]:
    value = {
        "event": "PAUSED",
        "message_template_id": 104595129340398,
        "message_template_name": SHIPPED.name,
        "message_template_language": SHIPPED.language,
    }
    changes = [{"field": "message_template_status_update", "value": value}]
    return {"object": "page", "entry": [{"id": PAGE, "time": _seconds(at), "changes": changes}]}


def _comment(seconds: int) -> dict[str, Any]:
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": COMMENT,
        "post_id": f"{PAGE}_998877",
        "parent_id": f"{PAGE}_998877",
        "from": {"id": READER.user, "name": "…"},
        "message": "這個多少錢？",
        "created_time": seconds,
    }
    entry = {"id": PAGE, "time": seconds, "changes": [{"field": "feed", "value": value}]}
    return {"object": "page", "entry": [entry]}


def _new_id() -> dict[str, str]:
    return {
        "body": "…",
        "type": "user_changed_user_id",
        "user_id": NEW.user,
        "previous_user_id": OLD.user,
    }


def _phone_echo(said: Said) -> dict[str, Any]:
    """What staff wrote with the phone app that shares the number."""
    echo = {
        "from": "886277001234",
        "to": said.user,
        "id": said.cause,
        "timestamp": f"{_seconds(said.at)}",
        "type": "text",
        "text": {"body": "您好"},
    }
    return _of_the_number("smb_message_echoes", message_echoes=[echo])


def _whatsapp(said: Said, number: str = "", **content: dict[str, str]) -> dict[str, Any]:
    (kind,) = content
    is_move = kind == "system"
    message = {
        "from_user_id": OLD.user if is_move else said.user,
        "id": said.cause,
        "timestamp": f"{_seconds(said.at)}",
        "type": kind,
        **({"from": number} if number else {}),
        **content,
    }
    return _of_the_number("messages", contacts=[{"user_id": said.user}], messages=[message])


def _of_the_number(field: str, **told: object) -> dict[str, Any]:
    metadata = {"display_phone_number": "886277001234", "phone_number_id": NUMBER}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **told}
    changes = [{"field": field, "value": value}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


def _seconds(at: datetime) -> int:
    return round(at.timestamp())
