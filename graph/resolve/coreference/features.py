"""What speaks for and against a mention's standing for an entity: features with names, one list for each candidate."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from graph.model import Mention, Occurrence
from graph.resolve.coreference.entities import AGED, BODY, PEOPLE, PERSON, PLACE, Entity, Nouns

HE, IT, THEY, NOUN = "he", "it", "they", "noun"
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), HE),
    **dict.fromkeys(("it", "its", "itself"), IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), THEY),
}
FEMININE = frozenset({"she", "her", "hers", "herself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
REACH = {HE: 30, IT: 4, THEY: 5, NOUN: 15}
_KINDS = {HE: (PERSON,), IT: (BODY, PLACE, "thing"), THEY: (PEOPLE, BODY, PLACE, PERSON, "thing")}
_CLOSE = 30
_OPENING = 3
_WORD = re.compile(r"[A-Za-z]+")


class Scene:
    """The occurrences of one article with what features ask for: paragraphs, quotations, who stands where."""

    def __init__(
        self, occurrences: Sequence[Occurrence], text: str, is_a: Callable[[Mention, Mention], bool], home: Callable[[Mention], str], says: Callable[[str], bool]
    ) -> None:
        self.occurrences, self.text, self.is_a, self.home = occurrences, text, is_a, home
        self._says = says
        self._breaks = [i for i, c in enumerate(text) if c == "\n"]
        self._quotes = list(_quotations(text))
        self._starts = [start for start, _ in self._quotes]
        self._sentence_subjects: dict[int, set[int]] = {}
        for place, found in enumerate(occurrences):
            if found.slot == "subj":
                self._sentence_subjects.setdefault(found.sentence, set()).add(place)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph of a mention; -1 in the title."""
        span = self.occurrences[place].mention.span
        return bisect_right(self._breaks, span.start) if span.part == "body" else -1

    def quotation(self, place: int) -> int:
        """The number of the quotation in which a mention stands, or -1."""
        span = self.occurrences[place].mention.span
        at = bisect_right(self._starts, span.start) - 1
        return at if span.part == "body" and at >= 0 and span.start < self._quotes[at][1] else -1

    def speaks(self, place: int) -> bool:
        """Whether a mention is the subject of a verb of saying."""
        return place in self._speaking

    @cached_property
    def speakers(self) -> list[int]:
        """The places of the subjects of verbs of saying, in the order of the text."""
        return [place for place, here in enumerate(self.occurrences) if self._speaks(here)]

    @cached_property
    def _speaking(self) -> frozenset[int]:
        return frozenset(self.speakers)

    def _speaks(self, here: Occurrence) -> bool:
        if here.slot != "subj" or not here.clauses or here.mention.span.part != "body":
            return False
        word = _WORD.match(self.text, here.clauses[0])
        return word is not None and self._says(word[0].lower())

    def is_speaker(self, place: int, places: Sequence[int]) -> bool:
        """Whether what stands at ``places`` speaks the quotation in which ``place`` lies: then it says "I" there."""
        quoted = self.quotation(place)
        if quoted < 0:
            return False
        here = self.occurrences[place]
        for p in places:
            other = self.occurrences[p]
            if self.quotation(p) == quoted and other.mention.form == "name":
                return False
            if other.slot != "subj" or self.quotation(p) >= 0 or self.paragraph(p) != self.paragraph(place):
                continue
            if other.sentence == here.sentence or (abs(other.sentence - here.sentence) == 1 and self.speaks(p)):
                return True
        return False

    def between(self, one: Mention, other: Mention) -> str | None:
        """The text between two mentions of the body, where it is short."""
        if one.span.part != "body" or other.span.part != "body" or not 0 < other.span.start - one.span.end < _CLOSE:
            return None
        return self.text[one.span.end : other.span.start]

    def fronted(self, place: int, subject: int) -> bool:
        """Whether a mention stands in a phrase before the first clause of its sentence, with a comma between it and the subject."""
        span, other = self.occurrences[place].mention.span, self.occurrences[subject].mention.span
        if span.part != "body" or other.part != "body":
            return False
        start = max(self.text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! ")) + 1
        opening = self.text[start : span.start].split()
        return 1 <= len(opening) <= _OPENING and opening[0][:1].isupper() and self.text[span.end : other.start].count(",") == 1

    def first_subject(self, sentence: int) -> int:
        """The place of the first subject of a sentence, or -1."""
        return min(self._sentence_subjects.get(sentence, {-1}))


def sort_of(mention: Mention, nouns: Nouns) -> str:
    """The sort of reference that a mention may be: he, it, they, noun, or ""."""
    if mention.form == "pronoun":
        return PRONOUNS.get(mention.span.text.lower(), "")
    if mention.form != "nominal" or not mention.definite or mention.about:
        return ""
    if mention.owner is not None and mention.owner.label not in ("NORP", "GPE"):
        return ""
    if AGED.match(mention.span.text.lower()):
        return NOUN
    return NOUN if nouns.person(mention.head) is not None or nouns.collective(mention.head) else ""


def admits(sort: str, mention: Mention, entity: Entity, kind: str) -> bool:
    """Whether the entity may be meant at all, by number, gender and kind."""
    if sort == HE:
        return entity.kind == PERSON and not entity.plural and entity.gender in ("", "f" if mention.span.text.lower() in FEMININE else "m")
    if sort == IT:
        return entity.kind in _KINDS[IT] and not entity.plural
    if sort == THEY:
        return entity.plural or entity.kind in (PEOPLE, BODY, PLACE) or (entity.kind == PERSON and not entity.gender)
    if entity.plural != mention.plural and not (entity.kind == PEOPLE and mention.plural):
        return False
    return entity.kind == kind or (kind == BODY and entity.kind in (PLACE, "thing")) or (kind == PLACE and entity.kind == BODY) or entity.head == mention.head


def features(scene: Scene, place: int, sort: str, entity: Entity, rank: int, most: Sequence[int]) -> Iterator[str]:
    """The names of the features of one candidate.

    ``rank`` counts the admitted entities named since (0: the last), ``most`` how often each was spoken of, in falling order.
    """
    rivals = len(most)
    here, last_place = scene.occurrences[place], last_before(entity, place)
    last, mention = scene.occurrences[last_place], here.mention
    distance = here.sentence - last.sentence
    form = last.mention.form
    yield "bias"
    yield f"distance {min(distance, 6) if distance < 12 else 12}"
    yield f"rank {min(rank, 4)}"
    yield f"rivals {min(rivals, 3)}"
    yield f"form {form}"
    yield f"kind {entity.kind}"
    yield "named" if entity.named else "unnamed"
    slot = _slot(last.slot)
    yield f"last {slot}"
    yield f"last {slot} at {min(distance, 2)}"
    yield f"{_slot(here.slot)} from {slot} at {min(distance, 2)}"
    count = sum(1 for p in entity.places if p < place)
    yield f"mentions {min(count, 5)}"
    recent = [p for p in entity.places if p < place and here.sentence - scene.occurrences[p].sentence <= 2]
    yield f"recent {min(len(recent), 4)}"
    yield f"spoken of {min(most.index(len(entity.places)), 3)} of {min(rivals, 3)}"
    if entity.named and sort == HE:
        yield "full name" if any(" " in scene.occurrences[p].mention.span.text or scene.occurrences[p].mention.title for p in entity.places) else "one word"
    subjects = [p for p in recent if scene.occurrences[p].slot == "subj"]
    yield f"recent subjects {min(len(subjects), 3)}"
    if any(scene.first_subject(here.sentence - 1) == p for p in recent):
        yield "first subject before"
    if distance == 0 and any(scene.first_subject(here.sentence) == p for p in recent):
        yield "first subject here"
    if scene.first_subject(here.sentence) == place:
        yield f"opens, last {slot} at {min(distance, 2)}"
    if entity.places[0] == 0 or scene.paragraph(entity.places[0]) == -1:
        yield "opens the article"
    same = scene.paragraph(last_place) == scene.paragraph(place)
    yield "same paragraph" if same else "other paragraph"
    if form == "pronoun":
        yield "goes on " + ("same" if PRONOUNS.get(last.mention.span.text.lower()) == sort else "other")
    if entity.gender and sort == HE:
        yield "gender told"
    if entity.members:
        yield "joint"
    if form == "nominal":
        yield "definite" if last.mention.definite else "indefinite"
    yield from _syntax(scene, place, entity, recent)
    gap = scene.between(last.mention, mention)
    if gap is not None and gap.strip() in (",", ", the", ", a", "–", "(", ", an"):
        yield "apposed"
    word = mention.span.text.lower()
    yield f"word {word} {entity.kind}"
    yield f"{_slot(here.slot)} {entity.kind}"


def _syntax(scene: Scene, place: int, entity: Entity, recent: Sequence[int]) -> Iterator[str]:
    """Who governs whom: speakers and subjects above, clause mates, owners, quotations."""
    here = scene.occurrences[place]
    word = here.mention.span.text.lower()
    mates = [scene.occurrences[p] for p in recent if scene.occurrences[p].sentence == here.sentence]
    quoted, reflexive = scene.quotation(place), word in REFLEXIVE
    own = here.clauses[0] if here.clauses else -1
    for mate in mates:
        if not mate.clauses:
            continue
        if mate.clauses[0] == own and mate.slot != "owner":
            if here.slot == "owner":
                yield f"owner beside {_slot(mate.slot)}"
            elif reflexive:
                yield f"reflexive of {_slot(mate.slot)}"
            else:
                yield "binds itself"
        elif mate.slot == "subj" and mate.clauses[0] in here.clauses[1:]:
            level = here.clauses.index(mate.clauses[0])
            yield f"subject above {min(level, 2)} {_slot(here.slot)}"
        elif mate.slot == "obj" and mate.clauses[0] in here.clauses[1:]:
            yield "object above"
        elif mate.slot == "subj" and own in mate.clauses[1:]:
            yield "subject below"
    if scene.speaks(place):
        yield "both speak" if any(scene.speaks(p) for p in recent) else "speaks first"
        before = bisect_left(scene.speakers, place)
        if before and scene.speakers[before - 1] in recent:
            yield "spoke last"
    outside = [p for p in recent if scene.quotation(p) != quoted]
    if quoted >= 0:
        inside = [p for p in recent if scene.quotation(p) == quoted]
        yield "in this quotation" if inside else "quoted, not within"
        near = [p for p in outside if scene.paragraph(p) == scene.paragraph(place) and scene.occurrences[p].slot == "subj" and scene.quotation(p) < 0]
        if near and not inside:
            yield "may be the speaker"
            if any(scene.occurrences[p].sentence == here.sentence for p in near):
                yield "speaks in the sentence"
    elif any(scene.quotation(p) >= 0 for p in recent) and len(recent) == len(outside):
        yield "only quoted"


def none_features(scene: Scene, place: int, rivals: int) -> Iterator[str]:
    """The features of standing for none of the candidates."""
    here = scene.occurrences[place]
    yield "none"
    yield f"none of {min(rivals, 4)}"
    yield f"none, {_slot(here.slot)}"
    yield f"none, word {here.mention.span.text.lower()}"
    yield f"none, quoted {scene.quotation(place) >= 0}"
    if scene.first_subject(here.sentence) == place:
        yield "none, opens"


def last_before(entity: Entity, place: int) -> int:
    """The place of the last mention of ``entity`` before ``place``; there must be one."""
    return entity.places[-1] if entity.places[-1] < place else max(p for p in entity.places if p < place)


def _slot(slot: str) -> str:
    return slot if slot in ("subj", "obj", "owner") else "other"


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end; one that is not closed ends with its paragraph."""
    for start, end in _paragraphs(text):
        opened = -1
        for i in range(start, end):
            char = text[i]
            if char == "“" or (char == '"' and opened < 0):
                opened = i if opened < 0 else opened
            elif opened >= 0 and char in '”"':
                yield opened, i
                opened = -1
        if opened >= 0:
            yield opened, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
