"""How is a key put together from its parts, and taken apart again? The separator is written here.

Times are UTC in milliseconds, so that text order is time order. Each part is percent-encoded where
it would break the key apart; other letters, Chinese ones too, stay readable.
"""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

_MILLISECOND = timedelta(milliseconds=1)
_SEPARATOR = "#"
_AFTER_SEPARATOR = "$"  # the character that follows it
# Before everything that an escaped part may go on with, and after the part's own end.
_AFTER_PART = " "
# The separator, the escape itself, white space and controls, and what UTF-8 cannot carry.
_UNSAFE = re.compile("[#%\x00-\x20\x7f-\xa0\u2028\u2029\u3000\ud800-\udfff]")


def join(*parts: str) -> str:
    return _SEPARATOR.join(_UNSAFE.sub(_escape, part) for part in parts)


def split(key: str, prefix: str, count: int) -> list[str]:
    """The parts after the prefix. Raises `ValueError` for a key of another kind."""
    first, *parts = key.split(_SEPARATOR)
    if first != prefix or len(parts) != count:
        raise ValueError(f"not a {prefix} key")
    return [unquote(part, errors="surrogatepass") for part in parts]


def head(key: str) -> str:
    """A key's first part."""
    return key.partition(_SEPARATOR)[0]


def below(*parts: str) -> tuple[str, str]:
    """Bounds between which every key lies that begins with these parts and has more of them."""
    return join(*parts, ""), join(*parts) + _AFTER_SEPARATOR


def just_after(key: str) -> str:
    """What sorts after a key and before every other one."""
    return key + _AFTER_PART


def after_all(*parts: str) -> str:
    """What sorts after every key that begins with these parts."""
    return join(*parts) + _AFTER_SEPARATOR


def moment_text(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def text_after(moment: datetime) -> str:
    """The next whole millisecond, or this one: who came after a whole one sorts after it."""
    return moment_text(moment + _MILLISECOND - timedelta(microseconds=1))


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def alias(attribute: str) -> str:
    """What stands for an attribute's name in an expression, whatever words are reserved there."""
    return f"#{attribute}"
