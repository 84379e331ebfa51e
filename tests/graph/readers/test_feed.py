"""RSS and Atom."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Settings
from graph.errors import DateError, InputError
from graph.model import Article
from graph.readers import items, read
from graph.readers.feed import plain

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Wire</title>
<item><title>Ministers &amp; envoys meet</title><link> https://example.org/1 </link><guid>w-1</guid>
<pubDate>Thu, 05 Jun 2025 23:30:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ministers met in <b>Geneva</b>.</p>
<p>They agreed<br/>on talks.</p>
<script>x()</script>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">w-2</guid><description>Talks failed.</description></item>
<item><title>Third</title><guid>https://example.org/3</guid></item>
<item><title>Fourth</title><link>https://example.org/4</link><description>Text.</description><pubDate>soon</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Example &lt;i&gt;Daily&lt;/i&gt;</title>
<entry><title>Ministers meet</title><id>tag:1</id><link rel="self" href="https://example.org/x.atom"/>
<link href="https://example.org/1"/><published>2025-06-05T10:00:00Z</published><updated>2025-06-07T10:00:00Z</updated>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ministers met.</p>
<ul><li>They agreed.</li></ul></div></content></entry></feed>"""


def articles(path: Path, content: str | bytes, name: str = "a.xml") -> list[Article]:
    (path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path / name))


def test_rss(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    found = list(items(tmp_path / "a.rss", Settings()))
    assert [item.name.replace(str(tmp_path), "") for item in found] == [
        "https://example.org/1",
        "/a.rss#2",
        "https://example.org/3",
        "https://example.org/4",
    ]
    first, second = found[0].load(), found[1].load()
    assert (first.title, first.published, first.source) == ("Ministers & envoys meet", "2025-06-05", "Example Wire")
    assert first.text == "Ministers met in Geneva.\nThey agreed\non talks."
    assert (first.key, second.key, second.text) == ("https://example.org/1", "w-2", "Talks failed.")
    with pytest.raises(InputError, match=r"https://example\.org/3: is an entry without text"):
        found[2].load()
    with pytest.raises(DateError, match=r"https://example\.org/4: 'soon' is no date"):
        found[3].load()


def test_atom(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, ATOM, "a.atom")
    assert (article.title, article.published, article.source) == ("Ministers meet", "2025-06-05", "Example Daily")
    assert (article.url, article.text) == ("https://example.org/1", "Ministers met.\n- They agreed.")


def test_other_encodings(tmp_path: Path) -> None:
    text = RSS.replace("UTF-8", "ISO-8859-1").replace("Geneva", "Zürich")
    assert "Zürich" in next(read(_written(tmp_path, text.encode("latin-1")))).text


def _written(path: Path, data: bytes) -> Path:
    (path / "a.xml").write_bytes(data)
    return path / "a.xml"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "a.xml: is no well-formed XML: no element found"),
        ("<rss><item></rss>", r"a.xml: is no well-formed XML: mismatched tag: line 1, column 13"),
        (BOMB + "<rss>&b;</rss>", "a.xml: declares a document type, which is refused"),
        (FILE + "<rss>&a;</rss>", "a.xml: declares a document type, which is refused"),
        ("<svg/>", "a.xml: is neither RSS nor Atom: its root is <svg>"),
        ("<rss><channel/></rss>", "a.xml: is a feed without entries"),
        ("<rss>" + "<a>" * 200 + "</a>" * 200 + "</rss>", "a.xml: is nested deeper than 100 elements"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "a.xml: is XML that cannot be read: unknown encoding"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        articles(tmp_path, content)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain  text\n\nwith lines", "Plain text\nwith lines"),
        ("AT&amp;T and 1 &lt; 2", "AT&T and 1 < 2"),
        ("one <b>two</b>, three", "one two, three"),
        ("<h2>Head</h2>Body\nwraps<p>Next", "Head\nBody wraps\nNext"),
        ("a<style>p {}</style>b", "ab"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("<![if x]>a<![endif]> b <!-- c -->", "a b"),
        ("a <![;", "a"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(st.text(st.sampled_from("<>/&;pb!-[ \n")))
def test_any_markup_becomes_lines_without_empty_ones(markup: str) -> None:
    assert all(line.strip() == line != "" for line in plain(markup).split("\n")) or plain(markup) == ""
