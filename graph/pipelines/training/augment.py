"""Variants of treebank sentences that look more like news: quotes, headlines, joined sentences.

Every function returns something new; all chance comes from the `random.Random` passed in.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.pipelines.training.treebanks import Paragraph, Sentence, Word

CURLY = {"'": "’", "''": "”", "``": "“", "--": "—", "-": "–", "n't": "n’t", "'s": "’s", "'re": "’re", "'ve": "’ve"}

ABBREVIATIONS = ("U.S.", "U.K.", "U.N.", "E.U.", "U.A.E.")

LONGEST_MIX = 4


def varied(paragraphs: Sequence[Paragraph], share: float, seed: int) -> Iterator[Paragraph]:
    """New paragraphs made from about `share` of the given ones; the given ones are not repeated."""
    dice = random.Random(seed)
    kinds: tuple[Callable[[Paragraph, random.Random], Paragraph], ...] = (curly, headline, shouted)
    for paragraph in paragraphs:
        if dice.random() < share:
            kind = dice.choices(kinds, weights=(5, 4, 1))[0]
            yield kind(paragraph, dice)
    yield from mixed(paragraphs, int(share * len(paragraphs)), dice)


def curly(paragraph: Paragraph, dice: random.Random) -> Paragraph:
    """The paragraph with typographic quotes and dashes."""
    return tuple(_curly(sentence) for sentence in paragraph)


def headline(paragraph: Paragraph, dice: random.Random) -> Paragraph:
    """The first sentence in title case, without its full stop; half the time only one of the two."""
    first = paragraph[0]
    style = dice.randrange(4)
    if style != 0:
        first = _without_stop(first)
    if style != 1:
        first = tuple(replace(word, form=_title(word)) for word in first)
    return (first,)


def shouted(paragraph: Paragraph, dice: random.Random) -> Paragraph:
    """The first sentence in capitals or in small letters."""
    change = dice.choice((str.upper, str.lower))
    return (tuple(replace(word, form=change(word.form)) for word in paragraph[0]),)


def mixed(paragraphs: Sequence[Paragraph], count: int, dice: random.Random) -> Iterator[Paragraph]:
    """Sentences of different places joined; where it can be, one ends in an abbreviation: "the U.S. The"."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph if len(sentence) > 4]
    for _ in range(count):
        chosen = [dice.choice(sentences) for _ in range(dice.randint(2, LONGEST_MIX))]
        yield tuple(ending_in_abbreviation(sentence, dice) for sentence in chosen)


def ending_in_abbreviation(sentence: Sentence, dice: random.Random) -> Sentence:
    """The sentence with a final name replaced by "U.S." or the like, which swallows the full stop."""
    if len(sentence) < 3 or sentence[-1].form != "." or sentence[-2].pos != "PROPN":
        return sentence
    name = dice.choice(ABBREVIATIONS)
    last = replace(sentence[-2], form=name, lemma=name, tag="NNP", morph="Number=Sing", space=True)
    return (*sentence[:-2], last)


def _curly(sentence: Sentence) -> Sentence:
    opened = False
    words: list[Word] = []
    for word in sentence:
        form = CURLY.get(word.form, word.form)
        if word.form == '"':
            form, opened = ("”", False) if opened else ("“", True)
        words.append(replace(word, form=form))
    return tuple(words)


def _without_stop(sentence: Sentence) -> Sentence:
    if len(sentence) < 2 or sentence[-1].form != ".":
        return sentence
    return (*sentence[:-2], replace(sentence[-2], space=True))


def _title(word: Word) -> str:
    short = len(word.form) < 4 and word.pos in ("ADP", "DET", "CCONJ", "PART", "SCONJ")
    return word.form if short or not word.form.islower() else word.form[0].upper() + word.form[1:]
