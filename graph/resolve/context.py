"""What the rest of an article says about a name that may be several: the countries it names, and whether it plays sport."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from graph.model import Article, Mention
from graph.resolve.resolution import PLACE_SLOTS

if TYPE_CHECKING:
    from graph.model import Occurrence
    from graph.resolve.actors import Resolver
    from ontology.gazetteer import Alias, Entry
    from ontology.lexicon import Lexicon

_WINDOW = 160
_SCORE = re.compile(r"(?<![\d-])\d{1,2}\s?[-–]\s?\d{1,2}\b(?![-–]|\s?(?:percent|%|vote|year)|,\d)")
_ENOUGH = 3
_SPORT_SHARE = 0.012


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, terms)) + r")(?:s|es|ed)?\b", re.I) if terms else None


class Context:
    """Which of several readings of one name an article speaks for."""

    def __init__(self, resolver: Resolver, occurrences: Sequence[Occurrence]) -> None:
        self._resolver, self._occurrences = resolver, occurrences
        self._named: dict[str, set[str]] | None = None

    @property
    def countries(self) -> dict[str, set[str]]:
        """The unequivocal names of the article that belong to each country."""
        if self._named is None:
            self._named = {}
            gazetteer = self._resolver.gazetteer
            for text in {o.mention.span.text for o in self._occurrences if o.mention.form == "name"}:
                aliases = gazetteer.aliases(text, self._resolver.article.published)
                found = {gazetteer.entry(a.actor).country for a in aliases} - {""}
                if len(found) == 1 and not any(a.kind == "ambiguous" for a in aliases):
                    self._named.setdefault(next(iter(found)), set()).add(text)
        return self._named

    @property
    def only_country(self) -> str:
        """The only state to which names of the article belong, or ""."""
        states = self.countries.keys() - {"IGO"}
        return next(iter(states)) if len(states) == 1 else ""

    def choose(self, aliases: Sequence[Alias], mention: Mention, slot: str) -> Entry | None:
        """The reading of an ambiguous name for which its surroundings speak, or None."""
        entries = {a.actor: self._resolver.gazetteer.entry(a.actor) for a in aliases}
        doubtful = {a.actor for a in aliases if a.kind == "ambiguous"}
        close = [e for e in entries.values() if e.id in doubtful and self._beside(e, mention)]
        if len(close) == 1:
            return close[0]
        if not doubtful and len({e.kind for e in entries.values()}) == len(entries):
            return None
        others = [e for e in entries.values() if not (e.id in doubtful and e.kind == "place" and e.country == "USA")]
        beside = self._beside_in_sentence(mention)
        near = [e for e in others if e.country and e.country in beside]
        if len(near) == 1 and doubtful:
            return near[0]
        backed = [e for e in others if self._backed(e, mention)]
        return backed[0] if len(backed) == 1 and len({e.country for e in others}) > 1 else None

    def supports(self, entry: Entry, mention: Mention) -> bool:
        """Whether the article speaks for the only reading of a name that is an ordinary word, too."""
        return self._beside(entry, mention) or self._backed(entry, mention)

    def elsewhere(self, entry: Entry, mention: Mention) -> bool:
        """Whether the article is about other countries than that of ``entry``, and names its own nowhere."""
        others = {c for c, texts in self.countries.items() if texts - {mention.span.text}}
        return bool(entry.country) and entry.country != "IGO" and bool(others) and not self._backed(entry, mention)

    def _beside_in_sentence(self, mention: Mention) -> set[str]:
        """The countries of the other names in the sentence of ``mention``."""
        sentence = self._resolver.sentence_of(mention)
        texts = {o.mention.span.text for o in self._occurrences if o.sentence == sentence and o.mention.form == "name"} - {mention.span.text}
        return {country for country, names in self.countries.items() if names & texts}

    def _backed(self, entry: Entry, mention: Mention) -> bool:
        """Whether another name of the article belongs to the country of ``entry``."""
        return bool(self.countries.get(entry.country, set()) - {mention.span.text})

    def _beside(self, entry: Entry, mention: Mention) -> bool:
        """Whether words near the name tell of this reading: "Atlanta, Georgia", "Georgia's governor", "Washington state"."""
        if entry.kind != "place" or entry.country != "USA":
            return False
        text = self._resolver.text_of(mention)
        start, end = mention.span.start, mention.span.end
        near = text[max(0, start - _WINDOW) : end + _WINDOW].lower()
        if re.match(r"(?:['’]s)? (?:state\b|governor|secretary of state|senator|voters|lawmakers|legislature|primary|runoff|republicans?|democrats?|election)", text[end : end + 24].lower()):
            return True
        city = re.search(r"([A-Z][\w.]+(?: [A-Z][\w.]+)?), $", text[max(0, start - 40) : start])
        if city is not None:
            named = [self._resolver.gazetteer.entry(a.actor) for a in self._resolver.gazetteer.aliases(city[1])]
            if any(e.kind == "place" and e.country == "USA" for e in named):
                return True
        cues = self._resolver.lexicon.lemmas_of("us_state_cue")
        return sum(len(re.findall(rf"\b{re.escape(cue)}\b", near)) for cue in cues) >= 2


class Sports:
    """Whether a country's name stands for its team."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._terms = _pattern(tuple(sorted(lexicon.lemmas_of("sport"), key=lambda t: (-len(t), t))))
        self._whole: bool | None = None

    def plays(self, mention: Mention, slot: str) -> bool:
        """Whether the sentence around ``mention``, or the whole article, tells of a match; hosts and homes stay places."""
        if self._terms is None or slot in PLACE_SLOTS or slot == "to":
            return False
        if self._whole is None:
            words = max(1, len(self._article.text.split()))
            count = self._count(self._article.text) + 2 * self._count(self._article.title)
            self._whole = count >= 2 * _ENOUGH and count / words >= _SPORT_SHARE
        if self._whole:
            return True
        text = self._article.text if mention.span.part == "body" else self._article.title
        sentence = _sentence(text, mention.span.start)
        return self._count(sentence) >= (_ENOUGH - 1 if _SCORE.search(sentence) else _ENOUGH)

    def _count(self, text: str) -> int:
        if self._terms is None:
            return 0
        return len(self._terms.findall(text)) + len(_SCORE.findall(text))


def _sentence(text: str, position: int) -> str:
    """The stretch between full stops around a place."""
    start = max(text.rfind(". ", 0, position), text.rfind("\n", 0, position)) + 1
    ends = [e for e in (text.find(". ", position), text.find("\n", position)) if e >= 0]
    return text[start : min(ends, default=len(text))]
