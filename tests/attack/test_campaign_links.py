"""No link that is pushed to everybody leads into anybody's own network."""

from pathlib import Path

import pytest

from tests.attack.test_links import SOME, quoted
from tests.unit.packs.campaign_sample import FILES, ON_WHATSAPP, TOPICS, compiled, folder_of
from tests.unit.packs.sample import BRAND_WITH_CARDS, spoilt
from towkay.packs.compiler import Mistakes

# The sample, and a line of it that holds a link.
PLACES = [
    ("autumn", "link: https://leaf.example/autumn"),
    ("welcome", "image: https://cdn.leaf.example/brew.jpg"),
    ("welcome", "link: https://leaf.example/brew"),
    ("welcome", "link: https://leaf.example/sale"),
    ("welcome", "image: https://cdn.leaf.example/sale.jpg"),
]


@pytest.mark.parametrize(("name", "line"), PLACES)
def test_no_campaign_with_an_unsafe_link_is_compiled(tmp_path: Path, name: str, line: str) -> None:
    key = line.partition(":")[0]
    for number, url in enumerate(one for one in SOME if one.strip()):
        written = quoted(url.replace("\\", "\\\\"))
        text = spoilt(FILES[name], f"{line}\n", f"{key}: {written}\n")
        folder = tmp_path / str(number)
        folder.mkdir()

        assert isinstance(compiled(folder_of(folder, {name: text})), Mistakes), ascii(url)


@pytest.mark.parametrize("kind", ["image", "video", "document"])
def test_no_template_sends_a_file_from_within_a_network(tmp_path: Path, kind: str) -> None:
    image = "{image: https://cdn.leaf.example/gift.jpg}"
    text = spoilt(FILES["gift"], image, f"{{{kind}: https://169.254.169.254/latest/}}")

    result = compiled(folder_of(tmp_path, {"gift": text}, brand=ON_WHATSAPP))

    assert isinstance(result, Mistakes)


def test_the_picture_of_a_topics_own_form_is_public(tmp_path: Path) -> None:
    inside = "  cadence: weekly\n  image: https://10.0.0.1/a.png"
    topics = spoilt(TOPICS, "  cadence: weekly", inside)

    result = compiled(folder_of(tmp_path, {}, brand=BRAND_WITH_CARDS, topics=topics))

    assert isinstance(result, Mistakes)
