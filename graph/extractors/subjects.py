"""Who does it: the subject of a verb, its own, shared, or understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors import ud

if TYPE_CHECKING:
    from spacy.tokens import Token

MOVES = frozenset(
    ["urge", "ask", "tell", "order", "force", "allow", "persuade", "press", "pressure", "push", "invite", "want", "expect", "warn", "command", "compel", "convince", "direct", "enable", "encourage", "instruct", "oblige", "permit", "request", "require", "help", "let", "make", "lead", "get", "appeal", "incite", "pay", "hire", "recruit", "authorize", "authorise", "advise", "beg", "implore", "lobby", "prompt", "provoke", "coerce", "entitle", "task", "appoint", "nominate", "elect", "choose", "send", "deploy", "dispatch", "train", "teach", "challenge", "dare", "caution", "forbid", "inspire", "induce", "tempt", "entice", "spur", "cause", "empower", "commission", "mandate", "leave", "welcome"]
)
"""Verbs that move their object to do what an infinitive behind it says, also where the parser takes it for a purpose."""
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "swear", "use", "take", "spend", "need", "pledge"})
_SHARING = frozenset({"while", "when", "after", "before", "since", "upon", "despite", "although", "though", "whilst"})
"""Behind these the understood subject is the grammatical one of the clause above, also of a passive."""
_GAINING = frozenset({"have", "make", "take", "announce", "reach", "sign", "reveal", "unveil", "launch", "begin", "start", "adopt", "get", "abandon", "drop", "renew", "repeat", "issue", "set", "float", "pursue", "consider", "win", "lose", "need", "give", "outline", "deny", "keep", "resume", "carry", "lack", "show", "express", "mount", "face"})
"""Verbs whose subject is the one whose plan, right or chance their object is."""
_ASKED = frozenset({"demand", "request", "call", "appeal", "invitation", "plea", "order", "pressure", "ultimatum", "offer"})
_NTH = frozenset({"first", "second", "third", "last", "latest", "next", "only", "sole"})


def find_subject(verb: Token) -> tuple[Token | None, str]:
    """Who does it: the subject of ``verb``, else the one it shares, and by which rule it was found."""
    own = own_subject(verb)
    if own is not None:
        if own.lower_ in ud.RELATIVE_PRONOUNS and own.pos_ in ("PRON", "SCONJ", "DET"):
            noun = _relative_head(verb, own)
            return (noun, "relative") if noun is not None else (own, "nsubj") if verb.dep_ == "ccomp" else (None, "none")
        return own, "nsubj"
    head = verb.head
    if head == verb:
        return None, "none"
    before = verb.doc[verb.i - 1] if verb.i > ud.sentence(verb).start else verb
    if verb.dep_ == "conj" and before.ent_type_ in ("GPE", "PERSON", "ORG") and before.dep_ in ud.OBJECT and before.head.pos_ == "VERB":
        return before, "nsubj"
    if verb.dep_ == "conj" and (head.pos_ in ("VERB", "AUX") or ud.child(head, ("cop",)) is not None):
        found, _ = find_subject(_finite_before(verb))
        return found, "conjunct"
    if verb.dep_ == "parataxis" and verb.tag_ in ud.FINITE and head.pos_ == "VERB" and head.i < verb.i and verb.doc[verb.i - 1].text in (",", "and", "but"):
        found, _ = find_subject(head)
        return found, "conjunct"
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "ADJ", "AUX"):
        return _controller(head)
    if verb.dep_ == "advcl" and not _absolute(verb):
        return _adverbial_subject(verb, head)
    if verb.dep_ in ("acl", "acl:relcl") and head.pos_ in ud.NOMINAL:
        return _adnominal_subject(verb, head)
    return None, "none"


def _finite_before(verb: Token) -> Token:
    """The verb whose subject a conjoined ``verb`` shares: a finite verb shares with a finite one ("was asked to lead and took over")."""
    above = verb.head
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return above
    while above.dep_ == "xcomp" and above.head.pos_ == "VERB" and above.tag_ not in ("VBD", "VBZ", "VBP"):
        above = above.head
    return above


def _adverbial_subject(verb: Token, head: Token) -> tuple[Token | None, str]:
    """"accused China of delaying ...": China; "was shot while campaigning": whoever was shot; else the one who acts above."""
    if ud.cites(verb):
        source = next((o for o in ud.children(head, ud.OBLIQUE) if ud.marker(o) in ud.ACCORDING and o.i < verb.i), None)
        if source is not None:
            return source, "participle"
    if ud.quotes(head, verb):
        return (find_subject(head)[0] if ud.is_passive(head) else ud.child(head, ud.OBJECT)), "control"
    marks = {c.lower_ for c in ud.children(verb, ("mark", "advmod"))}
    charged = bool(marks & ud.COMPLEMENT)
    moved = "to" in marks and head.lemma_.lower() in MOVES
    if ud.is_passive(head) and (charged or moved):
        found, _ = find_subject(head)
        return found if found is not None else head.head if head.dep_ in ud.ADNOMINAL_CLAUSE else None, "control"
    if ud.is_passive(head) and ud.child(head, ud.AGENT) is None and head.dep_ not in ud.ADNOMINAL_CLAUSE and verb.i > head.i and not marks & _SHARING:
        return None, "none"
    asked = _called_on(head) if "to" in marks else None
    if asked is not None:
        return asked, "control"
    target = ud.child(head, ud.OBJECT)
    if target is not None and (charged or moved):
        if not ud.names_act(target):
            return target, "control"
        struck = _struck(target, head, verb) if charged else None
        if struck is not None:
            return struck, "control"
    found, _ = find_subject(head) if marks & _SHARING else _doer(head)
    return found, "participle"


def _struck(act: Token, head: Token, verb: Token) -> Token | None:
    """Whom an act is directed at, by name ("imposed sanctions on Russia for invading ...")."""
    phrases = (p for above in (act, head) for p in ud.children(above, (*ud.ADNOMINAL, "obl")))
    return next((p for p in phrases if ud.marker(p) in ("on", "against", "upon") and p.i < verb.i and p.ent_type_), None)


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on ``verb`` itself, or None."""
    return ud.child(verb, ud.SUBJECT | ud.SUBJECT_PASSIVE)


def _doer(head: Token) -> tuple[Token | None, str]:
    """The one who acts in the clause of ``head``: its agent if it is passive and has one."""
    agent = ud.child(head, ud.AGENT)
    return (agent, "passive") if agent is not None else find_subject(head)


def _controller(head: Token) -> tuple[Token | None, str]:
    target = ud.child(head, ud.OBJECT) or ud.child(head, ud.INDIRECT) or _called_on(head)
    if target is not None and head.lemma_.lower() not in _SUBJECT_CONTROL and not ud.names_act(target):
        return target, "control"
    found, _ = find_subject(head)
    return found, "control"


def _called_on(verb: Token) -> Token | None:
    """Whom "called on X to ..." and "appealed to X to ..." ask."""
    if verb.lemma_.lower() not in ("call", "appeal"):
        return None
    return next((t for t in ud.children(verb, ("obl",)) if ud.marker(t) in ("on", "upon", "to", "for")), None)


def _adnominal_subject(verb: Token, noun: Token) -> tuple[Token | None, str]:
    """"the army fighting rebels", "the first to leave": the noun; "a plan to lift tariffs": whoever owns the plan."""
    marks = {c.lower_ for c in ud.children(verb, ("mark",))}
    gerund = "Ger" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBG"
    if (gerund and not marks) or ("to" in marks and any(c.lower_ in _NTH for c in ud.children(noun, ("amod", "advmod")))):
        return noun, "participle"
    if gerund or "to" in marks:
        if noun.lemma_.lower() in _ASKED:
            return None, "none"
        owner = ud.child(noun, ud.POSSESSIVE)
        if owner is not None:
            return owner, "noun"
        if noun.dep_ in ud.OBJECT and noun.head.pos_ == "VERB" and noun.head.lemma_.lower() in _GAINING:
            found, _ = find_subject(noun.head)
            return found, "noun"
    return None, "none"


def _absolute(verb: Token) -> bool:
    """Whether an adverbial clause has a mark that gives it a subject of its own elsewhere."""
    return any(c.dep_ == "mark" and c.lower_ in ("that", "if", "because") for c in ud.below(verb))


def _relative_head(verb: Token, pronoun: Token) -> Token | None:
    """The noun that ``pronoun`` stands for; a pronoun behind the verb of a content clause asks a question of its own."""
    current, steps = verb, 0
    while steps < 20 and current.dep_ in ("conj", "acl:relcl", "acl", "xcomp", "ccomp", "parataxis"):
        if current.dep_ in ud.ADNOMINAL_CLAUSE:
            return current.head if current.head.pos_ in ud.NOMINAL else None
        if current.dep_ == "ccomp" and current.head.i < pronoun.i:
            return None
        current, steps = current.head, steps + 1
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, else ``token`` itself."""
    if token.lower_ in ("who", "whom", "which", "that") and token.pos_ == "PRON" and token.head.dep_ in ud.RELATIVE:
        return token.head.head
    return token
