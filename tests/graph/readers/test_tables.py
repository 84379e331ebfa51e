"""JSON Lines and CSV: one article per line or row, each failing alone."""

import json
from pathlib import Path

import pytest

from graph.config import Settings
from graph.errors import DateError, InputError
from graph.model import Article
from graph.readers import items, read

FULL = {
    "id": "7",
    "title": "Ministers meet",
    "text": "They met.\nThey agreed.",
    "published": "2025-06-05",
    "source": "Example Wire",
    "url": "https://example.org/7",
    "language": "en-GB",
}


def outcome(path: Path) -> list[str]:
    """For each item its text, or what is wrong with it."""
    found = []
    for item in items(path, Settings()):
        try:
            found.append(item.load().text)
        except (InputError, DateError) as error:
            found.append(str(error).replace(str(path.parent) + "/", ""))
    return found


def check_full(article: Article) -> None:
    assert article.text == FULL["text"]
    assert (article.given_id, article.title, article.source) == ("7", "Ministers meet", "Example Wire")
    assert (article.url, article.language, article.published) == ("https://example.org/7", "en", "2025-06-05")
    assert len(article.blocks) == 2


def test_all_fields_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(FULL) + "\r\n\n" + json.dumps({**FULL, "id": 8, "title": None, "more": [1]}))
    first, second = read(path)
    check_full(first)
    assert (second.given_id, second.title) == ("8", "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "x"', "a.jsonl:2: is no JSON: Expecting ',' delimiter at column 13 (one object per line"),
        (b"[1]", "a.jsonl:2: is a list, not an object"),
        (b'{"title": "x"}', 'a.jsonl:2: has no "text"'),
        (b'{"text": null}', 'a.jsonl:2: has no "text"'),
        (b'{"text": "  "}', "a.jsonl:2: is empty"),
        (b'{"text": 5}', 'a.jsonl:2: "text" must be a string, not int'),
        (b'{"text": "x", "title": ["y"]}', 'a.jsonl:2: "title" must be a string, not list'),
        (b'{"text": "x", "published": "soon"}', "a.jsonl:2: 'soon' is no date"),
        (b'{"text": "\xff"}', "a.jsonl:2: is not valid UTF-8: byte 0xFF at offset 10"),
        (b'{"text": "a\\u0000b"}', "a.jsonl:2: looks like a binary file"),
        (b"[" * 100_000, "a.jsonl:2: is no JSON that can be read"),
    ],
)
def test_a_broken_line_fails_alone_and_names_its_number(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One."}\n' + line + b'\n{"text": "Two."}\n')
    first, second, third = outcome(path)
    assert (first, third) == ("One.", "Two.")
    assert second.startswith(message)


def test_half_characters_do_not_reach_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"text": "a \ud83d b", "title": "\udc00"}')
    (article,) = read(path)
    assert (article.text, article.title) == ("a \ufffd b", "\ufffd")


def test_all_columns_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cells = ",".join('"' + value.replace("\n", "\r\n") + '"' for value in FULL.values())
    path.write_bytes(b"\xef\xbb\xbf" + (",".join(FULL) + "\r\n" + cells + "\r\n").encode())
    (article,) = read(path)
    check_full(article)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Title{mark} Text \nTalks{mark}They met, and agreed.\n")
    (article,) = read(path)
    assert (article.title, article.text) == ("Talks", "They met, and agreed.")


def test_rows_are_named_after_their_first_line_and_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'title,text,published\na,"One\nline",\nb,"bro"ken,\nc,,\n\nd,too,2025-06-05,many\n'
        b"e,\xff\xff,\nf,Two.,\ng,Late.,later\nshort\n"
    )
    found = outcome(path)
    assert found[0] == "One\nline"
    assert found[1].startswith("a.csv:4: is no CSV: ',' expected after '\"'")
    assert found[2].startswith("a.csv:5: is empty")
    assert found[3].startswith("a.csv:7: has 4 fields, but the first line names 3 columns")
    assert found[4].startswith("a.csv:8: is not valid UTF-8: byte 0xFF at offset 2")
    assert found[5] == "Two."
    assert found[6].startswith("a.csv:10: 'later' is no date")
    assert found[7].startswith("a.csv:11: is empty")


def test_an_open_quote_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\nOne.\n"Two.\nThree.\n')
    assert outcome(path)[0] == "One."
    assert outcome(path)[1].startswith("a.csv:3: is no CSV: unexpected end of data")


def test_large_fields_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "word " * 50_000 + "\n")
    (article,) = read(path)
    assert len(article.text) == 250_000


@pytest.mark.parametrize("content", ["", "title,url\na,b\n"])
def test_a_table_without_text_is_a_fault(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    assert outcome(path) == [
        "a.csv:1: has no column named text (the first line names the columns; "
        "known: id, title, text, published, source, url, language)"
    ]


def test_no_line_and_no_row_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n\n")
    assert outcome(path) == ["a.jsonl: holds no article"]
    path = tmp_path / "a.csv"
    path.write_text("title,text\n")
    assert outcome(path) == ["a.csv: holds no article"]
