"""Web pages in files."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers import read
from graph.readers.html import declared_charset

HEAD = """<title>Ministers meet | Example Daily</title><meta property="og:title" content="Ministers meet">
<meta property="og:site_name" content="Example Daily">
<meta property="article:published_time" content="2025-06-05T22:10:00-04:00">
<link rel="canonical" href="https://example.org/world/ministers-meet">"""
BODY = """<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ministers meet</h1><ul><li>Ministers met in Geneva on Thursday.</li><li>They agreed on talks.</li></ul>
<p>The ministers of the two countries met in Geneva on Thursday to discuss tariffs, officials&nbsp;said in a
<b>joint</b> statement after the meeting.</p>
<p>The talks lasted for six hours and ended without a final agreement, but both sides<br>said that they would meet
again next month.</p><h2>A Long Dispute</h2>
<p>The dispute began last year, when one government imposed tariffs on steel, and the other answered in kind.</p>
<p>Also Read: <a href="/x">Another story about steel</a></p></article>
<footer>© 2025 Example Daily. All rights reserved.</footer>"""


def page(
    path: Path, head: str = HEAD, body: str = BODY, *, encoding: str = "utf-8", settings: Settings | None = None
) -> Article:
    place = path / "a.html"
    text = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    place.write_bytes(text.encode(encoding))
    (article,) = read(place, settings=settings)
    return article


def test_text_title_day_publisher_and_address(tmp_path: Path) -> None:
    article = page(tmp_path)
    assert (article.title, article.published, article.source) == ("Ministers meet", "2025-06-05", "Example Daily")
    assert (article.url, article.language) == ("https://example.org/world/ministers-meet", "en")


def test_paragraphs_are_lines_and_the_page_around_them_is_gone(tmp_path: Path) -> None:
    article = page(tmp_path)
    kinds = [(b.kind, article.text[b.start : b.end].split(" ")[0]) for b in article.blocks]
    assert kinds == [
        ("keypoint", "Ministers"),
        ("keypoint", "They"),
        ("body", "The"),
        ("body", "The"),
        ("headline", "A"),
        ("body", "The"),
        ("furniture", "Also"),
    ]
    assert "officials said in a joint statement" in article.text
    assert "both sides said that" in article.text


def test_a_day_that_the_page_does_not_declare_is_not_guessed(tmp_path: Path) -> None:
    assert page(tmp_path, head="<title>Ministers meet</title>").published == ""


def test_settings_fill_in(tmp_path: Path) -> None:
    article = page(
        tmp_path, head="<title>x</title>", settings=Settings(published="2025-06-06", publisher="Example Wire")
    )
    assert (article.published, article.source) == ("2025-06-06", "Example Wire")


def test_a_front_page_is_no_address_of_an_article(tmp_path: Path) -> None:
    assert page(tmp_path, head='<link rel="canonical" href="https://example.org/">').url == ""


@pytest.mark.parametrize(
    "head", ['<meta charset="windows-1252">', '<meta http-equiv="x" content="text/html; charset=latin1">']
)
def test_the_declared_character_set_counts(tmp_path: Path, head: str) -> None:
    article = page(tmp_path, HEAD + head, BODY.replace("Geneva", "Zürich"), encoding="cp1252")
    assert "met in Zürich" in article.text


def test_a_page_in_another_character_set_than_it_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.html: is not valid UTF-8: byte 0xFC at offset"):
        page(tmp_path, HEAD, BODY.replace("Geneva", "Zürich"), encoding="cp1252")


def test_charsets_of_pages() -> None:
    assert declared_charset(b'<?xml version="1.0" encoding="UTF-8"?>') == "utf-8"
    assert declared_charset(b"<html><meta charset=utf-16>") == ""
    assert declared_charset(b"<html>charset=latin1") == ""


@pytest.mark.parametrize("content", ["", "  ", "<html><body></body></html>", "<html><script>x()</script></html>"])
def test_a_page_without_text_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.htm").write_text(content)
    with pytest.raises(InputError, match=r"a\.htm: (is empty|holds no article text)"):
        next(read(tmp_path / "a.htm"))


def test_a_deeply_nested_page_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 20_000 + "The ministers met in Geneva.")
    try:
        assert "ministers" in next(read(tmp_path / "a.html")).text
    except InputError as error:
        assert "a.html: " in str(error)


def test_trafilatura_is_imported_only_for_pages() -> None:
    code = "import sys, graph.readers, graph.readers.html, graph.readers.web; print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
