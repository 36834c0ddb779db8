"""`scrutiny-bot check`: a line for each thing the bot needs, and "well" only where it is."""

from pathlib import Path

import pytest

from bot import cli
from bot.checkup import Finding, check_up
from bot.settings import Settings
from tests.commands.records import migrated_by_a_newer_program

LINES = ["settings", "database", "migrations", "sign-in"]


async def verdicts(**environ: str) -> dict[str, bool | None]:
    return {one.what: one.is_well for one in await check_up(environ, local=True)}


async def found(what: str, **environ: str) -> Finding:
    return next(one for one in await check_up(environ, local=True) if one.what == what)


async def test_all_is_well_before_the_first_start_and_after_it(tmp_path: Path) -> None:
    here = str(tmp_path / "new" / "folder")
    assert await verdicts(DATA_FOLDER=here) == dict.fromkeys(LINES, True)
    assert "there is none yet" in (await found("database", DATA_FOLDER=here)).told
    assert not (tmp_path / "new").exists()
    cli._opened(Settings.read({"DATA_FOLDER": here}, local=True)).close()
    assert await verdicts(DATA_FOLDER=here) == dict.fromkeys(LINES, True)
    assert "the newest" in (await found("migrations", DATA_FOLDER=here)).told


async def test_a_database_that_does_not_answer_is_wrong_and_its_migrations_are_not_looked_at() -> None:
    nobody = "postgresql://nobody@127.0.0.1:9/none"
    assert await verdicts(DATABASE_URL=nobody) == {
        "settings": True, "database": False, "migrations": None, "sign-in": True
    }  # fmt: skip
    assert "Check DATABASE_URL" in (await found("database", DATABASE_URL=nobody)).told


@pytest.mark.parametrize("path", ["file/record.db", "file/below/record.db", "file", ""])
async def test_a_path_that_can_hold_no_database_is_wrong(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("no database" * 99)
    address = f"sqlite:///{tmp_path}/{path}"
    assert (await verdicts(DATABASE_URL=address))["database"] is False
    assert str(tmp_path) in (await found("database", DATABASE_URL=address)).told


async def test_a_newer_programs_database_is_wrong(tmp_path: Path) -> None:
    migrated_by_a_newer_program(tmp_path / "newer.db")
    finding = await found("migrations", DATABASE_URL=f"sqlite:///{tmp_path}/newer.db")
    assert finding.is_well is False
    assert "ffff" in finding.told


async def test_with_wrong_settings_the_rest_says_that_it_could_not_be_looked_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = await check_up({"DATABASE_URL": "postgresql://db:port/x", "PORT": "x"}, local=True)
    assert [(one.what, one.is_well) for one in findings] == [
        ("settings", False), ("settings", False), ("database", None), ("migrations", None), ("sign-in", None)
    ]  # fmt: skip


def test_the_command_prints_a_verdict_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "x")
    assert cli.main(["check", "--local"]) == 2
    verdict, *others = capsys.readouterr().out.splitlines()
    assert verdict.startswith("WRONG  settings: PORT is not a port.")
    assert [line.split("  ")[0] for line in others] == ["-----"] * 3
