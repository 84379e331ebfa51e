"""``geopol extract``: what is found in articles, as JSON Lines, a table or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from graph.commands.screen import table
from graph.config import Settings
from graph.errors import GeopolError
from graph.lines import mention_lines, report_line, triple_line
from graph.model import Article
from graph.pipeline import read_article, read_triples
from graph.readers import items
from graph.readers.language import require_english

_COLUMNS = {
    "reports": ("article", "subject", "relation", "object", "event", "mode", "date", "modality", "negated", "confidence", "sentence"),
    "triples": ("article", "subject", "relation", "arguments", "modality", "negated", "confidence", "extractor", "sentence"),
    "mentions": ("article", "part", "start", "end", "text", "form", "name", "kind", "country", "rule"),
}


def run(sources: Sequence[str], settings: Settings, *, layer: str, style: str) -> int:
    """Exit code: 0 done, 2 nothing was readable."""
    rows: list[dict[str, Any]] = []
    readable = 0
    for article in _articles(sources, settings):
        readable += 1
        for line in _lines(article, layer, settings):
            if style == "jsonl":
                click.echo(json.dumps(line, ensure_ascii=False))
            else:
                rows.append(line)
    if style != "jsonl" and readable:
        _print(rows, _COLUMNS[layer], style)
    return 0 if readable else 2


def _articles(sources: Sequence[str], settings: Settings) -> Iterator[Article]:
    for source in sources:
        try:
            found = list(items(source, settings))
        except GeopolError as error:
            click.echo(f"skipped {error}", err=True)
            continue
        for item in found:
            try:
                article = item.load()
                require_english(article, where=item.name)
            except GeopolError as error:
                click.echo(f"skipped {error}", err=True)
            else:
                yield article


def _lines(article: Article, layer: str, settings: Settings) -> Iterator[dict[str, Any]]:
    if layer == "triples":
        return (triple_line(t) for t in read_triples(article, settings)[0])
    reading = read_article(article, settings)
    return (report_line(r, article) for r in reading.reports) if layer == "reports" else mention_lines(reading)


def _print(rows: list[dict[str, Any]], columns: Sequence[str], style: str) -> None:
    cells = [[_cell(row.get(c)) for c in columns] for row in rows]
    if style == "table":
        table(columns, cells)
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    writer.writerows([("'" + c if c and c[0] in "=+-@" else c) for c in row] for row in cells)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or (value.get("id") if len(value) == 2 else "") or value.get("text") or "")
    if isinstance(value, list):
        return "; ".join(_cell(v) for v in value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
