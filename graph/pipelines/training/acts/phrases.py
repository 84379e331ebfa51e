"""Short sentences made of the lexicon's frames ("Kenya lifted sanctions on Peru."), so that the model starts out from what the lexicon knows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from ontology.lexicon import Frame, Lexicon

STATES = (
    "Germany", "France", "Japan", "Iran", "India", "Kenya", "Egypt", "Brazil", "Poland", "Sudan", "Vietnam", "Chile", "Oman", "Ghana", "Nepal",
    "Sweden", "Turkey", "Algeria", "Peru", "Thailand", "Iraq", "Serbia", "Jordan", "Mali", "Cuba", "China", "Russia", "Israel", "Ukraine", "Pakistan",
    "NATO", "Beijing", "Moscow", "Washington", "Tehran", "Paris", "Ankara", "Cairo", "Delhi", "London", "Tokyo", "Kyiv", "Brussels", "South Korea",
    "the United States", "Saudi Arabia", "the European Union", "the United Nations", "the African Union",
)
DEMONYMS = (
    "German", "French", "Japanese", "Iranian", "Indian", "Kenyan", "Egyptian", "Brazilian", "Polish", "Sudanese", "Turkish", "Iraqi", "Chinese",
    "Russian", "Israeli", "American", "British", "Syrian",
)
BODIES = (
    "government", "army", "foreign ministry", "troops", "police", "rebels", "officials", "president", "parliament", "navy", "security forces",
    "militants", "protesters",
)
PEOPLE = ("the president", "the opposition leader", "a journalist", "the ambassador", "the foreign minister", "an activist", "two soldiers", "a businessman")
ORGANISATIONS = ("the Red Cross", "Amnesty International", "the BBC", "Oxfam", "Al Jazeera", "UNICEF")
GOODS = (
    "oil", "wheat", "steel", "chips", "gas", "arms", "cars", "coal", "uranium", "grain", "medicine",
)
THINGS = (
    "plan", "decision", "territory", "policy", "move", "group", "city",
)
LIGHT = ("held", "carried out", "made", "launched", "announced", "began")
ENDINGS = (".", " drew attention.", " on Monday.", " this week.")
TWICE = 2


class Phrases:
    """Makes the sentences, the same ones for the same seed."""

    def __init__(self, lexicon: Lexicon, seed: int = 1) -> None:
        self.lexicon, self.random = lexicon, random.Random(seed)

    def lines(self) -> list[dict[str, Any]]:
        """Some 25,000 lines in the form of the corpus, in random order."""
        made = [line for pos, make in (("verb", self._verb), ("noun", self._noun)) for frame in self._frames(pos) for line in make(frame)]
        self.random.shuffle(made)
        return made

    def _frames(self, pos: Any) -> Iterator[Frame]:
        for predicate in sorted(self.lexicon.predicates(pos)):
            for frame in self.lexicon.frames(pos, predicate):
                yield from [frame] * TWICE

    def _verb(self, frame: Frame) -> Iterator[dict[str, Any]]:
        subject = self._filled(next((c for slot, c in frame.actors() if slot == "subj"), "") or "#actor")
        thing = "" if frame.object in ("-", "#clause") else self._filled(frame.object or ("#actor" if "obj" in frame.target else ""))
        verb = self.lexicon.past(frame.predicate)
        tail = self._beside(frame, ("obj", "subj", "iobj", "clause", "between"))
        if frame.object == "#clause" and not tail:
            tail = [self.random.choice([f"to help {self._actor()}", "to do so", f"that {self._actor()} did so"])]
        passive = thing and verb.split()[0].endswith("ed") and self.random.random() < 0.25
        if passive:
            agent = [f"by {subject}"] if self.random.random() < 0.7 else []
            words = [thing, self.random.choice(["was", "were"]), verb, *tail, *agent]
        else:
            words = [subject, verb, thing, *tail]
        yield _line(" ".join(word for word in words if word) + ".", verb.split()[0], frame)

    def _noun(self, frame: Frame) -> Iterator[dict[str, Any]]:
        actor, noun = self._actor(), frame.predicate
        of = [f"of {self._filled(frame.object)}"] if frame.object not in ("", "-", "#clause") else []
        tail = of + self._beside(frame, ("owner", "obj", "clause", "compound"))
        kind = self.random.random()
        determiner = self.random.choice(["a ", "the ", "its ", ""])
        start = f"{actor} {self.random.choice(LIGHT)} {determiner}{noun}" if kind < 0.5 else f"{actor}'s {noun}" if kind < 0.8 else f"The {noun} by {actor}"
        yield _line(" ".join([start, *tail]) + self.random.choice(ENDINGS), noun.split()[-1], frame)

    def _beside(self, frame: Frame, without: tuple[str, ...]) -> list[str]:
        """A phrase for a slot that must be filled, and one for the other side."""
        tail, done = [], set()
        wanted = frame.fillers()
        if wanted:
            slot, constraint = self.random.choice(wanted)
            if slot == "clause" and frame.pos == "verb":
                tail.append(f"to {(constraint or 'help').split('|')[0]} {self.random.choice(['it', 'the country', self._actor()])}")
            elif slot not in without and "." not in slot:
                tail.append(f"{slot} {self._filled(constraint or '#actor')}")
            done.add(slot)
        slot = next((s for s in frame.target if s not in without and "." not in s and s not in done), "")
        return [*tail, f"{slot} {self._actor()}"] if slot and self.random.random() < 0.6 else tail

    def _actor(self) -> str:
        kind = self.random.random()
        if kind < 0.55:
            return self.random.choice(STATES)
        body = self.random.choice(BODIES)
        return f"{self.random.choice(DEMONYMS)} {body}" if kind < 0.8 else f"the {body} of {self.random.choice(STATES)}"

    def _filled(self, constraint: str) -> str:
        """Something that meets one of the constraints of a slot."""
        one = self.random.choice(constraint.split("|")).strip()
        if one.startswith("@"):
            return self._thing(self.random.choice(sorted(self.lexicon.lemmas_of(one[1:])) or THINGS))
        if not one or one.startswith("#"):
            choices = {"#person": PEOPLE, "#organisation": ORGANISATIONS, "#good": GOODS, "#place": STATES, "": [self._thing(self.random.choice(THINGS)), self._actor()]}
            return self.random.choice(choices.get(one, [self._actor()]))
        return self._thing(one)

    def _thing(self, noun: str) -> str:
        if noun.endswith("s") or noun[:1].isupper():
            return noun
        return self.random.choice(["a ", "the ", "its ", ""]) + noun if self.random.random() < 0.7 else f"{noun}s"


def _line(text: str, word: str, frame: Frame) -> dict[str, Any]:
    act = {"word": word, "event": frame.event, "mode": frame.mode, "source": "", "target": ""}
    return {"text": text[0].upper() + text[1:], "acts": [act], "contexts": []}
