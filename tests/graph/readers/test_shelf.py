"""The shelf: which sources there are, in which order, and that one fault harms nothing else."""

import io
import os
import pickle
import sys
from pathlib import Path

import pytest

from graph.config import Settings
from graph.errors import DateError, InputError
from graph.readers import READERS, items, read

SETTINGS = Settings()


def faults(source: str | Path, settings: Settings = SETTINGS) -> dict[str, str]:
    """What is wrong with each item of ``source`` that cannot be read."""
    found: dict[str, str] = {}
    for item in items(source, settings):
        try:
            item.load()
        except (InputError, DateError) as error:
            found[item.name] = str(error)
    return found


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_every_reader_of_the_table_can_be_imported() -> None:
    assert all(callable(READERS[suffix]) for suffix in READERS)


def test_a_folder_is_read_in_the_order_of_its_paths_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "README.md", "a/readme.txt", "README"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The text of {name}.")
    assert [a.text for a in read(tmp_path)] == ["The text of a/z.txt.", "The text of b.txt."]


def test_a_readme_that_is_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("The talks went on.")
    assert len(list(read(tmp_path / "README.md"))) == 1


def test_one_bad_file_leaves_the_rest_of_its_folder_unharmed(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_text("Ministers met.")
    (tmp_path / "3.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "4.jsonl").write_text('{"text": "Talks failed."}\nnonsense\n{"text": "Talks resumed."}\n')
    (tmp_path / "5.txt").symlink_to(tmp_path / "gone.txt")
    bad = faults(tmp_path)
    assert [Path(name).name for name in bad] == ["1.txt", "3.docx", "4.jsonl:2", "5.txt"]
    assert len(list(items(tmp_path, SETTINGS))) == 7


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "missing.txt: no such file or folder (give a file, a folder"),
        ("", "no such file or folder"),
        ("ftp://example.org/a.txt", "no such file or folder"),
        ("nul\0byte.txt", "no such file or folder"),
    ],
)
def test_what_is_not_there_is_said_so(name: str, message: str) -> None:
    assert message in "".join(faults(name).values())


def test_an_unknown_kind_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "plain").write_bytes(b"x")
    assert "'.docx' (known: .atom, .csv, .htm" in faults(tmp_path / "a.docx")[str(tmp_path / "a.docx")]
    assert "has no suffix" in faults(tmp_path / "plain")[str(tmp_path / "plain")]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert "is a folder without files" in faults(tmp_path)[str(tmp_path)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "cannot be opened: Permission denied" in faults(path)[str(path)]


def test_a_file_that_goes_between_listing_and_loading_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    (item,) = items(path, SETTINGS)
    path.unlink()
    with pytest.raises(InputError, match="no such file"):
        item.load()


def test_read_raises_what_items_keep_apart() -> None:
    with pytest.raises(InputError, match="no such file"):
        next(read("missing.txt"))


def test_items_travel_to_other_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministers met.")
    (tmp_path / "b.jsonl").write_text('{"text": "Talks failed."}')
    (tmp_path / "c.csv").write_text("text\nTalks resumed.\n")
    (tmp_path / "d.xyz").write_text("")
    copies = pickle.loads(pickle.dumps(list(items(tmp_path, SETTINGS))))
    assert [item.load().text for item in copies[:3]] == ["Ministers met.", "Talks failed.", "Talks resumed."]
    with pytest.raises(InputError, match="unknown kind") as caught:
        copies[3].load()
    assert caught.value.hint.startswith("known: ")


def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"Title: Talks\n\nMinisters met.")
    assert [(a.title, a.text) for a in read("-")] == [("Talks", "Ministers met.")]
    stdin(monkeypatch, b'\xef\xbb\xbf {"text": "One."}\n{"text": "Two."}\n')
    assert [item.name for item in items("-", SETTINGS)] == ["-:1", "-:2"]


def test_empty_standard_input_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"")
    assert faults("-") == {"-": "-: is empty: there is no text to read"}


def test_settings_fill_in_what_the_source_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministers met.")
    (tmp_path / "b.txt").write_text("Published: 2024-01-02\nSource: Example Wire\n\nMinisters met.")
    settings = Settings(published="5 June 2025", publisher="Example Daily")
    assert [(a.published, a.source) for a in read(tmp_path, settings=settings)] == [
        ("2025-06-05", "Example Daily"),
        ("2024-01-02", "Example Wire"),
    ]


def test_a_wrong_day_in_the_settings_is_a_date_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministers met.")
    with pytest.raises(DateError, match="'yesterday' is no date"):
        next(read(tmp_path, settings=Settings(published="yesterday")))
