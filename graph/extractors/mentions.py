"""Noun phrases -> mentions: minimal head phrase, owner, title, full phrase, conjoined members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.phrases import phrase
from graph.model import Argument, Form, Mention, Occurrence, Part, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from ontology.lexicon import Lexicon

_PREMODIFIERS = ud.COMPOUND | {"amod", "nummod", "compound:prt"}
_NOT_IN_PHRASE = ("acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "punct", "dep", "advcl")
_TITLE_LIMIT = 6
_NAME_LIMIT = 8
_MOST_STEPS = 40
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady", "then", "-"})
_ENTITY_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT", "PER", "MISC"})
TITLE_HEADS = frozenset(
    ["president", "presidents", "premier", "chancellor", "minister", "ministers", "secretary", "king", "queen", "prince", "princess", "emir", "sultan", "pope", "general", "admiral", "colonel", "commander", "chief", "chairman", "chairwoman", "chair", "director", "ambassador", "envoy", "spokesman", "spokeswoman", "spokesperson", "lady", "governor", "senator", "congressman", "representative", "mayor", "leader", "leaders", "adviser", "advisor", "counsellor", "commissioner", "judge", "justice"]
)
_TITLE_WORDS = frozenset(["deputy", "prime", "vice", "first", "foreign", "defence", "defense", "finance", "interior", "trade", "treasury", "state", "acting", "former", "the", "of", "for", "affairs", "and"])
_ROLES = frozenset(
    ["counterpart", "colleague", "predecessor", "successor", "ally", "rival", "opponent", "challenger", "aide", "deputy", "mediator", "negotiator", "founder", "head", "boss", "wife", "husband", "widow", "son", "daughter", "brother", "sister", "father", "mother", "dictator", "strongman", "warlord", "businessman", "tycoon", "oligarch", "activist", "dissident", "lawyer", "journalist", "author", "economist", "diplomat", "officer", "lawmaker", "candidate", "architect", "cleric", "bishop", "ayatollah"]
)
_QUANTITIES = frozenset(
    ["much", "most", "some", "part", "all", "many", "several", "majority", "number", "dozen", "hundred", "thousand", "half", "rest", "bulk", "both", "one", "two", "ten", "score", "million", "billion", "package", "round", "series", "set", "wave", "batch", "raft", "host", "group", "handful", "crowd", "dozens", "hundreds", "thousands", "tens"]
)
_DEMONYM_ENDINGS = ("an", "ese", "ish", "i", "ic", "ch", "ss", "k")
_OF_OFFICE = frozenset({"secretary", "minister", "ministry", "department", "chief"})
_DASHES = frozenset({"-", "–", "—", "‑"})


class Words:
    """Where the tokens of a passage stand in the article: makes spans of the model from tokens.

    The text and each mention are made once: spaCy builds ``Doc.text`` anew at every access.
    """

    __slots__ = ("_mentions", "_sources", "doc", "offset", "part", "text")

    def __init__(self, part: Part, offset: int, doc: Doc) -> None:
        self.part, self.offset, self.doc = part, offset, doc
        self.text = doc.text
        self._mentions: dict[int, Mention] = {}
        self._sources: dict[int, list[Token]] = {}

    def span(self, start: int, end: int) -> Span:
        """The span of the tokens ``start`` to ``end`` (exclusive), without white space at its ends."""
        last = self.doc[end - 1]
        return self.chars(self.doc[start].idx, last.idx + len(last))

    def chars(self, start: int, end: int) -> Span:
        """The span of the characters ``start`` to ``end`` of the passage."""
        return Span(self.part, self.offset + start, self.offset + end, self.text[start:end])

    def mention(self, token: Token) -> Mention:
        """What the noun phrase headed by ``token`` names, trimmed to its minimal head phrase."""
        found = self._mentions.get(token.i)
        if found is None:
            found = self._mentions[token.i] = self._mention(token)
        return found

    def sources(self, sentence: Sentence) -> list[Token]:
        """Who vouches for a whole ``sentence``: the heads of "according to X" that close it, and a name alone before a colon."""
        if sentence.start not in self._sources:
            named = (t for t in sentence if t.dep_ in ud.OBLIQUE and ud.marker(t) in ud.ACCORDING)
            self._sources[sentence.start] = [*(t for t in named if self._closes(t, sentence)), *self._before_colon(sentence)]
        return self._sources[sentence.start]

    def _before_colon(self, sentence: Sentence) -> list[Token]:
        """"Zelenskyy: Russia fired ..." in a headline or key point."""
        colon = next((t.i for t in self.doc[sentence.start : sentence.start + _NAME_LIMIT] if t.text == ":"), 0)
        named = ud.entity(self.doc[colon - 1]) if colon > sentence.start else None
        if named is None or named.end != colon or named.start > sentence.start + 1 or named.label_ not in ("PERSON", "ORG", "GPE"):
            return []
        return [named.root] if any(t.tag_ in ud.FINITE for t in self.doc[colon : sentence.end]) else []

    def _closes(self, token: Token, sentence: Sentence) -> bool:
        places = [t.i for t in ud.subtree(token)]
        before = min(places) - 1
        return before >= sentence.start and self.doc[before].is_punct and not any(t.tag_ in ud.FINITE for t in self.doc[max(places) + 1 : sentence.end])

    def _mention(self, token: Token) -> Mention:
        token = counted(token)
        outer, token = token, name_in(token)
        start, end = head_phrase(token)
        named = ud.entity(token)
        form: Form = "pronoun" if token.pos_ == "PRON" else "name" if _is_name(token) else "nominal"
        title = self._title(outer, start, end) if form == "name" else ""
        label = named.label_ if named is not None else "PERSON" if TITLE_HEADS & set(title.lower().split()) else ""
        head = token.text if form == "name" else (token.lemma_ or token.text).lower()
        return Mention(
            span=self.span(start, end),
            form=form,
            head=head.strip(),
            label=label,
            plural="Plur" in token.morph.get("Number", []),
            definite=any(c.lower_ in ("the", "this", "these", "that", "those", "both") for c in ud.children(token, ("det", "det:predet"))),
            owner=self._owner(token) or (self._owner(outer) if outer != token else None),
            title=title,
            modifiers=tuple(c.lemma_.lower() for c in ud.below(token) if c.dep_ in ("amod", "compound", "nummod", "det", "det:predet", "advmod")),
            about=tuple(self.mention(c) for c in ud.children(token, ("nmod",)) if form == "nominal" and ud.marker(c) in ("on", "of", "over", "about") and c.i > token.i),
        )

    def argument(self, slot: str, token: Token, *, inner: bool = False) -> Argument:
        """The phrase headed by ``token`` as the filler of ``slot``, with its conjoined members."""
        members = tuple(m for t in ud.conjuncts(token) if t.pos_ in ud.NOMINAL or t == token for m in self._each(t))
        return Argument(slot, self.phrase(token), self.mention(token), members, inner=inner)

    def _each(self, token: Token) -> list[Mention]:
        """The mention of ``token``, once for each of its joint owners ("the Russian and Ukrainian delegations")."""
        mention, owner = self.mention(token), owner_token(token)
        if owner is None or "Plur" not in token.morph.get("Number", []) or mention.form == "name":
            return [mention]
        owners = [self.mention(t) for t in ud.conjuncts(owner) if t.ent_type_ in ("GPE", "NORP", "ORG") or t == owner]
        return [replace(mention, owner=o) for o in owners] if len(owners) > 1 else [mention]

    def phrase(self, token: Token) -> Span:
        """The full phrase of ``token`` without its preposition and without what hangs loosely on it."""
        indices = phrase(token)
        start, end = head_phrase(token)
        return self.span(min(start, *indices), max(end, indices[-1] + 1)) if indices else self.span(start, end)

    def _owner(self, token: Token) -> Mention | None:
        owner = owner_token(token)
        return self.mention(owner) if owner is not None and owner != token else None

    def _title(self, token: Token, start: int, end: int) -> str:
        """The words of office before a name, inside its noun phrase ("Treasury Secretary")."""
        if token.i < start:
            low = min((t.i for c in ud.lefts(token) if c.dep_ in _PREMODIFIERS for t in ud.subtree(c)), default=token.i)
            return " ".join(t.text for t in self.doc[low:start] if not t.is_punct)
        words: list[str] = []
        for i in range(start - 1, max(ud.sentence(token).start, start - _TITLE_LIMIT) - 1, -1):
            before = self.doc[i]
            joined = before.head.i in range(i, end) or token.i in range(i, start)
            fits = joined and before.pos_ in ("NOUN", "PROPN", "ADJ", "PART", "ADP") and before.dep_ not in ("case", "conj", "punct")
            if not fits and before.lower_ not in ("'s", "’s"):
                break
            if before.lower_ not in _HONORIFICS:
                words.insert(0, before.text)
        title = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
        return title if any(len(word) > 2 for word in words) else ""


def head_phrase(token: Token) -> tuple[int, int]:
    """Token borders of the minimal phrase of ``token``: its entity, or its compounds, adjectives and head."""
    named = ud.entity(token)
    if named is not None and named.label_ in _ENTITY_NAMES and named.end - named.start <= 12:
        start, end = named.start, named.end
        while start < token.i and token.doc[start].lower_ in ("the", "a", "an"):
            start += 1
        if token.doc[end - 1].lower_ in ("'s", "’s", "'", "’") and end - 1 > token.i:
            end -= 1
        name = _after_title(token, start, end) if named.label_ in ("PERSON", "PER") else start
        return (name, end) if name > start else _with_common_head(token, start, end)
    start = end = token.i
    for before in sorted((c for c in ud.lefts(token) if c.dep_ in _PREMODIFIERS and c.pos_ != "PUNCT"), key=lambda c: -c.i):
        left = min(t.i for t in ud.subtree(before, ("punct", "case")))
        if any(t.dep_ in ("det", "nmod:poss", "cc") for t in token.doc[left : start] if t.head == token):
            break
        start = min(start, left)
    for after in ud.rights(token):
        if after.dep_ == "nummod" and token.pos_ == "SYM":
            end = max(end, *(t.i for t in ud.subtree(after)))
        if after.dep_ in ud.FLAT or (after.dep_ in ud.COMPOUND and after.i == end + 1 and after.pos_ in ("PROPN", "NUM")) or _official_of(token, after):
            end = max(end, max(t.i for t in ud.subtree(after, _NOT_IN_PHRASE)))
    if token.pos_ == "PROPN":
        start = _after_title(token, start, end + 1)
    return start, end + 1


def _after_title(token: Token, start: int, end: int) -> int:
    """Where the name begins in an entity that took in words of office ("Treasury Secretary Scott Bessent")."""
    doc = token.doc
    titles = [i for i in range(start, end - 1) if doc[i].lower_ in TITLE_HEADS]
    if not titles:
        return start
    name = titles[-1] + 1
    if doc[name].lower_ in ("of", "for") and end - name > 3:
        name += 2
    return name if doc[name].text[:1].isupper() else start


def only_title(words: Iterable[Token]) -> bool:
    """Whether an entity is nothing but an office ("Deputy Prime Minister")."""
    lower = {t.lower_ for t in words}
    return bool(lower & TITLE_HEADS) and lower <= TITLE_HEADS | _TITLE_WORDS


def counted(token: Token) -> Token:
    """What a word of quantity counts ("much of the framework" -> framework), else ``token``."""
    steps = 0
    while token.lemma_.lower() in _QUANTITIES and steps < 3:
        inner = next((p for p in ud.children(token, (*ud.ADNOMINAL, "obl")) if ud.marker(p) == "of" and p.i > token.i), None)
        if inner is None:
            return token
        token, steps = inner, steps + 1
    return token


def name_in(token: Token) -> Token:
    """The name behind a common noun in one noun phrase ("state media outlet Xinhua", "his counterpart, X"), else ``token``."""
    if token.ent_type_ or token.pos_ not in ("NOUN", "PROPN"):
        return token
    if token.lemma_.lower() in _ROLES | TITLE_HEADS:
        named = next((a for a in ud.children(token, ("appos",)) if a.ent_type_ == "PERSON" and a.i > token.i), None)
        if named is not None and "Plur" not in token.morph.get("Number", []):
            return named
    for after in ud.rights(token):
        joined = after.dep_ in (*ud.FLAT, "compound", "appos", "nmod:desc") and after.pos_ == "PROPN" and after.ent_type_ in ("PERSON", "ORG", "PER")
        if joined and after.i == token.i + 1:
            return after
    return token


def _with_common_head(token: Token, start: int, end: int) -> tuple[int, int]:
    """Widen an entity that stops before its own head ("White House officials" keeps its head noun)."""
    return min(start, token.i), max(end, token.i + 1)


def _official_of(token: Token, after: Token) -> bool:
    """Whether ``after`` belongs to the proper name of ``token`` ("Ministry of Foreign Affairs") or to an office ("minister of defence")."""
    if after.dep_ in ud.ADNOMINAL and token.lemma_.lower() in _OF_OFFICE and after.pos_ == "NOUN" and ud.marker(after) == "of" and ud.child(after, ("det", "nmod:poss")) is None:
        return True
    capital = after.pos_ == "PROPN" or any(t.text[:1].isupper() for t in (after, *ud.lefts(after)) if t.dep_ in ("amod", "compound") or t == after)
    return token.pos_ == "PROPN" and after.dep_ in ud.ADNOMINAL and capital and ud.marker(after) in ("of", "for")


def owner_token(token: Token) -> Token | None:
    """The token that heads what ``token`` belongs to: possessor, demonym, or name before it."""
    possessor = ud.child(token, ud.POSSESSIVE)
    if possessor is not None:
        return possessor if possessor.lower_ not in ud.RELATIVE_PRONOUNS else None
    named = ud.entity(token)
    inside = range(named.start, named.end) if named is not None else range(token.i, token.i + 1)
    for before in ud.lefts(token):
        if before.i in inside or before.dep_ not in ("amod", "compound", "nmod:desc", "nmod", "nmod:unmarked"):
            continue
        if _can_own(before):
            return before
        inner = next((c for c in ud.lefts(before) if c.dep_ == "compound" and c.ent_type_ in ("GPE", "NORP") and c.i not in inside), None)
        if inner is not None and not before.ent_type_:
            return inner
    for after in ud.rights(token):
        if after.dep_ not in ("nmod", "nmod:of") or after.i in inside:
            continue
        marker = ud.marker(after)
        if marker == "of" and (after.pos_ == "PROPN" or (ud.names_people(token) and after.pos_ == "NOUN" and ud.names_people(after))):
            return after
        if marker == "in" and ud.names_people(token) and after.ent_type_ == "GPE":
            return after
    return None


def _can_own(token: Token) -> bool:
    """A demonym, a country, a body or a person before a noun; not an ordinary adjective."""
    if token.lower_ in TITLE_HEADS | _TITLE_WORDS:
        return False
    if token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON", "LOC", "PER"):
        return True
    if not token.text[:1].isupper() or token.is_sent_start or _headline(token):
        return False
    return token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.lower_.endswith(_DEMONYM_ENDINGS))


def _headline(token: Token) -> bool:
    """Whether a sentence puts capitals on common words too."""
    longer = [t for t in ud.sentence(token) if t.pos_ in ("VERB", "NOUN") and not t.ent_type_ and t.i != token.i]
    return bool(longer) and sum(t.text[:1].isupper() for t in longer) * 2 > len(longer)


def _is_name(token: Token) -> bool:
    if token.pos_ == "PRON":
        return False
    named = ud.entity(token)
    if named is not None and only_title(named):
        return False
    if token.ent_type_ in _ENTITY_NAMES:
        return token.pos_ in ("PROPN", "NOUN", "ADJ", "X") and (token.pos_ == "PROPN" or token.text[:1].isupper())
    return token.pos_ == "PROPN"


def joint_owners(token: Token) -> list[Token]:
    """The two names joined by a dash before ``token`` ("U.S.-China trade talks"), or []."""
    doc = token.doc
    for i in range(token.i - 1, max(ud.sentence(token).start, token.i - 6), -1):
        if doc[i].text in _DASHES and i > ud.sentence(token).start and i + 1 < token.i + 1:
            left, right = doc[i - 1], doc[i + 1] if i + 1 < len(doc) else doc[i]
            if right.i < token.i and left.text[:1].isupper() and right.text[:1].isupper():
                return [left, right]
    return []


_SLOTS = {**dict.fromkeys(ud.SUBJECT | ud.SUBJECT_PASSIVE, "subj"), **dict.fromkeys(ud.OBJECT | ud.INDIRECT, "obj"), "nmod:poss": "owner"}


def occurrences(words: Words, first_sentence: int, lexicon: Lexicon) -> list[Occurrence]:
    """Every name, pronoun and common noun of a passage that heads a phrase, in the order of the text.

    Where somebody goes to, or what is visited or shelled, stands in the slot ``place``.
    """
    found = []
    for number, sentence in enumerate(words.doc.sents):
        taken: set[tuple[int, int]] = set()
        for token in sentence:
            if token.pos_ not in ("PROPN", "PRON", "NOUN", "ADJ") or token.dep_ in ud.FLAT:
                continue
            named = ud.entity(token)
            if (token.pos_ == "ADJ" and named is None) or (named is not None and named.root != token):
                continue
            if named is None and token.dep_ in ud.COMPOUND and not (token.pos_ == "PROPN" and token.head.pos_ == "NOUN"):
                continue
            mention = words.mention(token)
            if (mention.span.start, mention.span.end) not in taken:
                taken.add((mention.span.start, mention.span.end))
                clauses = tuple(words.offset + t.idx for t in _predicates(token))
                found.append(Occurrence(mention, _slot(token, lexicon), first_sentence + number, clauses))
    return found


def _slot(token: Token, lexicon: Lexicon) -> str:
    """The slot of a phrase in its clause; the ones joined to a phrase share its slot."""
    steps = 0
    while token.dep_ == "conj" and not _cased(token) and steps < _MOST_STEPS:
        token, steps = token.head, steps + 1
    slot = "appos" if token.dep_ == "appos" else _SLOTS.get(token.dep_, ud.marker(token))
    return "place" if lexicon.goes_to(token.head.lemma_.lower(), slot) else slot


def _cased(token: Token) -> bool:
    return bool(ud.marker(token))


def _predicates(token: Token) -> Iterator[Token]:
    """The heads of the clauses in which ``token`` stands, the nearest first."""
    steps = 0
    while token.head != token and steps < _MOST_STEPS:
        token, steps = token.head, steps + 1
        if ud.is_verb(token) or ud.child(token, (*ud.SUBJECT, *ud.SUBJECT_PASSIVE)) is not None:
            yield token
