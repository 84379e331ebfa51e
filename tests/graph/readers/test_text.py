"""Plain text and Markdown: header, newlines, offsets, and what is no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Settings
from graph.errors import DateError, InputError
from graph.model import Article
from graph.readers import read
from graph.readers.decode import clean, decode
from graph.readers.text import split_header


def one(path: Path, content: str | bytes, name: str = "a.txt", settings: Settings | None = None) -> Article:
    place = path / name
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    (article,) = read(place, settings=settings)
    return article


HEADER = (
    "Title: Ministers meet\npublished: 5 June 2025\nSource: Example Wire\nURL: https://example.org/1\n"
    "Language: English\nId: w-1\n\n"
)


def test_a_header_gives_the_fields_and_offsets_count_from_behind_it(tmp_path: Path) -> None:
    article = one(tmp_path, HEADER + "Ministers met.\n\nThey agreed.\n")
    assert (article.title, article.published, article.source) == ("Ministers meet", "2025-06-05", "Example Wire")
    assert (article.url, article.language, article.given_id) == ("https://example.org/1", "en", "w-1")
    assert article.text == "Ministers met.\n\nThey agreed.\n"
    assert [article.text[b.start : b.end] for b in article.blocks] == ["Ministers met.", "They agreed."]


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("Ministers met.", {}, "Ministers met."),
        ("\nTitle: late", {}, "\nTitle: late"),
        ("Ministers met.\nTitle: late", {}, "Ministers met.\nTitle: late"),
        ("Title: a\n\n\nBody", {"title": "a"}, "\nBody"),
        ("Title: a\n \t\nBody", {"title": "a"}, "Body"),
        ("Title: a\nNEW DELHI: India said", {"title": "a"}, "NEW DELHI: India said"),
        ("Title: a\nTitle: b\n\nBody", {"title": "a"}, "Body"),
        ("Title:\n\nBody", {"title": ""}, "Body"),
        ("Title: a", {"title": "a"}, ""),
    ],
)
def test_header_and_body(text: str, fields: dict[str, str], body: str) -> None:
    assert split_header(text) == (fields, body)


@given(st.text())
def test_a_header_never_swallows_text_that_is_no_field(text: str) -> None:
    fields, body = split_header(text)
    assert text.endswith(body)
    assert fields or body == text


def test_a_heading_is_the_title_of_markdown(tmp_path: Path) -> None:
    article = one(tmp_path, "# Ministers meet #\n\nThey agreed.", "a.md")
    assert (article.title, article.text) == ("Ministers meet", "\nThey agreed.")
    assert one(tmp_path, "Title: Own\n\n# Heading\nThey agreed.", "a.md").title == "Own"
    assert one(tmp_path, "# Ministers meet\n\nThey agreed.", "a.txt").title == ""


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_line_end_becomes_one_character(tmp_path: Path, end: str) -> None:
    article = one(tmp_path, f"Title: a{end}{end}Ministers met.{end}They agreed 🤝 again.")
    assert article.text == "Ministers met.\nThey agreed 🤝 again."
    assert article.text[article.blocks[-1].start :] == "They agreed 🤝 again."


@given(st.text(st.characters()))
def test_cleaning_moves_nothing_but_carriage_returns_and_stops(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert len(cleaned) == len(text) - text.count("\r\n")
    cleaned.encode("utf-8")


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert one(tmp_path, b"\xef\xbb\xbfTitle: a\n\nText.").title == "a"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt: is empty"),
        (b" \n\n\t", "a.txt: is empty"),
        (b"Title: only\n\n  ", "a.txt: holds a header but no text"),
        (b"text\0text", "a.txt: looks like a binary file"),
        (b"%PDF-1.7 text", "a.txt: looks like a binary file"),
        (b"\x01\x02\x03\x04 abc", "a.txt: looks like a binary file"),
        ("Räte".encode("utf-16"), "a.txt: is UTF-16 or UTF-32, not UTF-8 (convert it"),
        ("Die Räte".encode("cp1252"), "a.txt: is not valid UTF-8: byte 0xE4 at offset 5 (convert it to UTF-8"),
        (b"x" * 101, "a.txt: is too long: 101 characters, at most 100 are read"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        one(tmp_path, content, settings=Settings(max_characters=100))
    assert message in str(caught.value)


def test_five_megabytes_are_too_long(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="5,000,000 characters, at most 1,000,000 are read"):
        one(tmp_path, b"word " * 1_000_000)


def test_a_date_that_is_none_names_file_and_date(tmp_path: Path) -> None:
    with pytest.raises(DateError, match=r"a.txt: 'someday' is no date \(write it as 2025-06-05\)"):
        one(tmp_path, "Published: someday\n\nText.")


def test_unknown_character_sets_are_named() -> None:
    with pytest.raises(InputError, match="x: has the unknown character set 'klingon'"):
        decode(b"text", name="x", charset="klingon")


def test_a_latin_label_means_the_windows_code_page() -> None:
    assert decode(b"\x93text\x94", name="x", charset="ISO-8859-1") == "“text”"


@given(st.binary(), st.sampled_from(["", "utf-8", "latin-1", "cp1251", "utf-7", "hex", "idna", "punycode"]))
def test_bytes_are_text_or_an_input_error(data: bytes, charset: str) -> None:
    try:
        decode(data, name="x", charset=charset)
    except InputError as error:
        assert str(error).startswith("x: ")
