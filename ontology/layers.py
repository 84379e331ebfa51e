"""The folders that the gazetteer is read from, the strongest first: user > hand > refreshed > built."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from graph.errors import OntologyError

SHIPPED = Path(__file__).with_name("gazetteer")
OWN = "GEOPOLGRAPH_GAZETTEER"
"""The environment variable that names the user's own folder of tables."""
REFRESHED = "refreshed"


def layers_of(folder: Path = SHIPPED, user: Path | None = None) -> tuple[Path, ...]:
    """The folders of tables to read: the user's own, then ``hand``, ``refreshed`` and ``built`` of ``folder``.

    What a user refreshed lies in ``refreshed`` of their own folder, and comes before that of ``folder``.
    """
    own, mine = ((), ()) if user is None else ((user,), (user / REFRESHED,))
    return *own, *(p for p in (folder / "hand", *mine, folder / REFRESHED, folder / "built") if p.is_dir())


def own_folder() -> Path | None:
    """The user's own folder, where ``GEOPOLGRAPH_GAZETTEER`` names one."""
    named = os.environ.get(OWN, "")
    if named and not Path(named).is_dir():
        raise OntologyError("no such folder", where=f"{OWN}={named}", hint="mend or unset the variable")
    return Path(named).resolve() if named else None


def version_of(layers: Iterable[Path]) -> str:
    """A hash of all tables of ``layers``."""
    found = sha256()
    for path in (p for layer in layers for p in sorted(layer.glob("*.csv"))):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]
