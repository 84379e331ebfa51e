"""Addresses, against a server on the loopback interface."""

import gzip
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers import items, read, web
from graph.readers.source import sniff

PARAGRAPH = (
    "<p>The ministers of the two countries met in Zürich on Thursday to discuss the tariffs, officials said.</p>"
)
PAGE = f"<html><head><title>Ministers meet</title></head><body><article>{PARAGRAPH * 2}</article></body></html>"
FEED = (
    "<rss><channel><title>Example Wire</title><item><link>https://example.org/1</link>"
    "<description>They met.</description></item></channel></rss>"
)
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/latin": (200, {"Content-Type": "text/html; charset=windows-1252"}, PAGE.encode("cp1252")),
    "/meta": (
        200,
        {"Content-Type": "text/html"},
        PAGE.replace("<head>", "<head><meta charset=cp1252>").encode("cp1252"),
    ),
    "/liar": (200, {"Content-Type": "text/html"}, PAGE.encode("cp1252")),
    "/text": (200, {"Content-Type": "text/plain; charset=latin-1"}, "Title: Räte\n\nDie Räte.".encode("latin-1")),
    "/list.jsonl": (200, {"Content-Type": "application/octet-stream"}, b'{"text": "One."}\n{"text": "Two."}'),
    "/list": (200, {"Content-Type": "application/x-ndjson"}, b'{"text": "One."}\n'),
    "/raw.md": (200, {"Content-Type": "text/plain"}, b"# Heading\nText."),
    "/nothing-said": (200, {}, PAGE.encode()),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED.encode()),
    "/zip": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"They met.")),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 30_000)),
    "/br": (200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, b"x"),
    "/bad-zip": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, b"no gzip"),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 20_001),
    "/cut": (200, {"Content-Type": "text/plain", "Content-Length": "99"}, b"They met."),
    "/empty": (200, {"Content-Type": "text/plain"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b"<p>Gone</p>"),
    "/broken": (500, {"Content-Type": "text/html"}, b""),
    "/moved": (301, {"Location": "/page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
    "/caf%C3%A9": (200, {"Content-Type": "text/plain"}, b"They met."),
}


class Server(BaseHTTPRequestHandler):
    """Answers from the table, and notes who asked."""

    agents: list[str] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 20_000)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def one(url: str) -> Article:
    (article,) = read(url)
    return article


def fault(url: str) -> str:
    (item,) = items(url, Settings())
    with pytest.raises(InputError) as caught:
        item.load()
    assert item.name == url
    return str(caught.value)


def test_a_page(base: str) -> None:
    article = one(f"{base}/page")
    assert (article.title, article.url) == ("Ministers meet", f"{base}/page")
    assert article.text.startswith("The ministers of the two countries met in Zürich")


@pytest.mark.parametrize("path", ["/latin", "/meta", "/nothing-said"])
def test_character_sets_and_missing_types(base: str, path: str) -> None:
    assert "Zürich" in one(base + path).text


def test_a_redirect_leads_to_the_address_of_the_article(base: str) -> None:
    assert one(f"{base}/moved").url == f"{base}/page"


def test_the_type_decides_the_reader(base: str) -> None:
    assert one(f"{base}/text").title == "Räte"
    assert [a.text for a in read(f"{base}/list.jsonl")] == ["One.", "Two."]
    assert one(f"{base}/list").text == "One."
    assert one(f"{base}/raw.md").title == "Heading"
    assert one(f"{base}/feed").url == "https://example.org/1"


def test_an_answer_in_gzip(base: str) -> None:
    assert one(f"{base}/zip").text == "They met."


def test_letters_outside_ascii_and_fragments(base: str) -> None:
    assert one(f"{base}/café#part").text == "They met."


def test_the_agent_names_the_program(base: str) -> None:
    one(f"{base}/page")
    assert Server.agents[-1].startswith("geopolgraph/")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "the server answers 404 Not Found"),
        ("/broken", "the server answers 500 Internal Server Error"),
        ("/loop", "the server answers 302"),
        ("/to-file", "the server answers 302"),
        ("/to-ftp", "cannot be reached: unknown url type: ftp"),
        ("/picture", "is of the type 'image/png', which is not read (known: text/html"),
        ("/large", "is larger than 20,000 bytes"),
        ("/bomb", "is larger than 20,000 bytes"),
        ("/br", "is sent in the unknown coding 'br'"),
        ("/bad-zip", "cannot be fetched: Error -3"),
        ("/cut", "breaks off after 9 bytes"),
        ("/empty", "is empty"),
        ("/liar", "is not valid UTF-8: byte 0xFC"),
    ],
)
def test_what_goes_wrong_is_said_with_the_address(base: str, path: str, message: str) -> None:
    assert fault(base + path).startswith(f"{base}{path}: {message}")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://127.0.0.1:99999/",
        "http://[bad/",
        "http:///x",
        "https://a b/",
        "http://" + "x" * 99,
    ],
)
def test_what_cannot_be_reached(url: str) -> None:
    assert fault(url).startswith(f"{url}: cannot be ")


def test_a_silent_server(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(web, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        assert "cannot be reached: timed out" in fault(f"http://127.0.0.1:{deaf.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b'\xef\xbb\xbf\n {"text"', ".jsonl"),
        (b"<!DOCTYPE html><p>", ".html"),
        (b'<?xml version="1.0"?>\n<html>', ".html"),
        (b'<?xml version="1.0"?><rss>', ".xml"),
        (b"<feed>", ".xml"),
        (b"Words", ".txt"),
        (b"", ".txt"),
    ],
)
def test_nameless_bytes(data: bytes, suffix: str) -> None:
    assert sniff(data) == suffix
