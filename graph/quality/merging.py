"""How well reports of one event from many articles are joined, on our own short articles (``tests/corpus/merging``).

Each line is an article with the event that it mainly tells of; articles of one event are tellings in other words, the rest near misses.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from graph.config import Settings
from graph.errors import InputError
from graph.join.events import events
from graph.model import Article, Report
from graph.pipeline import read_article
from graph.readers.assemble import assemble

Row = dict[str, Any]
KEYS = {"id", "title", "published", "source", "text", "event", "lead"}


def rows(corpus: Path) -> list[Row]:
    """The articles. Raises InputError with file and line where one is faulty."""
    path = corpus / "cluster.jsonl"
    found: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if set(row) != KEYS or set(row["lead"]) != {"subject", "object", "type"}:
            raise InputError(f"an article has {', '.join(sorted(KEYS))}", where=f"{path}:{number}")
        found.append(row)
    return found


def leads(articles: Sequence[Row], settings: Settings) -> dict[str, set[str]]:
    """For each article the ids of the events of its lead's type that it tells of, all articles read together."""
    read: dict[str, Article] = {}
    reports: list[Report] = []
    types: dict[str, tuple[str, bool]] = {}
    for row in articles:
        given = {key: row[key] for key in ("id", "title", "text", "published", "source")}
        article = assemble({**given, "language": "en"}, name=row["id"], settings=settings)
        read[article.key] = article
        found = read_article(article, settings).reports
        reports += found
        types.update({r.id: (row["id"], r.event == row["lead"]["type"]) for r in found})
    told: dict[str, set[str]] = {row["id"]: set() for row in articles}
    for event in events(reports, (), read):
        for report in event.reports:
            article_id, leading = types[report]
            if leading:
                told[article_id].add(event.id)
    return told


def figures(articles: Sequence[Row], told: dict[str, set[str]]) -> dict[str, float]:
    """Pairwise recall over tellings of one event, precision over all pairs that share an event, and the share of articles whose lead has a report of its type."""
    pairs = [(a["event"] == b["event"], bool(told[a["id"]] & told[b["id"]])) for a, b in combinations(articles, 2)]
    wanted, joined, right = sum(w for w, _ in pairs), sum(j for _, j in pairs), sum(w and j for w, j in pairs)
    return {
        "pairs recall": right / max(1, wanted),
        "pairs precision": right / joined if joined else 1.0,
        "leads found": sum(bool(ids) for ids in told.values()) / max(1, len(told)),
    }
