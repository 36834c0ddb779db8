"""`scrutiny-bot check`: what the bot needs in order to run, one line each; what is wrong, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import aiohttp

from bot import delivery
from bot.credentials import Credentials, NoToken, from_sign_in
from bot.settings import Settings, Unusable
from storage.database import Database
from storage.errors import Refusal
from storage.schema import check_known, check_makeable, newest_revision, revision_of


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_well` is None where something else has to be put right before this can be looked at."""

    what: str
    is_well: bool | None
    told: str


async def check_up(environ: Mapping[str, str], local: bool) -> list[Finding]:
    try:
        settings = Settings.read(environ, local)
    except Unusable as unusable:
        findings = [Finding("settings", False, problem) for problem in unusable.problems]
        return [*findings, *(_not_looked_at(what, "settings") for what in ("database", "migrations", "sign-in"))]
    findings = [Finding("settings", True, "complete, and spelt as they should be")]
    findings += _of_database(settings)
    findings.append(await _of_sign_in(settings))
    return findings


def _not_looked_at(what: str, first: str) -> Finding:
    return Finding(what, None, f"could not be looked at; put the {first} right first")


def _of_database(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database_url)
    try:
        if database.file is not None and not database.file.exists():
            check_makeable(database.file)
            yield Finding("database", True, "SQLite: there is none yet; it is made when the bot first starts")
            yield Finding("migrations", True, "none has run yet; all do when the bot first starts")
            return
        stands = revision_of(database)
        yield Finding("database", True, f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} answers")
        yield _of_migrations(stands)
    except Refusal as refusal:
        yield Finding("database", False, refusal.sentence)
        yield _not_looked_at("migrations", "database")
    finally:
        database.close()


def _of_migrations(stands: str | None) -> Finding:
    newest = newest_revision()
    try:
        check_known(stands)
    except Refusal as refusal:
        return Finding("migrations", False, refusal.sentence)
    if stands == newest:
        return Finding("migrations", True, f"at {newest}, the newest")
    return Finding("migrations", True, f"at {stands or 'none'}; start the bot and it moves to {newest} by itself")


async def _of_sign_in(settings: Settings) -> Finding:
    if settings.local:
        return Finding("sign-in", True, "none in local mode: only this machine is let in")
    async with delivery.pool() as session:
        credentials = Credentials(from_sign_in(session, settings))
        try:
            await credentials.bearer()
        except (NoToken, aiohttp.ClientError, TimeoutError) as error:
            told = (
                f"Microsoft gave no token ({type(error).__name__}). Check APP_ID, APP_TENANT_ID, the secret, and that "
                "login.microsoftonline.com can be reached."
            )
            return Finding("sign-in", False, told)
        finally:
            await credentials.close()
    return Finding("sign-in", True, "Microsoft gave a token")
