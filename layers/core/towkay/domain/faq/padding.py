"""Which words at either end of a message are courtesy and not part of the question."""

from collections.abc import Mapping

from towkay.domain.faq.folding import fold, is_cjk

_OPENERS = """
請問 | 請問一下 | 想請問 | 想請問一下 | 我想請問 | 我想請問一下 | 想請教 | 請教 | 請教一下
想問 | 想問一下 | 我想問 | 我想問一下 | 問一下 | 可以問一下 | 不好意思 | 抱歉 | 打擾了 | 打擾一下
哈囉 | 哈嘍 | 哈羅 | 嗨 | 嘿 | 你好 | 早安 | 午安 | 晚安 | 小編 | 老闆 | 老板 | 店家 | 在嗎
麻煩 | 麻煩你 | 拜託 | 幫我 | 請幫我 | 欸 | 那個
hi | hi there | hello | hello there | hey | good morning | good afternoon | good evening
excuse me | sorry | please | pls | plz | dear | sir | madam | um | ok | thanks | thank you
"""
_CLOSERS = """
謝謝 | 謝謝你 | 感謝 | 感恩 | 謝啦 | 多謝 | 麻煩了 | 麻煩你 | 麻煩你了 | 拜託 | 拜託了 | 不好意思
嗎 | 啊 | 喔 | 哦 | 呢 | 吧 | 啦 | 耶 | 欸 | 唷 | 喲 | 囉 | 嘛 | 呀 | 哈 | 呵 | 嘿 | 嗚 | 捏
齁 | 咧 | 小編 | 老闆 | please | pls | plz | thanks | thanks a lot | thank you | thank u | thx
thankyou | thank you so much | thank you very much | tks | ty | 3q | sir | madam | sorry | lol
"""


def trim_padding(folded: str) -> str:
    """A folded text without courtesies at its ends; unchanged if nothing else would be left."""
    start, end = 0, len(folded)
    while start < end and (length := _opener_length(folded, start, end)):
        start += length
    while start < end and (length := _closer_length(folded, start, end)):
        end -= length
    return folded[start:end].strip() or folded


def _opener_length(text: str, start: int, end: int) -> int:
    if text[start] == " ":
        return 1
    for words in _BY_FIRST.get(text[start], ()):
        after = start + len(words)
        if text.startswith(words, start, end) and _is_boundary(text, after - 1, after):
            return len(words)
    return 0


def _closer_length(text: str, start: int, end: int) -> int:
    if text[end - 1] == " ":
        return 1
    for words in _BY_LAST.get(text[end - 1], ()):
        before = end - len(words)
        if text.endswith(words, start, end) and _is_boundary(text, before - 1, before):
            return len(words)
    return 0


def _is_boundary(text: str, left: int, right: int) -> bool:
    """Whether a word may end between two neighbours: CJK letters bind nothing, Latin ones do."""
    if left < 0 or right >= len(text):
        return True
    return not (_binds(text[left]) and _binds(text[right]))


def _binds(char: str) -> bool:
    return char != " " and not is_cjk(char)


def _grouped(listed: str, position: int) -> Mapping[str, tuple[str, ...]]:
    """Words by the letter at `position`, longest first, so that no long courtesy is half cut."""
    groups: dict[str, list[str]] = {}
    words = map(fold, listed.strip().replace("\n", "|").split("|"))
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[position], []).append(word)
    return {letter: tuple(group) for letter, group in groups.items()}


_BY_FIRST = _grouped(_OPENERS, 0)
_BY_LAST = _grouped(_CLOSERS, -1)
