"""The page in a real browser: nothing is asked for, nothing is said on the console, and every click answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.exporters.html import write_html
from graph.exporters.picture import Viewable

from .synthetic import HOSTILE, generated, hostile, story

_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
API = "window.geopolgraph"
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="not run: playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("not run: no Chromium")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("pages")
    views: dict[str, Callable[[], Viewable]] = {"story": story, "hostile": hostile, "300": lambda: generated(300)}

    def page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            write_html(views[name](), path, title=HOSTILE[1] if name == "hostile" else "geopolgraph")
        return path

    return page


@pytest.fixture
def open_page(browser: Any, pages: Callable[[str], Path]) -> Iterator[Open]:
    """Opens a page of a graph; at the end it must have asked for itself alone and said nothing."""
    contexts: list[Any] = []
    heard: list[str] = []
    asked: list[str] = []
    opened_names: set[str] = set()

    def opened(name: str = "story", *, address: str = "", width: int = 1280, height: int = 720, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **more)
        contexts.append(context)
        page = context.new_page()
        url = pages(name).as_uri()
        opened_names.add(name)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.goto(url + address)
        page.wait_for_selector("html[data-ready]", timeout=15_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []
    assert {url.split("#")[0] for url in asked if not url.startswith("blob:")} <= {
        pages(n).as_uri() for n in opened_names
    }


def call_arc(page: Any) -> int:
    number: int = page.evaluate(f"{API}.data.arcs.findIndex((a) => a.mutual)")
    return number


def test_click_on_a_line_shows_its_sentences(open_page: Open) -> None:
    page = open_page()
    point = page.evaluate(f"{API}.pointOfArc({call_arc(page)})")
    page.mouse.click(point["x"], point["y"])
    page.wait_for_selector(".card")
    text = page.inner_text("#panel")
    assert "U.S. President Donald Trump and Chinese President Xi Jinping spoke by phone on Thursday." in text
    assert "Sources disagree" in text and "Who initiated" in text and "according to Xinhua News Agency" in text
    marks = page.locator(".report").first.locator("mark")
    assert marks.all_inner_texts() == ["Donald Trump", "Xi Jinping", "spoke"]
    link = page.locator(".report a").first
    assert link.get_attribute("href").startswith("https://example.org/") and "noopener" in link.get_attribute("rel")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0


def test_click_on_an_actor_shows_its_profile(open_page: Open) -> None:
    page = open_page()
    actor = page.evaluate(f"{API}.search('xi jin')[0]")
    point = page.evaluate(f"{API}.pointOfActor({actor})")
    page.mouse.click(point["x"], point["y"])
    page.wait_for_selector(".who")
    assert page.inner_text(".who").strip() == "Xi Jinping"
    assert "Person · CHN" in page.inner_text("#panel")


def test_search_by_keyboard_finds_by_alias(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("washing")
    assert page.locator("#hits [role=option]").count() == 1
    page.keyboard.press("Enter")
    assert page.inner_text(".who").strip() == "United States"


def test_filters_change_graph_and_table(open_page: Open) -> None:
    page = open_page()
    before = page.evaluate(f"{API}.state().live")
    page.check("#disputed")
    assert page.evaluate(f"{API}.state().live") == 1
    assert len(page.evaluate(f"{API}.visible().arcs")) == 1
    page.click("#reset")
    page.check("#unreal")
    assert page.evaluate(f"{API}.state().live") > before
    page.click("#as-table")
    assert page.locator("tbody tr").count() == page.evaluate(f"{API}.state().live")
    page.select_option("#relation", "called")
    assert page.locator("tbody tr").count() == 1
    page.click("thead button >> text=Who")
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_brush_sets_the_dates(open_page: Open) -> None:
    page = open_page()
    frame = page.locator("#timeline svg").bounding_box()
    page.mouse.move(frame["x"] + frame["width"] * 0.9, frame["y"] + 20)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 2, frame["y"] + 20, steps=4)
    page.mouse.up()
    assert page.input_value("#from") > "2025-05-20" and page.input_value("#to") >= "2025-06-01"
    assert 0 < page.evaluate(f"{API}.state().live") < page.evaluate(f"{API}.data.events.length")


def test_address_brings_the_view_back(open_page: Open) -> None:
    page = open_page()
    page.evaluate(f"{API}.change({{unreal: true, from: '2025-05-01', quads: [1, 3]}})")
    page.evaluate(f"{API}.select({{arc: {call_arc(page)}}})")
    address, text = page.evaluate("location.hash"), page.inner_text("#panel")
    again = open_page(address=address)
    assert again.inner_text("#panel") == text
    assert again.evaluate(f"{API}.address()") == address[1:] == page.evaluate(f"{API}.address()")
    page.go_back()
    assert page.locator(".card").count() == 0


def test_names_of_the_largest_do_not_overlap(open_page: Open) -> None:
    page = open_page("300")
    page.wait_for_timeout(300)
    boxes = sorted(page.evaluate(f"{API}.boxes()"), key=lambda b: b["id"])[:30]
    named = set(page.evaluate(f"{API}.names()"))
    assert all(b["id"] in named for b in boxes)
    for n, a in enumerate(boxes):
        assert a["left"] >= 0 and a["right"] <= 1280 - 392 and a["top"] >= 90 and a["bottom"] <= 720
        for b in boxes[:n]:
            beside = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert beside or a["bottom"] <= b["top"] or b["bottom"] <= a["top"], (a, b)


def test_more_actors_come_when_asked_for(open_page: Open) -> None:
    page = open_page("300")
    opening = len(page.evaluate(f"{API}.visible().actors"))
    assert opening <= 60
    absent = page.evaluate(f"{API}.data.actors.findIndex((a, n) => !{API}.visible().actors.includes(n))")
    page.evaluate(f"{API}.find({absent})")
    assert absent in page.evaluate(f"{API}.visible().actors")
    page.evaluate(f"{API}.expand({absent})")
    page.evaluate(f"{API}.showAll()")
    assert len(page.evaluate(f"{API}.visible().actors")) == page.evaluate(f"{API}.data.actors.length")


def test_hostile_strings_do_nothing(open_page: Open) -> None:
    page = open_page("hostile")
    page.evaluate(f"{API}.change({{unreal: true}})")
    for number in range(len(HOSTILE)):
        page.evaluate(f"{API}.find({number})")
        page.evaluate(f"{API}.select({{event: {number}}})")
    page.click("#as-table")
    page.fill("#search", "<")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(#print), iframe, main script, main b >> text=bold").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.evaluate(f"{API}.csv()").count('"=') == 0


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int, height: int) -> None:
    for name in ("story", "hostile"):
        page = open_page(name, width=width, height=height, color_scheme="dark")
        page.evaluate(f"{API}.select({{event: 0}})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("(p => p.scrollWidth - p.clientWidth)(document.getElementById('panel'))") <= 0


def test_exports_are_files(open_page: Open) -> None:
    page = open_page()
    for button, name, head in (("#csv", "geopolgraph.csv", b"\xef\xbb\xbf"), ("#png", "geopolgraph.png", b"\x89PNG")):
        with page.expect_download() as download:
            page.click(button)
        assert download.value.suggested_filename == name
        assert Path(download.value.path()).read_bytes().startswith(head)


def test_every_part_is_reached_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{API}.state().table") is True
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.closest('[id]')?.id"))
    assert {"table-view"} <= seen
