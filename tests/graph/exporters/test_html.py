"""The page as text: what it holds, what it must never hold, and that the same graph gives the same page."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.errors import GeopolError
from graph.exporters.html import draw, render, write_html
from graph.exporters.layout import Figure, place, text_width, wrap
from graph.exporters.picture import clean, period, picture

from .synthetic import HOSTILE, SyntheticView, generated, hostile, story


@pytest.fixture(scope="module")
def page() -> str:
    return render(story(), title="Trump and Xi")


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["keys"], row, strict=True)) for row in table["rows"]]


def test_same_graph_gives_same_page_in_any_order(page: str) -> None:
    view = story()
    turned = SyntheticView(
        dict(reversed(view.actors.items())),
        list(reversed(view.events)),
        dict(reversed(view.reports.items())),
        dict(reversed(view.articles.items())),
    )
    assert render(turned, title="Trump and Xi") == page


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    shell = re.sub(r"<script[^>]*>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"\b(src|href|action|data)\s*=\s*[\"']?\s*(https?:|//)", shell, re.IGNORECASE)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style and "url(" not in style[1] and "@import" not in style[1]
    assert not re.search(r"\son[a-z]+\s*=", shell) and "<iframe" not in shell and 'rel="stylesheet"' not in shell


def test_policy_admits_exactly_the_scripts_and_styles_of_the_page(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'") and "unsafe" not in rules and "http" not in rules
    parts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(parts) == 3
    for part in parts:
        assert f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" in rules
    assert rules.count("sha256-") == 3


def test_hostile_strings_stay_data() -> None:
    page = render(hostile(), title=HOSTILE[1])
    assert page.count("</script>") == 3 and page.split("<style>")[0].count("<script") == 0
    assert "<img src=x" not in page and "<svg onload" not in page
    names = {actor["name"] for actor in rows(data_of(page)["picture"]["actors"])}
    assert clean(HOSTILE[0]) in names
    assert not any(c in page for c in "\u2028\u2029\u202e\u2066\x00")
    assert page.encode("utf-8")


def test_only_web_addresses_are_kept() -> None:
    view = story()
    key = next(iter(view.articles))
    articles = {**view.articles, key: replace(view.articles[key], url="javascript:alert(1)")}
    bad = SyntheticView(view.actors, view.events, view.reports, articles)
    assert {a.url for a in picture(bad).articles} == {"", *(k for k in view.articles if k != key)}


def test_sentences_come_in_pieces_with_roles() -> None:
    shown = picture(story())
    report = next(r for r in shown.reports if r.said_by)
    assert "".join(text for text, _ in report.pieces).startswith("The call took place at Trump's request")
    assert [p for p in report.pieces if p[1]] == [("call", "r"), ("Trump", "s")]
    assert report.said_by == ("Xinhua News Agency",)


def test_dispute_keeps_values_sources_and_names() -> None:
    (call,) = [e for e in picture(story()).events if e.disputes]
    assert call.disputes[0]["attribute"] == "initiator"
    assert [v["value"] for v in call.disputes[0]["values"]] == ["Donald Trump", "not said"]
    assert call.sources == ("Example Wire", "Example Daily", "Example State Agency") and call.mutual


def test_arcs_gather_by_direction_class_and_standing() -> None:
    shown = picture(story())
    for number, arc in enumerate(shown.arcs):
        for event in (shown.events[e] for e in arc.events):
            assert (event.quad, event.mutual, event.happened, event.arc) == (arc.quad, arc.mutual, arc.happened, number)
    assert any(not arc.happened for arc in shown.arcs)
    sides = [(*sorted((a.subject, a.object)), a.bend * (1 if a.subject < a.object else -1)) for a in shown.arcs]
    assert len(set(sides)) == len(sides)


def test_opening_is_small_and_everyone_in_it_has_a_tie() -> None:
    shown = picture(generated(300), limit=60)
    opening = {n for n, a in enumerate(shown.actors) if a.opening}
    assert 40 <= len(opening) <= 60
    tied = {end for a in shown.arcs if a.happened and {a.subject, a.object} <= opening for end in (a.subject, a.object)}
    assert tied == opening


def test_pyvis_holds_every_actor_and_arc() -> None:
    shown = picture(generated(80))
    network = draw(shown)
    assert len(network.nodes) == len(shown.actors) and len(network.edges) == len(shown.arcs)
    assert network.options["physics"] is False and all("x" in node and "y" in node for node in network.nodes)


def test_size_for_300_actors() -> None:
    assert len(render(generated(300)).encode("utf-8")) < 1_500_000


def test_empty_graph_makes_a_page() -> None:
    assert data_of(render(SyntheticView({}, [], {}, {})))["picture"]["actors"]["rows"] == []


def test_too_many_actors_leave_the_least_active_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.exporters.picture.MOST", 20)
    shown = picture(generated(60))
    assert len(shown.actors) == 20 and shown.left_out > 0 and "not in this file" in shown.note


def test_write_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.html"
    target.write_text("older")
    write_html(story(), target)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(GeopolError, match="No space left"):
        write_html(story(), target)
    assert target.stat().st_size > 100_000


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-06-05", ("2025-06-05", "2025-06-05")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-W22", ("2025-05-26", "2025-06-01")),
        ("2025-Q2", ("2025-04-01", "2025-06-30")),
        ("2024-24", ("2024-12-01", "2025-02-28")),
        ("202X", ("2020-01-01", "2029-12-31")),
        ("2025-05-01/", ("2025-05-01", "2025-05-01")),
        ("2025-05-01/2025-05-12", ("2025-05-01", "2025-05-12")),
        ("2025-13-40", ("", "")),
        ("soon", ("", "")),
        ("", ("", "")),
    ],
)
def test_periods(value: str, days: tuple[str, str]) -> None:
    assert period(value) == days


@pytest.mark.parametrize("count", [1, 2, 3, 30, 120])
def test_placed_figures_do_not_overlap(count: int) -> None:
    figures = [Figure(8 + n % 9, wrap(f"Ministry {n} of Foreign Affairs"), 13) for n in range(count)]
    links = [(n, n // 3) for n in range(1, count) if n % 10]
    spots = place(figures, links)
    boxes = [
        (x - f.width / 2, y - f.radius, x + f.width / 2, y + f.radius + f.below)
        for (x, y), f in zip(spots, figures, strict=True)
    ]
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert place(figures, links) == spots


def test_names_wrap_and_end_in_an_ellipsis() -> None:
    assert wrap("Xi Jinping") == ("Xi Jinping",)
    assert wrap("People's Republic of China") in {("People's", "Republic of China"), ("People's Republic", "of China")}
    assert wrap("A" * 400) == ("A" * 17 + "…",)
    assert all(len(line) <= 18 for line in wrap("word " * 80)) and wrap("word " * 80)[-1].endswith("…")
    assert wrap("") == ("·",)
    assert text_width("中国", 10) > text_width("ab", 10)
