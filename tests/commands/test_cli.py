"""`scrutiny-bot` as somebody at a terminal meets it: what it does, what it says when it cannot, and its exit status."""

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app, cli
from bot.clock import Clock
from bot.residents import STRANGER, players_of
from bot.settings import Settings
from storage import people, plans, recommendations
from storage.database import Database
from storage.errors import Refusal
from storage.rules import permissions
from tests.builders import TENANT, council
from tests.commands.records import migrated_by_a_newer_program
from tests.documents import FORM


def test_local_mode_is_refused_where_an_app_id_is_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APP_ID", TENANT)
    for arguments in (["serve", "--local"], ["demo"], ["chat", "--as", "a@x.example"]):
        assert cli.main(arguments) == 2
        told = capsys.readouterr().err.replace("\n", " ")
        assert "Local mode is for a machine with no APP_ID" in told
        assert ("--local" in told) == (arguments != ["demo"])


@pytest.mark.parametrize("name", ["MicrosoftAppId", "APPID"])
def test_a_misspelt_app_id_keeps_the_demo_shut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv(name, TENANT)
    for arguments in (["demo"], ["chat", "--demo", "--as", "a@x.example"]):
        assert cli.main(arguments) == 2
        assert f"{name} is set, and this bot does not read it" in capsys.readouterr().err


def test_the_demo_heeds_no_other_setting() -> None:
    others = {"DATABASE_URL": "mysql://council", "APP_TENANT_ID": "x", "APP_TYPE": "x", "DATABASE_URI": "x"}
    read = cli._demo_settings({**others, "DATA_FOLDER": "there", "PORT": "4000"})
    assert (read.database_url, read.port) == ("sqlite:///there/demo/scrutiny.db", 4000)


def test_the_bot_does_not_start_without_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve"]) == 2
    assert "APP_ID is not set" in capsys.readouterr().err


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


# Where it cannot start


@pytest.mark.parametrize("arguments", [["serve", "--local"], ["people", "import"], ["chat", "--as", "a@x.example"]])
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://nobody@127.0.0.1:9/none", "PostgreSQL does not answer ("),
        ("postgresql://127.0.0.1:9/none?shoe=4", "PostgreSQL does not answer ("),
        ("postgresql://db:port/none", "DATABASE_URL cannot be read."),
        ("sqlite:///{here}/text.db", "text.db cannot be used as the record (file is not a database)"),
        ("sqlite:///{here}", "cannot be used as the record (unable to open database file)"),
        ("sqlite:///{here}/text.db/below/record.db", "text.db/below cannot be made (Not a directory)"),
        ("sqlite:///{here}/newer.db", "at migration ffff, which this program does not know"),
    ],
)
def test_a_record_that_cannot_be_used_is_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    address: str,
    told: str,
) -> None:
    (tmp_path / "text.db").write_text("this is not a database, however long one looks at it" * 9)
    migrated_by_a_newer_program(tmp_path / "newer.db")
    monkeypatch.setenv("DATABASE_URL", address.format(here=tmp_path))
    (tmp_path / "people.csv").write_text("name,email\nAsha Pryce,asha@lowmere.example\n")
    file = [str(tmp_path / "people.csv")] if "import" in arguments else []
    assert cli.main([*arguments, *file]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_a_port_or_an_address_that_is_not_to_be_had_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert cli.main(["serve", "--local"]) == 2
        assert f"Port {port} is taken" in capsys.readouterr().err
    settings = replace(Settings.read({}, local=True), host="192.0.2.1", port=0)
    with pytest.raises(Refusal, match=r"HOST 192\.0\.2\.1 is no address of this machine"):
        app._socket(settings)


def test_a_folder_that_is_a_file_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "file"))
    for arguments in (["serve", "--local"], ["demo"], ["chat", "--demo", "--as", "a@x.example"]):
        assert cli.main(arguments) == 2
        said = capsys.readouterr().err
        assert str(tmp_path / "file") in said
        assert "Check D" in said
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/record.db")
    assert cli.main(["serve", "--local"]) == 2
    assert f"{tmp_path}/file cannot be used" in capsys.readouterr().err


async def test_an_ipv6_address_is_printed_as_one_types_it_and_activities_reach_the_bot(tmp_path: Path) -> None:
    settings = replace(Settings.read({"HOST": "::1", "DATA_FOLDER": str(tmp_path)}, local=True), port=0)
    async with app.program(settings, Clock(), players=(STRANGER,)) as running:
        assert running.address.startswith("http://[::1]:")
        assert running.stand_in is not None
        assert (await running.stand_in.say(STRANGER.key, "hello")).status == 200
        assert running.stand_in.last(STRANGER.key).author == "bot"


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
    table = [line.split("  ")[0] for line in said.out.splitlines()[-4:]]
    assert table == ["Allotments.txt", "broken.docx", "none.txt", "3 files"]
    assert "1 left in hand, 2 not read" in said.out.splitlines()[-1]


def plan_in_the_record(folder: Path, title: str) -> list[str]:
    """The due dates of a plan's recommendations, as they are written."""
    database = cli._opened(Settings.read({"DATA_FOLDER": str(folder / "data")}, local=True))
    plan_id = database.read_now(plans.plan_titled, title=title)
    ids = list(database.read_now(plans.recommendation_ids, plan_id=plan_id).values())
    found = database.read_now(recommendations.dues, ids=ids)
    database.close()
    return [found[id].text for id in ids]


def test_a_newer_version_overwrites_nothing_that_nobody_has_said_yes_to(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Allotments and Growing Spaces"
    first, newer = tmp_path / "first.txt", tmp_path / "newer.txt"
    first.write_text(clear(FORM), encoding="utf-8")
    newer.write_text(clear(FORM).replace("Date:\tMay 2024", "Date:\tMarch 2025"), encoding="utf-8")
    assert cli.main(["import", "--as", clerks_record, str(first)]) == 0
    capsys.readouterr()
    for _ in range(2):
        assert cli.main(["import", "--as", clerks_record, str(newer)]) == 2
        said = capsys.readouterr()
        assert "Recommendation 1, due date: May 2024 → March 2025" in said.out
        assert f"newer.txt was not taken in: “{title}” says otherwise in 1 place. Type “import 2”" in said.err
        assert "--yes" in said.err
        assert plan_in_the_record(tmp_path, title)[0] == "May 2024"
    assert cli.main(["import", "--as", clerks_record, "--yes", str(newer)]) == 0
    assert "0 new, 1 changed, 0 gone" in capsys.readouterr().out
    assert plan_in_the_record(tmp_path, title)[0] == "March 2025"


def test_a_newer_version_that_leaves_something_out_is_asked_about_too(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, newer = tmp_path / "first.txt", tmp_path / "newer.txt"
    first.write_text(clear(FORM), encoding="utf-8")
    start, end = clear(FORM).index("Recommendation 3"), clear(FORM).index("APPENDIX")
    newer.write_text(clear(FORM)[:start] + clear(FORM)[end:], encoding="utf-8")
    assert cli.main(["import", "--as", clerks_record, str(first)]) == 0
    assert cli.main(["import", "--as", clerks_record, str(newer)]) == 2
    assert "Recommendation 3: kept, and marked as not in the newest document" in capsys.readouterr().out


def test_a_newer_version_that_only_adds_is_taken_in_at_once(
    tmp_path: Path, clerks_record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, newer = tmp_path / "first.txt", tmp_path / "newer.txt"
    first.write_text(clear(FORM), encoding="utf-8")
    newer.write_text(clear(FORM).replace("January 2024", "May 2024"), encoding="utf-8")
    assert cli.main(["import", "--as", clerks_record, str(first)]) == 0
    assert cli.main(["import", "--as", clerks_record, str(newer)]) == 0
    assert "0 new, 0 changed, 0 gone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "--as EMAIL"),
        (["--dry-run", "--yes"], "--dry-run stores nothing"),
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
