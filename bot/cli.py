"""`scrutiny-bot`: the program from the command line. It parses arguments and calls the same functions as everything else.

Microsoft's libraries take a second and 50 MB to load: only the commands that talk to Teams, or check it, load them.
"""

import argparse
import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot import importing, logs, reports_cli
from bot.clock import Clock
from bot.demo import council
from bot.demo.clock import demo_clock
from bot.people_file import read_people
from bot.playground.keeping import ahead
from bot.playground.people import Player
from bot.residents import players_of
from bot.settings import NAMES, Settings, Unusable
from storage import offers
from storage.database import Database
from storage.errors import Refusal
from storage.schema import upgrade
from storage.views import Moment

DEMO_HEEDS = ("APP_ID", "HOST", "PORT")
VERDICTS = {True: "well ", False: "WRONG", None: "-----"}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when it went well, 2 with a sentence on standard error when it could not be done."""
    given = _parser().parse_args(arguments)
    logs.set_up()
    try:
        return int(given.run(given))
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
    except Unusable as unusable:
        print(*unusable.problems, sep="\n", file=sys.stderr)
    except OSError as error:
        if error.filename is None:
            raise
        print(
            f"{error.filename} cannot be used ({error.strerror}). Check DATA_FOLDER, and that this account may write there.",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        return 130
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scrutiny-bot", description="The scrutiny bot for Microsoft Teams.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="run the bot")
    serve.add_argument("--local", action="store_true", help="for this machine alone: no sign-in, and the local page")
    serve.set_defaults(run=_serve)
    demo = commands.add_parser("demo", help="run the bot with an invented council and the local page")
    demo.add_argument("--reset", action="store_true", help="begin again with fresh data")
    demo.set_defaults(run=_demo)
    chat = commands.add_parser("chat", help="talk to the bot in this terminal")
    chat.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who you are")
    chat.add_argument("--demo", action="store_true", help="in the invented council")
    chat.set_defaults(run=_chat)
    listed = commands.add_parser("people", help="who is who").add_subparsers(required=True, metavar="COMMAND")
    imported = listed.add_parser("import", help="add and change people from a CSV file")
    imported.add_argument("file", type=Path)
    imported.set_defaults(run=_import_people)
    reports_cli.add_commands(commands, _opened)
    importing.add_command(commands)
    app = commands.add_parser("teams-app", help="make the app package that is uploaded to Teams")
    app.add_argument("--website", required=True, metavar="URL", help="the council's own page about the bot")
    app.add_argument("--out", type=Path, default=Path("scrutiny-teams-app.zip"), metavar="FILE")
    app.set_defaults(run=_teams_app)
    check = commands.add_parser("check", help="what the bot needs in order to run, and what is missing")
    check.add_argument("--local", action="store_true", help="check for local mode")
    check.set_defaults(run=_check)
    return parser


def _serve(given: argparse.Namespace) -> int:
    settings = Settings.read(os.environ, local=given.local)
    players: tuple[Player, ...] = ()
    if settings.local:
        database = _opened(settings)
        players = database.read_now(players_of, tenant_id=settings.app_tenant_id)
        database.close()
    asyncio.run(_until_stopped(settings, Clock(), players))
    return 0


def _demo(given: argparse.Namespace) -> int:
    settings = _demo_settings(os.environ)
    if given.reset:
        shutil.rmtree(settings.data_folder, ignore_errors=True)
    clock = demo_clock(settings.data_folder)
    print(f"To see an import, be the clerk on the page and send the file {council.FORM}")
    asyncio.run(_until_stopped(settings, clock, _demo_players(settings)))
    return 0


def _chat(given: argparse.Namespace) -> int:
    settings = _demo_settings(os.environ) if given.demo else Settings.read(os.environ, local=True)
    from bot import terminal  # noqa: PLC0415 - it runs the whole program, with Microsoft's libraries

    clock = demo_clock(settings.data_folder) if given.demo else Clock(ahead(settings.data_folder / "chats.json"))
    if given.demo:
        _demo_players(settings)
    database = _opened(settings)
    player = next(
        (
            one
            for one in database.read_now(players_of, tenant_id=settings.app_tenant_id)
            if one.email == given.email.casefold()
        ),
        None,
    )
    database.close()
    if player is None:
        raise Refusal(
            f"Nobody in the record has the e-mail {given.email}. Import them: scrutiny-bot people import FILE.csv"
        )
    terminal.talk(replace(settings, port=0), clock, player)
    return 0


def _import_people(given: argparse.Namespace) -> int:
    listed = read_people(given.file)
    database = _opened(Settings.read(os.environ, local=not os.environ.get("APP_ID")))
    clock = Clock()
    outcome = database.write_now(
        offers.import_list, person=None, moment=Moment(clock.now(), clock.today()), listed=listed
    )
    database.close()
    print(f"{outcome.added} added, {outcome.changed} changed, {outcome.unchanged} as they were.")
    return 0


def _teams_app(given: argparse.Namespace) -> int:
    from bot.teams_app.package import package  # noqa: PLC0415 - it draws with the libraries of the bot's commands

    content = package(Settings.read(os.environ), given.website)
    try:
        given.out.write_bytes(content)
    except OSError as error:
        raise Refusal(f"{given.out} cannot be written ({error.strerror}). Name another file with --out.") from error
    print(f"{given.out} is ready. Upload it in the Teams admin centre under Teams apps, Manage apps.")
    return 0


def _check(given: argparse.Namespace) -> int:
    from bot import checkup  # noqa: PLC0415 - it asks Microsoft

    findings = asyncio.run(checkup.check_up(os.environ, given.local))
    for finding in findings:
        print(f"{VERDICTS[finding.is_well]}  {finding.what}: {finding.told}")
    return 0 if all(finding.is_well for finding in findings) else 2


async def _until_stopped(settings: Settings, clock: Clock, players: Sequence[Player]) -> None:
    from bot.app import program  # noqa: PLC0415 - it loads Microsoft's libraries

    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        _on_signal(name, stopped)
    async with program(settings, clock, players=players) as running:
        where = f"{running.address}/" if settings.local else running.address
        print(f"The bot is listening at {where}  (stop it with Ctrl-C)", flush=True)
        await stopped.wait()


def _on_signal(name: signal.Signals, stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(name, stopped.set)
    except NotImplementedError:  # Windows' loop takes no handlers; there the old way does
        signal.signal(name, lambda *_: loop.call_soon_threadsafe(stopped.set))


DEMO_BESIDE_TEAMS = (
    "APP_ID is set, and the demo lets anybody on the machine in without signing in. Local mode is for a machine with no "
    "APP_ID: unset it and start the demo again, or type “scrutiny-bot serve” for the bot that Teams speaks to."
)


def _demo_settings(environ: Mapping[str, str]) -> Settings:
    """Local mode in a folder and a record of its own, whatever database the council uses."""
    if environ.get("APP_ID", "").strip():
        raise Unusable((DEMO_BESIDE_TEAMS,))
    folder = Path(environ.get("DATA_FOLDER") or "data") / "demo"
    # What it does not heed is left out; a misspelt name stays in, for it may mean the APP_ID that forbids local mode.
    others = {name: value for name, value in environ.items() if name not in NAMES or name in DEMO_HEEDS}
    return Settings.read(
        {**others, "DATA_FOLDER": str(folder), "DATABASE_URL": f"sqlite:///{(folder / 'scrutiny.db').as_posix()}",
         "APP_TENANT_ID": council.TENANT, "COUNCIL_NAME": council.name(), "HELP_CONTACT": council.CONTACT},
        local=True,
    )  # fmt: skip


def _demo_players(settings: Settings) -> tuple[Player, ...]:
    database = _opened(settings)
    council.fill(database)
    database.close()
    return tuple(
        Player(one.key, one.name, one.email, one.entra_id, one.job_title, one.caption, one.tenant_id)
        for one in council.players()
    )


def _opened(settings: Settings) -> Database:
    database = Database(settings.database_url)
    upgrade(database)
    return database
