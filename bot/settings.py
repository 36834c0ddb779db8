"""What the council has set, read once at the start and checked as a whole: every problem is a sentence of its own.

A setting that is wrong stops the program. Nothing here falls back to something weaker than was asked for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, cast

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.hosts import Hosts, is_loopback
from storage.reporting.naming import House, Named

AppType = Literal["SingleTenant", "UserAssignedMSI"]

NAMES = (
    "APP_ID",
    "APP_PASSWORD",
    "APP_TENANT_ID",
    "APP_TYPE",
    "ALLOWED_TENANTS",
    "SERVICE_HOSTS",
    "DATABASE_URL",
    "DATA_FOLDER",
    "HOST",
    "PORT",
    "COUNCIL_NAME",
    "HELP_CONTACT",
    "PROTECTIVE_MARKING",
    "REPORT_NAMES",
    "PUBLIC_ADDRESS",
)

# Teams' side of the wire in Microsoft's public cloud. The other clouds sign with keys this bot does not accept.
TEAMS_SERVICES = (
    "smba.trafficmanager.net",
    "smba.onyx.prod.teams.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
)

# Where Teams keeps what people send, and where a file they accepted is uploaded.
FILE_STORES = (".sharepoint.com", ".sharepoint.us", "graph.microsoft.com")

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MOST_MARKING = 60
HOST_NAME = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+")


class Unusable(Exception):
    """The settings cannot be used. Each problem says what is wrong and what to do about it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    local: bool
    app_id: str
    app_password: str = field(repr=False)
    app_tenant_id: str
    app_type: AppType
    allowed_tenants: tuple[str, ...]
    service_hosts: Hosts
    file_hosts: Hosts
    database_url: str = field(repr=False)
    data_folder: Path
    host: str
    port: int
    council_name: str
    help_contact: str
    protective_marking: str
    report_names: Named
    public_address: str

    @property
    def house(self) -> House:
        """What papers are made with."""
        return House(self.council_name, self.protective_marking, self.report_names)

    @classmethod
    def read(cls, environ: Mapping[str, str], local: bool = False) -> "Settings":
        given = {name: environ.get(name, "").strip() for name in NAMES}
        problems = (
            *_misspelt(environ, given),
            *(_local_problems(given) if local else _teams_problems(given)),
            *_common_problems(given),
        )
        if problems:
            raise Unusable(problems)
        return cls._from(given, local)

    @classmethod
    def _from(cls, given: Mapping[str, str], local: bool) -> "Settings":
        folder = Path(given["DATA_FOLDER"] or "./data")
        tenant = given["APP_TENANT_ID"].lower()
        return cls(
            local=local,
            app_id=given["APP_ID"].lower(),
            app_password=given["APP_PASSWORD"],
            app_tenant_id=tenant,
            app_type=cast(AppType, given["APP_TYPE"] or "SingleTenant"),
            allowed_tenants=_listed(given["ALLOWED_TENANTS"]) or ((tenant,) if tenant else ()),
            service_hosts=Hosts(_listed(given["SERVICE_HOSTS"]) or TEAMS_SERVICES, local),
            file_hosts=Hosts(FILE_STORES, local),
            database_url=given["DATABASE_URL"] or f"sqlite:///{(folder / 'scrutiny.db').as_posix()}",
            data_folder=folder,
            host=_unbracketed(given["HOST"]) or "127.0.0.1",
            port=int(given["PORT"] or 3978),
            council_name=given["COUNCIL_NAME"] or "the council",
            help_contact=given["HELP_CONTACT"] or "your scrutiny team",
            protective_marking=given["PROTECTIVE_MARKING"],
            report_names=Named(given["REPORT_NAMES"] or Named.NAMES),
            public_address=given["PUBLIC_ADDRESS"].rstrip("/"),
        )


def _unbracketed(host: str) -> str:
    """`[::1]`, as addresses have it, is `::1` to whoever listens."""
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in words.split(",") if word.strip())


def _local_problems(given: Mapping[str, str]) -> Iterator[str]:
    if given["APP_ID"]:
        yield (
            "APP_ID is set, and local mode lets anybody on the machine in without signing in. Local mode is for a "
            "machine with no APP_ID: unset it, or start without --local."
        )
    if given["HOST"] and not is_loopback(given["HOST"]):
        yield "HOST is not this machine's own address, and local mode is for this machine alone. Unset HOST."


def _teams_problems(given: Mapping[str, str]) -> Iterator[str]:
    if not given["APP_ID"]:
        yield "APP_ID is not set. Set it to the application id of the bot's registration, or start with --local."
    if not given["APP_TENANT_ID"]:
        yield "APP_TENANT_ID is not set. Set it to the id of the council's Microsoft 365 tenant."
    if not given["APP_PASSWORD"] and given["APP_TYPE"] in ("", "SingleTenant"):
        yield "APP_PASSWORD is not set. Set it to the client secret of the bot's registration."
    yield from _type_problems(given["APP_TYPE"])


def _type_problems(app_type: str) -> Iterator[str]:
    if app_type == "MultiTenant":
        yield (
            "APP_TYPE is MultiTenant, which would let people of other organisations in and which Microsoft no longer "
            "registers. Register the bot as SingleTenant or UserAssignedMSI."
        )
    elif app_type not in ("", "SingleTenant", "UserAssignedMSI"):
        yield "APP_TYPE is not one this bot knows. Set it to SingleTenant or UserAssignedMSI, spelt exactly so."


def _common_problems(given: Mapping[str, str]) -> Iterator[str]:
    for name in ("APP_ID", "APP_TENANT_ID"):
        if given[name] and not GUID.fullmatch(given[name]):
            yield f"{name} is not an id. It looks like 00000000-0000-0000-0000-000000000000; copy it from Azure."
    if not all(GUID.fullmatch(tenant) for tenant in _listed(given["ALLOWED_TENANTS"])):
        yield "ALLOWED_TENANTS holds something that is not a tenant's id. Give tenant ids with commas between them."
    if not all(HOST_NAME.fullmatch(host) for host in _listed(given["SERVICE_HOSTS"])):
        yield "SERVICE_HOSTS holds something that is not a host name. Give names alone, without https:// or a path."
    if given["DATABASE_URL"]:
        yield from _database_problems(given["DATABASE_URL"])
    if given["REPORT_NAMES"] and given["REPORT_NAMES"] not in list(Named):
        yield "REPORT_NAMES is not one this bot knows. Set it to names or to job titles, spelt exactly so."
    if len(given["PROTECTIVE_MARKING"]) > MOST_MARKING:
        yield f"PROTECTIVE_MARKING is longer than {MOST_MARKING} characters. Set it to a marking such as OFFICIAL."
    if given["PUBLIC_ADDRESS"] and not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[\w./-]*)?", given["PUBLIC_ADDRESS"]):
        yield "PUBLIC_ADDRESS is not an https address. Set it to where people reach this bot, such as https://bot.example."
    if given["PORT"] and not (re.fullmatch("[0-9]{1,5}", given["PORT"]) and 0 < int(given["PORT"]) < 65536):
        yield "PORT is not a port. Set it to a number from 1 to 65535, or leave it out for 3978."


def _database_problems(address: str) -> Iterator[str]:
    if not address.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        yield "DATABASE_URL is for a database this bot does not use. Begin it with sqlite:/// or postgresql://."
        return
    url = _read_address(address)
    if url is None:
        yield (
            "DATABASE_URL cannot be read. Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST:5432/NAME; "
            "in a password, write @ as %40, : as %3A and / as %2F."
        )
    elif url.get_backend_name() == "sqlite" and (url.host or url.query):
        yield "DATABASE_URL names no SQLite file. Write sqlite:/// and then its path, with nothing after it."
    elif url.get_backend_name() == "sqlite" and (url.database or ":memory:") == ":memory:":
        yield (
            "DATABASE_URL keeps the record in memory alone, where it is lost when the bot stops. Name a file: "
            "sqlite:///data/scrutiny.db."
        )


def _read_address(address: str) -> URL | None:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return None
    # A password's own @ or / would be taken for the end of it, and the rest for the name of a database.
    return None if url.get_backend_name() != "sqlite" and "@" in (url.database or "") else url


def _misspelt(environ: Mapping[str, str], given: Mapping[str, str]) -> Iterator[str]:
    """Names that look like one of ours which is not set: a misspelt APP_ID must never mean "no APP_ID"."""
    for name in sorted(environ):
        meant = _meant(name)
        if meant and environ[name].strip() and not given[meant]:
            yield f"{name} is set, and this bot does not read it. Did you mean {meant}? Rename it or unset it."


def _meant(name: str) -> str | None:
    """The setting a variable's name was probably meant to be; the short HOST and PORT are like too many others."""
    if name in NAMES:
        return None
    squeezed = _squeezed(name)
    for known in NAMES:
        if "_" in known and SequenceMatcher(None, squeezed, _squeezed(known)).ratio() > 0.88:
            return known
    return None


def _squeezed(name: str) -> str:
    return re.sub("[^A-Z]", "", name.upper()).removeprefix("MICROSOFT").removeprefix("BOT")
