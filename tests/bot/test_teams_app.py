"""The app package that an administrator uploads: within Teams' limits, and its menu is what the bot understands."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.cli import main
from bot.settings import Settings
from bot.teams_app.package import manifest, menu, package
from dialogs.commands import COMMANDS, command
from storage.errors import Refusal

WEBSITE = "https://council.example/scrutiny"


def test_every_line_of_the_menu_is_a_command_and_fits() -> None:
    lines = menu()
    assert 0 < len(lines) <= 10
    for line in lines:
        assert command(line["title"]) is not None
        assert len(line["title"]) <= 32
        assert 0 < len(line["description"]) <= 128
    assert {one.shown for one in COMMANDS if one.in_menu} == {line["title"] for line in lines}


def test_a_councils_long_name_is_shortened_where_teams_wants_it_short(environ: dict[str, str]) -> None:
    name = "The Metropolitan Borough Council of Upper and Lower Wexcombe-on-Sea with Saint Ambrose's Fields and Marshes"
    made = manifest(Settings.read(environ | {"COUNCIL_NAME": name}), WEBSITE)
    assert len(made["developer"]["name"]) <= 32
    assert len(made["name"]["full"]) <= 100
    assert len(made["name"]["short"]) <= 30
    assert len(made["description"]["short"]) <= 80


def test_the_package_holds_the_bot_and_icons_of_the_size_teams_wants(environ: dict[str, str]) -> None:
    settings = Settings.read(environ)
    with ZipFile(BytesIO(package(settings, WEBSITE))) as whole:
        made = json.loads(whole.read("manifest.json"))
        sizes = {name: _size(whole.read(name)) for name in made["icons"].values()}
    assert made["id"] == made["bots"][0]["botId"] == settings.app_id
    assert made["bots"][0]["scopes"] == ["personal"]
    assert made["bots"][0]["supportsFiles"]
    assert sizes == {"color.png": (192, 192), "outline.png": (32, 32)}


def test_the_same_settings_make_the_same_package(environ: dict[str, str]) -> None:
    settings = Settings.read(environ)
    assert package(settings, WEBSITE) == package(settings, WEBSITE)


@pytest.mark.parametrize(
    "website", ["", "council.example", "http://council.example", "https://x", "https://a b.example"]
)
def test_an_address_teams_would_not_take_is_refused(environ: dict[str, str], website: str) -> None:
    with pytest.raises(Refusal, match="https://"):
        manifest(Settings.read(environ), website)


def test_the_command_writes_it(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "app.zip"
    assert main(["teams-app", "--website", WEBSITE, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")
    assert "Upload it" in capsys.readouterr().out


def test_without_a_registration_there_is_nothing_to_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("APP_ID", raising=False)
    out = tmp_path / "app.zip"
    assert main(["teams-app", "--website", WEBSITE, "--out", str(out)]) == 2
    assert "APP_ID is not set" in capsys.readouterr().err
    assert not out.exists()


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
