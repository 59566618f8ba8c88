"""Whoever ticks the box at checkout agrees to a topic of its own, and to nothing else."""

from pathlib import Path

from tests.unit.packs.campaign_sample import FILES, TOPICS, folder_of
from tests.unit.packs.sample import TOPICS_YAML, line_of, mistakes_of, places, spoilt, write
from tests.unit.packs.test_notices_file import NOTICES_YAML, brand_of
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.stopping import says_stop
from towkay.packs.limits import TOPIC_NAME_LIMIT
from towkay.packs.topics_file import TOPICS_LIMIT

_UPDATES = f"""\
- id: {ORDER_UPDATES}
  purpose: service
  name: {{zh-TW: 我的包裹, en: Mine}}
  wording: {{zh-TW: 說明, en: Words}}
"""


def test_topics_yaml_may_word_the_topic_itself(tmp_path: Path) -> None:
    brand = brand_of(tmp_path, "tells: usual\n", TOPICS_YAML + _UPDATES)
    topic = brand.topic(ORDER_UPDATES)
    assert topic
    assert topic.name["en"] == "Mine"


def test_two_wordings_of_one_topic_are_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, topics_yaml=TOPICS_YAML + _UPDATES)
    (tmp_path / "notices.yaml").write_text(NOTICES_YAML, encoding="utf-8")
    line = line_of(NOTICES_YAML, "topic:")
    assert places(mistakes_of(tmp_path)) == {("updates_twice", "notices.yaml", line)}


def test_news_of_orders_are_never_marketing(tmp_path: Path) -> None:
    topics = TOPICS_YAML + _UPDATES.replace("service", "marketing")
    folder = write(tmp_path, topics_yaml=topics)
    line = line_of(topics, f"- id: {ORDER_UPDATES}") + 1
    assert places(mistakes_of(folder)) == {("updates_not_service", "topics.yaml", line)}


def test_no_campaign_is_for_those_who_want_news_of_their_orders(tmp_path: Path) -> None:
    text = spoilt(FILES["autumn"], "topic: weekly", f"topic: {ORDER_UPDATES}")
    folder = folder_of(tmp_path, {"autumn": text}, topics=TOPICS)
    (folder / "notices.yaml").write_text("tells: usual\n", encoding="utf-8")
    line = line_of(text, "topic:")
    found = ("updates_campaign", "campaigns/autumn.yaml", line)
    assert found in places(mistakes_of(folder))


def test_the_topic_of_parcels_counts_among_all(tmp_path: Path) -> None:
    one = "- id: extra{}\n  purpose: service\n  name: {{zh-TW: 新, en: New}}\n"
    one += "  wording: {{zh-TW: 字, en: Words}}\n"
    write(tmp_path, topics_yaml="".join(one.format(n) for n in range(TOPICS_LIMIT)))
    (tmp_path / "notices.yaml").write_text("tells: usual\n", encoding="utf-8")
    assert places(mistakes_of(tmp_path)) == {("too_many_topics", "notices.yaml", 1)}


def test_the_name_of_the_topic_fits_its_buttons_and_stops_nothing_else(tmp_path: Path) -> None:
    topic = brand_of(tmp_path, "tells: usual\n").topic(ORDER_UPDATES)
    assert topic
    assert all(len(name) <= TOPIC_NAME_LIMIT for name in topic.name.values())
    assert not says_stop(f"停止 {topic.name['zh-TW']}")
    assert not says_stop(f"Stop {topic.name['en']}")
