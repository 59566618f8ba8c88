"""A link that may lead inside a network reaches nobody: no pack, no message, no request of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.links import HARMLESS, UNSAFE
from tests.unit.packs.sample import BRAND_WITH_CARDS, FAQ_SHOWN, spoilt, write
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.links import is_public_https
from towkay.domain.messages import Card, Carousel, Image, LinkButton, Message, PostbackButton, Text
from towkay.domain.packing import pack
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand

SAFE = "https://shop.tw/a.jpg"


def test_there_are_enough_of_either_kind() -> None:
    assert len(set(UNSAFE)) >= 80 and len(set(HARMLESS)) >= 40
    assert not set(UNSAFE) & set(HARMLESS)


@pytest.mark.parametrize("url", UNSAFE, ids=ascii)
def test_an_unsafe_link_is_refused(url: str) -> None:
    assert not is_public_https(url)


@pytest.mark.parametrize("url", HARMLESS, ids=ascii)
def test_a_harmless_link_is_not(url: str) -> None:
    assert is_public_https(url)


def messages_with(url: str) -> list[Message]:
    """The link in every place a message has for one."""
    see, ask = LinkButton("看", url), PostbackButton("問", "tk:menu")
    card = Card("茶", text="好茶", image_url=SAFE, url=SAFE, buttons=(ask,))
    return [
        Image(url, alt="茶"),
        Image(SAFE, alt="茶", preview_url=url),
        Text("看這裡", buttons=(see, ask)),
        Card("茶", text="好茶", image_url=url),
        Card("茶", text="好茶", url=url),
        Card("茶", text="好茶", buttons=(see,)),
        Carousel((card, Card("茶", image_url=url, url=url, buttons=(see, ask)))),
    ]


def links_in(message: Message) -> Iterator[str]:
    match message:
        case Text():
            yield message.text
            yield from (button.url for button in message.buttons if isinstance(button, LinkButton))
        case Image():
            yield from (message.url, message.preview_url, message.alt)
        case Card():
            yield from (message.image_url, message.url, message.text, message.title)
            yield from (button.url for button in message.buttons if isinstance(button, LinkButton))
        case Carousel():
            yield from (link for card in message.cards for link in links_in(card))


@pytest.mark.parametrize("channel", every_channel())
def test_no_message_carries_an_unsafe_link_and_the_loss_is_told(channel: Channel) -> None:
    for url in filter(str.strip, UNSAFE):
        for message in messages_with(url):
            packed = pack((message,), CAPABILITIES[channel])
            shown = [
                link for request in packed.requests for one in request for link in links_in(one)
            ]
            assert not [link for link in shown if url in link and link != SAFE], (url, message)
            assert packed.losses, (url, message)


@pytest.mark.parametrize("channel", every_channel())
def test_a_message_carries_its_harmless_link(channel: Channel) -> None:
    for url in (one for one in HARMLESS if len(one) < 900):
        for message in messages_with(url):
            packed = pack((message,), CAPABILITIES[channel])
            shown = [
                link for request in packed.requests for one in request for link in links_in(one)
            ]
            assert any(url in link for link in shown), (url, message)


PLACES = (
    ("image: https://cdn.leaf.example/red.jpg", "image: {}"),
    ("link: https://leaf.example/red\n", "link: {}\n"),
    ("link: https://leaf.example/red-pot", "link: {}"),
)
# One of each kind: the compiler asks the same question for each of them.
SOME = sorted(set(UNSAFE[::25]) | {SAFE.replace("https", "http"), "https://169.254.169.254/"})


def quoted(url: str) -> str:
    return '"' + url.encode("ascii", "backslashreplace").decode().replace('"', "'") + '"'


@pytest.mark.parametrize("url", [one for one in SOME if one.strip()], ids=ascii)
def test_no_pack_with_an_unsafe_link_is_compiled(tmp_path: Path, url: str) -> None:
    for old, new in PLACES:
        brand = spoilt(BRAND_WITH_CARDS, old, new.format(quoted(url.replace("\\", "\\\\"))))
        assert isinstance(compile_brand(write(tmp_path, brand, FAQ_SHOWN)), Mistakes)
    for old in ("https://cdn.leaf.example/box.png", "https://leaf.example/rates"):
        faq = spoilt(FAQ_SHOWN, old, url.replace('"', "'").replace("\n", " ").replace("\0", " "))
        if "\ud800" not in faq and "\r" not in faq:
            result = compile_brand(write(tmp_path, BRAND_WITH_CARDS, faq))
            assert isinstance(result, Mistakes), faq


def test_the_same_files_with_harmless_links_are(tmp_path: Path) -> None:
    folder = write(tmp_path, BRAND_WITH_CARDS, FAQ_SHOWN)
    assert isinstance(compile_brand(folder), CompiledPack)
