"""`scrutiny-bot import`: what somebody at a terminal sees of a document before anything is stored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from storage.importing.proposal import Proposal
from storage.importing.understanding import understood

FORM = """Progress update
Review:\tParks
Recommendation 1:\tPlant trees.
Responsibility:\tAsha Pryce
Date:\tTBC
Evidence of Progress (May 2024):\tForty planted.
Assessment of Progress (May 2024):\t2 – On track

Key: 1 = Achieved, 2 = On track, 3 = Slipped
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "parks.txt"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_json_is_one_object_with_every_key(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(form), "--dry-run", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == [
        "file", "family", "title", "subject", "organisation", "link_officers", "agreed", "reported", "scheme", "totals",
        "recommendations", "missing_numbers", "doubts", "not_placed", "introduction",
    ]  # fmt: skip
    assert data["organisation"] is None
    assert data["recommendations"][0]["updates"][0]["grade"] == "2"


def test_people_are_told_what_was_read_and_what_is_doubted(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(form), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Plant trees." in said
    assert "Grades:          1 – Achieved, 2 – On track, 3 – Slipped" in said
    assert "Recommendation 1, line 3: “TBC” is not one certain date, so I stored the words alone." in said


def test_several_files_give_a_line_each_and_one_for_all(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = form.with_name("again.txt")
    other.write_text(FORM, encoding="utf-8")
    assert cli.main(["import", str(form), str(other), "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["file", "-" * len("parks.txt"), "parks.txt", "again.txt", "2"]
    assert lines[-1].split()[2:] == ["2", "2", "2", "0"]


def test_what_cannot_be_read_is_one_sentence_and_the_others_are_read(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = form.with_name("plan.pdf")
    pdf.write_bytes(b"%PDF-1.7 nothing")
    assert cli.main(["import", str(pdf), str(form), str(form.with_name("gone.txt")), "--dry-run"]) == 2
    said = capsys.readouterr()
    assert "parks.txt" in said.out
    assert [line.split()[0].split("/")[-1].strip("“”") for line in said.err.splitlines()] == ["plan.pdf", "gone.txt"]
    assert "not read" in said.out.splitlines()[2]
    assert said.out.splitlines()[-1].split()[:2] == ["3", "files"]


def test_as_json_every_one_of_several_files_has_its_line(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = form.with_name("plan.pdf")
    pdf.write_bytes(b"%PDF-1.7 nothing")
    assert cli.main(["import", str(form), str(pdf), str(form), "--dry-run", "--json"]) == 2
    said = capsys.readouterr()
    first, second, third = map(json.loads, said.out.splitlines())
    assert (first["file"], third["file"]) == ("parks.txt", "parks.txt")
    assert second == {"file": "plan.pdf", "error": said.err.strip()}


def test_as_json_one_file_that_cannot_be_read_is_a_sentence_and_no_object(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(form.with_name("gone.txt")), "--dry-run", "--json"]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)


def test_a_mistake_over_one_file_does_not_end_the_others(
    form: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(name: str, content: bytes) -> Proposal:
        if name == "worse.txt":
            raise KeyError("what Asha wrote")
        return understood(name, content)

    monkeypatch.setattr("bot.importing.understood", mistaken)
    worse = form.with_name("worse.txt")
    worse.write_text(FORM, encoding="utf-8")
    assert cli.main(["import", str(worse), str(form), "--dry-run"]) == 2
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()[2:]] == ["worse.txt", "parks.txt", "2"]
    assert "this program made a mistake over it (KeyError in test_import.py" in said.err
    assert "Asha" not in said.err


def test_reading_waits_for_no_library_of_microsoft() -> None:
    loads = "import sys, bot.cli; sys.exit('botbuilder' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0
