"""What the treebanks say of the lemmas of words, as recipes by Penn tag."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.pipelines.encoder import lemmas
from graph.pipelines.training.treebanks import Paragraph

SEEN = 3
"""How many words with an ending must follow a recipe."""

SURE = 0.8
"""Share of its occurrences in which a word must have one lemma; what the others have is left to the network."""

Counts = dict[str, dict[str, Counter[str]]]


def words_and_endings(paragraphs: Iterable[Paragraph]) -> tuple[lemmas.Recipes, lemmas.Recipes]:
    """The recipe of every word that has but one, and the most frequent of every ending among these words."""
    seen: Counts = defaultdict(lambda: defaultdict(Counter))
    for paragraph in paragraphs:
        for sentence in paragraph:
            for word in sentence:
                seen[word.tag][word.form][lemmas.recipe(word.form, word.lemma)] += 1
    words = _commonest(seen, least=1, share=SURE)
    endings: Counts = defaultdict(lambda: defaultdict(Counter))
    for tag, found in words.items():
        for form, recipe in found.items():
            if not recipe.startswith("=") and form[-1:].isalpha():
                for length in range(1, min(lemmas.LONGEST_ENDING, len(form) - 1) + 1):
                    endings[tag][form[-length:].lower()][recipe] += 1
    return words, _commonest(endings, least=SEEN)


def _commonest(counts: Counts, least: int, share: float = 0.0) -> dict[str, dict[str, str]]:
    return {
        tag: {
            key: best[0]
            for key, found in sorted(row.items())
            if (best := _best(found))[1] >= max(least, share * found.total())
        }
        for tag, row in sorted(counts.items())
    }


def _best(found: Counter[str]) -> tuple[str, int]:
    return min(found.items(), key=lambda pair: (-pair[1], pair[0]))
