"""What an extractor yields before triples of one article can point at each other."""

from __future__ import annotations

from dataclasses import dataclass

from graph.extractors.qualifiers import Qualifiers
from graph.model import Argument, Mention, Predicate, Span, Triple, Wording


@dataclass(slots=True, kw_only=True)
class Draft:
    """A triple in the making: ``anchor`` is the token of its predicate, ``governor`` that of the one above or -1."""

    anchor: int
    governor: int
    sentence: Span
    predicate: Predicate
    subject: Argument | None
    arguments: tuple[Argument, ...]
    extractor: str
    rule: str
    how: Qualifiers
    said_by: tuple[Mention, ...] = ()
    dates: tuple[Span, ...] = ()
    wordings: tuple[Wording, ...] = ()

    def triple(self, article: str, governor: int) -> Triple:
        """The finished triple; ``governor`` is now a position among the triples of the article."""
        return Triple(
            article=article,
            sentence=self.sentence,
            predicate=self.predicate,
            subject=self.subject,
            arguments=self.arguments,
            extractor=self.extractor,
            rule=self.rule,
            negated=self.how.negated,
            modality=self.how.modality,
            tense=self.how.tense,
            said_by=self.said_by,
            dates=self.dates,
            wordings=self.wordings,
            governor=governor,
        )
