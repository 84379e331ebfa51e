"""The steps in order: read -> annotate -> extract -> resolve -> classify -> store -> derive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from graph.config import Settings
from graph.errors import GeopolError, InputError
from graph.model import Article, Occurrence, Rejection, Report, Triple

if TYPE_CHECKING:
    from pathlib import Path

    from graph.readers import Item
    from graph.resolve.actors import Resolver
    from graph.stores import Store

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article."""

    article: Article
    triples: tuple[Triple, ...]
    reports: tuple[Report, ...]
    rejections: tuple[Rejection, ...]
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source or article that was not read, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """What a build did. ``read`` are keys of new or changed articles, ``unchanged`` those stored before."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    reports: int = 0
    rejected: int = 0
    events: int = 0


def read_triples(article: Article, settings: Settings) -> tuple[list[Triple], list[Occurrence]]:
    """The triples and the mentions of one article, in its own words and in the order of the text."""
    from graph.annotate import annotate, load_pipeline
    from graph.extractors import extract
    from ontology.lexicon import Lexicon

    return extract(annotate(article, load_pipeline(settings.pipeline)), article.key, Lexicon.load())


def read_article(article: Article, settings: Settings) -> Reading:
    """Annotate, extract, resolve and classify one article."""
    from graph.classify import classify
    from graph.resolve.actors import Resolver
    from ontology.gazetteer import Gazetteer
    from ontology.lexicon import Lexicon

    lexicon, gazetteer = Lexicon.load(), Gazetteer.load()
    triples, occurrences = read_triples(article, settings)
    resolver = Resolver(article, occurrences, gazetteer, lexicon)
    made = classify(article, triples, resolver, lexicon)
    sure = tuple(r for r in made.reports if r.confidence >= settings.minimum_confidence)
    return Reading(article, tuple(triples), sure, tuple(made.rejections), tuple(occurrences))


def resolver_of(reading: Reading) -> Resolver:
    """A resolver for the mentions of an article that was read."""
    from graph.resolve.actors import Resolver
    from ontology.gazetteer import Gazetteer
    from ontology.lexicon import Lexicon

    return Resolver(reading.article, reading.occurrences, Gazetteer.load(), Lexicon.load())


def extract(article: Article | str, *, published: str | None = None, settings: Settings | None = None) -> list[Report]:
    """The reports of one article or plain text, in the order of the text. ``published`` is an ISO day."""
    settings = settings or Settings()
    if isinstance(article, str):
        from graph.readers.assemble import assemble

        article = assemble({"text": article, "published": published or ""}, name="the text given", settings=settings)
    return list(read_article(article, settings).reports)


def build(sources: Iterable[str | Path], settings: Settings, *, store: Store | None = None, progress: Progress | None = None) -> BuildReport:
    """Read all articles of ``sources`` into the store of ``settings`` and rebuild the derived graph.

    A source that cannot be read is named in the result with its reason; the others go through.
    """
    with _opened(settings, store) as target:
        return _build(sources, settings, target, progress)


@contextmanager
def _opened(settings: Settings, store: Store | None) -> Iterator[Store]:
    """The given store, or the one of the settings, which is closed in the end."""
    from graph.stores import open_store

    target = store if store is not None else open_store(settings.store_path, create=True)
    try:
        yield target
    finally:
        if store is None:
            target.close()


def _build(sources: Iterable[str | Path], settings: Settings, store: Store, progress: Progress | None) -> BuildReport:
    from graph.rdf import run_id

    done, facts = BuildReport(), run_facts(settings)
    known, run = dict(store.articles()), run_id(facts)
    articles: dict[str, Article] = {}
    for article in _articles(sources, settings, done):
        if known.get(article.key) == f"{article.fingerprint} {run}":
            done.unchanged.append(article.key)
        else:
            articles[article.key] = article
    ordered = [articles[key] for key in sorted(articles)]
    for i, (article, reading) in enumerate(_readings(ordered, settings)):
        if isinstance(reading, Skipped):
            done.skipped.append(reading)
        else:
            store.put(article, reading.reports, facts)
            done.read.append(article.key)
            done.reports += len(reading.reports)
            done.rejected += len(reading.rejections)
        if progress is not None:
            progress(i + 1, len(ordered), article.title or article.key)
    done.events = store.derive()
    return done


def _articles(sources: Iterable[str | Path], settings: Settings, done: BuildReport) -> Iterator[Article]:
    """Each readable article; the others are noted with their reason."""
    from graph.readers import items

    for source in sources:
        try:
            found: list[Item] = list(items(source, settings))
        except GeopolError as error:
            done.skipped.append(Skipped(str(source), str(error)))
            continue
        for item in found:
            try:
                yield _checked(item.load())
            except GeopolError as error:
                done.skipped.append(Skipped(item.name, str(error)))


def _checked(article: Article) -> Article:
    from graph.readers.language import require_english

    require_english(article)
    return article


def _readings(articles: Sequence[Article], settings: Settings) -> Iterator[tuple[Article, Reading | Skipped]]:
    step = partial(_try_article, settings=settings)
    if settings.jobs > 1 and len(articles) > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(max_workers=settings.jobs) as pool:
            yield from zip(articles, pool.map(step, articles, chunksize=4), strict=True)
        return
    yield from ((article, step(article)) for article in articles)


def _try_article(article: Article, *, settings: Settings) -> Reading | Skipped:
    try:
        return read_article(article, settings)
    except InputError as error:
        return Skipped(article.title or article.key, str(error))
    except Exception as error:  # a fault of the program in one article must not cost the others
        return Skipped(article.title or article.key, f"{type(error).__name__}: {error}".rstrip(": "))


def run_facts(settings: Settings) -> dict[str, str]:
    """What decides what is read from a text: versions of program, pipeline, lexicon, gazetteer and settings."""
    from ontology.gazetteer import Gazetteer
    from ontology.lexicon import Lexicon

    return {
        "software": f"geopolgraph {program_version()}",
        "pipeline": settings.pipeline,
        "lexicon": Lexicon.load().version,
        "gazetteer": Gazetteer.load().version,
        "settings": settings.hash,
    }


def program_version() -> str:
    """The version of the installed program."""
    try:
        return version("geopolgraph")
    except PackageNotFoundError:
        return "0"


