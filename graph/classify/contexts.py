"""What a report is about beside its type: the contexts that its CAMEO code and the words of its sentence plainly name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Report

if TYPE_CHECKING:
    from ontology.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LONGEST = 3
"""Words of the longest cue."""


def with_contexts(reports: Iterable[Report], lexicon: Lexicon) -> list[Report]:
    """``reports``, each with its contexts."""
    named: dict[str, frozenset[str]] = {}
    found = []
    for report in reports:
        text = report.sentence.text
        if text not in named:
            named[text] = named_in(text, lexicon)
        found.append(replace(report, contexts=tuple(sorted(named[text] | lexicon.contexts_of_code(report.cameo)))))
    return found


def named_in(sentence: str, lexicon: Lexicon) -> frozenset[str]:
    """The contexts that words of ``sentence`` plainly belong to; often none."""
    words = [m.group().replace("’", "'") for m in _WORD.finditer(sentence.lower())]
    spans = (words[i : i + size] for i in range(len(words)) for size in range(1, min(_LONGEST, len(words) - i) + 1))
    return frozenset(context for span in spans for context in lexicon.contexts_of_cue(" ".join(span)))
