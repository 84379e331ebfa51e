"""The names of one article among themselves: full names and the surnames that stand for them, titles, variants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.model import Mention, Occurrence
from ontology.names import fold

_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 8
LESSER = frozenset(["deputy", "vice", "assistant", "under", "undersecretary", "shadow", "former", "ex", "late", "then", "ousted", "deposed", "designate", "elect", "president-elect", "incoming", "retired"])
"""Words that make another office of the office behind them."""


class ArticleNames:
    """Which full name a short one stands for in this article, and the titles its persons were given."""

    def __init__(self, occurrences: Sequence[Occurrence]) -> None:
        self._occurrences = occurrences
        self._persons = [o.mention for o in occurrences if o.mention.form == "name" and o.mention.label in ("PERSON", "PER")]
        self._full: dict[str, str | None] = {}
        self._people = {fold(m.span.text) for m in self._persons}
        self._expansions: dict[str, str] = {}
        for mention in (o.mention for o in occurrences if o.mention.form == "name" and o.mention.label not in ("PERSON", "PER")):
            words = mention.span.text.split()
            if len(words) > 1:
                self._expansions.setdefault("".join(w[0] for w in words if w[0].isupper()), mention.span.text)
        for mention in self._persons:
            words = mention.span.text.split()
            if len(words) > 1:
                for short in (words[-1], words[0]):
                    self._note(fold(short), mention.span.text)

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
        return fold(text) in self._people

    def expansion(self, acronym: str) -> str:
        """The name of the article that ``acronym`` shortens ("Culinary Institute of America" for "CIA"), or ""."""
        if not (_SHORTEST_ACRONYM <= len(acronym) < _LONGEST_ACRONYM and acronym.isupper()):
            return ""
        return self._expansions.get(acronym, "")

    def elsewhere(self, mention: Mention) -> bool:
        """Whether the same words are tagged as no person anywhere in the article."""
        return any(o.mention.span.text == mention.span.text and o.mention.form == "name" and o.mention.label not in ("PERSON", "PER", "") for o in self._occurrences)

    def mentions(self, full: str) -> list[Mention]:
        """The mentions of a person under this full name."""
        wanted = fold(full)
        return [m for m in self._persons if fold(m.span.text) == wanted]

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
            if m.title and calls(m.title, wanted) and (m.span.part != part or m.span.start < before)
        ]


def calls(title: str, phrase: str) -> bool:
    """Whether a title is the office ``phrase``, with its state or rank before it, and no lesser one ("Vice President": president)."""
    words, wanted = title.lower().split(), phrase.lower().split()
    return words[-len(wanted) :] == wanted and not LESSER & set(words[: -len(wanted)])


def head_variants(mention: Mention) -> Iterator[str]:
    """The phrase of a nominal from long to short: without its owner, then without words before, to the head; last with its owner."""
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
    whole = mention.span.text.split()
    yield from (" ".join(whole[start:]) for start in range(len(whole)) if " ".join(whole[start:]) not in seen)
