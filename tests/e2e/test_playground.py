"""The playground in a real browser: what a person types, sees and presses."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.support.missing import not_installed
from workbench.stack import LocalStack

CHROMIUM = shutil.which("chromium")
# A headless browser that looks up nothing on its own.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)  # before the bench is started for nothing
def chromium() -> None:
    if CHROMIUM is None:
        not_installed("the page is tried in a browser: install chromium (apt-get install chromium)")


@pytest.fixture(scope="module")
def page(bench: LocalStack) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(15_000)
        yield page
        browser.close()


def open_chat(page: Page, bench: LocalStack, channel: str, user: str) -> list[str]:
    """Open one chat; the list fills with whatever the page complains about."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    account = next(known.account for known in bench.accounts if known.channel == channel)
    page.goto("about:blank")  # a change of the fragment alone would not load the page again
    page.goto(f"{bench.simulators_url}/#{channel}/{account}/{user}")
    page.locator("#accounts button").first.wait_for()  # before that nobody hears what is typed
    return complaints


def say(page: Page, text: str) -> None:
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


@pytest.mark.parametrize("channel", ["line", "messenger", "instagram", "whatsapp"])
def test_a_question_typed_is_answered_on_the_page(
    page: Page, bench: LocalStack, channel: str
) -> None:
    complaints = open_chat(page, bench, channel, f"typed-{channel}")
    say(page, "運費怎麼算？")
    expect(page.locator("#chat .bubble").last).to_contain_text("免運")
    assert complaints == []


def test_a_suggestion_pressed_is_answered_and_can_be_read_whole(
    page: Page, bench: LocalStack
) -> None:
    complaints = open_chat(page, bench, "line", "pressed")
    say(page, "杯子寄來破掉了啦怎麼辦QQ")
    chip = page.locator("#chips button").first
    expect(chip).to_be_visible()
    bubble = page.locator("#chat .bubble").last.bounding_box()
    chips = page.locator("#chips").bounding_box()
    assert bubble and chips and bubble["y"] + bubble["height"] <= chips["y"], "hidden behind chips"
    chip.click()
    expect(page.locator("#chat .bubble").last).to_contain_text("補寄")
    assert complaints == []


@pytest.mark.parametrize("channel", ["line", "messenger"])
def test_cards_are_drawn_and_a_press_on_one_is_answered(
    page: Page, bench: LocalStack, channel: str
) -> None:
    complaints = open_chat(page, bench, channel, f"cards-{channel}")
    say(page, "有送禮的禮盒嗎？")
    cards = page.locator("#chat .card")
    expect(cards.filter(has=page.locator(".image"))).to_have_count(3)
    assert page.locator("#chat img").count() == 0, "the page asks nobody for pictures"
    link = cards.locator("a.said").first
    assert str(link.get_attribute("href")).startswith("https://shop.")
    cards.get_by_role("button", name="大量訂購").click()
    expect(page.locator("#chat .bubble").last).to_contain_text("20 盒")
    assert complaints == []


def test_words_that_look_like_markup_stay_words(page: Page, bench: LocalStack) -> None:
    complaints = open_chat(page, bench, "line", "markup")
    say(page, "<img src=x onerror=alert(1)><b>hi</b>")
    expect(page.locator("#chat .bubble").first).to_contain_text("<img src=x")
    assert page.locator("#chat img").count() == 0
    assert complaints == []


def test_everything_the_page_needs_comes_from_the_bench(page: Page, bench: LocalStack) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_chat(page, bench, "messenger", "quiet")
    say(page, "可以退貨嗎")
    expect(page.locator("#chat .bubble").last).to_contain_text("退貨")
    foreign = [
        url for url in asked if not url.startswith((bench.simulators_url, "about:", "data:"))
    ]
    assert foreign == []
