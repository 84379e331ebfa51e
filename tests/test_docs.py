"""What the documents say is true: commands exist, code runs, links lead somewhere, nobody is asked for a hub."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.config import Settings
from graph.query import questions

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [p for p in ROOT.rglob("*.md") if not {".venv", "node_modules", ".git"} & set(p.parts)]


def commands(group: click.Group = main, above: tuple[str, ...] = ()) -> dict[str, click.Command]:
    """Every command by its words: ``build``, ``gazetteer``, ``gazetteer check`` ..."""
    found = {}
    for name, command in group.commands.items():
        found[" ".join((*above, name))] = command
        if isinstance(command, click.Group):
            found |= commands(command, (*above, name))
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_help_of_every_command(name: str) -> None:
    done = CliRunner().invoke(main, [*name.split(), "--help"])
    assert done.exit_code == 0 and "Usage:" in done.output
    assert all(p.help for p in commands()[name].params if getattr(p, "help", "") is not None and p.param_type_name == "option" and p.name not in ("layer", "style", "output"))


def test_the_help_lists_every_command() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    assert all(name in text for name in main.commands)


def test_commands_in_the_readme_exist_with_their_options() -> None:
    for line in re.findall(r"^(?:    |    \$ )(geopol .*)$", README, re.M):
        words = line.split("#")[0].split()
        command = commands().get(" ".join(words[1:3])) or main.commands[words[1]]
        known = {o for p in command.params for o in p.opts}
        assert {w for w in words if w.startswith("--")} <= known, line


def test_questions_in_the_readme_exist() -> None:
    assert set(re.findall(r"--question (\w+)", README)) <= set(questions())


def test_the_first_two_indented_lines_are_the_two_commands() -> None:
    first, second = [line.strip() for line in README.splitlines() if line.startswith("    ")][:2]
    assert "pip install ." in first and "geopol build examples/articles" in first
    assert ".[test]" in second and "pytest" in second


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), f"{path}: {target}"


def test_the_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    from graph.pipeline import build

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Published: 2025-06-05\n\nDonald Trump called Xi Jinping on Thursday.\n")
    build(["a.txt"], Settings(output=Path("output"), pipeline=settings.pipeline))
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.S))
    code = code.replace("published=\"2025-06-05\")", f"published=\"2025-06-05\", settings=Settings(pipeline={settings.pipeline!r}))")
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Donald Trump called Xi Jinping" and printed[1].startswith("2025-06-05 called")


def test_the_example_in_the_readme_is_what_the_program_prints(settings: Settings) -> None:
    text = re.search(r'<<< "(.*?)"', README)
    assert text is not None
    done = CliRunner().invoke(main, ["extract", "-", "--published", "2025-06-05", "--format", "table", "--pipeline", settings.pipeline], input=text[1])
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    table = [[c.strip() for c in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("| ") and "---" not in line]
    head = table[0]
    for row in table[1:3]:
        wanted = dict(zip(head, row, strict=True))
        assert any(all(found[k] == v for k, v in wanted.items()) for found in named), (wanted, named)


def test_the_changelog_knows_the_version() -> None:
    version = re.search(r"^version = (\S+)", (ROOT / "setup.cfg").read_text(encoding="utf-8"), re.M)
    assert version is not None and f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
