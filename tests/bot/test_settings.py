"""Settings are right as a whole, or the program says everything that is wrong with them and does not start."""

from pathlib import Path

import pytest

from bot.settings import TEAMS_SERVICES, Settings, Unusable

Environ = dict[str, str]


def problems(environ: Environ, local: bool = False) -> tuple[str, ...]:
    with pytest.raises(Unusable) as unusable:
        Settings.read(environ, local=local)
    return unusable.value.problems


def test_what_is_not_set_has_a_value_that_is_safe(environ: Environ) -> None:
    settings = Settings.read(environ)
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert settings.allowed_tenants == (environ["APP_TENANT_ID"],)
    assert settings.service_hosts.names == TEAMS_SERVICES
    assert settings.data_folder == Path("data")
    assert settings.database_url == "sqlite:///data/scrutiny.db"
    assert settings.help_contact == "your scrutiny team"
    assert not settings.local


def test_what_is_set_is_taken(environ: Environ) -> None:
    other = "6A0F7B1E-0000-4000-8000-0123456789AB"
    settings = Settings.read(
        environ
        | {
            "ALLOWED_TENANTS": f" {other} , {environ['APP_TENANT_ID']},",
            "SERVICE_HOSTS": "smba.example.org, .teams.example.org",
            "DATABASE_URL": "postgresql://db/scrutiny",
            "HOST": "0.0.0.0",
            "PORT": "8080",
            "COUNCIL_NAME": "Wexcombe Council",
            "HELP_CONTACT": "scrutiny@wexcombe.example",
            "DATA_FOLDER": "/srv/scrutiny",
        }
    )
    assert settings.allowed_tenants == (other.lower(), environ["APP_TENANT_ID"])
    assert settings.service_hosts.names == ("smba.example.org", ".teams.example.org")
    assert (settings.host, settings.port, settings.database_url) == ("0.0.0.0", 8080, "postgresql://db/scrutiny")
    assert (settings.council_name, settings.help_contact) == ("Wexcombe Council", "scrutiny@wexcombe.example")


def test_a_managed_identity_needs_no_secret(environ: Environ) -> None:
    del environ["APP_PASSWORD"]
    assert Settings.read(environ | {"APP_TYPE": "UserAssignedMSI"}).app_password == ""


@pytest.mark.parametrize("name", ["APP_ID", "APP_PASSWORD", "APP_TENANT_ID"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_without_an_identity_it_does_not_start(environ: Environ, name: str, value: str | None) -> None:
    del environ[name]
    (problem,) = problems(environ if value is None else environ | {name: value})
    assert problem.startswith(f"{name} is not set. Set it to")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APP_TYPE", "singletenant"),
        ("APP_TYPE", "MultiTenant"),
        ("APP_TYPE", "SystemAssignedMSI"),
        ("APP_ID", "scrutiny-bot"),
        ("APP_TENANT_ID", "wexcombe.onmicrosoft.com"),
        ("ALLOWED_TENANTS", "*"),
        ("ALLOWED_TENANTS", "51d6ed0b-7a3f-4d0c-8c3e-0f0f6a1c9b22, any"),
        ("SERVICE_HOSTS", "https://smba.trafficmanager.net/"),
        ("SERVICE_HOSTS", "*"),
        ("DATABASE_URL", "mysql://db/scrutiny"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///file:record?mode=memory&uri=true"),
        ("DATABASE_URL", "sqlite://data/scrutiny.db"),
        ("DATABASE_URL", "sqlite:data.db"),
        ("DATABASE_URL", "postgresql:db/scrutiny"),
        ("DATABASE_URL", "postgresql://me:p@ss/word@db:5432/scrutiny"),
        ("DATABASE_URL", "postgresql://db:port/scrutiny"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "\u0663"),
    ],
)
def test_a_setting_that_is_wrong_is_named(environ: Environ, name: str, value: str) -> None:
    (problem,) = problems(environ | {name: value})
    assert problem.startswith(name + " ")


def test_every_problem_is_told_at_once() -> None:
    assert len(problems({"APP_TYPE": "x", "PORT": "x"})) == 4


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("APPID", "APP_ID"),
        ("MICROSOFT_APP_ID", "APP_ID"),
        ("MicrosoftAppId", "APP_ID"),
        ("app_id", "APP_ID"),
        ("APP_PASSWD", "APP_PASSWORD"),
        ("MicrosoftAppPassword", "APP_PASSWORD"),
        ("APP_TENNANT_ID", "APP_TENANT_ID"),
        ("ALLOWED_TENANT", "ALLOWED_TENANTS"),
        ("DATABASE_URI", "DATABASE_URL"),
    ],
)
def test_a_misspelt_name_is_told(misspelt: str, meant: str) -> None:
    told = [problem for problem in problems({misspelt: "x"}) if problem.startswith(misspelt)]
    assert told == [f"{misspelt} is set, and this bot does not read it. Did you mean {meant}? Rename it or unset it."]


def test_a_misspelt_identity_never_opens_local_mode() -> None:
    assert problems({"MICROSOFT_APP_ID": "8f4f1c5e-0c6b-4bb0-9d0e-3a8f6d1f2b11"}, local=True)


def test_names_that_are_other_peoples_are_left_alone(environ: Environ) -> None:
    others = ("HOSTNAME", "APPDATA", "APPDIR", "KUBERNETES_SERVICE_HOST", "PROGRAMDATA", "PATH", "MicrosoftAppId")
    assert Settings.read(environ | dict.fromkeys(others, "x"))


def test_local_mode_needs_nothing() -> None:
    settings = Settings.read({}, local=True)
    assert settings.local
    assert settings.service_hosts.local
    assert settings.file_hosts.local
    assert settings.allowed_tenants == ()


def test_local_mode_is_refused_where_there_is_an_identity(environ: Environ) -> None:
    (problem,) = problems(environ, local=True)
    assert "Local mode is for a machine with no APP_ID" in problem


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "wexcombe.example"])
def test_local_mode_is_refused_on_an_address_others_reach(host: str) -> None:
    (problem,) = problems({"HOST": host}, local=True)
    assert problem.startswith("HOST ")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_local_mode_runs_on_this_machine(host: str) -> None:
    assert Settings.read({"HOST": host}, local=True).host == host


def test_an_address_in_brackets_is_the_address_in_them() -> None:
    assert Settings.read({"HOST": "[::1]"}, local=True).host == "::1"


def test_secrets_are_in_no_representation_and_no_problem(environ: Environ) -> None:
    environ["DATABASE_URL"] = "postgresql://scrutiny:db-secret@db/scrutiny"
    shown = repr(Settings.read(environ)) + "".join(problems(environ | {"PORT": "x", "APP_ID": "a-secret-of-ours"}))
    assert "a-secret-of-ours" not in shown
    assert "db-secret" not in shown
