"""The benchmark of typing: shares of a whole, whatever the machine."""

from __future__ import annotations

from pathlib import Path

from graph.config import Settings
from graph.quality.speed import typing


def test_typing_and_resolving_are_shares_of_one_run(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_text("Title: A\nPublished: 2025-06-05\n\nChina urged the United States to lift tariffs. Oman freed two Yemeni sailors.\n")
    found = typing(tmp_path, settings)
    assert found["articles"] == 1 and found["seconds"] > 0
    assert 0 < found["resolution"] < 1 and 0 < found["typing"] < 1 and found["typing"] + found["resolution"] < 1
