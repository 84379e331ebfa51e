"""Corpora with named entities, each read into passages with labelled spans of characters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from graph.pipelines.training.labels import (
    CROSSNER,
    MEANTIME,
    RE3D,
    UNER,
    UNSURE,
    WIKIGOLD,
    demonyms,
    settled,
)

NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]}%”]+|'s|’s|n't|'re|'ve|'ll|'d|'m|'")
NO_SPACE_AFTER = frozenset("([{$£€#“")
LEADING = re.compile(r"^(?:(?:the|a|an|this|that|on|in)\s+)+", re.IGNORECASE)
PRONOUNS = frozenset(("He", "I", "It", "Its", "Our", "She", "Their", "They", "This", "We", "You"))
TITLED = re.compile(
    r"^(?:(?:the|President|Prime|Minister|Foreign|Defen[cs]e|Secretary|of|State|General|Gen\.|Lt\.|Maj\.|Col\.|Mr\.|"
    r"Dr\.|Ambassador|Senator|US|U\.S\.|UK|Sir|King|Prince|Army|Navy|Air|Force)\s+)+"
)
"""What stands before a person's name and is none of it."""
MEANTIME_SENTENCES = 6
"""Of each MEANTIME article only the first sentences are annotated."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of a passage, in characters; the label may be `UNSURE`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its marks; marks do not overlap."""

    text: str
    marks: tuple[Mark, ...]


def passage(words: Sequence[str], spans: Iterable[tuple[int, int, str]]) -> Passage:
    """Spaced-out words as running text; `spans` are (first word, word after the last, label)."""
    starts, text, quoted = [], "", False
    for index, word in enumerate(words):
        closing = NO_SPACE_BEFORE.fullmatch(word) or (word in ('"', "''") and quoted)
        opening = index and (words[index - 1] in NO_SPACE_AFTER or (words[index - 1] in ('"', "``") and quoted))
        text += "" if not index or closing or opening else " "
        quoted ^= word in ('"', "``", "''")
        starts.append(len(text))
        text += word
    marks = (Mark(starts[first], starts[last - 1] + len(words[last - 1]), label) for first, last, label in spans)
    return Passage(text, tuple(_final(mark, text) for mark in marks))


def columns(path: Path, labels: Mapping[str, str], *, word: int = 0, tag: int = 1) -> Iterator[Passage]:
    """Sentences of a file with one word a line and an IOB tag; tags missing from `labels` count as no entity."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith("# ") or (cells and cells[0].startswith("-DOCSTART-")):
            continue
        if len(cells) > tag:
            rows.append(cells)
        elif rows:
            words = [row[word] for row in rows]
            yield passage(words, _spans([row[tag] for row in rows], labels))
            rows = []


def crossner(folder: Path, field: str, part: str) -> list[Passage]:
    """One part ("train", "dev", "test") of one field of CrossNER."""
    return list(columns(folder / f"crossner_{field}_{part}.txt", CROSSNER))


def uner(folder: Path, part: str) -> list[Passage]:
    """UNER on EWT: people, organisations and places of web text."""
    return list(columns(folder / f"uner_ewt_{part}.iob2", UNER, word=1, tag=2))


def wikigold(folder: Path) -> list[Passage]:
    """Wikipedia sentences of Wikigold; its MISC is left open."""
    return list(columns(folder / "wikigold.conll.txt", WIKIGOLD))


def tweets(folder: Path) -> list[Passage]:
    """Tweets of news accounts, without those that hold a handle, which the corpus calls a person."""
    return [passage for passage in columns(folder / "btc_g.conll", UNER) if "@" not in passage.text]


def re3d(folder: Path) -> Iterator[Passage]:
    """Paragraphs of reports on foreign policy and defence; only marks that hold a name are kept."""
    documents = _json_lines(folder / "documents.json")
    found = sorted(_json_lines(folder / "entities.json"), key=lambda row: str(row["documentId"]))
    marks = {key: list(rows) for key, rows in groupby(found, key=lambda row: str(row["documentId"]))}
    for document in documents:
        text = str(document["text"])
        spans = [span for row in marks.get(str(document["_id"]), []) if (span := _re3d_mark(row, text))]
        yield from _by_line(text, longest(spans))


def meantime(folder: Path) -> Iterator[Passage]:
    """The annotated first sentences of MEANTIME's Wikinews articles."""
    for path in sorted(folder.rglob("*.xml")):
        yield from _meantime_article(ElementTree.parse(path).getroot())


def news(folder: Path, part: str) -> Iterator[Passage]:
    """Our own annotated news, one part ("train", "test"): every label is sure."""
    for path in sorted((folder / part).glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf8").splitlines()):
            yield Passage(row["text"], tuple(Mark(mark["start"], mark["end"], mark["label"]) for mark in row["entities"]))


def document(passage: Passage, nlp: Language, *, nationalities: bool = True) -> Doc:
    """A document with entities; unsure marks stay open.

    With `nationalities`, demonyms outside every mark become NORP.
    """
    doc = nlp.make_doc(passage.text)
    sure: list[Span] = []
    unsure: list[Span] = []
    for mark in map(partial(_stripped, passage.text), passage.marks):
        exact = doc.char_span(mark.start, mark.end, label=mark.label or "UNSURE")
        span = exact or doc.char_span(mark.start, mark.end, label="UNSURE", alignment_mode="expand")
        if span is not None:
            (sure if exact is not None and mark.label != UNSURE else unsure).append(span)
    covered = {token.i for span in (*sure, *unsure) for token in span}
    free = (token.i for token in doc if nationalities and token.i not in covered and token.text in demonyms())
    sure.extend(Span(doc, index, index + 1, label="NORP") for index in free)
    kept = filter_spans([*sure, *unsure])
    doc.set_ents(
        [span for span in kept if span.label_ != "UNSURE"],
        missing=[span for span in kept if span.label_ == "UNSURE"],
    )
    return doc


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that no longer mark overlaps, in order of the text."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _stripped(text: str, mark: Mark) -> Mark:
    """The mark without white space at its ends, which the recogniser cannot learn."""
    words = text[mark.start : mark.end]
    start = mark.end - len(words.lstrip())
    return Mark(start, start + len(words.strip()), mark.label)


def _spans(tags: Sequence[str], labels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for index, tag in enumerate(tags):
        previous = tags[index - 1] if index else "O"
        if tag.startswith("B-") or tag[2:] != previous[2:]:
            start = index
        closes = index + 1 == len(tags) or tags[index + 1].startswith("B-") or tags[index + 1][2:] != tag[2:]
        if closes and tag[2:] in labels:
            yield start, index + 1, labels[tag[2:]]


def _final(mark: Mark, text: str) -> Mark:
    return Mark(mark.start, mark.end, settled(mark.label, text[mark.start : mark.end]))


def _json_lines(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _re3d_mark(row: Mapping[str, object], text: str) -> Mark | None:
    """The mark without its article; a description ("the camp") is none, a half-named one is unsure."""
    start, end = int(str(row["begin"])), int(str(row["end"]))
    label = RE3D.get(str(row["type"]))
    value = text[start:end]
    if label is None or value != row["value"]:
        return None
    start += len(value) - len((TITLED if label == "PERSON" else LEADING).sub("", value))
    words = text[start:end].split()
    if not words or words[0] in PRONOUNS or not any(word[:1].isupper() for word in words):
        return None
    named = words[0][:1].isupper() and words[-1][:1].isupper() and words[0] not in demonyms() and len(words) < 6
    return _final(Mark(start, end, label if named or label == "NORP" else UNSURE), text)


def _by_line(text: str, marks: Sequence[Mark]) -> Iterator[Passage]:
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
        yield Passage(line[0], tuple(Mark(mark.start - start, mark.end - start, mark.label) for mark in inside))


def _meantime_article(article: ElementTree.Element) -> Iterator[Passage]:
    tokens = [token for token in article.iter("token") if int(token.get("sentence", "0")) < MEANTIME_SENTENCES]
    spans = longest(_meantime_names(article, {token.get("t_id"): index for index, token in enumerate(tokens)}))
    for _, group in groupby(range(len(tokens)), key=lambda index: tokens[index].get("sentence")):
        indexes = list(group)
        first, last = indexes[0], indexes[-1] + 1
        inside = [span for span in spans if first <= span.start and span.end <= last]
        words = [tokens[index].text or "" for index in indexes]
        yield passage(words, [(span.start - first, span.end - first, span.label) for span in inside])


def _meantime_names(article: ElementTree.Element, place: Mapping[str | None, int]) -> Iterator[Mark]:
    """Its named mentions, counted in tokens."""
    types = {entity.get("m_id"): entity.get("ent_type", "") for entity in article.iter("ENTITY")}
    type_of = {
        source.get("m_id"): types.get(target.get("m_id"), "")
        for link in article.iter("REFERS_TO")
        for target in link.iter("target")
        for source in link.iter("source")
    }
    for mention in article.iter("ENTITY_MENTION"):
        anchors = [place[anchor.get("t_id")] for anchor in mention.iter("token_anchor") if anchor.get("t_id") in place]
        if anchors and mention.get("syntactic_type") in ("NAM", "PRE.NAM"):
            label = MEANTIME.get(type_of.get(mention.get("m_id"), ""), UNSURE)
            yield Mark(min(anchors), max(anchors) + 1, label)
