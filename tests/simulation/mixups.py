"""Did anything of one brand reach the other? Judged from what left, beside what had come in."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.two_shops import Account, Post, Shops
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import Brand, Phrase
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.turns import Turn
from towkay.packs.compiler import CompiledPack

_SEEN = ("text", "title", "subtitle", "label", "displayText", "altText", "url", "uri", "image_url")
_IMAGES = ("originalContentUrl", "previewImageUrl")
_NUMBER = re.compile(r"^\d\. ")  # in front of a suggestion
_PLACE = re.compile(r"\{\w+\}")  # for a moment, or a topic's name
_PAGE = re.compile(r"/v[0-9.]+/(\d+)/messages\?appsecret_proof=(\w+)$")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a shopper did."""

    account: Account
    user: str
    cause: str


@dataclass
class Words:
    """Every line, label and link of a brand's packs; a moment in a line can be any."""

    lines: set[str] = field(default_factory=set)
    patterns: list[re.Pattern[str]] = field(default_factory=list)

    def learn(self, pack: CompiledPack) -> "Words":
        for text in _texts(load_pack(pack.body)):
            for line in text.splitlines():
                self.lines.add(line.strip())
                before, open_place, after = _PLACE.sub("\0", line.strip()).partition("\0")
                if open_place:
                    pattern = f"{re.escape(before)}.{{1,40}}{re.escape(after)}"
                    self.patterns.append(re.compile(pattern))
        return self

    def own(self, text: str) -> bool:
        lines = map(str.strip, text.splitlines())
        return all(map(self._own_line, filter(None, lines)))

    def _own_line(self, line: str) -> bool:
        """Whole, or titles of cards side by side, as a notification lists them."""
        return self._has(line) or all(map(self._has, line.split(" / ")))

    def _has(self, line: str) -> bool:
        spellings = {line, _NUMBER.sub("", line)}
        return bool(spellings & self.lines) or any(one.fullmatch(line) for one in self.patterns)


def spoken_only(brand: Brand) -> set[str]:
    """The brand's voice and answers: what no other brand says.

    Not what the product says for brands that have no words of their own for it.
    """
    own = {
        phrase: said for phrase, said in brand.voice.items() if said != DEFAULT_VOICE.get(phrase)
    }
    voice = [text for said in own.values() for text in said.values()]
    return {*voice, *(text for item in brand.faq for text in item.answers.values())}


def _texts(brand: Brand) -> Iterator[str]:
    yield from spoken_only(brand)
    yield from (text for said in brand.voice.values() for text in said.values())
    for topic in brand.topics:
        yield from (*topic.wording.values(), *topic.name.values(), *topic.title.values())
        for state in (Phrase.TOPIC_ON, Phrase.TOPIC_OFF):
            yield from (f"{topic.name[tag]} · {brand.voice[state][tag]}" for tag in topic.name)
    for item in brand.faq:
        yield from (*item.questions.values(), *item.buttons.values())
        yield from (one.link for one in item.images.values())
        for one in (one for links in item.links.values() for one in links):
            yield from (one.label, one.link)
    for card in (card for cards in brand.cards.values() for card in cards):
        yield from (*card.title.values(), *card.text.values(), card.image, card.link)
        for button in card.buttons:
            yield from (*button.label.values(), button.link)


def mixups(shops: Shops, said: list[Said], words: dict[str, Words]) -> list[str]:
    """What is wrong, in words; empty when nothing is."""
    by_cause = {one.cause: one for one in said}
    turns = [turn for rows in shops.table.turns.values() for turn in rows.values()]
    wrong = [f"no turn for {cause}" for cause in by_cause.keys() - {t.key.cause for t in turns}]
    for turn in turns:
        wrong += _of_turn(turn, by_cause)
    for post in shops.posts:
        wrong += _of_post(post, by_cause, words, shops)
    return wrong


def _of_turn(turn: Turn, by_cause: dict[str, Said]) -> Iterator[str]:
    one = by_cause.get(turn.key.cause)
    if one is None:
        yield f"a turn for {turn.key.cause}, which was never accepted"
    elif (turn.brand, turn.endpoint) != (one.account.brand, one.account.endpoint):
        yield f"{one.cause} belongs to {one.account}, its turn to {turn.brand} {turn.endpoint}"
    elif (turn.key.contact.account, turn.key.contact.user) != (one.account.account, one.user):
        yield f"{one.cause} is in the conversation of somebody else"
    if turn.open_sends:
        yield f"an answer to {turn.key.cause} never went out"


def _of_post(
    post: Post, by_cause: dict[str, Said], words: dict[str, Words], shops: Shops
) -> Iterator[str]:
    page = _PAGE.search(post.url)
    body, token = post.body, post.headers["Authorization"].removeprefix("Bearer ")
    if "to" in body:
        yield f"{body['to']} was pushed to, although every reply token was fresh"
        return
    cause = body["message"]["metadata"].split(".", 2)[2] if page else body["replyToken"][6:]
    one = by_cause[cause]
    pairs = _credentials(one.account, shops)
    if token not in {pair[0] for pair in pairs}:
        yield f"an answer of {one.account} went out with {token}"
    if page and page[1] != one.account.account:
        yield f"an answer of {one.account} went out to Page {page[1]}"
    if page and body["recipient"]["id"] != one.user:
        yield f"an answer to {one.user} went to {body['recipient']['id']}"
    if page and page[2] not in {_proof(*pair) for pair in pairs if pair[0] == token}:
        yield f"an answer of {one.account} was proved with a foreign app secret"
    for text in _seen(body):
        if not words[one.account.brand].own(text):
            yield f"a shopper of {one.account.brand} saw {text!r}"


def _credentials(account: Account, shops: Shops) -> list[tuple[str, str]]:
    """The tokens and app secrets the account ever had, the newest last."""
    known = shops.credentials[account.channel, account.endpoint]
    return [(one.tokens[account.account], one.app_secret) for one in known]


def _proof(token: str, app_secret: str) -> str:
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _seen(node: Any) -> Iterator[str]:
    """Every text and link in a request, wherever a channel keeps it."""
    if isinstance(node, list):
        for member in node:
            yield from _seen(member)
    if isinstance(node, dict):
        for name, member in node.items():
            if isinstance(member, str) and name in (*_SEEN, *_IMAGES):
                yield member
            yield from _seen(member)
