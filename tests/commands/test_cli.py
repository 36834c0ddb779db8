"""`scrutiny-bot` as somebody at a terminal meets it: what it does, what it says when it cannot, and its exit status."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli, people_file
from bot.checkup import check_up
from bot.clock import Clock
from bot.residents import STRANGER, players_of
from bot.settings import Settings
from storage import people
from storage.database import Database
from storage.errors import Refusal
from storage.rules import permissions
from storage.vocabulary import Role
from tests.builders import TENANT, council
from tests.documents import FORM

GOOD = """name,email,entra_id,job_title,service,role,plan,active
Asha Pryce,Asha@lowmere.example,0a0a0a0a-0000-4000-8000-000000000001,Team manager,Children,,,
Cleo Farrant,cleo@lowmere.example,,Scrutiny officer,,clerk,,yes
Cleo Farrant,cleo@lowmere.example,,Scrutiny officer,,administrator,,yes
Mo Adeyemi,mo@lowmere.example,,Head of service,Children,manager,,
Gone Person,gone@lowmere.example,,,,,,no
"""

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str | bytes) -> Path:
        path = tmp_path / "people.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APP_ID", "APP_PASSWORD", "APP_TENANT_ID", "DATABASE_URL", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))


def test_people_are_imported_once_and_their_lines_add_up(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(GOOD)
    assert cli.main(["people", "import", str(path)]) == 0
    assert capsys.readouterr().out == "4 added, 0 changed, 0 as they were.\n"
    assert cli.main(["people", "import", str(path)]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 4 as they were.\n"


def test_a_list_is_read_as_spreadsheets_save_it(write: Write) -> None:
    listed = people_file.read_people(write(GOOD))
    assert [one.email for one in listed][:2] == ["asha@lowmere.example", "cleo@lowmere.example"]
    assert listed[1].roles == ((Role.CLERK, "", ""), (Role.ADMINISTRATOR, "", ""))
    assert listed[2].roles == ((Role.MANAGER, "", "Children"),)
    assert not listed[3].active
    semicolons = GOOD.replace(",", ";").encode("utf-8-sig").replace(b"\n", b"\r\n")
    assert people_file.read_people(write(semicolons)) == listed
    assert (
        people_file.read_people(write("Name;E-mail\n".replace("E-mail", "Email") + "Zoë Łuk;z@x.example\n"))[0].name
        == "Zoë Łuk"
    )
    assert people_file.read_people(write("name,email\nZo\xeb,z@x.example\n".encode("cp1252")))[0].name == "Zoë"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "name and email is missing"),
        ("name,email\n", "nobody under it"),
        ("name,mail\nA,a@x.example\n", "email is missing"),
        ("name,email,shoe size\nA,a@x.example,4\n", "do not know the column “shoe_size”"),
        ("name,email\n,a@x.example\n", "Line 2 has no name"),
        ("name,email\nA,not an address\n", "Line 2: “not an address” is not an e-mail"),
        ("name,email,entra_id\nA,a@x.example,12\n", "Line 2: “12” is not an Entra id"),
        ("name,email,role\nA,a@x.example,king\n", "there is no role “king”"),
        ("name,email,active\nA,a@x.example,perhaps\n", "active is yes or no"),
        ("name,email\nA,a@x.example,extra\n", "Line 2 has 3 cells"),
        ("name,email\nA,a@x.example\nB,a@x.example\n", "another name"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
    ],
)
def test_a_wrong_list_imports_nobody_and_says_which_line(
    write: Write, capsys: pytest.CaptureFixture[str], text: str | bytes, sentence: str
) -> None:
    assert cli.main(["people", "import", str(write(text))]) == 2
    assert sentence in capsys.readouterr().err


def test_a_list_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["people", "import", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_local_mode_is_refused_where_an_app_id_is_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APP_ID", TENANT)
    for arguments in (["serve", "--local"], ["demo"], ["chat", "--as", "a@x.example"]):
        assert cli.main(arguments) == 2
        assert "Local mode is for a machine with no APP_ID" in capsys.readouterr().err.replace("\n", " ")


def test_the_bot_does_not_start_without_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve"]) == 2
    assert "APP_ID is not set" in capsys.readouterr().err


async def test_a_check_says_what_is_well_and_what_is_wrong(tmp_path: Path) -> None:
    here = {"DATA_FOLDER": str(tmp_path)}
    findings = await check_up(here, local=True)
    assert [(one.what, one.is_well) for one in findings] == [("settings", True), ("database", True), ("sign-in", True)]
    assert "there is none yet" in findings[1].told
    settings = Settings.read(here, local=True)
    cli._opened(settings).close()
    assert [one.what for one in await check_up(here, local=True)] == ["settings", "database", "migrations", "sign-in"]
    wrong = await check_up({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, local=True)
    assert [(one.what, one.is_well) for one in wrong][1] == ("database", False)
    assert "Check DATABASE_URL" in wrong[1].told
    unset = await check_up({}, local=False)
    assert not any(one.is_well for one in unset)


def test_somebody_talks_to_the_bot_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = cli._opened(Settings.read({"DATA_FOLDER": str(tmp_path / "data")}, local=True))
    council(database)
    database.close()
    lines = iter(["update", "44 schools have a lead.", "yes", "1", "review", "submit all", "/quit"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(lines))
    assert cli.main(["chat", "--as", "asha.pryce@lowmere.example"]) == 0
    said = capsys.readouterr().out
    for words in (
        "2 recommendations for the July 2024 round",
        "Record this as evidence for rec 1?",
        "R-",
        "[Save and next]",
    ):
        assert words in said
    assert cli.main(["chat", "--as", "nobody@lowmere.example"]) == 2
    assert "Nobody in the record has the e-mail" in capsys.readouterr().err


def test_the_people_of_the_record_are_on_the_page_and_a_stranger(sqlite_database: Database) -> None:
    council(sqlite_database)
    players = sqlite_database.read_now(players_of, tenant_id=TENANT)
    assert players[-1] == STRANGER
    assert [one.caption for one in players if one.name == "Cleo Farrant"] == ["clerk"]


def test_the_program_runs_as_a_module() -> None:
    assert cli.main.__module__ == "bot.cli"
    assert Path(sys.modules["bot"].__path__[0], "__main__.py").exists()


def test_somebody_imported_without_an_entra_id_is_known_by_email(sqlite_database: Database) -> None:
    here = council(sqlite_database)
    assert (
        sqlite_database.read_now(people.person_with_email, email=" ASHA.pryce@lowmere.example") == here.people["asha"]
    )
    with pytest.raises(Refusal):
        permissions.check_import(here.people["asha"])
    assert Clock().now().tzinfo is not None


@pytest.fixture
def clerks_record(tmp_path: Path) -> str:
    database = cli._opened(Settings.read({"DATA_FOLDER": str(tmp_path / "data")}, local=True))
    council(database)
    database.close()
    return "cleo.farrant@lowmere.example"


def clear(form: str) -> str:
    """The form with nothing in it that matters and is doubtful: every name is known."""
    return form.replace("Brin Calloway", "Bryn Calloway").replace("Zed Quince", "Asha Pryce")


def test_a_clear_document_is_imported_from_the_terminal_once(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Allotments.txt"
    path.write_text(clear(FORM), encoding="utf-8")
    assert cli.main(["import", "--as", clerks_record, str(path)]) == 0
    assert "imported as “Allotments and Growing Spaces”: 3 recommendations, 3 answers." in capsys.readouterr().out
    assert cli.main(["import", "--as", clerks_record, str(path)]) == 0
    assert "imported before" in capsys.readouterr().out


def test_a_doubtful_document_is_left_for_the_chat_and_an_unreadable_one_is_said_so(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    doubtful, broken = tmp_path / "Allotments.txt", tmp_path / "broken.docx"
    doubtful.write_text(FORM, encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert cli.main(["import", "--as", clerks_record, str(doubtful), str(broken), str(tmp_path / "none.txt")]) == 2
    said = capsys.readouterr()
    assert "left in hand with 2 names to be matched. Type “import 1”" in said.out
    assert len(said.err.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "--as EMAIL"),
        (["--as", "nobody@lowmere.example"], "Nobody in the record"),
        (["--as", "asha.pryce@lowmere.example"], "Only a clerk can import"),
        (["--as", "cleo.farrant@lowmere.example", "--json"], "--dry-run"),
    ],
)
def test_only_a_named_clerk_imports_from_the_terminal(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    path = tmp_path / "Allotments.txt"
    path.write_text(FORM, encoding="utf-8")
    assert cli.main(["import", str(path), *arguments]) == 2
    assert sentence in capsys.readouterr().err
