"""`scrutiny-bot report` and `scrutiny-bot templates`, as somebody types them on the server."""

from pathlib import Path

import docx
import pytest

from bot.cli import main
from storage.database import Database
from storage.reporting import pdf
from tests.builders import TITLE, council, email
from tests.reports.test_templates import GOOD, made


@pytest.fixture(autouse=True)
def record(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    council(sqlite_database)
    for name in ("APP_ID", "REPORT_NAMES", "PROTECTIVE_MARKING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("COUNCIL_NAME", "Lowmere Council")
    monkeypatch.chdir(tmp_path)


def test_the_paper_is_written_under_its_own_name_and_kept(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "young carers"]) == 0
    path = tmp_path / f"{TITLE} - Progress update - July 2024 (draft).docx"
    assert docx.Document(str(path)).core_properties.title.startswith(TITLE)
    out = capsys.readouterr().out
    assert "4 outstanding, 4 of them with no update received; 0 signed off before." in out
    assert "kept as report 1" in out


@pytest.mark.parametrize("format", ["html", "xlsx", "csv"])
def test_other_formats_go_where_they_are_told(format: str, tmp_path: Path) -> None:
    out = tmp_path / "here" / f"paper.{format}"
    out.parent.mkdir()
    arguments = [
        "--round",
        "July 2024",
        "--form",
        "tracker",
        "--format",
        format,
        "--out",
        str(out),
        "--as",
        email("cleo"),
    ]
    assert main(["report", TITLE, *arguments]) == 0
    assert out.stat().st_size > 1_000
    assert [path.name for path in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["yuong carers"], f"Did you mean “{TITLE}”?"),
        ([TITLE, "--round", "Juli"], "It has “July 2024”."),
        ([TITLE, "--form", "poem"], "No form is called “poem”."),
        ([TITLE, "--as", email("asha")], "Ask the scrutiny team."),
        ([TITLE, "--as", "nobody@lowmere.example"], "Nobody in the record has the e-mail"),
        ([TITLE, "--out", "no/such/folder/x.docx"], "Nothing was written."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    assert main(["report", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert set(tmp_path.iterdir()) == before


def test_without_libreoffice_a_pdf_is_refused_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    assert main(["report", TITLE, "--format", "pdf"]) == 2
    assert "LibreOffice, which is not installed where I run. Ask for Word" in capsys.readouterr().err


def test_a_template_is_checked_with_lines_and_suggestions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(made("Hello", "{{ reviev }}"))
    assert main(["templates", "check", str(path)]) == 2
    out = capsys.readouterr().out
    assert "line 2: There is no field “reviev”. Did you mean “review”?" in out
    assert "Missing: a paper made from it would not show the grade." in out
    path.write_bytes(made(*GOOD))
    assert main(["templates", "check", str(path)]) == 0
    assert "nothing that a paper needs is missing" in capsys.readouterr().out
    assert main(["templates", "check", str(tmp_path / "none.docx")]) == 2


def test_an_example_can_be_changed_and_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "example.docx"
    assert main(["templates", "example", "progress_update", "--out", str(path)]) == 0
    document = docx.Document(str(path))
    document.paragraphs[0].runs[0].text = "LOWMERE: PROGRESS ON {{ review }}"
    document.save(str(path))
    assert main(["templates", "check", str(path)]) == 0
    assert main(["templates", "use", str(path), "--form", "progress_update", "--as", email("cleo")]) == 0
    assert main(["report", TITLE, "--out", str(tmp_path / "paper.docx")]) == 0
    assert docx.Document(str(tmp_path / "paper.docx")).paragraphs[0].text == f"LOWMERE: PROGRESS ON {TITLE}"
    capsys.readouterr()


def test_every_field_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "fields"]) == 0
    out = capsys.readouterr().out
    assert "update.evidence" in out
    assert "item.responsibility" in out
