"""What extraction costs: beside the parser alone, in one process and in two, on long and on odd text."""

from __future__ import annotations

import json
import random
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from graph.annotate import load_pipeline
from graph.config import Settings
from graph.model import Article, Mention
from graph.pipeline import read_triples
from graph.readers.assemble import assemble
from graph.resolve.actors import Resolver
from graph.resolve.resolution import Resolution

_PER_ARTICLE = 25
_ODD_ALPHABET = "aZ09 .,;:!?\"'“”()[]{}-–—…\n\t\u200b\u202e\u0001\u0007éßΩжшاםعربي中文字🙂🇺🇳|#*_/\\$%&"


def extraction(news: Path, settings: Settings, *, sentences: int, long: int) -> dict[str, float]:
    """Seconds and ratios of the triples layer over ``sentences`` sentences, and memory after ``long`` of them.

    ``news`` is the annotated corpus, whose sentences are repeated in a fixed random order. Ratios are of the same run.
    """
    articles = list(_articles(news, sentences, settings))
    nlp = load_pipeline(settings.pipeline)
    for article in articles[:4]:
        read_triples(article, settings)
    texts = [a.text[b.start : b.end].replace("\n", " ") for a in articles for b in a.blocks]
    start = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    bare = time.perf_counter() - start
    whole = _seconds(articles, settings)
    two = _in_two(articles, settings)
    figures = {
        "sentences": float(sentences),
        "words per second, parser alone": words / bare,
        "seconds, parser alone": bare,
        "seconds, whole extraction": whole,
        "whole / parser alone": whole / bare,
        "sentences per second": sentences / whole,
        "one process / two processes": whole / two,
    }
    return {**figures, **_memory(news, settings, long)}


def typing(folder: Path, settings: Settings) -> dict[str, float]:
    """Shares of one run over the articles of ``folder``: typing, and the resolution of actors that it asks for; seconds to load the lexicon."""
    from graph.classify import classify
    from graph.classify.model import ActModel
    from graph.readers import read
    from ontology.gazetteer import Gazetteer
    from ontology.lexicon import FOLDER, Lexicon

    start = time.perf_counter()
    Lexicon(FOLDER)
    loading = time.perf_counter() - start
    lexicon, gazetteer = Lexicon.load(), Gazetteer.load()
    articles = [next(read(path)) for path in sorted(folder.glob("*.txt"))]
    ActModel.load().guess("A word.", 0)
    read_triples(articles[0], settings)
    whole = typed = resolved = 0.0
    for article in articles:
        start = time.perf_counter()
        triples, occurrences = read_triples(article, settings)
        resolver = _Timed(article, occurrences, gazetteer, lexicon)
        middle = time.perf_counter()
        classify(article, triples, resolver, lexicon)
        end = time.perf_counter()
        whole, typed, resolved = whole + end - start, typed + end - middle - resolver.seconds, resolved + resolver.seconds
    return {"articles": float(len(articles)), "seconds": whole, "typing": typed / whole, "resolution": resolved / whole, "seconds, lexicon": loading}


class _Timed(Resolver):
    """A resolver that counts the seconds spent in it."""

    seconds = 0.0
    _inside = False

    def resolve(self, mention: Mention, *, slot: str = "subj", day: str = "") -> tuple[Resolution, ...]:
        if self._inside:
            return super().resolve(mention, slot=slot, day=day)
        self._inside, start = True, time.perf_counter()
        try:
            return super().resolve(mention, slot=slot, day=day)
        finally:
            self._inside = False
            self.seconds += time.perf_counter() - start


def _articles(news: Path, sentences: int, settings: Settings) -> Iterator[Article]:
    known = [json.loads(line)["text"] for path in sorted(news.glob("train/*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    dice = random.Random(0)
    chosen = [dice.choice(known) for _ in range(sentences)]
    for i in range(0, sentences, _PER_ARTICLE):
        paragraphs = [" ".join(chosen[j : j + 5]) for j in range(i, min(i + _PER_ARTICLE, sentences), 5)]
        yield assemble({"text": "\n\n".join(paragraphs), "language": "en", "id": f"speed-{i}"}, name="a made article", settings=settings)


def _seconds(articles: Sequence[Article], settings: Settings) -> float:
    start = time.perf_counter()
    for article in articles:
        read_triples(article, settings)
    return time.perf_counter() - start


def _in_two(articles: Sequence[Article], settings: Settings) -> float:
    step = partial(_count, settings=settings)
    with ProcessPoolExecutor(max_workers=2) as pool:
        list(pool.map(step, articles[:4]))
        start = time.perf_counter()
        list(pool.map(step, articles, chunksize=8))
        return time.perf_counter() - start


def _count(article: Article, *, settings: Settings) -> int:
    return len(read_triples(article, settings)[0])


def _memory(news: Path, settings: Settings, sentences: int) -> dict[str, float]:
    """Megabytes of this process after a quarter, and after all, of a long run."""
    marks: dict[str, float] = {}
    for n, article in enumerate(_articles(news, sentences, settings), 1):
        read_triples(article, settings)
        if n * _PER_ARTICLE in (sentences // 4, sentences):
            marks[f"peak megabytes after {n * _PER_ARTICLE} sentences"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return marks


# ---------------------------------------------------------------- odd text


def odd(settings: Settings, *, texts: int) -> dict[str, Any]:
    """Reads ``texts`` made odd texts: how many failed, how many offsets were wrong, the slowest in seconds and what it was."""
    slowest, which, wrong = 0.0, "", 0
    load_pipeline(settings.pipeline)
    for name, text in odd_texts(texts, seed=0):
        article = assemble({"text": text, "language": "en", "id": name}, name=name, settings=settings)
        start = time.perf_counter()
        triples, occurrences = read_triples(article, settings)
        seconds = time.perf_counter() - start
        if seconds > slowest:
            slowest, which = seconds, name
        spans = [a.span for t in triples for a in t.arguments] + [t.predicate.span for t in triples] + [o.mention.span for o in occurrences]
        wrong += sum(article.text[s.start : s.end].replace("\n", " ") != s.text for s in spans)
    return {"odd texts": texts, "wrong offsets": wrong, "slowest, seconds": slowest, "slowest": which}


def odd_texts(number: int, *, seed: int) -> Iterator[tuple[str, str]]:
    """Texts that no editor would send, in a fixed order: a name of the kind with its number, and the text."""
    dice = random.Random(seed)
    words = ["Iran", "said", "the", "U.S.", "and", "who", "struck", "talks", "with", "Xi", "to", "that", "not", "sanctions", "of", "by", "\u202eabc", "🙂", "中国", "«", "“", "''"]

    def chain(n: int, joint: str) -> str:
        return joint.join(dice.choice(words) for _ in range(n))

    kinds = {
        "no spaces": lambda: chain(dice.randint(50, 900), ""),
        "one long sentence": lambda: chain(dice.randint(800, 2200), " "),
        "commas and ands": lambda: "Iran" + "".join(dice.choice([", ", " and ", " or "]) + dice.choice(["Oman", "left", "struck Qatar", "talks"]) for _ in range(dice.randint(100, 700))) + ".",
        "nested speech": lambda: " ".join(f"{dice.choice(['Oman', 'Xi', 'he'])} said that" for _ in range(dice.randint(20, 150))) + " Iran left.",
        "nested quotes": lambda: "“" * dice.randint(1, 60) + chain(40, " “") + "”" * dice.randint(1, 60),
        "punctuation": lambda: "".join(dice.choice(".,;:!?-–—()[]{}\"'“”…/\\|") for _ in range(dice.randint(1, 3000))),
        "any characters": lambda: "".join(dice.choice(_ODD_ALPHABET) for _ in range(dice.randint(1, 1500))),
        "table": lambda: "\n".join("\t".join(dice.choice(words) for _ in range(8)) for _ in range(dice.randint(2, 60))),
        "blank": lambda: "".join(dice.choice(" \n\t\u00a0\u2028") for _ in range(dice.randint(1, 200))) + "x",
    }
    names = list(kinds)
    for n in range(number):
        name = names[n % len(names)]
        yield f"{name} {n}", kinds[name]()
