"""Lemmas as recipes: what to cut off the end of a word and what to put there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

LONGEST_CUT = 5
"""Characters beyond which a recipe names the whole lemma."""

LONGEST_ENDING = 4

Recipes = Mapping[str, Mapping[str, str]]
"""Penn tag -> word or ending -> recipe."""


class Lexicon:
    """Mends the network's recipes: it sees word pieces, and spells badly."""

    def __init__(self, words: Recipes, endings: Recipes, pieces: Container[str]) -> None:
        self.words, self.endings, self._pieces = words, endings, pieces
        self._lemmas = {lemma(form, made_by).lower() for row in words.values() for form, made_by in row.items()}

    def lemma(self, form: str, tag: str, guess: str) -> str:
        """The lemma of `form`: what is known of the word, or else the network's `guess`, or what its ending says.

        A guess that cuts something off must give a known lemma, or else the ending is asked.
        """
        known = self.words.get(tag, {})
        made_by = known.get(form) or (None if tag.startswith("NNP") else known.get(form.lower()))
        if made_by is not None:
            return lemma(form, made_by)
        if guess[1:] == "0|":
            return lemma(form, guess)
        by_ending = list(self._by_ending(form, tag))
        options = [*([] if guess.startswith("=") else [lemma(form, guess)]), *by_ending]
        for known_lemmas in (self._lemmas, self._pieces):
            for option in options:
                if option.lower() in known_lemmas:
                    return option
        return next(iter(by_ending), lemma(form, guess))

    def _by_ending(self, form: str, tag: str) -> Iterator[str]:
        found = self.endings.get(tag, {})
        for length in range(LONGEST_ENDING, 0, -1):
            made_by = found.get(form[-length:].lower())
            if made_by is not None:
                yield lemma(form, made_by)


def recipe(form: str, lemma: str) -> str:
    """The shortest recipe that makes `lemma` out of `form`: "l3|e" takes "Making" to "make".

    The first letter tells the case to begin with: small, kept, or first letter capital; "=" names the lemma itself.
    """
    found = [
        (cut + len(added), index, f"{case}{cut}|{added}")
        for index, case in enumerate("lkt")
        for cut, added in [_edit(_cased(form, case), lemma)]
        if cut <= LONGEST_CUT and cut < max(len(form), 2)
    ]
    return min(found)[2] if found else f"={lemma}"


def lemma(form: str, made_by: str) -> str:
    """The lemma of `form` by a recipe; a recipe that cuts the whole word off leaves the word as it is."""
    if made_by.startswith("="):
        return made_by[1:]
    base = _cased(form, made_by[0])
    cut, _, added = made_by[1:].partition("|")
    kept = base[: len(base) - int(cut)] if int(cut) < len(base) or added else base
    return kept + added


def _edit(base: str, wanted: str) -> tuple[int, str]:
    pairs = enumerate(zip(base, wanted, strict=False))
    shared = next((index for index, (left, right) in pairs if left != right), min(len(base), len(wanted)))
    return len(base) - shared, wanted[shared:]


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    return form if case == "k" else form[:1].upper() + form[1:].lower()
