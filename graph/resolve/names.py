"""The names of one article among themselves: full names and the surnames that stand for them, titles, variants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.model import Mention, Occurrence
from ontology.names import fold


class ArticleNames:
    """Which full name a short one stands for in this article, and the titles its persons were given."""

    def __init__(self, occurrences: Sequence[Occurrence]) -> None:
        self._occurrences = occurrences
        self._persons = [o.mention for o in occurrences if o.mention.form == "name" and o.mention.label in ("PERSON", "PER")]
        self._kept: Sequence[Occurrence] | None = None
        self._full: dict[str, str | None] = {}
        for mention in self._persons:
            words = mention.span.text.split()
            if len(words) > 1:
                for short in (words[-1], words[0]):
                    self._note(fold(short), mention.span.text)

    def with_persons(self, is_no_person: Callable[[Mention], bool]) -> Sequence[Occurrence]:
        """All mentions but those that were tagged as persons and are known to be none."""
        if self._kept is None:
            tagged = {o.mention.span.text: is_no_person(o.mention) for o in self._occurrences if o.mention.label in ("PERSON", "PER")}
            self._kept = [o for o in self._occurrences if not (o.mention.label in ("PERSON", "PER") and tagged[o.mention.span.text])]
        return self._kept

    def _note(self, short: str, full: str) -> None:
        known = self._full.get(short, full)
        self._full[short] = full if known is not None and fold(known) == fold(full) else None

    def full(self, text: str) -> str | None:
        """The full name for which ``text`` stands, if this article has exactly one that ends or begins with it."""
        words = text.split()
        if len(words) != 1:
            return None
        return self._full.get(fold(text))

    def is_person(self, text: str) -> bool:
        """Whether ``text`` was tagged as a person anywhere in the article."""
        wanted = fold(text)
        return any(fold(m.span.text) == wanted for m in self._persons)

    def country(self, full: str, country_of: Callable[[Mention, str], str], day: str) -> str:
        """The country that the article gives this person in any of its titles, or ""."""
        wanted = fold(full)
        for mention in self._persons:
            if fold(mention.span.text) == wanted and (mention.title or mention.owner is not None):
                found = country_of(mention, day)
                if found:
                    return found
        return ""

    def titled(self, phrase: str, *, before: int, part: str) -> list[Mention]:
        """The persons who stand under the title ``phrase`` before this place of the article."""
        wanted = phrase.lower()
        return [
            m
            for m in self._persons
            if m.title and m.title.lower().endswith(wanted) and (m.span.part != part or m.span.start < before)
        ]


def head_variants(mention: Mention) -> Iterator[str]:
    """The phrase of a nominal from long to short: without its owner, then without words before, to the head."""
    text = mention.span.text
    if mention.owner is not None:
        owner = mention.owner.span
        if mention.span.start <= owner.start < mention.span.end:
            text = text[owner.end - mention.span.start :]
            text = text.removeprefix("'s").removeprefix("’s").removeprefix("'").removeprefix("’")
    words = text.replace(" 's", "'s").split()
    seen: set[str] = set()
    for start in range(len(words)):
        phrase = " ".join(words[start:]).strip(" -–—")
        if phrase and phrase not in seen:
            seen.add(phrase)
            yield phrase
    if mention.head and mention.head not in seen:
        yield mention.head


_PERSON_ENDINGS = ("ist", "ian", "eer", "man", "men", "woman", "women", "people", "maker", "holder", "owner", "keeper", "fighter", "worker", "seeker")
_PERSON_NOUNS = frozenset(
    ["minister", "leader", "speaker", "lawyer", "inspector", "negotiator", "mediator", "legislator", "voter", "teacher", "trader", "exporter", "importer", "investor", "banker", "driver", "dealer", "smuggler", "hijacker", "killer", "attacker", "bomber", "officer", "commander", "dissident", "resident", "elder", "cleric", "priest", "monk", "student", "child", "youth", "neighbor", "neighbour", "ambassador", "consul", "envoy", "general", "admiral", "judge", "mayor", "governor", "senator", "spokesman", "aide", "adviser", "advisor", "expert", "doctor", "nurse", "sailor", "pilot", "soldier", "prisoner", "hostage", "suspect", "victim", "survivor", "family", "official", "observer", "monitor", "engineer", "scientist", "scholar", "pilgrim", "player", "athlete", "migrant", "exile", "opponent", "supporter", "member", "delegate", "representative", "diplomat", "executive", "tycoon", "oligarch"]
)


def is_person_noun(head: str) -> bool:
    """Whether a noun stands for people ("lawyer", "farmers' leader")."""
    word = head.lower()
    singular = word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word
    return singular in _PERSON_NOUNS or singular.endswith(_PERSON_ENDINGS)
