"""The README is true: what it names exists, what it says to type can be typed, and no setting is left out."""

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import _parser
from bot.people_file import COLUMNS, read_people
from bot.settings import NAMES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.M | re.S)
CODE = [*(block for _, block in BLOCKS), *re.findall(r"`([^`\n]+)`", PROSE)]

COMMANDS = sorted({found.strip() for code in CODE for found in re.findall(r"\bscrutiny-bot\b([^#\n]+)", code)})
PATHS = sorted(
    set(re.findall(r"(?<![\w/.])(?:bot|dialogs|cards|storage|tests|\.ci|\.readme)/[\w./-]*", README))
    | {"pyproject.toml", "constraints.txt", "Makefile"}
)
TARGETS = sorted({target for code in CODE for target in re.findall(r"\bmake ([a-z]+)", code)})
SHEETS = [block for language, block in BLOCKS if language == "csv"]

# Settings of the tests, not of the program.
FOR_TESTS = {"TEST_POSTGRESQL"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_it_gives_can_be_given(command: str) -> None:
    _parser().parse_args(shlex.split(command))


def test_every_command_there_is_is_given() -> None:
    assert {command.split()[0] for command in COMMANDS} == {
        "serve", "demo", "chat", "people", "import", "report", "templates", "teams-app", "check"
    }  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_file_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_its_table_has_every_setting_and_no_other() -> None:
    assert tuple(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M)) == NAMES


def test_it_speaks_of_no_setting_that_nothing_reads() -> None:
    spoken_of = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", README))
    assert spoken_of <= {*NAMES, *FOR_TESTS}


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_every_target_it_gives(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("sheet", SHEETS)
def test_its_lists_of_people_can_be_imported(sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(sheet, encoding="utf-8")
    assert len(read_people(path)) == len(sheet.splitlines()) - 1


def test_its_longest_list_of_people_has_every_column() -> None:
    assert tuple(SHEETS[0].splitlines()[0].split(",")) == COLUMNS


def test_its_names_in_code_are_in_the_files_it_says() -> None:
    """`KNOWN` in `storage/rules/schemes/__init__.py`, and its like."""
    pairs = re.findall(r"`([A-Z]+)` in\s+`([\w./]+)`", README)
    assert pairs
    for name, path in pairs:
        assert re.search(rf"^{name}\b", (ROOT / path).read_text(encoding="utf-8"), re.M), (name, path)


def test_its_picture_is_small() -> None:
    assert (ROOT / ".readme" / "page.png").stat().st_size < 200_000
