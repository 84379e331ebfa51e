"""Bytes -> text: checked, without byte order mark, newlines as one character."""

from __future__ import annotations

import re

from graph.errors import InputError

_MAGIC = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"RIFF")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))

# A label on the web means the Windows code page that contains it (WHATWG Encoding Standard).
_WEB_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}

# One character for one character, so that no offset moves: other line ends become "\n", what XML cannot hold
# becomes a space, half characters become U+FFFD.
_CLEAN = (
    {ord(c): "\n" for c in "\r\v\f\x85\u2028\u2029"}
    | dict.fromkeys((*range(1, 9), *range(14, 32), 0x7F, 0xFFFE, 0xFFFF), " ")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_UNCLEAN = re.compile("[\x01-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, *, name: str, charset: str = "") -> str:
    """The text of ``data``, read as ``charset`` (UTF-8 if not given), without its byte order mark.

    Raises InputError for binary content, for an unknown charset, and for the first byte that does not fit.
    """
    if data.startswith(_WIDE_MARKS):
        raise InputError("is UTF-16 or UTF-32, not UTF-8", where=name, hint="convert it: iconv -f UTF-16 -t UTF-8 FILE")
    if _is_binary(data):
        raise InputError("looks like a binary file", where=name, hint="give text, HTML, JSON Lines, CSV or a feed")
    label = _WEB_LABELS.get(charset.lower(), charset.lower()) or "utf-8"
    try:
        return data.decode(label).removeprefix("\ufeff")
    except LookupError as error:
        raise InputError(f"has the unknown character set {charset!r}", where=name, hint=_ADVICE) from error
    except UnicodeError as error:
        raise InputError(_misfit(error, label), where=name, hint=_ADVICE) from error


_ADVICE = "convert it to UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE"


def _misfit(error: UnicodeError, label: str) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"is not valid {label.upper()}: byte 0x{error.object[error.start]:02X} at offset {error.start}"
    return f"is not valid {label.upper()}"


def _is_binary(data: bytes) -> bool:
    if b"\0" in data or data.startswith(_MAGIC):
        return True
    return len(data) - len(data.translate(None, _CONTROLS)) > len(data) / 10


def clean(text: str) -> str:
    r"""``text`` with every line end as "\n" and without characters that a graph cannot hold.

    CR LF becomes one character; everything else keeps its length. Cleaning twice changes nothing.
    """
    text = text.replace("\r\n", "\n")
    return text.translate(_CLEAN) if _UNCLEAN.search(text) else text
