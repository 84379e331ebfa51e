"""The lexicon: which words tell of which acts, read from the tables in ``ontology/lexicon``.

A *frame* is one row of ``verbs.csv``, ``nouns.csv`` or ``adjectives.csv``: a predicate with what must stand
beside it, who acts, whom it is directed at, and the relation, event type, mode and CAMEO code that follow.
``README.md`` in the folder explains the columns to those who write them. Nothing here knows of sentences:
the extractors match frames against what they have read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from graph.errors import OntologyError, UnknownNameError

Pos = Literal["verb", "noun", "adj"]

FOLDER = Path(__file__).with_name("lexicon")
FRAME_FILES: dict[Pos, str] = {"verb": "verbs.csv", "noun": "nouns.csv", "adj": "adjectives.csv"}
FRAME_COLUMNS = (
    "predicate",
    "object",
    "prep",
    "actor",
    "target",
    "others",
    "relation",
    "event",
    "mode",
    "cameo",
    "mutual",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(FRAME_FILES.values(), FRAME_COLUMNS),
    "classes.csv": ("class", "lemma"),
    "support.csv": ("verb", "kind"),
    "cues.csv": ("cue", "kind", "pos"),
    "relations.csv": ("relation", "label", "inverse_label", "symmetric", "definition"),
    "irregular.csv": ("lemma", "past"),
    "given_names.csv": ("name", "gender"),
    "persons.csv": ("noun", "group", "gender"),
    "collectives.csv": ("noun", "group"),
    "composition.csv": ("outer", "inner_event", "inner_mode", "event", "mode", "cameo"),
    "plover.csv": ("type", "mode", "quad", "score", "recipient", "cameo", "label", "definition", "example"),
    "cameo.csv": ("code", "label", "event", "mode", "contexts", "also", "note"),
    "contexts.csv": ("context", "label", "definition"),
    "context_cues.csv": ("cue", "context"),
}
DEFAULT_ACTOR: dict[Pos, tuple[str, ...]] = {
    "verb": ("subj",),
    "noun": ("owner", "by", "between", "from"),
    "adj": ("subj",),
}
KINDS = ("#actor", "#person", "#organisation", "#good", "#place", "#clause")
SUPPORT_KINDS = ("light", "future", "end", "negative")
OUTER_KINDS = ("promised", "requested", "refused", "threatened")
ASKED_FOR = ("motion", "no_attack", "place_verb", "sport", "stative_verb", "time_noun", "unclaimed_attack", "undergoing_verb", "us_state_cue", "vague_verb")
"""Classes that the program asks for and no frame needs."""
CUE_KINDS = ("says", "negates", "planned", "possible", "conditional", "requested", "threatened", "alleged")
CUE_POS = ("verb", "aux", "adv", "prep", "noun", "adj", "conj")
ROLES = ("topic", "recipient", "place", "instrument", "participant", "beneficiary", "origin", "role", "item")
_PREPOSITIONS = """\
about,above,across,after,against,ahead,along,alongside,amid,among,around,as,at,before,behind,beside,beyond,by,concerning,
despite,during,following,for,from,in,inside,into,like,near,of,off,on,onto,out,outside,over,past,regarding,since,through,
throughout,to,toward,towards,under,until,upon,versus,via,with,within,without,ahead of,along with,as part of,away from,
because of,close to,closer to,due to,in exchange for,in favor of,in favour of,in front of,in protest of,in response to,
in retaliation for,in return for,in support of,in violation of,on behalf of,out of,outside of,together with,with regard to
"""
SLOTS = frozenset(("subj", "obj", "iobj", "clause", "owner", "between", *_PREPOSITIONS.replace("\n", "").split(",")))


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what must stand beside a predicate, and what it then means.

    ``object`` constrains the object; ``prep`` lists slots of which one must be filled, ``slot=constraint`` if
    also its filler matters (:meth:`fillers` splits it); ``actor`` and ``target`` list slots in order of
    preference, ``slot.owner`` being the owner of the phrase there; an actor slot may be constrained too
    (:meth:`actors` splits it, and the frame fits only if its filler does). An empty ``event`` is a relation that is
    no political act (told, holds_office).
    """

    predicate: str
    pos: Pos
    object: str
    prep: tuple[str, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    relation: str
    event: str
    mode: str
    cameo: str
    mutual: bool
    where: str

    def fillers(self) -> tuple[tuple[str, str], ...]:
        """``prep`` as pairs of slot and constraint on its filler; "" means that anything may fill it."""
        return _split(self.prep)

    def actors(self) -> tuple[tuple[str, str], ...]:
        """``actor`` as pairs of slot and constraint on its filler; "" means that anyone may act."""
        return _split(self.actor)


@dataclass(frozen=True, slots=True)
class Relation:
    """A named relation between two actors; ``inverse_label`` reads it from the other end."""

    name: str
    label: str
    inverse_label: str
    symmetric: bool
    definition: str


# ---------------------------------------------------------------- reading


@cache
def _split(alternatives: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = (alternative.partition("=") for alternative in alternatives)
    return tuple((slot, constraint) for slot, _, constraint in pairs)


def rows(folder: Path, name: str) -> Iterator[tuple[str, list[str]]]:
    """Every row of a table with its ``file:line``; an absent table has no rows."""
    path = folder / name
    if not path.exists():
        return
    width, place = len(COLUMNS[name]), str(path)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != COLUMNS[name]:
            raise OntologyError("wrong columns", where=f"{place}:1", hint=f"write {','.join(COLUMNS[name])}")
        for row in reader:
            if len(row) != width:
                raise OntologyError(f"{len(row)} columns, not {width}", where=f"{place}:{reader.line_num}")
            yield f"{place}:{reader.line_num}", row


@cache
def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def _others(cell: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A blank parts the pairs, so a preposition of several words is written with "_" ("topic=because_of")."""
    pairs = (pair.partition("=") for pair in cell.split())
    return tuple((role, _alternatives(slots.replace("_", " "))) for role, _, slots in pairs)


def _objects(cell: str) -> Iterator[str]:
    """A cell may join constraints; each class or kind makes a frame of its own, the plain words make one together."""
    parts = cell.split("|")
    words = [part for part in parts if part[:1] not in ("@", "#", "-")]
    yield from (part for part in parts if part[:1] in ("@", "#", "-") and part)
    if any(words) or not cell:
        yield "|".join(words)


@cache
def _preps(cell: str) -> tuple[str, ...]:
    """Alternatives of one strength make a frame of their own, so that "at" never wins by the rank of "into=sea"."""
    strengths: dict[int, list[str]] = {}
    for part in cell.split("|"):
        strengths.setdefault(_rank(part.partition("=")[2]), []).append(part)
    return tuple("|".join(parts) for parts in strengths.values())


def frames_of(pos: Pos, where: str, row: list[str]) -> Iterator[Frame]:
    """The frames of a row, one for each demand that its cells join."""
    predicate, objects, preps, *rest = row
    pairs = ((one, beside) for one in _objects(objects) for beside in _preps(preps))
    return (_frame(pos, where, [predicate, one, beside, *rest]) for one, beside in pairs)


def _frame(pos: Pos, where: str, row: list[str]) -> Frame:
    predicate, obj, prep, actor, target, others, relation, event, mode, cameo, mutual = row
    return Frame(
        predicate,
        pos,
        obj,
        _alternatives(prep),
        _alternatives(actor) or DEFAULT_ACTOR[pos],
        _alternatives(target),
        _others(others),
        relation,
        event,
        mode,
        cameo,
        mutual == "yes",
        where,
    )


@cache
def _rank(constraint: str) -> int:
    """How much a constraint says: words, then a class, a kind of actor, a clause, no object, nothing."""
    if not constraint:
        return 0
    if constraint.startswith("@"):
        return 7
    return {"#person": 6, "#organisation": 5, "#good": 5, "#place": 5, "#actor": 4, "#clause": 3, "-": 2}.get(constraint, 8)


def _specificity(frame: Frame) -> tuple[int, int, int, int]:
    own = _rank(frame.object)
    beside = max((max(1, _rank(constraint)) for _, constraint in frame.fillers()), default=0)
    acting = max((_rank(constraint) for _, constraint in frame.actors()), default=0)
    return (-(own + beside + acting), -max(own, beside, acting), -own, -beside)


def _version(folder: Path) -> str:
    total = sha256()
    for path in sorted(folder.glob("*.csv")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]


class Lexicon:
    """The tables of one folder, indexed for look-up; read once, and never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = _version(folder)
        self._tables = {pos: _by_predicate(folder, pos) for pos in FRAME_FILES}
        self._frames: dict[tuple[Pos, str], tuple[Frame, ...]] = {}
        self._classes = _grouped((lemma, name) for _, (name, lemma) in rows(folder, "classes.csv"))
        self._members: dict[str, frozenset[str]] = {}
        self._support = {verb: kind for _, (verb, kind) in rows(folder, "support.csv")}
        self._cues = {(cue, pos): kind for _, (cue, kind, pos) in rows(folder, "cues.csv")}
        self._relations = {row[0]: _relation(row) for _, row in rows(folder, "relations.csv")}
        self._past = {lemma: past for _, (lemma, past) in rows(folder, "irregular.csv")}
        self._genders = {name: gender for _, (name, gender) in rows(folder, "given_names.csv")}
        self._persons = {noun: (group, gender) for _, (noun, group, gender) in rows(folder, "persons.csv")}
        self._collectives = {noun: group for _, (noun, group) in rows(folder, "collectives.csv")}
        self.people = frozenset({*self._persons, *(n for n, group in self._collectives.items() if group in ("body", "armed", "people"))})
        self._base = {past: lemma for lemma, past in self._past.items()}
        self._codes = {(row[0], row[1]): row[5] for _, row in rows(folder, "plover.csv")}
        self._code_contexts = {row[0]: frozenset(row[4].split()) for _, row in rows(folder, "cameo.csv")}
        self._context_cues = _grouped((cue, context) for _, (cue, context) in rows(folder, "context_cues.csv"))
        self._composed = {(o, e, m): (*made,) for _, (o, e, m, *made) in rows(folder, "composition.csv")}

    @classmethod
    def load(cls, folder: Path | None = None) -> Lexicon:
        """The lexicon in ``folder``, or the shipped one, which is read once per process.

        Raises :class:`OntologyError` with file and line where a table cannot be read.
        """
        return _shipped() if folder is None else cls(folder)

    def frames(self, pos: Pos, predicate: str) -> tuple[Frame, ...]:
        """All frames of a predicate, the most demanding first: take the first that fits."""
        key = (pos, predicate)
        if key not in self._frames and predicate in self._tables[pos]:
            found = (frame for where, row in self._tables[pos][predicate] for frame in frames_of(pos, where, row))
            self._frames[key] = tuple(sorted(found, key=_specificity))
        return self._frames.get(key, ())

    def predicates(self, pos: Pos) -> KeysView[str]:
        """Every predicate that has a frame, phrasal verbs and compounds included."""
        return self._tables[pos].keys()

    def classes_of(self, lemma: str) -> frozenset[str]:
        """The classes of a noun or verb; try "hunger strike" before "strike"."""
        return self._classes.get(lemma, frozenset())

    def support(self, verb: str) -> str:
        """light, future, end or negative where the verb lends its subject to an event noun, else ""."""
        return self._support.get(verb, "")

    def cues(self, kind: str) -> frozenset[str]:
        """Every cue of a kind: says, negates, planned, possible, conditional, requested, threatened, alleged."""
        if kind not in CUE_KINDS:
            raise UnknownNameError("kind of cue", kind, CUE_KINDS)
        return frozenset(cue for (cue, _), found in self._cues.items() if found == kind)

    def cue_kind(self, text: str, pos: str) -> str:
        """What a word or phrase in lower case marks when it is used as ``pos``, or ""."""
        return self._cues.get((text, pos), "")

    def relation(self, name: str) -> Relation:
        """The relation of that name; :class:`UnknownNameError` lists the known ones."""
        if name not in self._relations:
            raise UnknownNameError("relation", name, self._relations)
        return self._relations[name]

    def relations(self) -> tuple[Relation, ...]:
        """All relations, by name."""
        return tuple(self._relations[name] for name in sorted(self._relations))

    def past(self, lemma: str) -> str:
        """The simple past of a verb, for naming what has no frame: tell -> told, call off -> called off."""
        verb, _, particle = lemma.partition(" ")
        past = self._past.get(verb) or _regular(verb)
        return f"{past} {particle}" if particle else past

    def gender(self, name: str) -> str:
        """"f" or "m" for a name that begins with a given name of the table, else ""."""
        return self._genders.get(name.split(" ", 1)[0], "")

    def person_group(self, noun: str) -> str:
        """The group of a noun that stands for a person ("negotiator": diplomat), or ""."""
        return self._persons.get(noun, ("", ""))[0]

    def person_gender(self, noun: str) -> str | None:
        """"f", "m" or "" for a noun that stands for a person, None for any other."""
        found = self._persons.get(noun)
        return None if found is None else found[1]

    def collective(self, noun: str) -> str:
        """body, company, armed, people or place for a noun that a text takes up again as one or many, else ""."""
        return self._collectives.get(noun, "")

    def lemmas_of(self, name: str) -> frozenset[str]:
        """All nouns of an object class."""
        if name not in self._members:
            self._members[name] = frozenset(lemma for lemma, classes in self._classes.items() if name in classes)
        return self._members[name]

    def says(self, word: str) -> bool:
        """Whether a form of a verb is one of saying ("said", "added")."""
        bare = word.removesuffix("ed")
        stems = (word, self.base(word), word.removesuffix("s"), bare, word.removesuffix("d"), word.removesuffix("es"), bare[:-1], bare[:-1] + "y")
        return any(self.cue_kind(stem, "verb") == "says" for stem in stems if stem)

    def goes_to(self, lemma: str, slot: str) -> bool:
        """Whether what stands in ``slot`` of a verb or noun is where somebody goes, or what is visited, left or shelled."""
        return (slot == "to" and "motion" in self.classes_of(lemma)) or (slot == "obj" and "place_verb" in self.classes_of(lemma))

    def base(self, past: str) -> str:
        """The verb of which ``past`` is the irregular past ("shot" -> "shoot"), or ""."""
        return self._base.get(past, "")

    def code(self, event: str, mode: str = "") -> str:
        """The CAMEO code of a type with its mode, or "" where PLOVER has none such."""
        return self._codes.get((event, mode), "")

    def contexts_of_code(self, code: str) -> frozenset[str]:
        """The contexts that a CAMEO code says by itself."""
        return self._code_contexts.get(code, frozenset())

    def contexts_of_cue(self, words: str) -> frozenset[str]:
        """The contexts that a word or phrase in lower case plainly belongs to."""
        return self._context_cues.get(words, frozenset())

    def composed(self, outer: str, event: str, mode: str = "") -> tuple[str, ...]:
        """Type, mode and CAMEO code of an act that is only ``promised``, ``requested``, ``refused`` or ``threatened``.

        ``event`` and ``mode`` are those of the act itself; () where the table says nothing.
        """
        return self._composed.get((outer, event, mode)) or self._composed.get((outer, event, ""), ())

    @staticmethod
    def check(folder: Path | None = None) -> list[OntologyError]:
        """Every fault of the tables, each with file and line; an empty list means none."""
        from ontology.faults import faults

        return list(faults(folder or FOLDER))


@cache
def _shipped() -> Lexicon:
    return Lexicon(FOLDER)


def _by_predicate(folder: Path, pos: Pos) -> dict[str, list[tuple[str, list[str]]]]:
    """Raw rows: a run of the program meets a few hundred predicates, so frames are made when asked for."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for where, row in rows(folder, FRAME_FILES[pos]):
        found.setdefault(row[0], []).append((where, row))
    return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _relation(row: list[str]) -> Relation:
    name, label, inverse_label, symmetric, definition = row
    return Relation(name, label, inverse_label, symmetric == "yes", definition)


def _regular(verb: str) -> str:
    """Regular past; the doubling of a final consonant is listed in ``irregular.csv`` where stress asks for it."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"
