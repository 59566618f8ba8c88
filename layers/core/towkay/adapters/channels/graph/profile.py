"""How do menus look to the Messenger Profile API, which Instagram shares?

Sources: Messenger Platform, "Messenger Profile API"; Instagram Platform, "Ice breakers" and
"Persistent menu".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.asking import Ask, post
from towkay.adapters.channels.readying import Change, Pushing, accepted
from towkay.adapters.channels.wire import json_bytes, json_headers
from towkay.domain.menus import Command, IceBreaker, MenuItem, Menus, Said

# A language alone names no locale there; of one with a region the region is kept.
_LOCALES = MappingProxyType(
    {
        **{"en": "en_US", "ja": "ja_JP", "ko": "ko_KR", "th": "th_TH", "vi": "vi_VN"},
        **{"id": "id_ID", "ms": "ms_MY", "fr": "fr_FR", "de": "de_DE", "es": "es_ES"},
        **{"zh": "zh_TW", "zh-Hant": "zh_TW", "zh-Hans": "zh_CN"},
    }
)
_DEFAULT = "default"
Profile = dict[str, Any]


def wanted_profile(menus: Menus) -> Profile:
    """The properties that the file speaks of; an empty one is to be taken away."""
    by_locale = _ByLocale(menus.languages)
    wanted: Profile = {}
    if menus.greeting is not None:
        wanted["greeting"] = by_locale.each(lambda one: {"text": one(menus.greeting or {})})
    if menus.menu is not None:
        wanted["persistent_menu"] = by_locale.list(menus.menu, "call_to_actions", _item)
    if menus.ice_breakers is not None:
        wanted["ice_breakers"] = by_locale.list(menus.ice_breakers, "call_to_actions", _question)
    if menus.commands is not None:
        wanted["commands"] = by_locale.list(menus.commands, "commands", _command)
    return wanted


def changes_of(found: Mapping[str, Any], wanted: Profile) -> tuple[Change, ...]:
    """What differs; properties that the file does not speak of are left alone."""
    return tuple(
        Change(name, shown(found.get(name)), shown(content), content)
        for name, content in wanted.items()
        if essence(found.get(name)) != essence(content)
    )


def found_profile(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties in an answer: an object in a list, or none."""
    listed = content.get("data")
    first = listed[0] if isinstance(listed, list) and listed else {}
    return first if isinstance(first, dict) else {}


def essence(content: Any) -> Any:
    """What a property says, without what the platform adds to it by itself."""
    if isinstance(content, dict):
        kept = {name: essence(value) for name, value in content.items() if name in _SAID}
        return {name: value for name, value in kept.items() if value not in ("", [], None)}
    if isinstance(content, list):
        return sorted((essence(one) for one in content), key=_locale) if content else None
    return content


def shown(content: Any) -> str:
    """The property for people: its words in the default locale, and how many locales there are."""
    if not content:
        return ""
    if isinstance(content, dict):
        return " ".join(str(value) for value in content.values())
    listed = [one for one in content if isinstance(one, dict)]
    default = next((one for one in listed if one.get("locale") == _DEFAULT), listed[0])
    words = [word for word in _words(default) if word != _DEFAULT]
    locales = [str(one["locale"]) for one in listed if one.get("locale") not in (None, _DEFAULT)]
    return " / ".join(words) + (f" (+ {', '.join(locales)})" if locales else "")


_SAID = frozenset(
    {
        *("locale", "text", "call_to_actions", "type", "title", "payload", "url", "question"),
        *("commands", "name", "description"),
    }
)
_SHOWN = ("text", "title", "question", "name")


def _words(content: Any) -> Iterable[str]:
    if isinstance(content, dict):
        yield from (str(content[name]) for name in _SHOWN if name in content)
        for value in content.values():
            yield from _words(value)
    elif isinstance(content, list):
        for one in content:
            yield from _words(one)


def _locale(one: Any) -> tuple[str, ...]:
    """Locales come in any order; what has none keeps its own, which is the order of a menu."""
    return (one["locale"],) if isinstance(one, dict) and "locale" in one else ()


class _ByLocale:
    """Says something once for everybody and once for each language that has a locale."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages

    def each(self, said: Callable[[Callable[[Said], str]], dict[str, Any]]) -> list[Any]:
        """One object for each locale, the default first."""
        default = self._languages[0]
        entries = [{"locale": _DEFAULT, **said(lambda words: words.get(default, ""))}]
        for language in self._languages[1:]:
            locale = _locale_of(language)
            if locale:
                entries.append({"locale": locale, **said(_in(language, default))})
        return entries

    def list(
        self, items: Sequence[Any], name: str, one: Callable[[Any, Callable[[Said], str]], Any]
    ) -> list[Any]:
        """The same for a list of things; none at all when it is empty."""
        if not items:
            return []
        return self.each(lambda said: {name: [one(item, said) for item in items]})


def _in(language: str, default: str) -> Callable[[Said], str]:
    return lambda words: words.get(language) or words.get(default, "")


def _locale_of(language: str) -> str:
    if language in _LOCALES:
        return _LOCALES[language]
    name, _, region = language.rpartition("-")
    return f"{name.partition('-')[0]}_{region}" if len(region) == 2 and region.isupper() else ""


def _item(item: MenuItem, said: Callable[[Said], str]) -> dict[str, str]:
    if item.target.link:
        return {"type": "web_url", "title": said(item.label), "url": item.target.link}
    return {"type": "postback", "title": said(item.label), "payload": item.target.payload}


def _question(one: IceBreaker, said: Callable[[Said], str]) -> dict[str, str]:
    return {"question": said(one.question), "payload": one.payload}


def _command(one: Command, said: Callable[[Said], str]) -> dict[str, str]:
    return {"name": one.name, "description": said(one.description)}


def written(
    changes: tuple[Change, ...],
    path: str,
    token: str,
    host: str = "",
    beside: Mapping[str, Any] = MappingProxyType({}),
) -> Pushing:
    """Write what is wanted, then take away what is not; `beside` stands with what is written.

    All of it in one request each, since ten a while are all. Raises `MenusRefused`.
    """
    if wanted := {one.what: one.content for one in changes if one.content}:
        ask = post("write menus", path, token, {**beside, **wanted}, host)
        accepted(ask, (yield ask))
    if unwanted := [one.what for one in changes if not one.content]:
        body = json_bytes({"fields": unwanted})
        ask = Ask("take menus away", "DELETE", path, json_headers(token), body, host)
        accepted(ask, (yield ask))
