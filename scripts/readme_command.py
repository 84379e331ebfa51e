"""Print the Nth command of README.md (an indented line of its first section): CI runs what the README promises."""

from __future__ import annotations

import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def command(number: int) -> str:
    """The ``number``-th indented line of the README, counted from 1."""
    return [line.strip() for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("    ")][number - 1]


if __name__ == "__main__":
    print(command(int(sys.argv[1])))
