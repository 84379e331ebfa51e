"""The nouns of geopolgraph, in the order in which an article meets them.

article -> mention -> triple -> actor -> report -> event -> tie, and rulings beside them. All are frozen;
a step returns something new. Offsets count Unicode code points in the text of the part (``body`` or
``title``) of the article they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

Part = Literal["body", "title"]
Form = Literal["name", "nominal", "pronoun"]
Modality = Literal["asserted", "planned", "requested", "threatened", "possible", "conditional", "alleged", "denied"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "span"]
Basis = Literal["stated", "inferred", "reported"]
BlockKind = Literal["body", "headline", "keypoint", "furniture"]


def digest(*parts: str, length: int = 16) -> str:
    """A hexadecimal hash of ``parts`` (their borders count), ``length`` characters long."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


# ---------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text: a paragraph, a headline, a key point, or page furniture."""

    start: int
    end: int
    kind: BlockKind = "body"


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of it.

    ``published`` is an ISO day or "". ``key`` is the identity under which it is stored: the id it was given,
    else its URL, else a hash of source, title and date (and the text where none of these is known).
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    given_id: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def key(self) -> str:
        if self.given_id:
            return self.given_id
        if self.url:
            return self.url
        known = (self.source, self.title, self.published)
        return "a-" + digest(*known, *(() if self.source and self.title else (self.text,)))

    @property
    def fingerprint(self) -> str:
        """Changes when anything that the article says changes."""
        return digest(self.text, self.title, self.published, self.source, self.url)


# ---------------------------------------------------------------- mention, triple


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a part of an article, with the words that stand there."""

    part: Part
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something, trimmed to its minimal head phrase, with what syntax says of it.

    ``head`` is the lower-case lemma of the head noun (the name itself for names), ``label`` the entity label
    that covers it or "", ``owner`` the mention it belongs to ("China" in "China's foreign ministry", "U.S."
    in "U.S. officials"), ``title`` the words of office before or behind a name ("Treasury Secretary"),
    ``about`` what a noun is about ("student visas" in "restrictions on student visas").
    """

    span: Span
    form: Form
    head: str
    label: str = ""
    plural: bool = False
    definite: bool = False
    owner: Mention | None = None
    title: str = ""
    modifiers: tuple[str, ...] = ()
    about: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention where it stands: its slot in the clause and the number of its sentence in the article.

    ``clauses`` are the places of the predicates above it, the nearest first ("Xi said [he] would come": come, said).
    """

    mention: Mention
    slot: str
    sentence: int
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a slot of a triple: ``slot`` is subj, obj, or the preposition that marks it ("with", "on").

    ``span`` is the full phrase as evidence; ``mention`` the trimmed phrase that the graph uses.
    ``members`` are the conjoined mentions of the phrase, the first one included ("India and Pakistan").
    An ``inner`` argument hangs on a thing that is the object ("reopened [its border with Austria]"): a frame may read it.
    """

    slot: str
    span: Span
    mention: Mention
    members: tuple[Mention, ...] = ()
    clause: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words that relate: a verb with its particle, a noun of action, or a fixed relation of the syntax."""

    span: Span
    lemma: str
    pos: Literal["verb", "noun", "adj", "rule"]
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A triple as one n-ary tuple of full phrases, the subject first.

    Relation and arguments are each the stretches of the article in which their words stand.
    """

    relation: tuple[Span, ...]
    arguments: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """One relation in the article's own words, from one sentence, with its qualifiers.

    ``governor`` is the position, among the triples of the same article, of the triple whose content this one
    is ("China urged [the U.S. to lift tariffs]"), or -1. ``wordings`` say it in full, one for each conjoined object;
    there is none where its words belong to the wording of the triple above ("agreed [to hold talks]").
    """

    article: str
    sentence: Span
    predicate: Predicate
    subject: Argument | None
    arguments: tuple[Argument, ...]
    extractor: str
    rule: str
    negated: bool = False
    modality: Modality = "asserted"
    tense: Literal["past", "present", "future", ""] = ""
    said_by: tuple[Mention, ...] = ()
    dates: tuple[Span, ...] = ()
    governor: int = -1
    confidence: float = 1.0
    block: BlockKind = "body"
    wordings: tuple[Wording, ...] = ()

    def slot(self, *names: str) -> Argument | None:
        """The first argument in one of the slots ``names``, in the order of ``names``."""
        for name in names:
            if name == "subj" and self.subject is not None:
                return self.subject
            for argument in self.arguments:
                if argument.slot == name:
                    return argument
        return None


# ---------------------------------------------------------------- actor, report


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts or is acted on, under an id that does not depend on any article.

    ``id`` is a Wikidata id where one is known, else ``x-`` and a hash. ``country`` is the ISO-3166 alpha-3 code
    of where it belongs, ``IGO`` for organisations of states, "" if nowhere. ``kind`` is one of country, person,
    office, agency, organisation, group, company, medium, people, place, good, topic.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A calendar value: an EDTF string at its precision, how it is known, and the words that give it."""

    value: str
    precision: Precision
    basis: Basis
    text: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of a report, with the words that name it there and the rule that resolved them."""

    role: str
    span: Span
    actor: Actor | None
    acts_for: str = ""
    rule: str = ""
    cue: str = ""


LEAST_CONFIDENCE = 0.5
"""Below it a report is kept as evidence and makes no direct triple."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article's word for one thing: a triple with resolved actors, relation, event type and date.

    ``id`` is a hash of what was said (article, words, offsets, polarity), never of what it was resolved to.
    Everything below ``reading`` is that reading and may be made anew by a later gazetteer or lexicon.
    """

    id: str
    article: str
    sentence: Span
    subject: Participant
    relation: str
    relation_span: Span
    object: Participant | None
    others: tuple[Participant, ...] = ()
    event: str = ""
    mode: str = ""
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    typed_by: str = ""
    mutual: bool = False
    date: DateValue | None = None
    negated: bool = False
    modality: Modality = "asserted"
    said_by: tuple[Participant, ...] = ()
    content_of: str = ""
    confidence: float = 1.0
    extractor: str = ""
    rule: str = ""
    count: str = ""

    @property
    def happened(self) -> bool:
        """Whether the report says, in its own right, that the thing took place, and is sure enough of who did it."""
        return not self.negated and self.modality == "asserted" and not self.content_of and self.confidence >= LEAST_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Rejection:
    """A triple that made no report, and why."""

    triple: Triple
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word that two events or two actors are the same or different; ``undone`` takes it back."""

    verdict: Literal["same", "different"]
    first: str
    second: str
    by: str = ""
    note: str = ""
    when: str = ""
    undone: bool = False

    @property
    def id(self) -> str:
        return digest(self.verdict, *sorted((self.first, self.second)), self.by, self.when)


# ---------------------------------------------------------------- event, tie


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute of an event, with the reports, sources and origins that give it."""

    value: str
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Event:
    """All reports that tell of the same happening: a view, computed from reports and rulings."""

    id: str
    key: str
    relation: str
    type: str
    mode: str
    actors: tuple[str, ...]
    subject: str
    object: str
    date: str
    date_precision: str
    date_basis: str
    mutual: bool
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    origins: int
    happened: bool
    disputes: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    joined_by: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """All events between two actors under one relation: what a picture draws as an edge."""

    subject: str
    relation: str
    object: str
    events: tuple[str, ...]
