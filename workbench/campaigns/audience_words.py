"""Whom of a topic's subscribers is a campaign for, in Chinese and in English?"""

from collections.abc import Mapping

from towkay.domain.audiences import (
    EVERY_SUBSCRIBER,
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
    CameBy,
    Compare,
    FieldRule,
    NotThese,
    OnChannel,
    SilentFor,
    Speaks,
    SubscribedFor,
    Tagged,
)
from towkay.domain.channels import Channel
from workbench.languages import Words

_COMPARED: Mapping[Compare, Words] = {
    Compare.IS: Words("{field} 是「{value}」", "{field} is “{value}”"),
    Compare.IS_NOT: Words("{field} 不是「{value}」", "{field} is not “{value}”"),
    Compare.CONTAINS: Words("{field} 含有「{value}」", "{field} contains “{value}”"),
    Compare.AT_LEAST: Words("{field} 至少 {value}", "{field} is at least {value}"),
    Compare.AT_MOST: Words("{field} 至多 {value}", "{field} is at most {value}"),
    Compare.KNOWN: Words("有填 {field}", "{field} is filled in"),
    Compare.UNKNOWN: Words("沒填 {field}", "{field} is not filled in"),
}
_EVERYBODY = Words("所有人", "everybody")
_NOBODY = Words("沒有人", "nobody")


def audience_said(rule: AudienceRule, topic: str, language: str) -> str:
    """Whom it reaches at most: the topic's subscribers, as far as the rule lets them."""
    if rule == EVERY_SUBSCRIBER:
        return Words(f"訂閱 {topic} 的所有人", f"everybody who follows {topic}").spoken(language)
    only = _in_words(rule)
    told = Words(
        f"訂閱 {topic} 的人，只限：{only.zh}", f"of those who follow {topic} only: {only.en}"
    )
    return told.spoken(language)


def _in_words(rule: AudienceRule) -> Words:
    match rule:
        case AllOf(rules=rules):
            return _joined(rules, Words("，而且", " and "), _EVERYBODY)
        case AnyOf(rules=rules):
            return _joined(rules, Words("，或", " or "), _NOBODY)
        case NotThese(rule=inner):
            said = _in_words(inner)
            return Words(f"除了（{said.zh}）", f"not ({said.en})")
        case FieldRule(field=field, compare=compare, value=value):
            said = _COMPARED[compare]
            named = {"field": field, "value": value}
            return Words(said.zh.format(**named), said.en.format(**named))
        case _:
            return _plain(rule)


def _plain(
    rule: Tagged | OnChannel | Speaks | CameBy | ActedWithin | SilentFor | SubscribedFor,
) -> Words:
    match rule:
        case Tagged(tag=tag):
            return Words(f"有標籤「{tag}」", f"tagged “{tag}”")
        case OnChannel(channels=channels):
            names = [Channel(one).display_name for one in channels]
            return Words(f"在 {'、'.join(names)}", f"on {' or '.join(names)}")
        case Speaks(languages=languages):
            zh = "、".join(one or "還不知道的語言" for one in languages)
            en = " or ".join(one or "a language not known yet" for one in languages)
            return Words(f"用 {zh}", f"written to in {en}")
        case CameBy(places=places):
            return Words(f"從 {'、'.join(places)} 訂閱", f"subscribed by {' or '.join(places)}")
        case ActedWithin(days=days):
            return Words(f"{days} 天內有互動", f"did anything in the last {days} days")
        case SilentFor(days=days):
            return Words(f"{days} 天以上沒有互動", f"did nothing for {days} days")
        case SubscribedFor(days=days):
            return Words(f"訂閱滿 {days} 天", f"agreed at least {days} days ago")


def _joined(rules: tuple[AudienceRule, ...], between: Words, none: Words) -> Words:
    """What has parts of its own stands in brackets among others."""
    if not rules:
        return none
    said = [_within(rule) if len(rules) > 1 else _in_words(rule) for rule in rules]
    return Words(between.zh.join(one.zh for one in said), between.en.join(one.en for one in said))


def _within(rule: AudienceRule) -> Words:
    said = _in_words(rule)
    has_parts = isinstance(rule, AllOf | AnyOf) and len(rule.rules) > 1
    return Words(f"（{said.zh}）", f"({said.en})") if has_parts else said
