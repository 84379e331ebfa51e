"""Triple -> reports (relation, event type, mode, date, who says so), or a rejection with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.classify.composition import composed, demonstrated, ended, intended
from graph.classify.contexts import with_contexts
from graph.classify.domestic import at_home
from graph.classify.frames import Filler, Match, Matcher
from graph.classify.making import Maker
from graph.classify.mentioned import RULE, clause_of, named_after
from graph.classify.partners import complete
from graph.classify.parts import acts, pairs, participant, stays, without_repeats
from graph.classify.sides import Sides
from graph.classify.typist import GUESSED, Typist
from graph.classify.untold import DOUBT, complete_sentences
from graph.model import Article, DateValue, Mention, Participant, Rejection, Report, Triple
from graph.resolve.actors import Resolver
from graph.resolve.dates import find_dates
from graph.resolve.offices import office_named
from graph.resolve.resolution import Resolution

if TYPE_CHECKING:
    from ontology.lexicon import Frame, Lexicon

_UNTYPED_SLOTS = ("obj", "iobj", "to", "with", "on", "against", "for", "from", "of", "by", "over", "about", "at", "into", "toward", "towards")
_DIRECTED_SLOTS = ("obj", "iobj", "to", "against", "with", "from")
_MOST_ACTING = 3
_SURE_ALONE = 0.9
_MOST_ABOVE = 4
_WHERE = frozenset({"in", "at", "near", "around", "across", "inside", "outside", "within"})
_NO_ACT = "acted_on"
_PRESUPPOSING = frozenset({"", "ACCUSE", "SUPPORT", "REQUEST", "THREATEN"})
_UNDOING = frozenset({"CONCEDE", "RETREAT", "REJECT"})
_OFFICE_RELATIONS = {"hold office": "holds_office", "state media of": "state_media_of"}


@dataclass(slots=True)
class Classification:
    """The reports of one article in the order of the text, and the triples that made none."""

    reports: list[Report]
    rejections: list[Rejection]


def classify(article: Article, triples: Sequence[Triple], resolver: Resolver, lexicon: Lexicon) -> Classification:
    """Reports and rejections of all triples of one article."""
    return _Classifier(article, triples, resolver, lexicon).run()


class _Classifier:
    def __init__(self, article: Article, triples: Sequence[Triple], resolver: Resolver, lexicon: Lexicon) -> None:
        self.article, self.triples, self.resolver, self.lexicon = article, triples, resolver, lexicon
        self.maker = Maker(article, triples, resolver)
        self.matcher, self.typist = Matcher(lexicon, resolver), Typist(lexicon)
        self.sides = Sides(self.matcher, triples)
        self.denied = {t.governor for t in triples if t.negated}
        self.made: dict[int, list[Report]] = {}
        self.frames: dict[int, Frame] = {}
        self.carried: set[tuple[str, int]] = set()
        self.carriers: dict[tuple[str, int], int] = {}
        self.reasons: dict[int, str] = {}

    def run(self) -> Classification:
        order = sorted(range(len(self.triples)), key=lambda i: (self.triples[i].predicate.pos == "noun" and self.triples[i].extractor == "nominals"))
        for i in order:
            self._one(i)
        for i in range(len(self.triples)):
            self._demand(i)
        reports = complete([r for i in range(len(self.triples)) for r in self._linked(i)])
        reports = composed(reports, {r.id: made[0].id for made in self.made.values() for r in made}, self._contents(), self.lexicon)
        reports = complete_sentences(reports, self.triples, self.resolver, self._one_sided, day=self.article.published)
        reports = with_contexts((intended(r, self.lexicon) for r in ended(reports, self.lexicon)), self.lexicon)
        unique = without_repeats(reports)
        kept = {r.id for r in unique}
        told = {r.relation_span for r in unique}
        rejections = [Rejection(self.triples[i], reason) for i, reason in sorted(self.reasons.items()) if self.triples[i].predicate.span not in told]
        rejections += [
            Rejection(self.triples[i], "said already in this sentence in other words")
            for i, made in self.made.items()
            if made and not any(r.id in kept for r in made)
        ]
        return Classification(unique, rejections)

    def _contents(self) -> dict[str, tuple[str, str]]:
        """Type and mode of what a triple governs, by the id of the first report of the governing one."""
        found: dict[str, tuple[str, str]] = {}
        for i, frame in sorted(self.frames.items()):
            above = self._above(self.triples[i].governor)
            if above and i not in self.made:
                found.setdefault(above[0].id, (frame.event, frame.mode))
        return found

    def _one(self, i: int) -> None:
        made, reason = self._reports(i)
        if made:
            self.made[i] = made
        else:
            self.reasons[i] = reason

    def _reports(self, i: int) -> tuple[list[Report], str]:
        triple = self.triples[i]
        date = self.maker.date(triple)
        day = self.maker.day(date)
        if triple.predicate.pos == "rule":
            return self._by_rule(triple, day)
        if (triple.sentence.part, triple.predicate.span.end) in self.carried and triple.extractor == "nominals":
            return [], "told by the verb that carries this noun"
        if triple.predicate.pos == "noun" and triple.extractor == "clauses":
            return [], "states what something is, not what somebody did"
        match = self.matcher.match(triple, day)
        if match is None and self._somebody_acts(triple, day) and not self._denied_by(i):
            match = self.typist.match(triple)
        if match is not None:
            if match.frame.event:
                self.frames[i] = match.frame
            return self._typed(match, date, day)
        return self._untyped(triple, date, day)

    def _somebody_acts(self, triple: Triple, day: str) -> bool:
        return triple.predicate.pos == "verb" and any(acts(f) for f in self.matcher.fill(("subj",), triple, day))

    def _denied_by(self, i: int) -> bool:
        """Whether this verb only says that something did not happen ("stopped short of recalling")."""
        return i in self.denied and not self.triples[i].negated

    def _demand(self, i: int) -> None:
        """"X said Y must ...": X demands it of Y."""
        triple = self.triples[i]
        above = triple.governor
        if triple.modality != "requested" or triple.subject is None or not triple.said_by or above < 0 or self.made.get(above) or triple.negated:
            return
        if self.lexicon.cue_kind(self.triples[above].predicate.lemma, "verb") != "says":
            return
        date = self.maker.date(self.triples[above])
        day = self.maker.day(date)
        speaker = triple.said_by[-1]
        sayers = [Filler(speaker, speaker.span, r, "subj") for r in self.resolver.resolve(speaker, slot="subj", day=day)]
        asked = [f for f in self.matcher.fill(("subj",), triple, day) if acts(f) and all(f.found.actor != s.found.actor for s in sayers)]
        sayers = [f for f in sayers if acts(f) and f.found.actor is not None and f.found.actor.kind != "medium"]
        frame = next((f for f in self.lexicon.frames("verb", "urge") if f.event == "REQUEST" and not f.mode), None)
        if not sayers or not asked or frame is None:
            return
        told = replace(self.triples[above], subject=triple.subject, said_by=())
        self.reasons.pop(above, None)
        self.made[above] = [self.maker.report(told, s, a, frame, (), date, day) for s, a in pairs(sayers, asked, mutual=False)]

    # ---------------------------------------------------------------- typed

    def _typed(self, match: Match, date: DateValue | None, day: str) -> tuple[list[Report], str]:
        frame, triple = match.frame, match.triple
        if frame.relation == _NO_ACT:
            return [], f"the lexicon says that {triple.predicate.span.text!r} is no act here"
        light = frame.pos == "noun" and triple.predicate.pos == "verb"
        whole = triple.slot("obj")
        if match.noun is not None and frame.event in _UNDOING and whole is not None:
            self.carried |= {(triple.sentence.part, m.span.end) for m in whole.members}
        acting, named = self.sides.acting(match, day)
        if not acting and frame.mutual and triple.slot("about") is not None:
            acting = self._same_act(frame)
        if not acting:
            return [], f"nobody known acts: {named!r} is no actor" if named else "nobody is said to act"
        frame = demonstrated(frame, (f.mention.head for f in acting), self.lexicon)
        targets = self.sides.targets(match, acting, day)
        alone = len({f.found.actor for f in acting}) == 1 and not any(t.found.actor is not None for t in targets)
        if frame.mutual and alone and "subj" in frame.target and frame.event not in ("AGREE", "CONCEDE"):
            return [], "a mutual act with one side only"
        sides = pairs(acting, targets, mutual=frame.mutual)
        if frame.mutual and not frame.event and {a.slot for a in acting} == {"owner"} and len(sides) > 1:
            return [], "three and more may each have one of their own"
        if not frame.event and all(t is None or t.found.actor is None for _, t in sides):
            return [], f"{frame.relation}: nobody known on the other side"
        if match.noun is not None and (light or frame.event not in _PRESUPPOSING):
            self.carried.add((triple.sentence.part, match.noun.end))
            self.carriers[triple.sentence.part, match.noun.end] = self.triples.index(triple)
        sides = [(a, t) for a, t in sides if not (frame.mode == "visit" and t is not None and stays(a, t))]
        if not sides:
            return [], "nobody visits his own country"
        if frame.event:
            sides = at_home(sides, triple.sentence, self.resolver, self.lexicon, day)
        if match.likelihood < _SURE_ALONE and not any(t is not None and t.found.actor is not None for _, t in sides):
            return [], f"too unsure of an act with one side only ({frame.where})"
        others = self._others(match, day, sides)
        if frame.event and not any(t is not None and t.found.actor is not None for _, t in sides):
            others = (*others, *self._next_named(triple, acting, others, day))
        told = self.sides.held(triple) if frame.event == "CONSULT" else triple
        made = [self.maker.report(told, a, t, frame, others, date, day, relation=self._own_words(match, t)) for a, t in sides]
        return [replace(r, confidence=round(r.confidence * match.likelihood, 2)) for r in made], ""

    def _own_words(self, match: Match, target: Filler | None) -> str:
        """The relation of a guessed frame, in the words of the text; "" for a frame of the lexicon, which names its own."""
        if match.frame.relation != GUESSED:
            return ""
        slot = target.slot.partition(".")[0] if target is not None else "obj"
        return self._relation_name(match.triple, slot if slot in _UNTYPED_SLOTS else "obj")

    def _same_act(self, frame: Frame) -> list[Filler]:
        """Both sides of the only mutual act of that kind that the article has told of so far ("the conversation")."""
        told = [r for made in self.made.values() for r in made if r.mutual and r.event == frame.event and r.happened and r.object is not None]
        same = [r for r in told if not r.mode or not frame.mode or r.mode == frame.mode]
        pairs = {frozenset(p.actor.id for p in (r.subject, r.object) if p is not None and p.actor is not None) for r in same}
        if len(pairs) != 1:
            return []
        first = same[0]
        return [
            Filler(Mention(p.span, "nominal", ""), p.span, Resolution(p.actor, p.acts_for, "same act"), "same act")
            for p in (first.subject, first.object)
            if p is not None
        ]

    def _next_named(self, triple: Triple, acting: list[Filler], others: tuple[Participant, ...], day: str) -> list[Participant]:
        """The next actor named behind the act, as a participant: who stands on the other side is not said."""
        if any(p.actor is not None and p.role in ("recipient", "participant") for p in others):
            return []
        found = named_after(triple.predicate.span, clause_of(triple, self.triples), self.resolver, without=[f.found for f in acting], day=day)
        return [Participant("participant", found[0].span, found[1].actor, found[1].acts_for, RULE)] if found is not None else []

    def _others(self, match: Match, day: str, pairs: list[tuple[Filler, Filler | None]]) -> tuple[Participant, ...]:
        sides = [f for pair in pairs for f in pair if f is not None]
        used = {f.mention.span for f in sides if f.slot != "initiator"}
        sides_named = {f.found.actor for f in sides if f.found.actor is not None}
        found = []
        for role, slots in (*match.frame.others, ("topic", ("about",)), ("initiator", ("initiator",)), ("place", ("in", "at"))):
            named = frozenset() if role == "initiator" else sides_named
            for filler in self.matcher.fill(slots, match.triple, day):
                if "time_noun" in self.lexicon.classes_of(filler.mention.head) or any(find_dates(filler.mention.span.text)):
                    continue
                if filler.mention.span not in used and filler.found.actor not in named and (role != "place" or filler.found.actor is not None):
                    used.add(filler.mention.span)
                    found.append(participant("place" if _is_place(filler) else role, filler))
        owned = [match.triple.slot(f.slot.removesuffix(".owner")) for f in sides if f.slot.endswith(".owner")]
        found += [Participant("topic", a.mention.span, None) for a in dict.fromkeys(owned) if a is not None and a.mention.span not in used]
        return tuple(found)

    # ---------------------------------------------------------------- untyped and fixed relations

    def _untyped(self, triple: Triple, date: DateValue | None, day: str) -> tuple[list[Report], str]:
        lemma, pos = triple.predicate.lemma, triple.predicate.pos
        classes = self.lexicon.classes_of(lemma)
        if pos != "verb":
            return [], "no frame of the lexicon fits"
        if self.lexicon.cue_kind(lemma, "verb") == "says":
            return [], "a verb of saying: kept as attribution"
        if "stative_verb" in classes:
            return [], "states what something is, not what somebody did"
        if "vague_verb" in classes:
            return [], "a verb that says too little by itself"
        acting = [f for f in self.matcher.fill(("subj",), triple, day) if acts(f) and f.found.rule != "owner"]
        if not acting:
            return [], "nobody known acts, and the lexicon does not know the act"
        whole = triple.slot("obj")
        for slot in _UNTYPED_SLOTS if whole is None or whole.clause else _DIRECTED_SLOTS:
            targets = [t for t in self.matcher.fill((slot,), triple, day) if acts(t) and t.found.actor != acting[0].found.actor and t.found.rule != "owner"]
            targets = [t for t in targets if slot != "from" or (t.found.actor is not None and t.found.actor.kind != "country")]
            if targets:
                name = self._relation_name(triple, slot)
                made = [self.maker.report(triple, a, t, None, (), date, day, relation=name) for a, t in pairs(acting, targets, mutual=False)]
                return ([replace(r, confidence=round(r.confidence * DOUBT, 2)) for r in made] if self._in_doubt(triple, slot) else made), ""
        if whole is not None and not whole.clause and any(r.event for r in self.made.get(triple.governor, [])):
            open_target = Filler(whole.mention, whole.span, Resolution(None), "obj")
            name = self._relation_name(triple, "obj")
            return [self.maker.report(triple, a, open_target, None, (), date, day, relation=name) for a in acting], ""
        return [], "no second actor, and the lexicon does not know the act"

    def _in_doubt(self, triple: Triple, slot: str) -> bool:
        """Whether the other side of an untyped act stands behind a thing that is no act itself ("prepared the ground to"), or is undone."""
        whole = triple.slot("obj")
        if whole is None or whole.clause or slot in ("obj", "iobj"):
            return False
        head = whole.mention.head.lower()
        act = bool(self.lexicon.frames("noun", head) or self.lexicon.cue_kind(head, "noun"))
        undone = self.lexicon.support(triple.predicate.lemma) in ("end", "negative") or self.lexicon.cue_kind(triple.predicate.lemma, "verb") == "negates"
        return undone or not act

    def _one_sided(self, triple: Triple, others: Sequence[Participant]) -> list[Report]:
        """Untyped reports of a triple whose other side is not told."""
        date = self.maker.date(triple)
        day = self.maker.day(date)
        lemma = triple.predicate.lemma
        if self.lexicon.classes_of(lemma) & {"stative_verb", "vague_verb"} or self.lexicon.cue_kind(lemma, "verb") == "says":
            return []
        acting = [f for f in self.matcher.fill(("subj",), triple, day) if acts(f)]
        return [self.maker.report(triple, a, None, None, tuple(others), date, day, relation=self._relation_name(triple, "obj")) for a in acting[:_MOST_ACTING]]

    def _relation_name(self, triple: Triple, slot: str) -> str:
        target = triple.slot("obj")
        thing = target.mention.head.lower() if target is not None and not target.clause and target.mention.form == "nominal" and slot not in ("obj", "iobj") else ""
        words = [self.lexicon.past(triple.predicate.lemma), triple.predicate.particle, thing, "" if slot in ("obj", "iobj") else slot]
        return "_".join(w.replace(" ", "_").replace("-", "_") for w in words if w)

    def _by_rule(self, triple: Triple, day: str) -> tuple[list[Report], str]:
        relation = _OFFICE_RELATIONS[triple.predicate.lemma]
        subject, target = triple.subject, triple.slot("obj")
        if subject is None or target is None:
            return [], "no name beside the title"
        who = self.resolver.one(subject.mention, day=day)
        if who.actor is None:
            return [], f"{subject.mention.span.text!r} is not known as a person or medium"
        if relation == "holds_office":
            what = office_named(self.resolver, target.mention, who.acts_for, day)
        else:
            what = self.resolver.state_in_title(target.mention, day)
        if what.actor is None or what.actor.id == who.actor.id:
            return [], "the title names no office that is known"
        actor = Filler(subject.mention, subject.span, who, "subj")
        other = Filler(target.mention, target.span, what, "obj")
        return [self.maker.report(triple, actor, other, None, (), None, day, relation=relation)], ""

    # ---------------------------------------------------------------- links

    def _linked(self, i: int) -> list[Report]:
        """The reports of a triple, tied to the report whose content they are; of the content of a content to the outer one."""
        made, governor, steps = self.made.get(i, []), self.triples[i].governor, 0
        above = self._above(governor)
        while governor >= 0 and not above and steps < _MOST_ABOVE:
            governor, steps = self.triples[governor].governor, steps + 1
            above = self._above(governor)
        if not above or above[0].relation in ("told", "said"):
            return made
        return [replace(r, content_of=above[0].id) for r in made]

    def _above(self, governor: int) -> list[Report]:
        """The reports of a triple, or those of the verb that carries its noun ("issued an ultimatum")."""
        if governor < 0:
            return []
        triple = self.triples[governor]
        carrier = self.carriers.get((triple.sentence.part, triple.predicate.span.end), governor)
        return self.made.get(governor) or self.made.get(carrier, [])


def _is_place(filler: Filler) -> bool:
    """Whether something happens there: "in Karachi" is no instrument, whatever else stands behind "in"."""
    return filler.slot in _WHERE and filler.found.actor is not None and filler.found.actor.kind in ("place", "country")
