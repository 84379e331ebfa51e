"""Named entities out of GUM's coreference layer, which marks every mention, named or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.pipelines.training.entities import Mark, Passage, longest
from graph.pipelines.training.labels import GUM, UNSURE, demonyms, settled
from graph.pipelines.training.treebanks import Sentence, Word, paragraphs

BRACKET = re.compile(r"\((?P<open>\d+)-(?P<type>[a-z]+)-[^()]*(?P<one>\))?|(?P<close>\d+)\)")
TITLES = {
    *("President", "Minister", "Secretary", "Senator", "Judge", "General", "Lord", "Sir"),
    *("Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "Professor"),
}
LINKS = frozenset(("of", "the", "for", "in", "and", "&", "-", "de", "du", "del", "'s", "’s"))
NAME_LINKS = frozenset(("de", "del", "von", "van", "al", "bin", "-"))
WIKINEWS = ("GUM_news", "GUM_interview")
"""Left out: benchmarks of name linking are made of these documents."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` of a sentence, which GUM gives the type `kind`."""

    start: int
    end: int
    kind: str


def named(path: Path) -> Iterator[Passage]:
    """Each sentence of a GUM file, with the names among its mentions.

    Proper nouns that no named mention covers are left open.
    """
    for paragraph in paragraphs(path, without=WIKINEWS):
        for sentence in paragraph:
            yield passage(sentence)


def mentions(sentence: Sentence) -> Iterator[Mention]:
    """Every mention that opens and closes in the sentence."""
    opened: dict[str, tuple[int, str]] = {}
    for index, word in enumerate(sentence):
        for bracket in BRACKET.finditer(word.entity):
            if bracket["one"]:
                yield Mention(index, index + 1, bracket["type"])
            elif bracket["open"]:
                opened[bracket["open"]] = (index, bracket["type"])
            elif bracket["close"] in opened:
                start, kind = opened.pop(bracket["close"])
                yield Mention(start, index + 1, kind)


def name(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """The words around the head that make up a name, or None where the head is no proper noun."""
    inside = range(mention.start, mention.end)
    heads = [index for index in inside if sentence[index].head == index or sentence[index].head not in inside]
    if not heads or not _proper(sentence[heads[0]]):
        return None
    links = NAME_LINKS if mention.kind == "person" else LINKS
    start = end = heads[0]
    while start > mention.start and _joins(sentence, start - 1, links, mention.start):
        start -= 1
    while end + 1 < mention.end and _joins(sentence, end + 1, links, mention.end - 1):
        end += 1
    while start < end and (sentence[start].form in TITLES or sentence[start].form in LINKS):
        start += 1
    while end > start and sentence[end].form in LINKS:
        end -= 1
    return start, end + 1


def _joins(sentence: Sentence, index: int, links: frozenset[str], limit: int) -> bool:
    word = sentence[index]
    return _proper(word) or (word.form in links and index != limit)


def _proper(word: Word) -> bool:
    return word.form[0].isupper() and word.form not in demonyms() and word.tag in ("NNP", "NNPS")


def passage(sentence: Sentence) -> Passage:
    text, starts = "", []
    for word in sentence:
        starts.append(len(text))
        text += word.form + " " * word.space
    found = list(mentions(sentence))
    spans = [
        (*span, GUM[mention.kind]) for mention in found if mention.kind in GUM and (span := name(sentence, mention))
    ]
    timed = {index for mention in found if mention.kind == "time" for index in range(mention.start, mention.end)}
    covered = timed | {index for start, end, _ in spans for index in range(start, end)}
    loose = [index for index, word in enumerate(sentence) if word.tag.startswith("NNP") and index not in covered]
    spans += [(index, index + 1, UNSURE) for index in loose if sentence[index].form not in demonyms()]
    marks = [Mark(starts[start], starts[end - 1] + len(sentence[end - 1].form), label) for start, end, label in spans]
    settled_marks = (Mark(mark.start, mark.end, settled(mark.label, text[mark.start : mark.end])) for mark in marks)
    return Passage(text.strip(), tuple(longest(settled_marks)))
