"""A report out of a triple, its actors and a frame: its date, who says it, how it stands and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.classify.frames import Filler
from graph.classify.parts import clauses_around, confidence, identity, number, participant
from graph.classify.standing import standing
from graph.classify.typist import GUESSED
from graph.model import Article, DateValue, Mention, Participant, Report, Triple, digest
from graph.resolve.actors import Resolver
from graph.resolve.dates import resolve_date

if TYPE_CHECKING:
    from ontology.lexicon import Frame


class Maker:
    """Makes the reports of one article."""

    def __init__(self, article: Article, triples: Sequence[Triple], resolver: Resolver) -> None:
        self.article, self.resolver = article, resolver
        self.ids: Counter[str] = Counter()
        self.ended = {triples[t.governor].predicate.span: t.dates for t in triples if t.governor >= 0 and t.dates and _ends(triples[t.governor], resolver)}
        self.held_in = clauses_around(triples)
        self.noun_dates = {(t.sentence.part, t.predicate.span.end): t.dates for t in triples if t.extractor == "nominals" and t.dates}

    def day(self, date: DateValue | None) -> str:
        """The day on which offices are asked for: that of the act where it is known, else that of the article."""
        return date.value if date is not None and date.precision == "day" else self.article.published

    def report(
        self, triple: Triple, actor: Filler, target: Filler | None, frame: Frame | None, others: tuple[Participant, ...],
        date: DateValue | None, day: str, relation: str = "",
    ) -> Report:
        """The report that ``actor`` did what ``frame`` (or ``relation``) says to ``target``."""
        subject = participant("subject", actor)
        other = participant("object", target) if target is not None else None
        said_by = tuple(self._speaker(m, day) for m in triple.said_by if m.span != actor.mention.span or actor.slot == "owner")
        modality = standing(triple, subject, other, said_by, frame)
        return Report(
            id=self._own_id(identity(self.article.key, triple, subject, other)),
            article=self.article.key,
            sentence=triple.sentence,
            subject=subject,
            relation=relation or (frame.relation if frame is not None else ""),
            relation_span=triple.predicate.span,
            object=other,
            others=others,
            event=frame.event if frame is not None else "",
            mode=frame.mode if frame is not None else "",
            cameo=frame.cameo if frame is not None else "",
            typed_by=("model" if frame.relation == GUESSED else "lexicon") if frame is not None and frame.event else "",
            mutual=frame.mutual if frame is not None else False,
            date=date or self._publication(),
            negated=triple.negated,
            modality=modality,
            said_by=said_by,
            confidence=confidence(triple, subject, other, frame),
            extractor=triple.extractor,
            count=number(triple),
            rule=frame.where.replace("\\", "/").rpartition("/")[2] if frame is not None else triple.rule,
        )

    def _own_id(self, identity: str) -> str:
        """``identity``, or a new one where the same words already made a report (two acts in one phrase)."""
        self.ids[identity] += 1
        return identity if self.ids[identity] == 1 else digest(identity, str(self.ids[identity]))

    def date(self, triple: Triple) -> DateValue | None:
        """The first date expression of the predicate that can be told, read in the tense of its clause."""
        sentence = triple.sentence
        target = triple.slot("obj")
        carried = self.noun_dates.get((sentence.part, target.mention.span.end), ()) if target is not None else ()
        clause = self.held_in.get((sentence, triple.predicate.span.end)) if triple.extractor == "nominals" else None
        ended = self.ended.get(triple.predicate.span, ()) if triple.extractor == "clauses" else ()
        for span in triple.dates or carried or (clause.dates if clause is not None else ended):
            at = span.start - sentence.start
            left, right = sentence.text[:at], sentence.text[at + len(span.text) :]
            tense = "future" if triple.tense == "future" or triple.modality == "planned" else triple.tense
            found = resolve_date(span.text, left=left, right=right, published=self.article.published, tense=tense)
            if found is not None:
                return found
        return None

    def _publication(self) -> DateValue | None:
        return DateValue(self.article.published, "day", "reported") if self.article.published else None

    def _speaker(self, mention: Mention, day: str) -> Participant:
        found = self.resolver.one(mention, day=day)
        return Participant("speaker", mention.span, found.actor, found.acts_for, found.rule)


def _ends(triple: Triple, resolver: Resolver) -> bool:
    """Whether a verb only says that something ends: then it ends when its content is dated ("stopped fighting on Saturday")."""
    return resolver.lexicon.support(triple.predicate.lemma) == "end"
