"""Every error that geopolgraph raises on purpose.

    GeopolError
    ├── InputError          a source cannot be read, or holds no article
    ├── DateError           a date given by the user is no date
    ├── PipelineError       the language pipeline is missing or does not speak UD
    ├── OntologyError       the lexicon, the gazetteer or a question is faulty
    ├── EndpointError       a SPARQL endpoint cannot be reached, refuses or answers something else
    ├── StoreError          a store cannot be opened, read or written
    ├── QueryError          a SPARQL query is wrong, refused or too slow
    └── UnknownNameError   an unknown name (relation, question, format, actor); lists the known ones

The message says what is wrong, where (``path:line`` or a URL) and what to do about it. The command line
prints it as it stands and never shows a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class GeopolError(Exception):
    """The root of the tree: catch this to catch everything that is raised on purpose."""

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        self.message, self.where, self.hint = message, where, hint
        super().__init__(": ".join(p for p in (where, message) if p) + (f" ({hint})" if hint else ""))


class InputError(GeopolError):
    """A source cannot be read, or holds no article."""


class DateError(GeopolError):
    """A date given by the user is no date."""


class PipelineError(GeopolError):
    """The language pipeline is missing or does not speak Universal Dependencies."""


class OntologyError(GeopolError):
    """The lexicon, the gazetteer or a named question is faulty; ``where`` is file and line."""


class EndpointError(GeopolError):
    """A SPARQL endpoint cannot be reached, refuses to answer, or answers something else than SPARQL JSON."""


class StoreError(GeopolError):
    """A store cannot be opened, read or written."""


class QueryError(GeopolError):
    """A SPARQL query is wrong, refused or took too long."""


_SHOWN = 15


class UnknownNameError(GeopolError):
    """A name that a table does not hold; the message lists the ones it does."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        close = get_close_matches(name, names, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names[:_SHOWN])}{' ...' if len(names) > _SHOWN else ''}"
        self._made_of = (kind, name, tuple(names))
        super().__init__(f"unknown {kind} {name!r}", hint=hint)

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, tuple[str, ...]]]:
        return type(self), self._made_of
