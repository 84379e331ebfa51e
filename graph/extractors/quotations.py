"""Whose words stand in quotation marks: a quotation of several sentences has one speaker, named beside one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.drafts import Draft
from graph.extractors.subjects import find_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graph.extractors.mentions import Words
    from graph.model import Mention
    from ontology.lexicon import Lexicon

_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_SHORTEST = 4
_REACH = 14


def spread(drafts: Sequence[Draft], words: Words, lexicon: Lexicon) -> None:
    """Give each draft inside a quotation that has no speaker the one of its quotation, in place."""
    for start, end in _quotations(words):
        inside = [d for d in drafts if d.anchor >= 0 and start <= words.doc[d.anchor].idx < end]
        silent = [d for d in inside if not d.said_by]
        if not silent:
            continue
        named = next((d.said_by for d in inside if d.said_by), ()) or _beside(start, end, words, lexicon)
        for draft in silent:
            draft.said_by = named


def _quotations(words: Words) -> Iterator[tuple[int, int]]:
    """Where passages in quotation marks begin and end, in characters; a quoted word or two is none."""
    for found in _QUOTED.finditer(words.text):
        if len(found[0].split()) >= _SHORTEST:
            yield found.span()


def _beside(start: int, end: int, words: Words, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The subject of a verb of saying right behind a quotation, or right before it."""
    doc = words.doc
    behind = [t for t in doc if t.idx >= end][:_REACH]
    before = [t for t in doc if t.idx < start][-_REACH:]
    for near in (behind, list(reversed(before))):
        verb = next((t for t in near if t.pos_ == "VERB" and lexicon.cue_kind(t.lemma_.lower(), "verb") == "says"), None)
        if verb is not None and _close(verb, near):
            subject, _ = find_subject(verb)
            return (words.mention(subject),) if subject is not None and subject.pos_ in ud.NOMINAL else ()
    return ()


def _close(verb: Token, near: Sequence[Token]) -> bool:
    """Whether no sentence ends between the quotation and the verb."""
    return not any(t.text in (".", ";", "!", "?") for t in near[: near.index(verb)])
